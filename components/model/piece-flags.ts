/** What the page's script found out about an element that only a page can say. */
export const PIECE = {
  /** Not shown: by element, attribute or style. */
  hidden: 1,
  /** Struck through. */
  struck: 2,
  /** One of three or more alike beside it, each with a link or a picture. */
  repeated: 4,
  /** Inside a block that the shop's adapter says is never the product. */
  elsewhere: 8,
} as const;
