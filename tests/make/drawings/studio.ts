/** The studio that every product stands in: wall, floor, window light, soft shadow, a little grain. 1000 × 1000. */

export interface Studio {
  readonly wall: readonly [string, string];
  readonly floor: readonly [string, string];
  /** Where the floor begins, from the top. */
  readonly horizon?: number;
  /** Slanted window light on the wall. */
  readonly hasWindow?: boolean;
}

export interface Drawing {
  /** Gradients and filters, each id used once in a picture. */
  readonly defs?: string;
  readonly body: string;
  /** Centre and half width of the shadow on the floor. */
  readonly shadow: { readonly x: number; readonly y: number; readonly rx: number; readonly ry?: number };
}

/** The whole picture as SVG text, the same each time. */
export function studioPicture(studio: Studio, drawing: Drawing, size = 1200): string {
  const horizon = studio.horizon ?? 690;
  const { x, y, rx, ry = rx * 0.13 } = drawing.shadow;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(size)}" height="${String(size)}" viewBox="0 0 1000 1000"><defs>`,
    vertical('wall', studio.wall),
    vertical('floor', studio.floor),
    '<radialGradient id="glow" cx=".34" cy=".22" r=".8"><stop offset="0" stop-color="#fff" stop-opacity=".62"/><stop offset=".55" stop-color="#fff" stop-opacity=".1"/><stop offset="1" stop-color="#3a2a1a" stop-opacity=".16"/></radialGradient>',
    '<filter id="soft" x="-50%" y="-150%" width="200%" height="400%"><feGaussianBlur stdDeviation="22"/></filter>',
    '<filter id="near" x="-50%" y="-200%" width="200%" height="500%"><feGaussianBlur stdDeviation="7"/></filter>',
    '<filter id="pane" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="13"/></filter>',
    '<filter id="seam" x="0" y="-300%" width="100%" height="700%"><feGaussianBlur stdDeviation="26"/></filter>',
    '<filter id="grain"><feTurbulence type="fractalNoise" baseFrequency=".9" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 .5  0 0 0 0 .5  0 0 0 0 .5  0 0 0 .35 0"/></filter>',
    drawing.defs ?? '',
    '</defs>',
    '<rect width="1000" height="1000" fill="url(#wall)"/>',
    studio.hasWindow === true
      ? '<g filter="url(#pane)" fill="#fff" opacity=".3"><path d="M90 40 L330 120 L330 330 L90 250Z M370 133 L610 213 L610 423 L370 343Z M90 290 L330 370 L330 560 L90 480Z M370 383 L610 463 L610 640 L370 573Z"/></g>'
      : '',
    `<rect y="${String(horizon)}" width="1000" height="${String(1000 - horizon)}" fill="url(#floor)"/>`,
    `<rect y="${String(horizon - 14)}" width="1000" height="28" fill="${studio.wall[1]}" filter="url(#seam)" opacity=".9"/>`,
    `<ellipse cx="${String(x + 26)}" cy="${String(y + 8)}" rx="${String(rx * 1.14)}" ry="${String(ry * 1.25)}" fill="#2b1d12" opacity=".3" filter="url(#soft)"/>`,
    `<ellipse cx="${String(x + 6)}" cy="${String(y)}" rx="${String(rx * 0.94)}" ry="${String(ry * 0.62)}" fill="#1d130b" opacity=".42" filter="url(#near)"/>`,
    drawing.body,
    '<rect width="1000" height="1000" fill="url(#glow)"/>',
    '<rect width="1000" height="1000" filter="url(#grain)" opacity=".1"/>',
    '</svg>',
  ].join('');
}

export function vertical(id: string, [from, to]: readonly [string, string]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
}

/** Light from the left across a round body: edge, lit side, middle, far side, reflected edge. */
export function rounded(id: string, edge: string, lit: string, middle: string, far: string): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${edge}"/><stop offset=".24" stop-color="${lit}"/><stop offset=".52" stop-color="${middle}"/><stop offset=".9" stop-color="${far}"/><stop offset="1" stop-color="${edge}"/></linearGradient>`;
}

export function ball(id: string, lit: string, middle: string, far: string): string {
  return `<radialGradient id="${id}" cx=".34" cy=".3" r=".85"><stop offset="0" stop-color="${lit}"/><stop offset=".5" stop-color="${middle}"/><stop offset="1" stop-color="${far}"/></radialGradient>`;
}

export function blur(id: string, deviation: number): string {
  return `<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${String(deviation)}"/></filter>`;
}
