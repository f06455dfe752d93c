/**
 * Reads what a C2PA manifest store claims, without checking any signature: who made the claim, what was done
 * to the file, and what came before it. Pure and bounded. Whether the claim is bound to these bytes, and who
 * vouches for it, is answered by the full reader (report.ts maps its answer).
 *
 * Versions read: claim v1 (C2PA 1.x §10) and `c2pa.claim.v2` (2.x §10), `c2pa.actions` and `.v2`,
 * `c2pa.ingredient`, `.v2`, `.v3`; CBOR and JSON assertions.
 */
import { LIMITS } from '../../model/limits';
import type { C2pa } from '../../model/observation';
import { stampedAt, subjectName } from './certificate';
import { decodeCbor, CborTag, type Cbor } from './cbor';
import { readJumbf, type Superbox } from './jumbf';

type Action = C2pa['actions'][number];
type From = Action['from'];

/** Manifests looked at in one store; each edit adds one, so this is a long history. */
const MAX_MANIFESTS = 64;
const MAX_KEPT = 64;

/** A C2PA record that says nothing but its state. */
export function emptyC2pa(state: C2pa['state'], statusCodes: readonly string[] = []): C2pa {
  return {
    state,
    signer: null,
    claimGenerator: null,
    signedAt: null,
    actions: [],
    ingredients: [],
    statusCodes: statusCodes.slice(0, MAX_KEPT).map((code) => code.slice(0, 96)),
    remoteUrl: null,
  };
}

/**
 * The claims of a manifest store. `jumbf` starts at the LBox of the store's superbox. Never throws: what is
 * not a readable store comes back as `unsupported-or-malformed` with the reason in `statusCodes`, everything
 * else as `present-not-checked`. Actions are those of the active manifest first, then of the manifests it
 * was made from; only assertions that the claim itself lists are read, since no signature covers others.
 */
export function readClaims(jumbf: Uint8Array): C2pa {
  const store = readJumbf(jumbf);
  if (!store.ok) return emptyC2pa('unsupported-or-malformed', [store.code]);
  // C2PA 2.x §11.1.4: the active manifest is the last superbox of the store.
  const manifests = store.box.children.slice(-MAX_MANIFESTS);
  const active = manifests.at(-1);
  if (store.box.label !== 'c2pa' || !active) return emptyC2pa('unsupported-or-malformed', ['claim.missing']);
  const claim = claimOf(active);
  if (!claim.ok) return emptyC2pa('unsupported-or-malformed', [claim.code]);

  const record = emptyC2pa('present-not-checked');
  record.claimGenerator = clip(generatorText(claim.fields));
  Object.assign(record, signatureFacts(active));
  record.ingredients = ingredientsOf(active, claim.fields)
    .slice(0, MAX_KEPT)
    .map((ingredient) => ({
      title: clip(ingredient.title),
      relationship: ingredient.relationship.slice(0, 32),
      hasManifest: ingredient.manifest !== null,
    }));
  record.actions = history(active, manifests).slice(0, MAX_KEPT);
  return record;
}

/** A hash over a file, and the ranges of it that were left out, in the order in which they stand. */
export interface DataHash {
  algorithm: string;
  hash: Uint8Array;
  exclusions: { start: number; length: number }[];
}

/**
 * The hash over a file that the active manifest states in its one hard binding, `c2pa.hash.data` (C2PA 2.x §9.2.1);
 * null where it states none, another, more than one, or ranges that overlap or stand in no order. The hash is what the
 * store holds; that the claim covers it is for the full reader to say.
 */
export function dataHashOf(jumbf: Uint8Array): DataHash | null {
  const store = readJumbf(jumbf);
  const active = store.ok ? store.box.children.at(-1) : undefined;
  const claim = active && claimOf(active);
  if (!active || !claim?.ok) return null;
  const assertions = active.children.filter((child) => child.label === 'c2pa.assertions');
  // A second box of the same name could be the one that the full reader compared with the claim.
  const bindings = assertions
    .flatMap((box) => box.children)
    .filter(({ label }) => /^c2pa\.hash\./.test(label));
  if (assertions.length !== 1 || bindings.length !== 1 || bindings[0]?.label !== 'c2pa.hash.data')
    return null;
  const [fields] = assertionsNamed(active, claim.fields, /^c2pa\.hash\.data$/);
  const hash = fields?.get('hash');
  const exclusions = fields && exclusionsOf(fields.get('exclusions'));
  if (!exclusions || !(hash instanceof Uint8Array)) return null;
  const algorithm = string(fields.get('alg')) ?? string(claim.fields.get('alg')) ?? 'sha256';
  return { algorithm, hash, exclusions };
}

function exclusionsOf(value: Cbor): DataHash['exclusions'] | null {
  const ranges = list(value);
  if (ranges.length > MAX_KEPT) return null;
  const exclusions: DataHash['exclusions'] = [];
  let end = 0;
  for (const range of ranges) {
    const fields = untag(range);
    const start = fields instanceof Map ? fields.get('start') : undefined;
    const length = fields instanceof Map ? fields.get('length') : undefined;
    if (!isCount(start) || !isCount(length) || start < end) return null;
    exclusions.push({ start, length });
    end = start + length;
  }
  return exclusions;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Walks from the active manifest to what it was made from, nearest first, each manifest once a relation. */
function history(active: Superbox, manifests: Superbox[]): Action[] {
  const byLabel = new Map(manifests.map((manifest) => [manifest.label, manifest]));
  const actions: Action[] = [];
  const queue: { manifest: Superbox; from: From }[] = [{ manifest: active, from: 'active' }];
  const seen = new Set<string>();
  for (let at = 0; at < queue.length && at < MAX_MANIFESTS; at++) {
    const step = queue[at];
    if (!step) break;
    const claim = claimOf(step.manifest);
    if (!claim.ok) continue;
    actions.push(...actionsOf(step.manifest, claim.fields, step.from));
    for (const ingredient of ingredientsOf(step.manifest, claim.fields)) {
      const from = relation(step.from, ingredient.relationship);
      // C2PA 2.4 lets an ingredient state its own source type; quoted under the assertion's name.
      if (ingredient.digitalSourceType !== null) {
        const digitalSourceType = ingredient.digitalSourceType;
        actions.push({ action: 'c2pa.ingredient', digitalSourceType, softwareAgent: null, from });
      }
      const before = ingredient.manifest === null ? undefined : byLabel.get(ingredient.manifest);
      const key = `${from} ${ingredient.manifest}`;
      if (!before || seen.has(key)) continue;
      seen.add(key);
      queue.push({ manifest: before, from });
    }
  }
  return actions;
}

/** How a manifest two steps away relates to the active one: the weakest link on the way decides. */
function relation(soFar: From, next: string): From {
  if (soFar !== 'active' && soFar !== 'parentOf') return soFar;
  return next === 'parentOf' || next === 'componentOf' || next === 'inputTo' ? next : 'other';
}

type Fields = Map<string | number, Cbor>;

function claimOf(manifest: Superbox): { ok: true; fields: Fields } | { ok: false; code: string } {
  const box = manifest.children.find((child) => /^c2pa\.claim(\.v\d+)?$/.test(child.label));
  if (!box) {
    const isCompressed = manifest.contents.some((content) => content.type === 'brob');
    return { ok: false, code: isCompressed ? 'manifest.compressed' : 'claim.missing' };
  }
  const fields = fieldsOf(box);
  return fields ? { ok: true, fields } : { ok: false, code: 'claim.malformed' };
}

/** The map inside a CBOR or JSON assertion; null when it cannot be read or is no map. */
function fieldsOf(box: Superbox): Fields | null {
  for (const { type, bytes } of box.contents) {
    if (bytes.length > LIMITS.metadataBytes) return null;
    if (type === 'cbor') {
      const decoded = decodeCbor(bytes);
      const value = decoded.ok ? untag(decoded.value) : null;
      return value instanceof Map ? value : null;
    }
    if (type === 'json') return jsonFields(bytes);
  }
  return null;
}

function jsonFields(bytes: Uint8Array): Fields | null {
  try {
    const value = fromJson(JSON.parse(new TextDecoder().decode(bytes)), 0);
    return value instanceof Map ? value : null;
  } catch (error) {
    // JSON.parse has no other way to say "not JSON"; a stack overflow cannot happen before its own limit.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

function fromJson(value: unknown, depth: number): Cbor {
  if (depth > LIMITS.containerDepth) return null;
  if (Array.isArray(value)) return value.map((item) => fromJson(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item, depth + 1)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Assertions of this manifest that its claim lists, in the claim's order, by the given name. */
function assertionsNamed(manifest: Superbox, claim: Fields, name: RegExp): Fields[] {
  const store = manifest.children.find((child) => child.label === 'c2pa.assertions');
  if (!store) return [];
  const listed = ['assertions', 'created_assertions', 'gathered_assertions']
    .flatMap((key) => list(claim.get(key)))
    .map((reference) => lastOf(string(map(reference)?.get('url'))))
    .filter((label) => label !== null && name.test(label));
  const boxes = new Map<string, Superbox>();
  for (const box of store.children) if (!boxes.has(box.label)) boxes.set(box.label, box);
  const found: Fields[] = [];
  for (const label of new Set(listed)) {
    const box = label === null ? undefined : boxes.get(label);
    const fields = box && fieldsOf(box);
    if (fields) found.push(fields);
  }
  return found;
}

const ACTIONS = /^c2pa\.actions(\.v\d+)?(__\d+)?$/;
const INGREDIENT = /^c2pa\.ingredient(\.v\d+)?(__\d+)?$/;

function actionsOf(manifest: Superbox, claim: Fields, from: From): Action[] {
  return assertionsNamed(manifest, claim, ACTIONS).flatMap((assertion) => {
    const agents = list(assertion.get('softwareAgents'));
    return list(assertion.get('actions')).flatMap((item) => {
      const fields = map(item);
      const action = string(fields?.get('action'));
      if (!fields || action === null) return [];
      const index = fields.get('softwareAgentIndex');
      const agent = fields.get('softwareAgent') ?? (typeof index === 'number' ? agents[index] : null);
      const description = clip(string(fields.get('description')));
      return [
        {
          action: action.slice(0, 96),
          digitalSourceType: filled(string(fields.get('digitalSourceType')), 160),
          softwareAgent: clip(productText(agent)),
          ...(description === null ? {} : { description }),
          from,
        },
      ];
    });
  });
}

interface Ingredient {
  title: string | null;
  relationship: string;
  /** Label of the ingredient's own manifest in this store; null when it has none. */
  manifest: string | null;
  digitalSourceType: string | null;
}

function ingredientsOf(manifest: Superbox, claim: Fields): Ingredient[] {
  return assertionsNamed(manifest, claim, INGREDIENT).map((fields) => ({
    title: string(fields.get('dc:title')),
    relationship: string(fields.get('relationship')) ?? 'other',
    manifest: lastOf(string(map(fields.get('activeManifest') ?? fields.get('c2pa_manifest'))?.get('url'))),
    digitalSourceType: filled(string(fields.get('digitalSourceType')), 160),
  }));
}

function generatorText(claim: Fields): string | null {
  const info = claim.get('claim_generator_info');
  const products = (Array.isArray(info) ? info : [info]).map(productText).filter((name) => name !== null);
  return filled(string(claim.get('claim_generator')), LIMITS.textChars) ?? (products.join(' ') || null);
}

/** `Name/version` of a product given as text or as a generator-info map (C2PA 2.x §10.2.3). */
function productText(value: Cbor): string | null {
  if (typeof value === 'string') return filled(value, LIMITS.textChars);
  const name = string(map(value)?.get('name'));
  const version = string(map(value)?.get('version'));
  if (name === null || name.trim() === '') return null;
  return version === null || version === '' ? name : `${name}/${version}`;
}

/** Label of a COSE header that holds the certificate chain (RFC 9360). */
const X5CHAIN = 33;

/** The headers of a manifest's COSE signature (RFC 9052 §3): certificates, the signer first, and what no signature covers. */
function signatureHeaders(manifest: Superbox): { certificates: Cbor[]; unprotected: Fields | null } {
  const box = manifest.children.find((child) => child.label === 'c2pa.signature');
  const bytes = box?.contents.find((content) => content.type === 'cbor')?.bytes;
  const decoded = bytes && bytes.length <= LIMITS.metadataBytes ? decodeCbor(bytes) : null;
  const cose = decoded?.ok ? list(untag(decoded.value)) : [];
  const unprotected = map(cose[1]);
  const inner = cose[0] instanceof Uint8Array ? decodeCbor(cose[0]) : null;
  const guarded = inner?.ok ? map(inner.value) : null;
  const chain =
    guarded?.get(X5CHAIN) ??
    guarded?.get('x5chain') ??
    unprotected?.get(X5CHAIN) ??
    unprotected?.get('x5chain');
  return { certificates: Array.isArray(chain) ? chain : [chain], unprotected };
}

function signatureFacts(manifest: Superbox): Pick<C2pa, 'signer' | 'signedAt'> {
  const { certificates, unprotected } = signatureHeaders(manifest);
  const [leaf] = certificates;
  const name = leaf instanceof Uint8Array ? subjectName(leaf) : null;
  const stamps = map(unprotected?.get('sigTst2') ?? unprotected?.get('sigTst'));
  const token = map(list(stamps?.get('tstTokens'))[0])?.get('val');
  return {
    signer: clip(name?.organisation ?? name?.commonName ?? null),
    signedAt: token instanceof Uint8Array ? stampedAt(token) : null,
  };
}

/** What authorities said of certificates, stapled to a signature, and the certificates it came with. Bytes are views. */
export interface Stapled {
  /** DER, the signer's first. */
  chain: Uint8Array[];
  /** OCSP responses (RFC 6960 §4.2.1), DER; unchecked. */
  answers: Uint8Array[];
}

/**
 * The OCSP answers in the header `rVals` of the active manifest's signature (C2PA 2.x §14.5.2); null where there are
 * none. No signature of the signer covers that header: anybody may have put them there.
 */
export function stapledAnswers(jumbf: Uint8Array): Stapled | null {
  const store = readJumbf(jumbf);
  const active = store.ok ? store.box.children.at(-1) : undefined;
  if (!active) return null;
  const { certificates, unprotected } = signatureHeaders(active);
  const answers = bytesIn(list(map(unprotected?.get('rVals'))?.get('ocspVals')));
  return answers.length === 0 ? null : { chain: bytesIn(certificates), answers };
}

function bytesIn(values: readonly Cbor[]): Uint8Array[] {
  return values.slice(0, MAX_KEPT).filter((value) => value instanceof Uint8Array);
}

function untag(value: Cbor): Cbor {
  let inner = value;
  for (let level = 0; inner instanceof CborTag && level < LIMITS.containerDepth; level++) inner = inner.value;
  return inner;
}

function map(value: Cbor): Fields | null {
  const inner = untag(value);
  return inner instanceof Map ? inner : null;
}

function list(value: Cbor): Cbor[] {
  const inner = untag(value);
  return Array.isArray(inner) ? inner : [];
}

function string(value: Cbor): string | null {
  const inner = untag(value);
  return typeof inner === 'string' ? inner : null;
}

/** Last part of a JUMBF address: `self#jumbf=c2pa.assertions/c2pa.actions` → `c2pa.actions`. */
function lastOf(url: string | null): string | null {
  if (url === null) return null;
  const label = url.slice(url.lastIndexOf('/') + 1).replace(/^self#jumbf=/, '');
  return label === '' ? null : label;
}

function filled(value: string | null, most: number): string | null {
  const trimmed = value?.trim().slice(0, most) ?? '';
  return trimmed === '' ? null : trimmed;
}

function clip(value: string | null): string | null {
  return filled(value, LIMITS.textChars);
}
