import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { currentKey, signingKey, useKey } from '../../../components/casebook/key-store';
import { checkSignature, newSigningKey, signManifest } from '../../../components/evidence/signature';

const NOW = '2026-11-21T09:00:00.000Z';

it('makes one key when first needed, also for two pages at once, and signs with it from then on', async () => {
  expect(await currentKey('one')).toBeNull();
  const [a, b] = await Promise.all([signingKey(NOW, 'one'), signingKey(NOW, 'one')]);
  expect(a.fingerprint).toBe(b.fingerprint);
  const later = await signingKey('2027-01-01T00:00:00.000Z', 'one');
  expect(later).toMatchObject({ fingerprint: a.fingerprint, since: NOW });
  const signed = await signManifest({ hash: `sha256:${'0'.repeat(64)}`, created: NOW, software: 'x' }, later);
  expect(await checkSignature(signed)).toEqual({ ok: true, fingerprint: a.fingerprint });
});

it('takes a restored key, and goes back to the one before without losing it', async () => {
  const first = await signingKey(NOW, 'two');
  const restored = await useKey(await newSigningKey(), NOW, 'two');
  expect((await signingKey(NOW, 'two')).fingerprint).toBe(restored.fingerprint);
  expect((await useKey(first, NOW, 'two')).fingerprint).toBe(first.fingerprint);
});
