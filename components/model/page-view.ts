/** What a page says of how it stands in its window while it is being pictured. From a page: bounded throughout. */
import { z } from './zod';
import { LIMITS } from './limits';
import { subjectIdSchema } from './observation';

/** A page may claim to be of any size; beyond this a number is no place. */
const cssPx = z.number().finite().min(-1e8).max(1e8);
const size = cssPx.nonnegative();
const box = z.strictObject({ x: cssPx, y: cssPx, width: size, height: size });

export const pageViewSchema = z.strictObject({
  /** The window's inside, with scroll bars. */
  windowWidth: size,
  windowHeight: size,
  devicePixelRatio: z.number().positive().max(16),
  /** Zoom by fingers; the picture of a page is not put together unless it is 1. */
  pinchScale: z.number().positive().max(100),
  /** Where in the window the scrolled part stands. */
  area: box,
  /** `document` scrolls in nearly every shop; `element` where the page scrolls inside one of its own. */
  scroller: z.enum(['document', 'element']),
  /** How far it is scrolled, and how high it is altogether. */
  y: size,
  contentHeight: size,
  topBarPx: size,
  bottomBarPx: size,
  /** Elements that stay in the window while the page moves, and are no bars: they show in several views. */
  floating: z.number().int().nonnegative().max(1_000),
  /** Where asked subjects stand in the window, and how much of each can be seen (0 to 1). */
  boxes: z
    .array(z.strictObject({ subject: subjectIdSchema, box, share: z.number().min(0).max(1) }))
    .max(LIMITS.elementPictures),
  /** The person scrolled, pressed a key or touched the page since the last view. */
  personMoved: z.boolean(),
  isHidden: z.boolean(),
});
export type PageView = z.infer<typeof pageViewSchema>;

/** What the browser lets a page's own script see of how it was loaded. */
export const pageResponseSchema = z.strictObject({
  /** From the browser's cache; null when it is not there, and nothing was asked of the network. */
  cached: z
    .strictObject({
      status: z.number().int().min(0).max(999),
      headers: z.array(z.tuple([z.string().max(200), z.string().max(20_000)])).max(200),
      base64: z.string(),
      whole: z.boolean(),
    })
    .nullable(),
  load: z
    .strictObject({
      status: z.number().int().min(0).max(999).nullable(),
      protocol: z.string().max(32),
      transferBytes: size.int(),
      bodyBytes: size.int(),
      redirects: size.int(),
      fromCache: z.boolean(),
      /** Moment of the first byte, milliseconds since 1970 by this computer's clock. */
      respondedAtMs: z.number().finite().nonnegative(),
    })
    .nullable(),
});
export type PageResponse = z.infer<typeof pageResponseSchema>;

/** A page written out (capture/write-page): how long, and what is not in it. */
export const writtenPageSchema = z.strictObject({
  chars: z
    .number()
    .int()
    .nonnegative()
    .max(LIMITS.snapshotChars + 100_000),
  limit: z.enum(['snapshot-chars', 'snapshot-nodes', 'snapshot-ms']).nullable(),
  leftOut: z.strictObject({
    formFields: z.number().int().nonnegative(),
    editable: z.number().int().nonnegative(),
    canvases: z.number().int().nonnegative(),
    frames: z.number().int().nonnegative(),
    styleSheets: z.number().int().nonnegative(),
  }),
});
