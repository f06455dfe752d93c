/**
 * What a stream says about itself, read from a few of its parts: the list of its pieces, their common start, one piece.
 * Marks of a file stand in the start; those that a live server adds come again with every piece.
 */
import { LIMITS } from '../model/limits';
import type { FileStatement, ReadError } from '../model/observation';
import { readPlaylist, type Playlist } from './playlist';
import { readStatement, type ReadStatementOptions } from './read';
import type { ByteSource } from './source';

/** One part opened for reading, or the code of what stopped it. */
export type OpenedPart =
  { ok: true; source: ByteSource; isWhole: boolean; close(): Promise<void> } | { ok: false; code: string };

export interface StreamParts {
  /** Addresses to begin with, in the order in which they are worth reading. */
  first: readonly string[];
  /** Addresses that the page has loaded; a list's other parts are read where they share its origin. */
  loaded: ReadonlySet<string>;
  open(address: string): Promise<OpenedPart>;
  /** The address that a list at `base` means; null where it may not be read. */
  resolve(address: string, base: string): string | null;
}

interface Wanted {
  address: string;
  from?: number;
  length?: number;
}

/** Lists end in these; what else a player loads while it plays are pieces. */
const LIST = /\.(?:m3u8|mpd)$/i;

/** At most `LIMITS.streamParts` of the addresses that a player loaded: lists first, then in order of loading. */
export function worthReading(loaded: readonly string[]): string[] {
  const isList = (address: string): boolean => LIST.test(address.split(/[?#]/, 1)[0] ?? '');
  return [...loaded.filter(isList).slice(0, 1), ...loaded.filter((one) => !isList(one))].slice(
    0,
    LIMITS.streamParts,
  );
}

/**
 * Reads parts of a stream until one declares something or the bound is reached. Null when no part could be opened at
 * all, with the code of the first.
 */
export async function readStream(
  parts: StreamParts,
  options: ReadStatementOptions,
): Promise<{ statement: FileStatement | null; code: string | null }> {
  const queue: Wanted[] = parts.first.map((address) => ({ address }));
  const seen = new Set<string>();
  const read: { address: string; statement: FileStatement }[] = [];
  const faults: ReadError[] = [];
  let code: string | null = null;
  let list: Playlist | null = null;
  let isStartRead = false;
  for (let n = 0; queue.length > 0 && n < LIMITS.streamParts; n++) {
    const wanted = queue.shift();
    if (!wanted || seen.has(wanted.address)) continue;
    // Two ranges of one file are one address: the start of it is what is read.
    seen.add(wanted.address);
    const opened = await parts.open(wanted.address);
    if (!opened.ok) {
      code ??= opened.code;
      note(faults, 'stream-part-not-read', opened.code);
      continue;
    }
    const source = within(opened.source, wanted);
    const statement = await readStatement(source, options);
    const named = isList(statement) ? await listed(source) : null;
    await opened.close();
    read.push({ address: wanted.address, statement });
    if (statement.declared !== 'none' && statement.declared !== 'unreadable') break;
    if (!opened.isWhole && !named) note(faults, 'not-looked-behind-pixels', null);
    isStartRead ||= !named;
    if (!named) continue;
    list ??= named;
    if (named.isEncrypted) list = { ...list, isEncrypted: true };
    queue.unshift(...next(named, wanted.address, parts, faults));
  }
  if (queue.length > 0 && !read.some(({ statement }) => speaks(statement)))
    note(faults, 'limit-stream-parts', null);
  if (read.length === 0) return { statement: null, code };
  if (list?.isEncrypted) note(faults, 'stream-encrypted', null);
  return { statement: merged(read, faults, isStartRead), code: null };
}

function isList({ container }: FileStatement): boolean {
  return container === 'hls' || container === 'dash';
}

function speaks({ declared }: FileStatement): boolean {
  return declared !== 'none' && declared !== 'unreadable';
}

async function listed(source: ByteSource): Promise<Playlist | null> {
  return readPlaylist(new TextDecoder().decode(await source.read(0, LIMITS.playlistChars)));
}

/** The start and one piece, or the next list; pieces that the page has loaded stand before others. */
function next(list: Playlist, base: string, parts: StreamParts, faults: ReadError[]): Wanted[] {
  const wanted: Wanted[] = [];
  const pieces: Wanted[] = [];
  for (const { address, role, from, length } of list.parts) {
    const whole = parts.resolve(address, base);
    if (whole === null) {
      note(faults, 'stream-part-elsewhere', null);
      continue;
    }
    const one = { address: whole, ...(length === undefined ? {} : { from: from ?? 0, length }) };
    (role === 'piece' ? pieces : wanted).push(one);
  }
  const piece = pieces.find(({ address }) => parts.loaded.has(address)) ?? pieces[0];
  return piece ? [...wanted, piece] : wanted;
}

/** A part of a file, as a file of its own. */
function within(source: ByteSource, { from, length }: Wanted): ByteSource {
  if (from === undefined || length === undefined) return source;
  return {
    size: source.size === null ? null : Math.max(0, Math.min(length, source.size - from)),
    seekable: source.seekable,
    get bytesRead() {
      return source.bytesRead;
    },
    read: (offset, wanted) => source.read(from + offset, Math.max(0, Math.min(wanted, length - offset))),
  };
}

function note(faults: ReadError[], code: string, detail: string | null): void {
  if (!faults.some((known) => known.code === code)) faults.push({ code, at: null, detail });
}

/** What the parts say together: the words of the one that declares something, else those of the first that is no list. */
function merged(
  read: readonly { address: string; statement: FileStatement }[],
  faults: readonly ReadError[],
  isStartRead: boolean,
): FileStatement {
  const statements = read.map(({ statement }) => statement);
  const spoken = statements.find(speaks);
  const main = spoken ?? statements.find((one) => !isList(one)) ?? statements[0];
  if (!main) throw new RangeError('a stream without parts');
  const isRead = isStartRead && statements.some((one) => !isList(one) && one.declared === 'none');
  const codes = new Set<string>();
  const errors = [...statements.flatMap((one) => one.errors), ...faults].filter(
    ({ code }) => !codes.has(code) && codes.add(code),
  );
  return {
    ...main,
    container: statements.find(isList)?.container ?? main.container,
    bytesRead: statements.reduce((sum, one) => sum + one.bytesRead, 0),
    bytesTotal: null,
    // A list alone shows nothing of the pictures.
    declared: spoken ? main.declared : isRead ? 'none' : 'unreadable',
    errors: errors.slice(0, 64),
    parts: read.map(({ address, statement }) => ({
      url: address.slice(0, LIMITS.urlChars),
      container: statement.container,
      declared: statement.declared,
    })),
  };
}
