/** A part of a picture as shares of its width and height, so that it holds whatever size the picture is shown at. */
export interface PartShare {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Whether a point, in the same shares, lies in a part or on its edge. */
export function holdsPoint(part: PartShare, { x, y }: { x: number; y: number }): boolean {
  return x >= part.x && x <= part.x + part.width && y >= part.y && y <= part.y + part.height;
}
