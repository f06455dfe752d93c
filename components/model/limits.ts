/**
 * Bounds on everything foreign. Reaching one is itself an observation ("cannot read", with the bound's
 * name), never a silent cut. Numbers without a source are ours, chosen from the sample pages and files.
 */
export const LIMITS = {
  /** Longest value of a TC260 label we read; the practice guides name no bound, real ones are < 2 KiB. */
  aigcValueBytes: 1 << 20,
  /** Largest inflated size of one compressed text chunk (zTXt, iTXt, gzip in stealth alpha). */
  inflatedBytes: 4 << 20,
  /** Chunks, segments or boxes walked in one file before we say "too many parts". */
  containerParts: 4096,
  /** Nesting of boxes inside boxes (ISO BMFF, JUMBF, EBML, CBOR). */
  containerDepth: 32,
  /** Bytes fetched of one picture in the browser. Larger pictures are read up to here. */
  mediaBytes: 32 << 20,
  /** Bytes looked at of a stream whose marks may come again and again among its pictures, when a page shows it. */
  streamBytes: 512 << 10,
  /** Parts of a stream that are read for what it says about itself: lists, start and pieces together. */
  streamParts: 4,
  /** Bytes of one such part that are asked for in the browser. */
  streamPartBytes: 256 << 10,
  /** Addresses of a stream's parts that a page names. */
  streamAddresses: 64,
  /** Characters of a list of a stream's pieces (m3u8, mpd). */
  playlistChars: 1 << 20,
  /** Bytes a file reader holds in memory for one metadata block (XMP, EXIF, JUMBF). */
  metadataBytes: 8 << 20,
  /** Characters of PEM text read for trust anchors; the official lists are about 50 KB each. */
  anchorsChars: 1 << 18,
  /** Milliseconds a heavy reader (C2PA) may take for one file before its worker is ended. */
  heavyReadMs: 5_000,
  /** Milliseconds that reading the labels inside one picture may take before its worker is ended. */
  pixelReadMs: 12_000,
  /** Stretches of time in one timeline of a label; the oldest go beyond it. */
  timelineSpans: 120,
  /** Bytes of one frame of a video that a page hands over, as JPEG of at most 1,280 pixels. */
  frameBytes: 1 << 20,
  /** Parts of a frame that are read by themselves. */
  frameParts: 24,
  /** Pictures of one page whose inside is read without being asked. */
  pixelReadsPerPage: 12,
  /** Seconds of a recorded clip that are watched: four hours. */
  clipSeconds: 14_400,
  /** Milliseconds for one network read of a medium. */
  fetchMs: 15_000,
  /** Structured data (JSON-LD, page state) parsed per script element, in characters. */
  structuredDataChars: 2_000_000,
  /** Script elements with structured data looked at per page. */
  structuredDataBlocks: 64,
  /** Nodes visited inside structured data. */
  structuredDataNodes: 20_000,
  /** Elements that a page hands over for its offer. */
  excerptPieces: 3_000,
  /** Properties of microdata and RDFa that a page hands over. */
  excerptProperties: 600,
  /** Text nodes visited in one look at a page; beyond it the look is reported as incomplete. */
  textNodes: 200_000,
  /**
   * Elements up to which a page is asked for whole selectors; one selector over a million elements is itself
   * a task of 30 to 700 ms.
   */
  pageElements: 100_000,
  /** Longest text of a page that is read as a label or as price wording. */
  readTextChars: 600,
  /** Texts in one question of a page. */
  textsPerReading: 400,
  /** Ranges of media asked of a page in one message. */
  readsPerMessage: 32,
  /** Words that a page's style writes beside one picture. */
  styleTexts: 16,
  /** Longest pattern of the gate that a page is given. */
  gateChars: 20_000,
  /** Media reported per page. */
  mediaPerPage: 1_000,
  /** Observations per visit. */
  observationsPerVisit: 5_000,
  /** Observations in one message from a page. */
  observationsPerBatch: 400,
  /** Longest key of a sighting: names, one text and one subject. */
  sightingKeyChars: 1_000,
  /** Longest text kept from a page in one field. */
  textChars: 500,
  /** Longest piece of a recipe or prompt quoted in the report of one picture. */
  quoteChars: 4_000,
  /** Largest picture carried to the report of one picture for showing it. */
  shownPictureBytes: 16 << 20,
  /** Largest manifest fetched from another host, on the person's press. */
  remoteManifestBytes: 8 << 20,
  /** Longest address kept. data: addresses are kept as a digest instead. */
  urlChars: 4_096,
  /** Longest title kept. */
  titleChars: 500,
  /** Rendered width and height, in CSS pixels, from which a picture counts as one a shopper looks at. */
  meaningfulImageCssPx: 96,
  /** Days of a price record that an observation carries: eight weeks before a reduction of up to nine. */
  priceRecordDays: 120,
  /** Claims of time, stock or interest that one look at a page reports. */
  claimsPerPage: 12,
  /** Looks kept of one such claim about one variant; the first and the newest stay. */
  claimLooks: 40,
  /** Claims kept of one variant. */
  claimsPerProduct: 8,
  /** Variants whose claims are kept; beyond it those looked at longest ago are let go. */
  claimProducts: 5_000,
  /** Characters of a page read again for its price. */
  pageChars: 6_000_000,
  /** Elements of one pressed card of a list with those above it, and how many pressed cards are remembered, and for how long. */
  cardPieces: 400,
  cards: 24,
  cardSeconds: 600,
  /** Product pages whose price is held for a cart, and for how long. */
  pricedPages: 40,
  pricedPageSeconds: 3_600,
  /** A price reading longer than this is not a price. */
  priceChars: 200,
  /** Height of a page that is pictured, in CSS pixels; what lies below is named as not pictured. */
  pagePictureCssPx: 24_000,
  /** Views of one page that are pictured; the browser gives two in a second. */
  pagePictureViews: 32,
  /** Height of one part of a page's picture, in device pixels: WebP ends at 16383. */
  pagePicturePartPx: 8_192,
  /** Pixels of one part of a page's picture: beyond it the part is made shorter. */
  pagePicturePartPixels: 32_000_000,
  /** Bytes of one screenshot that is kept. */
  screenshotBytes: 12 << 20,
  /** Subjects of one page that are cut out of its pictures. */
  elementPictures: 40,
  /** Milliseconds that picturing one page may take. */
  pagePictureMs: 45_000,
  /** Characters of a page written out as it was rendered. */
  snapshotChars: 6_000_000,
  /** Nodes of a page written out. */
  snapshotNodes: 300_000,
  /** Characters of style rules written out with it. */
  snapshotStyleChars: 2_000_000,
  /** Milliseconds from the first to the last slice of writing a page out. */
  snapshotMs: 8_000,
  /** Characters of a written page in one message. */
  snapshotPartChars: 500_000,
  /** Headers kept of one response. */
  headersPerResponse: 60,
  /** Longest header value kept. */
  headerChars: 2_000,
  /** Bytes kept of the page's own response. */
  pageResponseBytes: 8 << 20,
  /** Points of one price history that a case carries, newest first chosen. */
  pricePointsPerCase: 2_000,
  /** Cases in one import. */
  caseFileBytes: 512 << 20,
  /** Cases in one collection: their lines are held while it is read or written, about 1 KB each. */
  collectionCases: 100_000,
  /** Bytes of one collection: what a disk holds; never more than parts of it are in memory. */
  collectionBytes: 2 ** 42,
  /** Bytes of one of the files beside the cases of a collection (manifest, page, tables). */
  collectionPartBytes: 128 << 20,
  /** Pages of a batch that are named as not kept. */
  collectionNotKept: 100_000,
  /** Characters of a file with one campaign. */
  campaignFileChars: 64_000,
  /** Cases set side by side at once, and cases of one product read for its view. */
  casesSideBySide: 40,
  /** Different pictures compared by their look in one search for duplicates. */
  comparedPictures: 100_000,
  /** Entries in one case file. */
  caseFileEntries: 20_000,
} as const;

export type LimitName = keyof typeof LIMITS;
