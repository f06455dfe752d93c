/**
 * What the claims of a C2PA manifest mean for a shopper: is AI declared, by which product, and in which one
 * sentence. Follows the rubrics of the C2PA conformance task force. It reads the statement, never its truth.
 */
import type { C2pa } from '../../model/observation';
import { GENERATIVE_AGENT, GENERATIVE_CLAIM, GENERATIVE_WORDS, PRODUCTS } from './products';

export type DeclaredByC2pa = 'generated' | 'edited' | 'composite' | 'captured';
type Action = C2pa['actions'][number];

/**
 * What each IPTC or C2PA source type says when it stands at the creation of a file. `algorithmicMedia` is
 * drawn by a formula, `composite` and `screenCapture` may or may not hold AI: none of them says AI.
 */
const AT_CREATION: Readonly<Record<string, DeclaredByC2pa>> = {
  trainedalgorithmicmedia: 'generated',
  trainedalgorithmicdata: 'generated',
  compositewithtrainedalgorithmicmedia: 'edited',
  compositesynthetic: 'composite',
  digitalcapture: 'captured',
  computationalcapture: 'captured',
};

/** Source types that, on any editorial action, say that the edit used AI. */
const AI_EDIT: ReadonlySet<string> = new Set([
  'trainedalgorithmicmedia',
  'trainedalgorithmicdata',
  'compositewithtrainedalgorithmicmedia',
  'compositesynthetic',
]);

/** Actions that change the envelope of a work, not the work. */
const NON_EDITORIAL: ReadonlySet<string> = new Set([
  'c2pa.converted',
  'c2pa.published',
  'c2pa.repackaged',
  'c2pa.transcoded',
  'c2pa.resized.proportional',
  'c2pa.enhanced',
  'c2pa.edited.metadata',
  'c2pa.watermarked',
  'c2pa.watermarked.bound',
  'c2pa.watermarked.unbound',
  'c2pa.redacted',
]);

/** Where a work begins. An ingredient's own source type (C2PA 2.4) is its beginning told from outside. */
const BEGINNINGS: ReadonlySet<string> = new Set(['c2pa.created', 'c2pa.ingredient']);

/**
 * What the manifest declares about origin. The active manifest and its `parentOf` line are the work itself;
 * a `componentOf` ingredient with AI makes it a composite. Null when nothing is declared about AI or capture,
 * which is not a statement that there is none.
 */
export function declaredByC2pa(c2pa: C2pa): DeclaredByC2pa | null {
  const own = new Set<DeclaredByC2pa>();
  const parts = new Set<DeclaredByC2pa>();
  for (const action of c2pa.actions) {
    const said = saidBy(action, c2pa.claimGenerator);
    if (said === null) continue;
    if (action.from === 'active' || action.from === 'parentOf') own.add(said);
    if (action.from === 'componentOf') parts.add(said);
  }
  if (own.has('generated')) return 'generated';
  if (own.has('edited')) return 'edited';
  if (own.has('composite') || parts.has('generated') || parts.has('edited') || parts.has('composite')) {
    return 'composite';
  }
  return own.has('captured') ? 'captured' : null;
}

function saidBy(action: Action, claimGenerator: string | null): DeclaredByC2pa | null {
  const type = sourceType(action.digitalSourceType);
  if (BEGINNINGS.has(action.action)) {
    if (type !== null) return AT_CREATION[type] ?? null;
    return isGenerativeByName(action) ? 'generated' : null;
  }
  if (action.action === 'c2pa.opened' || NON_EDITORIAL.has(action.action)) return null;
  if (type !== null) return AI_EDIT.has(type) ? 'edited' : null;
  // Firefly's first manifests hold one "edited" without a type, from a program that only generates.
  const isFirefly =
    action.from === 'active' && claimGenerator !== null && GENERATIVE_CLAIM.test(claimGenerator);
  return isFirefly && action.action === 'c2pa.edited' ? 'generated' : null;
}

function isGenerativeByName(action: Action): boolean {
  return (
    (action.description !== undefined && GENERATIVE_WORDS.test(action.description)) ||
    (action.softwareAgent !== null && GENERATIVE_AGENT.test(action.softwareAgent))
  );
}

/** Last part of a source type address, lower case; null for none and for `empty`, which says "blank canvas". */
function sourceType(address: string | null): string | null {
  const code =
    address
      ?.trim()
      .replace(/[/#]+$/, '')
      .split(/[/#]/)
      .at(-1)
      ?.toLowerCase() ?? '';
  return code === '' || code === 'empty' ? null : code;
}

/**
 * Readable name of the product that made or edited the work with AI: from the table of known products, else
 * the claim generator's own name. Null unless AI is declared, and null on an `invalid` manifest, because a
 * product should not be named for bytes its signature no longer covers.
 */
export function generatorOfC2pa(c2pa: C2pa): string | null {
  const declared = declaredByC2pa(c2pa);
  if (declared === null || declared === 'captured' || c2pa.state === 'invalid') return null;
  const agents = c2pa.actions
    .filter((action) => isAi(saidBy(action, c2pa.claimGenerator)))
    .map((action) => action.softwareAgent ?? '');
  const product = PRODUCTS.find(
    ({ agent, claim, signer }) =>
      (!agent || agents.some((name) => agent.test(name))) &&
      (!claim || claim.test(c2pa.claimGenerator ?? '')) &&
      (!signer || signer.test(c2pa.signer ?? '')),
  );
  return product?.name ?? plainName(c2pa.claimGenerator) ?? agents.find((name) => name !== '') ?? null;
}

function isAi(said: DeclaredByC2pa | null): boolean {
  return said !== null && said !== 'captured';
}

/** `Some_Tool/1.2 c2pa-rs/0.3` → `Some Tool`. */
function plainName(claimGenerator: string | null): string | null {
  const name = claimGenerator
    ?.replace(/\s+\S*c2pa\S*\/\S+.*$/i, '')
    .replace(/\/[^/]*$/, '')
    .replaceAll('_', ' ')
    .trim();
  return name === undefined || name === '' ? null : name;
}

export interface C2paSummary {
  /** Name of the sentence in the locales. */
  key:
    | 'c2pa.says.generated'
    | 'c2pa.says.generated-by'
    | 'c2pa.says.edited'
    | 'c2pa.says.edited-by'
    | 'c2pa.says.composite'
    | 'c2pa.says.captured'
    | 'c2pa.says.history';
  /** `generator` for the `-by` sentences, `signer` always; empty text where it is not known. */
  values: { generator: string; signer: string };
}

/** Which one plain sentence tells a person what this manifest says, and the names to put into it. */
export function summariseC2pa(c2pa: C2pa): C2paSummary {
  const declared = declaredByC2pa(c2pa);
  const generator = generatorOfC2pa(c2pa) ?? '';
  const values = { generator, signer: c2pa.signer ?? '' };
  if (declared === 'generated' || declared === 'edited') {
    return { key: generator === '' ? `c2pa.says.${declared}` : `c2pa.says.${declared}-by`, values };
  }
  if (declared === 'composite') return { key: 'c2pa.says.composite', values };
  if (declared === 'captured') return { key: 'c2pa.says.captured', values };
  return { key: 'c2pa.says.history', values };
}
