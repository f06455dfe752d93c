/** IPTC Photo Metadata in XMP: digital source type, the AI properties of 2025.1, and credit lines that name AI. */
import { LIMITS } from '../model/limits';
import type { Iptc, Mechanism } from '../model/observation';
import type { XmpProperty } from './xmp';

type Declares = Mechanism['declares'];

/**
 * IPTC NewsCodes "digitalsourcetype". `compositeWithTrainedAlgorithmicMedia` is an edit with AI; what is not
 * listed (`algorithmicMedia`, `minorHumanEdits`, `digitalArt` …) states nothing about AI or capture.
 */
const SOURCE_TYPES: Readonly<Record<string, Declares>> = {
  trainedalgorithmicmedia: 'generated',
  compositewithtrainedalgorithmicmedia: 'edited',
  compositesynthetic: 'composite',
  digitalcapture: 'captured',
  computationalcapture: 'captured',
  negativefilm: 'captured',
  positivefilm: 'captured',
  print: 'captured',
};

/** Credit lines written by products; whole lines only, so that words in a caption never count. */
const CREDITS: readonly { line: RegExp; declares: Declares; generator: string }[] = [
  { line: /^made (?:with|by) google ai\.?$/i, declares: 'generated', generator: 'Google' },
  { line: /^edited with google ai\.?$/i, declares: 'edited', generator: 'Google' },
  { line: /^apple image playground\.?$/i, declares: 'generated', generator: 'Apple Image Playground' },
  {
    line: /^apple photos (?:clean ?up|generative edit(: [\w ]{1,40})?)\.?$/i,
    declares: 'edited',
    generator: 'Apple Photos',
  },
];

/** What a source type states, whether written as an address, with https, in snake case or as a bare code. */
export function declaredBySourceType(value: string): Declares {
  const code =
    value
      .trim()
      .replace(/[/#]+$/, '')
      .split(/[/#:]/)
      .at(-1)
      ?.replaceAll('_', '')
      .replaceAll('-', '')
      .toLowerCase() ?? '';
  return Object.hasOwn(SOURCE_TYPES, code) ? (SOURCE_TYPES[code] ?? null) : null;
}

/** What a credit line states; null when it is an ordinary one. */
export function creditOf(line: string): { declares: Declares; generator: string } | null {
  return CREDITS.find((credit) => credit.line.test(line.trim())) ?? null;
}

/** What editors fill in where nothing was used: the property is there and names no system. */
const NONE =
  /^(?:none|no|nil|n\/?a|not (?:applicable|used)|no ai(?: used)?|false|-+|无|没有|未使用|不适用)\.?$/i;

/** Whether a property of IPTC Photo Metadata 2025.1 says that AI was used; an empty or denying one does not. */
export function speaksOfAi(value: string | null): boolean {
  const text = value?.trim() ?? '';
  return text !== '' && !NONE.test(text);
}

/** Collects the IPTC properties of one packet into a record; null when the packet has none. */
export function iptcOf(properties: readonly XmpProperty[]): Iptc | null {
  const first = (name: XmpProperty['name'], chars: number): string | null =>
    properties
      .find((property) => property.name === name)
      ?.value.trim()
      .slice(0, chars) ?? null;
  const record: Iptc = {
    digitalSourceType: first('digital-source-type', 160) ?? first('digital-source-file-type', 160),
    credit: first('credit', LIMITS.textChars),
    aiSystemUsed: first('ai-system-used', LIMITS.textChars),
    aiSystemVersionUsed: first('ai-system-version-used', LIMITS.textChars),
    aiPromptInformation: first('ai-prompt-information', LIMITS.textChars),
    aiPromptWriterName: first('ai-prompt-writer-name', LIMITS.textChars),
  };
  return Object.values(record).some((value) => value !== null) ? record : null;
}
