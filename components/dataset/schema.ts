/**
 * The dataset: cases as tables, for those whose collection outgrows a browser. This room turns cases into rows and
 * rows into Parquet and NDJSON, the same names and types in both; it decides nothing and leaves nothing out that a
 * column names. Names, types and meanings are stable: a column may be added, none is renamed or given another meaning.
 */

export const DATASET_FORMAT = 'mingbiao-dataset/1';

/** `text` is UTF-8; `integer` fits 53 bits; `number` is a double; `moment` is UTC in milliseconds; `date` is YYYY-MM-DD as text. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'moment';

export interface Column {
  name: string;
  type: ColumnType;
  /** What null means; absent where a value always stands. */
  whenNull?: string;
  means: string;
}

export interface Table {
  name: string;
  /** What one row is. */
  row: string;
  columns: readonly Column[];
}

/** Moments are ISO 8601 in UTC here; the writers spell them as their format does. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

const caseId: Column = {
  name: 'case_id',
  type: 'text',
  means: 'Number of the case; joins every table to `cases`',
};
const subject: Column = {
  name: 'subject',
  type: 'text',
  means: 'What was looked at, `kind:number` within the case; joins tables of one case',
};
const observation: Column = {
  name: 'observation_id',
  type: 'text',
  means: 'Number of the observation within the case',
};
const text = (name: string, means: string, whenNull?: string): Column =>
  column(name, 'text', means, whenNull);
const integer = (name: string, means: string, whenNull?: string): Column =>
  column(name, 'integer', means, whenNull);
const moment = (name: string, means: string, whenNull?: string): Column =>
  column(name, 'moment', means, whenNull);
const flag = (name: string, means: string, whenNull?: string): Column =>
  column(name, 'boolean', means, whenNull);
function column(name: string, type: ColumnType, means: string, whenNull?: string): Column {
  return { name, type, means, ...(whenNull === undefined ? {} : { whenNull }) };
}

export const TABLES = [
  {
    name: 'cases',
    row: 'One kept page.',
    columns: [
      caseId,
      text('url', 'Address of the page'),
      text('title', 'Title of the page; empty when it had none'),
      text('shop', 'Id of the shop adapter', 'no adapter knows the page'),
      moment('started_at', 'When the page was opened, by the clock of that computer'),
      moment('kept_at', 'When the person kept it, by the same clock'),
      text('jurisdictions', 'Jurisdictions asked, comma-separated'),
      text('extension_version', 'Version that kept it'),
      text('browser', 'Browser as it names itself'),
      text('locale', 'Language of the interface'),
      integer('utc_offset_minutes', 'Minutes east of UTC of that computer'),
      integer(
        'clock_offset_seconds',
        'Clock of the server less clock of that computer, in seconds',
        'not known',
      ),
      text(
        'account',
        '`signed-in`, `signed-out` or `unknown`, as the page showed it',
        'nothing looked for it',
      ),
      integer('http_status', 'Status of the response that brought the page', 'the browser did not tell'),
      integer('observations', 'Rows in `observations`'),
      integer('findings', 'Rows in `findings`'),
      integer('flagged', 'Findings with outcome `flagged`'),
      integer('cannot_tell', 'Findings with outcome `cannot-tell`'),
      integer('captures', 'Rows in `captures`'),
      integer('capture_bytes', 'Bytes of all captures'),
      text('not_captured', 'JSON array of `{what, why}`: what could not be seen or was not tried'),
      text(
        'signer',
        'Fingerprint of the key that signed the case file: a key, not a person',
        'not signed, or taken from a casebook',
      ),
      text('file_sha256', 'SHA-256 of the case file', 'taken from a casebook'),
    ],
  },
  {
    name: 'observations',
    row: 'One fact that was seen: what, where, when and how.',
    columns: [
      caseId,
      observation,
      text('kind', 'Kind of fact, e.g. `medium`, `declaration`, `label`, `offer`'),
      subject,
      text('observer', 'What saw it'),
      text('method', 'How it was seen'),
      moment('seen_at', 'When'),
      text('value', 'The raw value as JSON, shaped as the kind asks (components/model/observation.ts)'),
    ],
  },
  {
    name: 'findings',
    row: 'One rule asked of one subject. Never a breach: see outcome and ceiling.',
    columns: [
      caseId,
      text('finding_id', 'Number of the finding within the case'),
      text('rule', 'Id of the rule'),
      text('pack', 'Id of its pack'),
      text('pack_version', 'Version of the pack'),
      text('pack_digest', 'Digest of the pack'),
      text('jurisdiction', 'Jurisdiction of the pack'),
      text('topic', '`ai-media`, `livestream` or `price`'),
      subject,
      text('outcome', '`flagged`, `clear`, `cannot-tell` or `inapplicable`'),
      text('ceiling', 'The strongest thing that the rule may say'),
      text('certainty', 'How it is known, in our own words', 'the outcome rests on nothing that was seen'),
      text('declared_status', '属于, 可能为 or 疑似, quoted', 'none was declared'),
      text('declared_by', '`file` or `page`: where the quoted word stands', 'none was declared'),
      text('obliged_party', 'Whom the provision obliges'),
      text('provisions', 'Ids of the provisions, comma-separated'),
      text('judged_for', 'Day by whose law it was judged, YYYY-MM-DD'),
      text('relied_on', 'Observations it rests on, comma-separated'),
      text('reasons', 'Why it cannot tell or does not apply, comma-separated; empty otherwise'),
      text('values', 'JSON object with the values that the rule’s sentences name'),
    ],
  },
  {
    name: 'prices',
    row: 'One price: as the page showed it when it was looked at (`look`), or a stretch of the record of that browser (`record`).',
    columns: [
      caseId,
      text('origin', '`look` or `record`'),
      text('observation_id', 'Number of the observation', '`origin` is `record`'),
      moment('from_at', 'When it was first seen; of a look the look itself'),
      moment('until_at', 'When it was last seen; of a look the look itself'),
      text('shop', 'Id or host of the shop', 'unknown'),
      text(
        'product',
        'Product numbers as `scheme:value`, comma-separated; of a record the product of its key',
        'the page named none',
      ),
      text('title', 'Name of the product', 'the page named none, or `origin` is `record`'),
      text('seller', 'Seller as the page names it', 'the page named none'),
      text('variant', 'Variant of the record', '`origin` is `look`'),
      text('currency', 'ISO 4217', 'could not be told'),
      column(
        'price',
        'number',
        'The price in units of the currency; for exact work use `price_text`',
        'no price could be read',
      ),
      text('price_text', 'The same, exact, in decimal digits', 'no price could be read'),
      column('list_price', 'number', 'Struck-out or former price as shown', 'none was shown'),
      text('list_price_text', 'The same, exact', 'none was shown'),
      text('kind', 'What kind of price: `plain`, `after-coupon`, `members`, …'),
      text('condition', 'Words that carry a condition', 'none'),
      text('account', '`signed-in`, `signed-out` or `unknown`', 'nothing looked for it'),
      text('region', 'Region as the page showed it', 'the page showed none, or nothing looked for it'),
    ],
  },
  {
    name: 'media',
    row: 'One reading of what a picture or video file states about itself; a medium that was never read has one row with `observation_id` null.',
    columns: [
      caseId,
      subject,
      text('observation_id', 'Number of the declaration', 'the file was not read'),
      text('media_type', '`image` or `video`', 'the page did not report it'),
      text('url', 'Address of the file', 'none is known'),
      text('role', '`product`, `card` or `other`', 'the page did not report it'),
      integer('natural_width', 'Pixels', 'the page did not report it'),
      integer('natural_height', 'Pixels', 'the page did not report it'),
      text('container', 'Container of the file', 'the file was not read'),
      text('declared', 'What the file declares as a whole', 'the file was not read'),
      text(
        'status',
        '属于, 可能为 or 疑似 of the file, quoted',
        'none was declared, or the file was not read',
      ),
      text('generator', 'What made it, as the file says', 'the file does not say, or was not read'),
      text('mechanisms', 'How it says so: `family/id`, comma-separated', 'the file was not read'),
      text('aigc_label', 'GB 45438-2025 annex E `Label`', 'no such label'),
      text('aigc_producer', 'Annex E `ContentProducer`', 'no such label'),
      text('aigc_produce_id', 'Annex E `ProduceID`', 'no such label'),
      text('c2pa_state', 'State of Content Credentials', 'none in the file'),
      text('c2pa_signer', 'Who signed them', 'none in the file, or no name'),
      text('iptc_source_type', 'IPTC digital source type', 'none in the file'),
      text('rendition', '`shown` or `original`', 'the file was not read'),
      text('sha256', 'SHA-256 of the bytes that were read', 'the file was not read whole'),
      integer('bytes_total', 'Size of the file', 'not known'),
    ],
  },
  {
    name: 'labels',
    row: 'One label that a page shows to shoppers.',
    columns: [
      caseId,
      observation,
      subject,
      text('text', 'The label as it reads'),
      text('status', '属于, 可能为 or 疑似 in the label, quoted', 'it states none'),
      text('elements', 'What it says, comma-separated'),
      text('language', 'Language'),
      text('entry', 'Entry of the lexicon that made it a label'),
      text('placement', 'Where it stands'),
      text('covers', 'Subjects that it stands for, comma-separated'),
      column(
        'height_share',
        'number',
        'Text height over the shortest side of what it covers',
        'not measured',
      ),
      moment('seen_at', 'When'),
    ],
  },
  {
    name: 'livestreams',
    row: 'One watched stretch of a livestream or video.',
    columns: [
      caseId,
      observation,
      subject,
      text('host', 'Host as the page names them', 'the page named none'),
      moment('began_at', 'When watching began'),
      integer('watched_ms', 'How long was watched, in milliseconds'),
      integer('samples', 'Looks'),
      integer('visible_in', 'Looks in which a label could be seen'),
      integer('longest_visible_ms', 'Longest stretch with a label, in milliseconds'),
      integer('longest_hidden_ms', 'Longest stretch without one, in milliseconds'),
    ],
  },
  {
    name: 'captures',
    row: 'One file that was kept with a case: a picture of the page, a medium, a frame, the law.',
    columns: [
      caseId,
      text('role', '`screenshot`, `medium`, `frame`, …'),
      text('subject', 'Subject it belongs to', 'it belongs to the page'),
      text('url', 'Address it came from', 'it has none'),
      text('mime', 'Media type'),
      integer('size_bytes', 'Size'),
      text('sha256', 'SHA-256; the bytes stand in the case file'),
      flag('whole', 'False when only the first part was kept'),
      moment('captured_at', 'When'),
      text(
        'likeness',
        'What the picture looks like, 128 bits in hex: near ones are the same picture',
        'none was taken',
      ),
      integer('http_status', 'Status of the response that brought it', 'no response was seen'),
    ],
  },
  {
    name: 'packs',
    row: 'One rule pack by which a case was judged.',
    columns: [
      caseId,
      text('pack', 'Id'),
      text('version', 'Version'),
      text('digest', 'Digest'),
      text('jurisdiction', 'Jurisdiction'),
    ],
  },
] as const satisfies readonly Table[];

export type TableName = (typeof TABLES)[number]['name'];

/** The table of this name. */
export function tableOf(name: TableName): Table {
  const found = TABLES.find((table) => table.name === name);
  if (!found) throw new RangeError(`no table ${name}`);
  return found;
}
