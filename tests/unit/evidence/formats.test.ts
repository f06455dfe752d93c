import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCaseFile } from '../../../components/evidence/case-file';
import { checkCaseFile } from '../../../components/evidence/check';

const folder = join(import.meta.dirname, 'formats');
const files = readdirSync(folder).filter((name) => name.endsWith('.wacz'));

describe('a case file of every released format', () => {
  it('is kept', () => {
    expect(files).toContain('0.1.0.wacz');
  });

  it.each(files)('%s opens and verifies', async (name) => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const { items } = await checkCaseFile(bytes);
    expect(items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    expect(items.filter(({ verdict }) => verdict === 'intact').length).toBeGreaterThan(10);
    const read = await readCaseFile(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(`${read.case.environment.extensionVersion}.wacz`).toBe(name);
    expect(read.case.observations.length).toBeGreaterThan(5);
    expect(read.case.findings.some(({ outcome }) => outcome === 'flagged')).toBe(true);
    expect(read.blobs.length).toBe(read.case.captures.length);
  });
});
