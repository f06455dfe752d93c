/** What films and streams say about themselves, container by container; cases written before the readers were looked at. */
import { describe, expect, it } from 'vitest';
import type { FileStatement } from '../../../components/model/observation';
import { readStatement } from '../../../components/provenance/read';
import { fromBytes } from '../../../components/provenance/source';
import { STREAM_CASES } from '../../make/stream-cases';

function told(statement: FileStatement): string | null {
  if (statement.status !== null) return statement.status;
  return statement.c2pa && statement.declared === 'generated' ? 'c2pa' : null;
}

describe('films and streams', () => {
  it.each(STREAM_CASES.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    for (const depth of ['head', 'whole'] as const) {
      const statement = await readStatement(fromBytes(one.bytes), { depth });
      expect({ depth, says: told(statement), isUnreadable: statement.declared === 'unreadable' }).toEqual({
        depth,
        says: one.declares,
        isUnreadable: one.isUnreadable ?? false,
      });
    }
  });
});
