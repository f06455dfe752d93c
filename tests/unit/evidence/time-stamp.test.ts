import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../components/evidence/digest';
import { checkTimeStamp, isDer, rootsFrom, timeStampRequest } from '../../../components/evidence/time-stamp';
import { startTimeStampAuthority, type TimeStampAuthority } from '../../make/time-stamp-authority';

const STAMPED = new TextEncoder().encode('{"hash":"sha256:…","path":"datapackage.json"}');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl).each(['rsa', 'ec'] as const)('a time stamp (%s)', (kind) => {
  let authority: TimeStampAuthority;
  let stranger: TimeStampAuthority;
  let answer: Uint8Array<ArrayBuffer>;
  let nonce: Uint8Array;
  let roots: Uint8Array[];
  const rootsOf = (pem: string): Uint8Array[] => {
    const read = rootsFrom(new TextEncoder().encode(pem));
    if (!read.ok) throw new Error(read.code);
    return read.roots;
  };

  beforeAll(async () => {
    authority = await startTimeStampAuthority('Test Root', kind);
    stranger = await startTimeStampAuthority('Another Root', kind);
    const request = timeStampRequest(await sha256(STAMPED));
    nonce = request.nonce;
    answer = authority.answer(request.bytes);
    roots = rootsOf(authority.rootPem);
  });
  afterAll(async () => {
    await authority.close();
    await stranger.close();
  });

  it('is asked for with the digest, a nonce and nothing else, as openssl reads it', async () => {
    const digest = await sha256(STAMPED);
    const { bytes } = timeStampRequest(digest);
    writeFileSync(join(authority.folder, 'seen.tsq'), bytes);
    const told = execFileSync('openssl', ['ts', '-query', '-in', 'seen.tsq', '-text'], {
      cwd: authority.folder,
      encoding: 'utf8',
    });
    expect(told).toContain('Hash Algorithm: sha256');
    expect(told).toContain('Certificate required: yes');
    expect(told).toContain('Policy OID: unspecified');
    expect(told).toContain('Extensions:');
    expect(bytes.length).toBe(67 + 2);
    expect(Buffer.from(bytes).includes(Buffer.from(digest))).toBe(true);
  });

  it('is right for what was stamped, under the root that was given', async () => {
    expect(await checkTimeStamp(answer, STAMPED, roots, nonce)).toMatchObject({
      ok: true,
      chain: 'trusted',
      authority: 'Mingbiao tests, Time stamps',
    });
    const read = await checkTimeStamp(answer, STAMPED, roots);
    expect(Math.abs(Date.parse(read.ok ? read.at : '') - Date.now())).toBeLessThan(120_000);
  });

  it('says that the chain was not checked, or leads elsewhere, and does not call that altered', async () => {
    expect(await checkTimeStamp(answer, STAMPED)).toMatchObject({ ok: true, chain: 'no-roots-given' });
    expect(await checkTimeStamp(answer, STAMPED, rootsOf(stranger.rootPem))).toMatchObject({
      ok: true,
      chain: 'not-to-these-roots',
    });
  });

  it('is refused over anything else, with another nonce, and when it is no answer', async () => {
    expect(await checkTimeStamp(answer, new Uint8Array(3), roots)).toMatchObject({ code: 'another-imprint' });
    expect(await checkTimeStamp(answer, STAMPED, roots, new Uint8Array(8).fill(0x41))).toMatchObject({
      code: 'another-nonce',
    });
    expect(await checkTimeStamp(new Uint8Array(0), STAMPED)).toMatchObject({ code: 'answer-malformed' });
    expect(await checkTimeStamp(new Uint8Array(70_000), STAMPED)).toMatchObject({ code: 'answer-malformed' });
  });

  it('is refused with any single byte changed, although its signature covers only a part of it', async () => {
    const missed: string[] = [];
    const isEvery = Number(process.env['MINGBIAO_EVERY_BYTE'] ?? 0) > 0;
    const request = timeStampRequest(await sha256(STAMPED)).bytes;
    // An ECDSA number may begin with a byte 00 or not, by chance: several answers see both.
    const answers = [answer, ...Array.from({ length: isEvery ? 8 : 3 }, () => authority.answer(request))];
    for (const [index, whole] of answers.entries()) {
      for (let at = 0; at < whole.length; at += 1) {
        const isSignature = at > whole.length - 90;
        if (!isEvery && !(isSignature ? kind === 'ec' || index === 0 : index === 0 && at % 3 === 0)) continue;
        const changed = whole.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        if ((await checkTimeStamp(changed, STAMPED, roots)).ok)
          missed.push(`${String(index)}: ${String(at)}`);
      }
    }
    expect(missed).toEqual([]);
  }, 600_000);

  it('is refused where the certificate of its signer had run out', async () => {
    const request = timeStampRequest(await sha256(STAMPED)).bytes;
    const late = await startTimeStampAuthority('Late Root', kind, false, 0);
    try {
      await expect
        .poll(() => {
          // A certificate runs out with the second; until it is over the answer is right.
          return checkTimeStamp(late.answer(request), STAMPED, rootsOf(late.rootPem));
        })
        .toEqual({ ok: false, code: 'outside-validity' });
    } finally {
      await late.close();
    }
  });

  it('is refused with anything behind it or cut off', async () => {
    expect((await checkTimeStamp(Uint8Array.of(...answer, 0), STAMPED)).ok).toBe(false);
    expect((await checkTimeStamp(answer.subarray(0, -1), STAMPED)).ok).toBe(false);
  });
});

describe('the reader of answers', () => {
  it('answers for any bytes and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await checkTimeStamp(bytes, STAMPED)).ok).toBe(false);
        expect(typeof isDer(bytes)).toBe('boolean');
        expect(rootsFrom(bytes).ok).toBe(false);
      }),
      { numRuns: Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200) },
    );
  });
});
