/** From raw metadata blocks to what the file states: runs every interpreter and collects what each says. */
import { LIMITS } from '../model/limits';
import type { Aigc, Iptc, Mechanism } from '../model/observation';
import type { Quote } from '../model/picture';
import { readExif } from './exif';
import { creditOf, declaredBySourceType, iptcOf, speaksOfAi } from './iptc';
import { labelText } from './labels';
import { generatorOfLabel, readLabel, type LabelPlace } from './tc260';
import { findTraces, isUnnamed, type Trace, type TraceText } from './traces';
import { type Block, type Walk, decodeText, find, latin } from './walk';
import { readXmp, type XmpProperty } from './xmp';

export interface Statements {
  mechanisms: Mechanism[];
  aigc: Aigc | null;
  iptc: Iptc | null;
  /** Address of a manifest kept elsewhere (`dcterms:provenance`); never fetched. */
  remoteUrl: string | null;
  generator: string | null;
  /** A label is there and could not be read. */
  hasUnreadableLabel: boolean;
  /** The words behind traces and watermarks, shortened to `LIMITS.quoteChars`. */
  quotes: Quote[];
}

const MOST_QUOTES = 16;
/** Bytes looked at on either side of a field name behind the picture. */
const TRAILER_LABEL = 8192;

/** Generators named by each family, the most direct first. */
interface Names {
  label: string | null;
  credit: string | null;
  system: string | null;
  trace: string | null;
}

/** Reads all blocks but the C2PA ones. Faults in a block are put among the errors of the walk. */
export function interpret(walk: Walk): Statements {
  const state: Statements = {
    mechanisms: [],
    aigc: null,
    iptc: null,
    remoteUrl: null,
    generator: null,
    hasUnreadableLabel: false,
    quotes: [],
  };
  const names: Names = { label: null, credit: null, system: null, trace: null };
  const texts: TraceText[] = [];
  for (const block of [...walk.blocks]) {
    if (block.kind === 'xmp') xmp(walk, state, names, texts, block.bytes, block.offset, block.isCut);
    else if (block.kind === 'exif') exif(walk, state, names, texts, block);
    else if (block.kind === 'trailer') trailer(walk, state, names, texts, block);
    else if (block.kind === 'text') {
      const text = { ...plain(block), text: decodeText(block.bytes).replace(/\0+$/, '') };
      texts.push(text);
      label(walk, state, names, text, block.isCut);
      credit(state, names, text);
    }
  }
  for (const trace of findTraces(texts)) {
    // A program that names itself stands before a recipe that could be anybody's.
    if (names.trace === null || (isUnnamed(names.trace) && !isUnnamed(trace.generator)))
      names.trace = trace.generator;
    add(state, { family: trace.family, id: trace.id, offset: trace.offset, declares: trace.declares });
    if (state.quotes.length < MOST_QUOTES) state.quotes.push(quoteOf(trace));
  }
  state.generator = names.label ?? names.credit ?? names.trace ?? names.system;
  return state;
}

function quoteOf({ id, source }: Trace): Quote {
  return {
    mechanism: id.slice(0, 64),
    place: source.place.slice(0, 64),
    key: source.key.slice(0, 120),
    text: source.text.slice(0, LIMITS.quoteChars),
    isWhole: source.text.length <= LIMITS.quoteChars,
  };
}

function plain({ place, key, offset, isBehindPixels }: Block): Omit<TraceText, 'text'> {
  return { place, key, offset, isBehindPixels };
}

function add(state: Statements, mechanism: Mechanism): void {
  const known = state.mechanisms.find((other) => other.id === mechanism.id);
  if (known) known.declares ??= mechanism.declares;
  else if (state.mechanisms.length < 60)
    state.mechanisms.push({ ...mechanism, id: mechanism.id.slice(0, 64) });
}

/** Behind the picture anything may stand: the record of a phone, a packet, or a label that was simply appended. */
function trailer(walk: Walk, state: Statements, names: Names, texts: TraceText[], block: Block): void {
  const { bytes, offset } = block;
  texts.push({ ...plain(block), text: latin(bytes) });
  const packet = find(bytes, '<x:xmpmeta');
  if (packet >= 0) xmp(walk, state, names, texts, bytes.subarray(packet), offset + packet, false);
  const field = packet >= 0 ? -1 : find(bytes, 'ContentProducer');
  if (field < 0) return;
  const from = Math.max(0, field - TRAILER_LABEL);
  const text = decodeText(bytes.subarray(from, field + TRAILER_LABEL));
  const brace = text.indexOf('{');
  if (brace >= 0)
    label(walk, state, names, { ...plain(block), offset: offset + from, text: text.slice(brace) }, false);
}

function xmp(
  walk: Walk,
  state: Statements,
  names: Names,
  texts: TraceText[],
  bytes: Uint8Array,
  offset: number,
  isCut: boolean,
): void {
  const { properties, code } = readXmp(bytes);
  if (code !== null) walk.error(code, offset);
  const parts: Record<string, string> = {};
  for (const property of properties) {
    const isPartCut = isCut && property.isCut;
    if (property.name === 'aigc') {
      const id = isPartCut ? 'xmp-tc260-truncated' : 'xmp-tc260';
      readOne(walk, state, names, { id, place: 'own', text: property.value, offset }, isPartCut);
    }
    if (property.name === 'aigc-field' && property.field !== undefined)
      parts[property.field] ??= property.value;
    if (property.name === 'aigc-foreign') {
      const text = { id: 'xmp-aigc', place: 'shared' as const, text: property.value, offset };
      readOne(walk, state, names, text, isPartCut);
    }
    if (property.name === 'creator-tool') {
      texts.push({ place: 'xmp-creatortool', key: '', text: property.value, offset, isBehindPixels: false });
    }
    if (property.name === 'provenance' && /^https?:\/\//i.test(property.value)) {
      state.remoteUrl ??= property.value.slice(0, LIMITS.urlChars);
    }
    if (property.name === 'user-comment' || property.name === 'description') {
      const place = property.name === 'user-comment' ? 'xmp-usercomment' : 'xmp-description';
      const text = { place, key: '', text: property.value, offset, isBehindPixels: false };
      texts.push(text);
      label(walk, state, names, text, isPartCut);
    }
  }
  // The label written as a structure of XMP instead of as JSON: the same seven fields, one property each.
  if (Object.keys(parts).length > 0) {
    const text = { id: 'xmp-tc260', place: 'own' as const, text: JSON.stringify(parts), offset };
    readOne(walk, state, names, text, false);
  }
  iptc(state, names, properties, offset);
}

function iptc(state: Statements, names: Names, properties: XmpProperty[], offset: number): void {
  const record = iptcOf(properties);
  if (!record) return;
  state.iptc ??= record;
  const types = properties.filter(
    ({ name }) => name === 'digital-source-type' || name === 'digital-source-file-type',
  );
  for (const { value } of types)
    add(state, { family: 'iptc', id: 'iptc-dst', offset, declares: declaredBySourceType(value) });
  const line = record.credit === null ? null : creditOf(record.credit);
  if (line) {
    names.credit ??= line.generator;
    add(state, { family: 'iptc', id: 'photoshop-credit', offset, declares: line.declares });
  }
  const namesSystem = speaksOfAi(record.aiSystemUsed);
  const speaksOfSystem = namesSystem || speaksOfAi(record.aiPromptInformation);
  if (namesSystem) names.system ??= record.aiSystemUsed;
  const isSaid = state.mechanisms.some(
    ({ id, declares }) => id === 'iptc-dst' && declares !== null && declares !== 'captured',
  );
  // The AI properties complete a source type; alone they state generation (IPTC Photo Metadata 2025.1).
  if (speaksOfSystem && !isSaid)
    add(state, { family: 'iptc', id: 'iptc-ai-system', offset, declares: 'generated' });
}

function credit(state: Statements, names: Names, text: TraceText): void {
  if (text.place !== 'iptc-iim' || text.key !== 'Credit') return;
  const line = creditOf(text.text);
  if (!line) return;
  names.credit ??= line.generator;
  add(state, { family: 'iptc', id: 'iptc-iim-credit', offset: text.offset, declares: line.declares });
}

function exif(walk: Walk, state: Statements, names: Names, texts: TraceText[], block: Block): void {
  const { texts: found, xmp: packets, code } = readExif(block.bytes);
  if (code !== null && code !== 'exif-truncated') walk.error(code, block.offset);
  for (const { name, text, at, isCut } of found) {
    if (text === '') continue;
    const item = { place: `exif-${name}`, key: '', text, offset: block.offset + at, isBehindPixels: false };
    texts.push(item);
    label(walk, state, names, item, isCut);
  }
  for (const packet of packets) {
    xmp(walk, state, names, texts, packet.bytes, block.offset + packet.at, false);
  }
}

function label(walk: Walk, state: Statements, names: Names, text: TraceText, isCut: boolean): void {
  const found = labelText(text);
  if (found) readOne(walk, state, names, found, isCut);
}

function readOne(
  walk: Walk,
  state: Statements,
  names: Names,
  text: { id: string; place: LabelPlace; text: string; offset: number },
  isCut: boolean,
): void {
  const reading = readLabel(text.text, text.place, isCut);
  if (reading.kind === 'none') return;
  const declares = reading.kind === 'label' ? reading.declares : null;
  add(state, { family: 'aigc', id: text.id, offset: text.offset, declares });
  if (reading.code !== null) walk.error(reading.code, text.offset);
  if (declares === null) state.hasUnreadableLabel = true;
  if (reading.kind !== 'label') return;
  const { aigc } = reading;
  names.label ??= generatorOfLabel(aigc);
  if (!state.aigc) {
    state.aigc = aigc;
    return;
  }
  state.aigc.copies += 1;
  if (state.aigc.label !== aigc.label) walk.error('aigc-copies-disagree', text.offset);
}
