/**
 * What a media file says about itself: the one door of this room. Bytes in, statement out; no DOM, no
 * browser, no network, and no trust in lengths, names or MIME types. It reads what is stated, never whether
 * it is true; only a verified C2PA manifest says who stated it.
 */
import { LIMITS } from '../model/limits';
import type { C2pa, FileStatement, Mechanism } from '../model/observation';
import type { Quote } from '../model/picture';
import type { Declared } from '../model/words';
import { emptyC2pa, readClaims } from './c2pa/claims';
import { declaredByC2pa, generatorOfC2pa } from './c2pa/meaning';
import { containerOf, type Container } from './container';
import { interpret, type Statements } from './interpret';
import { type Settled, settled } from './settled';
import type { ByteSource } from './source';
import { storeOf } from './store';
import { checkSignature } from './tc260-signature';
import { statusOf } from './tc260';
import { type Block, type Depth, type Need, type Reading, Walk, WalkEnd, startsWith } from './walk';

export interface ReadStatementOptions {
  /** `head`: as much as settles it; `whole`: also what stands between and behind the pixels. */
  depth: Depth;
  /** Full C2PA check; called only when a manifest is in the file. Without it the claims are read unchecked. */
  verifyC2pa?: (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>;
  signal?: AbortSignal;
  /** Told once, before the statement is given: the words behind the traces, for whoever shows the file whole. */
  onQuotes?: (quotes: readonly Quote[]) => void;
}

const HEAD = 4096;
/** Errors after which silence of the file means nothing. */
const BREAKS: ReadonlySet<string> = new Set([
  'stream-encrypted',
  'truncated',
  'length-lie',
  'source-failed',
  'zip-malformed',
  'limit-container-parts',
  'limit-metadata-bytes',
  'limit-metadata-blocks',
  'limit-media-bytes',
]);

/**
 * Reads one file. Rejects only when `signal` is aborted; every fault of the file is an entry in `errors` beside
 * what was found before it. `declared` takes the strongest single statement (generated, edited, composite,
 * captured): contradictions stay visible in `mechanisms`. `unreadable` when nothing is declared and the file,
 * or a label in it, could not be read.
 *
 * Codes that tell of a look not taken, rather than of a fault: `not-looked-behind-pixels` (a film or item whose
 * statements stand behind its pictures, over a source that cannot seek, at depth `head`), `c2pa-piece-not-checked` (a
 * manifest or proof whose hashes reach over other pieces of a stream), `compressed-metadata-not-read`
 * (Brotli boxes of JPEG XL) and every `limit-…`. `bytesTotal` is null where the source does not know its size.
 */
export async function readStatement(
  source: ByteSource,
  options: ReadStatementOptions,
): Promise<FileStatement> {
  options.signal?.throwIfAborted();
  const start = settledByStart(source, options.depth);
  // Waiting for what is there already would cost as much as reading it.
  const unmarked = start instanceof Promise ? await start : start;
  return unmarked === null ? readProperly(source, options) : silent(unmarked, source, options);
}

/** The same without the short way for files that state nothing (`settled.ts`), which must not be told from it. */
export async function readProperly(
  source: ByteSource,
  options: ReadStatementOptions,
): Promise<FileStatement> {
  const walk = new Walk(source, options.depth, options.signal);
  const found: { container: Container | null } = { container: null };
  try {
    const reading = walked(walk, found);
    for (let step = reading.next(); step.done !== true;) step = await answered(reading, source, step.value);
  } catch (error) {
    // A bound has been written down already; an abort is the caller's; the rest is a source that failed.
    options.signal?.throwIfAborted();
    if (!(error instanceof WalkEnd)) walk.error('source-failed', null, failure(error));
  }
  const { container } = found;
  const statements = interpret(walk);
  options.onQuotes?.(statements.quotes);
  const block = storeOf(walk.blocks);
  const c2pa = block ? await readC2pa(walk, container, block, statements, options) : remoteOnly(statements);
  if (statements.aigc && statements.aigc.signature !== 'absent')
    statements.aigc.signature = await checkSignature(statements.aigc);
  return {
    container: container?.name ?? 'unknown',
    bytesRead: source.bytesRead,
    bytesTotal: walk.end,
    declared: declaredOf(statements, walk, container),
    // Two labels that name different values state neither.
    status:
      statements.aigc && !walk.errors.some(({ code }) => code === 'aigc-copies-disagree')
        ? statusOf(statements.aigc)
        : null,
    mechanisms: statements.mechanisms,
    generator:
      (statements.generator ?? (c2pa ? generatorOfC2pa(c2pa) : null))?.slice(0, LIMITS.textChars) ?? null,
    aigc: statements.aigc,
    c2pa,
    iptc: statements.iptc,
    errors: walk.errors,
  };
}

/** Answers at once over a source that does; a source that fails fails again when it is read properly, and is told there. */
function settledByStart(source: ByteSource, depth: Depth): Settled | null | Promise<Settled | null> {
  try {
    const first = source.readNow?.(0, HEAD);
    if (first) return settled(source, first, depth);
  } catch {
    return null;
  }
  return source.read(0, HEAD).then(
    (bytes) => settled(source, bytes, depth),
    () => null,
  );
}

function silent(
  { container, bytesRead }: Settled,
  source: ByteSource,
  options: ReadStatementOptions,
): FileStatement {
  options.onQuotes?.([]);
  return {
    container,
    bytesRead,
    bytesTotal: source.size,
    declared: 'none',
    status: null,
    mechanisms: [],
    generator: null,
    aigc: null,
    c2pa: null,
    iptc: null,
    errors: [],
  };
}

/** Names the container by its first bytes and walks it. `found` holds the container even where the walk breaks off. */
function* walked(walk: Walk, found: { container: Container | null }): Reading<void> {
  const head = yield* walk.at(0, HEAD);
  if (head.length === 0) {
    walk.error('empty', 0);
    return;
  }
  found.container = containerOf(head);
  if (!found.container) walk.error('unknown-container', 0);
  else if (found.container.walk) yield* found.container.walk(walk);
}

/** Gives a reading the bytes it asked for, or the failure of the source, so that it can keep what it has. */
async function answered(
  reading: Reading<void>,
  source: ByteSource,
  { offset, length }: Need,
): Promise<IteratorResult<Need, void>> {
  let bytes: Uint8Array;
  try {
    bytes = await source.read(offset, length);
  } catch (error) {
    return reading.throw(error);
  }
  return reading.next(bytes);
}

function failure(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : 'not an error').slice(
    0,
    LIMITS.textChars,
  );
}

function declaredOf(
  { mechanisms, hasUnreadableLabel }: Statements,
  walk: Walk,
  container: Container | null,
): Declared {
  for (const wanted of ['generated', 'edited', 'composite', 'captured'] as const) {
    if (mechanisms.some(({ declares }) => declares === wanted)) return wanted;
  }
  const isBroken = !walk.sawPixels && walk.errors.some(({ code }) => BREAKS.has(code));
  return container === null || hasUnreadableLabel || isBroken ? 'unreadable' : 'none';
}

function remoteOnly(statements: Statements): C2pa | null {
  if (statements.remoteUrl === null) return null;
  statements.mechanisms.push({ family: 'c2pa', id: 'c2pa-remote-only', offset: null, declares: null });
  return { ...emptyC2pa('remote-only'), remoteUrl: statements.remoteUrl };
}

async function readC2pa(
  walk: Walk,
  container: Container | null,
  block: Block,
  statements: Statements,
  options: ReadStatementOptions,
): Promise<C2pa> {
  const isCut = walk.isCut || block.isCut;
  if (!startsWith(block.bytes, 'jumb', 4)) {
    // Something stands where a manifest would: no statement, but worth telling.
    walk.error('c2pa-malformed', block.offset);
    return emptyC2pa('unsupported-or-malformed');
  }
  const c2pa = await checked(walk, container, block, isCut, options);
  if (statements.remoteUrl !== null && c2pa.remoteUrl === null) c2pa.remoteUrl = statements.remoteUrl;
  const id = c2pa.state === 'reader-hazard' ? 'c2pa-reader-hazard' : isCut ? 'c2pa-truncated' : 'c2pa';
  const mechanism: Mechanism = { family: 'c2pa', id, offset: block.offset, declares: declaredByC2pa(c2pa) };
  statements.mechanisms.push(mechanism);
  return c2pa;
}

async function checked(
  walk: Walk,
  container: Container | null,
  block: Block,
  isCut: boolean,
  options: ReadStatementOptions,
): Promise<C2pa> {
  const light = readClaims(block.bytes);
  if (light.state === 'unsupported-or-malformed') walk.error('c2pa-malformed', block.offset);
  if (isCut) return { ...light, state: 'unreadable-container' };
  // The hashes of a stream reach over all its pieces: a part by itself would pass for altered.
  if (walk.pieces === 'start' || walk.pieces === 'piece') {
    walk.error('c2pa-piece-not-checked', block.offset);
    return light;
  }
  const { verifyC2pa } = options;
  // A manifest by itself (`.c2pa`) has no bytes beside it that its hashes could be compared with.
  if (!verifyC2pa || !container || container.name === 'c2pa') return light;
  if ((walk.end ?? 0) > LIMITS.mediaBytes) {
    walk.error('limit-media-bytes', null);
    return light;
  }
  try {
    const bytes = await walk.source.read(0, walk.end ?? LIMITS.mediaBytes);
    options.signal?.throwIfAborted();
    const full = await within(
      verifyC2pa({ container: container.name, mime: container.mime, bytes }),
      options.signal,
    );
    // The full reader may stop before the claims (an unknown signature, say): what they state still stands.
    return full.actions.length === 0 && light.actions.length > 0
      ? { ...full, actions: light.actions, claimGenerator: full.claimGenerator ?? light.claimGenerator }
      : full;
  } catch (error) {
    options.signal?.throwIfAborted();
    walk.error('c2pa-reader-failed', block.offset, failure(error));
    return { ...light, state: 'reader-hazard' };
  }
}

/** The check or its time limit (`LIMITS.heavyReadMs`), whichever comes first. */
async function within(check: Promise<C2pa>, signal: AbortSignal | undefined): Promise<C2pa> {
  let stop = (): void => undefined;
  const limit = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('time limit'));
    }, LIMITS.heavyReadMs + 1000);
    const onAbort = (): void => {
      reject(new Error('aborted'));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([check, limit]);
  } finally {
    stop();
  }
}
