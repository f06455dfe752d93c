/** One way to a database of this browser: opened when it is needed, given up when another page must change it. */
import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';
import { PlainError } from '../model/plain-error';

type PlainText = PlainError['text'];

/** Why a database does not open: written by a newer version, no room left, not allowed here (a private window). */
export type OpeningCode = 'store-newer' | 'storage-full' | 'store-unavailable';

export interface Connection<Shape extends DBSchema> {
  /** The connection; opened again after the browser or an upgrade elsewhere has closed it. Rejects with a PlainError. */
  open(): Promise<IDBPDatabase<Shape>>;
  close(): void;
}

/** A way to the database `name`; nothing is opened yet. `words` say why it does not open. */
export function connectionTo<Shape extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Shape>['upgrade']>,
  words: Readonly<Record<OpeningCode, PlainText>>,
): Connection<Shape> {
  let opening: Promise<IDBPDatabase<Shape>> | null = null;

  function close(): void {
    const closing = opening;
    opening = null;
    void closing?.then(
      (db) => {
        db.close();
      },
      () => {
        // Opening failed, and whoever asked for it was told; there is nothing to close.
      },
    );
  }

  return {
    open() {
      opening ??= openDB<Shape>(name, version, {
        upgrade,
        // Another page wants to upgrade or delete: holding on would leave it waiting for ever.
        blocking: close,
        terminated() {
          opening = null;
        },
      }).catch((error: unknown) => {
        opening = null;
        throw openingError(error, words);
      });
      return opening;
    },
    close,
  };
}

/** No room left on the disk, or no more than the browser gives. */
export function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

function openingError(error: unknown, words: Readonly<Record<OpeningCode, PlainText>>): PlainError {
  const isNewer = error instanceof Error && error.name === 'VersionError';
  const code = isNewer ? 'store-newer' : isQuota(error) ? 'storage-full' : 'store-unavailable';
  return new PlainError(code, words[code], { cause: error });
}
