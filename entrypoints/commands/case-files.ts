/** Case files out of the files named on a command line, one in memory at a time; a collection gives each of its own. */
import { checkCaseFile, type CheckedContents } from '../../components/evidence/check';
import { sha256Hex } from '../../components/evidence/digest';
import { isCollection, openCollection, readCollected } from '../../components/evidence/read-collection';
import { LIMITS } from '../../components/model/limits';
import { openFileSource } from './random-file';

export type NamedCase =
  | {
      ok: true;
      /** As given; of a collection with `#` and the path inside. */
      name: string;
      bytes: Uint8Array;
      sha256: string | null;
      signer: string | null;
      contents: CheckedContents;
    }
  | { ok: false; name: string; why: string };

/** Every case in order. What is altered or cannot be read is answered as such and never used. */
export async function* casesIn(files: readonly string[]): AsyncGenerator<NamedCase> {
  for (const file of files) {
    const source = await openFileSource(file).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error) return String(error.code).toLowerCase();
      throw error;
    });
    if (typeof source === 'string') {
      yield { ok: false, name: file, why: source === 'enoent' ? 'no-such-file' : source };
      continue;
    }
    try {
      if (!(await isCollection(source))) {
        if (source.size > LIMITS.caseFileBytes) yield { ok: false, name: file, why: 'too-large' };
        else yield await checkedCase(file, await source.read(0, source.size), []);
        continue;
      }
      const opened = await openCollection(source);
      const wrong = opened.items.filter(({ verdict }) => verdict === 'altered');
      if (wrong.length > 0)
        yield {
          ok: false,
          name: file,
          why: wrong
            .map(({ item, reason }) => `${item} ${reason ?? ''}`)
            .slice(0, 4)
            .join(', '),
        };
      for (const place of opened.cases) {
        const name = `${file}#${place.entry.name}`;
        const read = await readCollected(source, place);
        if (read.bytes) yield await checkedCase(name, read.bytes, read.items);
        else yield { ok: false, name, why: read.items.map(({ reason }) => reason ?? '').join(', ') };
      }
    } finally {
      await source.close();
    }
  }
}

async function checkedCase(
  name: string,
  bytes: Uint8Array,
  outside: Awaited<ReturnType<typeof readCollected>>['items'],
): Promise<NamedCase> {
  const { items, contents, signer } = await checkCaseFile(bytes);
  const wrong = [...outside, ...items].filter(({ verdict }) => verdict === 'altered');
  if (wrong.length > 0 || !contents) {
    const why = wrong.map(({ item, reason }) => `${item} ${reason ?? ''}`.trim()).slice(0, 4);
    return { ok: false, name, why: why.join(', ') || 'no case file' };
  }
  return {
    ok: true,
    name,
    bytes,
    sha256: await sha256Hex(bytes),
    signer: signer?.fingerprint ?? null,
    contents,
  };
}
