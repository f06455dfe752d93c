/** What runs in the page: keeps cases in a casebook of its own and tells what it holds. */
import { openStore } from '../../components/casebook/store';
import { fromBase64 } from '../../components/model/base64';
import type { Case } from '../../components/model/case';

const storeLab = {
  /** Keeps one case; answers the code of what stood in the way, or null. */
  async keep(
    of: Case,
    blobs: readonly { sha256: string; mime: string; base64: string }[],
  ): Promise<string | null> {
    const store = await openStore('store-lab');
    try {
      const kept = await store.keepCase(
        of,
        blobs.map(({ base64, ...rest }) => ({ ...rest, bytes: fromBase64(base64) })),
      );
      return kept.ok ? null : kept.code;
    } finally {
      store.close();
    }
  },
  /** Ids of the cases that are there, and of those the ones of which some bytes are not. */
  async held(): Promise<{ whole: string[]; broken: string[] }> {
    const store = await openStore('store-lab');
    const held: { whole: string[]; broken: string[] } = { whole: [], broken: [] };
    for (const { id } of await store.listCases()) {
      const kept = await store.getCase(id);
      const found = await Promise.all((kept?.captures ?? []).map(({ sha256 }) => store.getBlob(sha256)));
      held[kept && found.every((blob) => blob !== null) ? 'whole' : 'broken'].push(id);
    }
    store.close();
    return held;
  },
};

export type StoreLab = typeof storeLab;
Object.assign(globalThis, { storeLab });
