/**
 * XMP properties (ISO 16684-1) without a document model: one pass over the text, elements and attributes by
 * namespace, no entity expanded but the five of XML and numeric ones. Tolerates any prefix and broken ends.
 */
import { LIMITS } from '../model/limits';
import { isTellingPacket } from './telling';
import { decodeText } from './walk';

export type XmpName =
  | 'aigc'
  | 'aigc-field'
  | 'aigc-foreign'
  | 'digital-source-type'
  | 'digital-source-file-type'
  | 'ai-system-used'
  | 'ai-system-version-used'
  | 'ai-prompt-information'
  | 'ai-prompt-writer-name'
  | 'credit'
  | 'provenance'
  | 'creator-tool'
  | 'user-comment'
  | 'image-guid'
  | 'description';

export interface XmpProperty {
  name: XmpName;
  value: string;
  /** Which field of the label, in lower case, where it is written as a structure. */
  field?: string;
  /** The text ended before the property did. */
  isCut: boolean;
}

export interface XmpReading {
  properties: XmpProperty[];
  /** `xml-malformed`, `limit-xml-depth`, `limit-xml-parts`; null when the text was walked to its end. */
  code: string | null;
}

const IPTC = 'http://iptc.org/std/iptc4xmpext/2008-02-29';
const WANTED: Readonly<Record<string, XmpName>> = {
  [`${IPTC} digitalsourcetype`]: 'digital-source-type',
  [`${IPTC} digitalsourcefiletype`]: 'digital-source-file-type',
  [`${IPTC} aisystemused`]: 'ai-system-used',
  [`${IPTC} aisystemversionused`]: 'ai-system-version-used',
  [`${IPTC} aipromptinformation`]: 'ai-prompt-information',
  [`${IPTC} aipromptwritername`]: 'ai-prompt-writer-name',
  [`${IPTC} digimageguid`]: 'image-guid',
  [`${IPTC} digitalimageguid`]: 'image-guid',
  'http://ns.adobe.com/photoshop/1.0 credit': 'credit',
  'http://purl.org/dc/terms provenance': 'provenance',
  'http://purl.org/dc/elements/1.1 description': 'description',
  'http://ns.adobe.com/tiff/1.0 imagedescription': 'description',
  'http://ns.adobe.com/photoshop/1.0 instructions': 'description',
  'http://ns.adobe.com/xap/1.0 creatortool': 'creator-tool',
  'http://ns.adobe.com/exif/1.0 usercomment': 'user-comment',
};

/** The namespace of GB 45438-2025, of whatever version, with or without `www`. */
const LABEL_NAMESPACE = /^http:\/\/(?:www\.)?tc260\.org\.cn\/ns\/aigc(?:\/|$)/;
const LABEL_FIELDS: ReadonlySet<string> = new Set([
  'label',
  'contentproducer',
  'produceid',
  'reservedcode1',
  'contentpropagator',
  'propagateid',
  'reservedcode2',
]);
/** Names under which writers put the JSON into a namespace of their own that speaks of AIGC. */
const FOREIGN_NAMES: ReadonlySet<string> = new Set(['aigc', 'info', 'metadata']);

/** Prefixes whose declaration some writers forget. */
const USUAL: Readonly<Record<string, string>> = {
  tc260: 'http://www.tc260.org.cn/ns/aigc/1.0',
  iptc4xmpext: IPTC,
  photoshop: 'http://ns.adobe.com/photoshop/1.0',
  dcterms: 'http://purl.org/dc/terms',
};

const MAX_DEPTH = 256;
const MAX_TAGS = 65_536;
/** Local names of what we know, to turn away the many others before their prefix is looked up. */
const LOCAL_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(WANTED).map((key) => key.split(' ')[1] ?? key),
  ...LABEL_FIELDS,
  ...FOREIGN_NAMES,
]);

/** Reads the properties we know from a packet. Bounded by `LIMITS.metadataBytes`; never throws. */
export function readXmp(bytes: Uint8Array): XmpReading {
  const looked = bytes.subarray(0, LIMITS.metadataBytes);
  if (!isTellingPacket(looked, 0, looked.length)) return { properties: [], code: null };
  return new Scanner(decodeText(looked)).read();
}

interface Open {
  /** Prefixes bound at this element; null where it binds none. */
  bound: Map<string, string> | null;
  /** An entry of a list: `rdf:li`. */
  isEntry: boolean;
}

function known({ name, field }: Known): Known {
  return field === undefined ? { name } : { name, field };
}

interface Known {
  name: XmpName;
  field?: string;
}

interface Current extends Known {
  depth: number;
  value: string;
}

class Scanner {
  readonly #properties: XmpProperty[] = [];
  readonly #open: Open[] = [];
  #tags = 0;
  #code: string | null = null;
  #current: Current | null = null;
  /** A field of the label inside its structure. */
  #part: Current | null = null;

  constructor(readonly text: string) {}

  read(): XmpReading {
    const { text } = this;
    let at = 0;
    while (this.#code === null) {
      const next = text.indexOf('<', at);
      this.#say(text.slice(at, next < 0 ? text.length : next), true);
      if (next < 0) break;
      at = this.#markup(next);
      if (at < 0) break;
    }
    if (this.#part) this.#finishPart(true);
    if (this.#current) this.#finish(true);
    return { properties: this.#properties, code: this.#code };
  }

  /** Behind the markup that starts at `at`; -1 when the text ends inside it. */
  #markup(at: number): number {
    const { text } = this;
    if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
    if (text.startsWith('<?', at)) return behind(text, '?>', at + 2);
    if (text.startsWith('<![CDATA[', at)) {
      const stop = text.indexOf(']]>', at);
      this.#say(text.slice(at + 9, stop < 0 ? text.length : stop), false);
      return stop < 0 ? -1 : stop + 3;
    }
    if (text.startsWith('<!', at)) return doctype(text, at);
    const entry = this.#current || this.#part ? -1 : behindEntry(text, at);
    if (entry >= 0) return entry;
    if (++this.#tags > MAX_TAGS) {
      this.#code = 'limit-xml-parts';
      return -1;
    }
    if (text[at + 1] === '/') {
      this.#close();
      return behind(text, '>', at + 2);
    }
    return this.#element(at);
  }

  #element(at: number): number {
    const { text } = this;
    let end = at + 1;
    while (end < text.length && !isBreak(text.charCodeAt(end))) end += 1;
    const name = text.slice(at + 1, Math.min(end, at + 257));
    const attributes: [string, string][] = [];
    let bound: Map<string, string> | null = null;
    let isEmpty = false;
    for (;;) {
      while (end < text.length && text.charCodeAt(end) <= 32) end += 1;
      if (end >= text.length) {
        // The file ended inside a start tag: what stands in its attributes so far still counts.
        this.#enter(name, attributes, bound, true);
        return -1;
      }
      const char = text[end];
      if (char === '>') break;
      if (char === '/' || char === '<') {
        isEmpty ||= char === '/';
        if (char === '<') return this.#enter(name, attributes, bound, isEmpty, end);
        end += 1;
        continue;
      }
      const attribute = attributeAt(text, end);
      end = attribute.end;
      if (attribute.name === '') continue;
      if (attribute.name.startsWith('xmlns:'))
        (bound ??= new Map()).set(attribute.name.slice(6), attribute.value);
      else if (attributes.length < 512) attributes.push([attribute.name, attribute.value]);
      if (attribute.isCut) {
        this.#enter(name, attributes, bound, true);
        const last = this.#properties.at(-1);
        if (last && last.value === attribute.value) last.isCut = true;
        return -1;
      }
    }
    return this.#enter(name, attributes, bound, isEmpty, end + 1);
  }

  #enter(
    name: string,
    attributes: [string, string][],
    bound: Map<string, string> | null,
    isEmpty: boolean,
    next = 0,
  ): number {
    this.#open.push({ bound, isEntry: name.endsWith(':li') });
    if (this.#open.length > MAX_DEPTH) this.#code = 'limit-xml-depth';
    const property = this.#resolve(name);
    const depth = this.#open.length;
    if (property?.name === 'aigc-field') this.#part ??= { ...property, depth, value: '' };
    else if (property && !this.#current) this.#current = { ...property, depth, value: '' };
    for (const [key, value] of attributes) {
      if (this.#current && (key === 'rdf:resource' || key.endsWith(':resource') || key === 'rdf:value'))
        this.#current.value += value;
      const stated = this.#resolve(key);
      if (stated) this.#add({ ...stated, value, isCut: false });
    }
    if (isEmpty) this.#close();
    return next;
  }

  #close(): void {
    const depth = this.#open.length;
    if (this.#part && this.#part.depth >= depth) this.#finishPart(false);
    if (this.#current && this.#current.depth >= depth) this.#finish(false);
    // Each entry of a list is a value of its own.
    else if (this.#current && this.#open.at(-1)?.isEntry === true) this.#finishEntry(this.#current);
    this.#open.pop();
  }

  #finishEntry(current: Current): void {
    const value = current.value.trim();
    current.value = '';
    if (value !== '') this.#add({ ...known(current), value, isCut: false });
  }

  #finishPart(isCut: boolean): void {
    const part = this.#part;
    this.#part = null;
    if (part) this.#add({ ...known(part), value: part.value.trim(), isCut });
  }

  #finish(isCut: boolean): void {
    const current = this.#current;
    this.#current = null;
    if (!current) return;
    const value = current.value.trim();
    if (value !== '' || isCut) this.#add({ ...known(current), value, isCut });
  }

  #add(property: XmpProperty): void {
    if (this.#properties.length < 64) this.#properties.push(property);
  }

  #say(raw: string, isEscaped: boolean): void {
    const current = this.#part ?? this.#current;
    if (!current || current.value.length > LIMITS.aigcValueBytes) return;
    current.value += isEscaped ? unescapeXml(raw) : raw;
  }

  #resolve(qualified: string): Known | null {
    const colon = qualified.indexOf(':');
    if (colon <= 0) return null;
    const local = qualified.slice(colon + 1).toLowerCase();
    if (!LOCAL_NAMES.has(local)) return null;
    const prefix = qualified.slice(0, colon);
    let address: string | undefined;
    for (let depth = this.#open.length - 1; depth >= 0 && address === undefined; depth--) {
      address = this.#open[depth]?.bound?.get(prefix);
    }
    address ??= USUAL[prefix.toLowerCase()];
    if (address === undefined) return null;
    const plain = address
      .trim()
      .toLowerCase()
      .replace(/^https:/, 'http:')
      .replace(/[/#]+$/, '');
    if (LABEL_NAMESPACE.test(plain)) {
      if (LABEL_FIELDS.has(local)) return { name: 'aigc-field', field: local };
      return local === 'aigc' ? { name: 'aigc' } : null;
    }
    if (FOREIGN_NAMES.has(local) && plain.includes('aigc')) return { name: 'aigc-foreign' };
    const key = `${plain} ${local}`;
    const name = Object.hasOwn(WANTED, key) ? WANTED[key] : undefined;
    return name === undefined ? null : { name };
  }
}

function isBreak(code: number): boolean {
  return code <= 32 || code === 0x3e || code === 0x2f || code === 0x3c;
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/**
 * Behind an entry of a list that holds a text and nothing else; -1 where none starts at `at`. Lists that nobody asks
 * for are stepped over: Photoshop names every document that a picture ever took from, a hundred thousand in some.
 */
function behindEntry(text: string, at: number): number {
  if (!text.startsWith('<rdf:li>', at)) return -1;
  const stop = text.indexOf('<', at + 8);
  return stop >= 0 && text.startsWith('</rdf:li>', stop) ? stop + 9 : -1;
}

/** A document type is stepped over whole, its entities never defined: an entity bomb has nothing to expand. */
function doctype(text: string, at: number): number {
  const close = text.indexOf('>', at);
  const subset = text.indexOf('[', at);
  if (subset < 0 || close < subset) return close < 0 ? -1 : close + 1;
  const end = text.indexOf(']', subset);
  return end < 0 ? -1 : behind(text, '>', end);
}

function attributeAt(
  text: string,
  from: number,
): { name: string; value: string; end: number; isCut: boolean } {
  let at = from;
  while (at < text.length && text[at] !== '=' && !isBreak(text.charCodeAt(at))) at += 1;
  const name = text.slice(from, Math.min(at, from + 257));
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  if (text[at] !== '=') return { name: '', value: '', end: Math.max(at, from + 1), isCut: false };
  at += 1;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return { name: '', value: '', end: at, isCut: false };
  const stop = text.indexOf(quote, at + 1);
  const raw = text.slice(at + 1, stop < 0 ? text.length : stop);
  return { name, value: unescapeXml(raw), end: stop < 0 ? text.length : stop + 1, isCut: stop < 0 };
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

/** The five entities of XML and numeric ones; any other stays as written. */
export function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|quot|amp|lt|gt|apos);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
