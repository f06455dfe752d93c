/** Deletes what this installation keeps: its databases, and what lies in the storages of the browser. */
import browser from 'webextension-polyfill';

/** Every database of ours; a test holds this list against the code. */
export const DATABASES = ['mingbiao', 'mingbiao-prices', 'mingbiao-claims', 'mingbiao-key'] as const;

/** A page that does not let go of a database in this time is named as the reason. */
const WAIT_MS = 10_000;

/**
 * Deletes all of it and answers the databases that could not be deleted, because another page of ours held on;
 * empty when nothing is left. Access to shops is the browser's to give back and stays.
 */
export async function forgetEverything(): Promise<string[]> {
  const left: string[] = [];
  const found = typeof indexedDB.databases === 'function' ? await indexedDB.databases() : [];
  const names = new Set([...DATABASES, ...found.flatMap(({ name }) => name ?? [])]);
  for (const name of names) if (!(await isDeleted(name))) left.push(name);
  await browser.storage.local.clear();
  await browser.storage.session.clear();
  localStorage.clear();
  return left;
}

/** The other connections are told by the browser and close; until then the deletion waits. */
function isDeleted(name: string): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), WAIT_MS);
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = deleting.onerror = () => {
      clearTimeout(timer);
      done(deleting.error === null);
    };
  });
}
