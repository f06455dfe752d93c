import { describe, expect, it } from 'vitest';
import type { C2pa } from '../../../components/model/observation';
import { C2PA_STATES } from '../../../components/model/words';
import { emptyC2pa } from '../../../components/provenance/c2pa/claims';
import { credentialSentences, historySentence } from '../../../components/ui/credentials-text';
import { loadTrustLists } from '../../../rules/trust';
import { root } from '../../house/sources';

const lists = loadTrustLists(root).map(({ id, asOf }) => ({ id, asOf }));
const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

function c2pa(state: C2pa['state'], more: Partial<C2pa> = {}): C2pa {
  return { ...emptyC2pa(state), trust: { signerList: null, stampList: null, lists }, ...more };
}

describe.each(['zh-CN', 'en'] as const)('credentials in words, %s', (locale) => {
  it('every state has a sentence of its own', () => {
    const said = C2PA_STATES.map((state) => credentialSentences(c2pa(state), locale)[0] ?? '');
    expect(said.every((sentence) => sentence.length > 3)).toBe(true);
    expect(new Set(said).size).toBe(C2PA_STATES.length);
  });

  it('every end of the history has a sentence without open places', () => {
    const acted = (action: string, type: string | null, from: 'active' | 'componentOf' = 'active'): C2pa =>
      c2pa('valid-trusted', {
        actions: [{ action, digitalSourceType: type && `${IPTC}${type}`, softwareAgent: null, from }],
      });
    const histories = [
      acted('c2pa.created', 'trainedAlgorithmicMedia'),
      { ...acted('c2pa.created', 'trainedAlgorithmicMedia'), claimGenerator: 'Demo Studio/1' },
      acted('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia'),
      { ...acted('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia'), claimGenerator: 'Demo Studio/1' },
      acted('c2pa.created', 'trainedAlgorithmicMedia', 'componentOf'),
      acted('c2pa.created', 'digitalCapture'),
      acted('c2pa.opened', null),
    ];
    const said = histories.map((one) => historySentence(one, locale));
    expect(new Set(said).size).toBe(histories.length);
    expect(said.filter((sentence) => sentence === '' || /[{}]/.test(sentence))).toEqual([]);
  });

  it('a bundled list is named with its date, for those on it and for those not', () => {
    const trusted = c2pa('valid-trusted', {
      trust: { signerList: 'c2pa-signers', stampList: 'c2pa-time-stamps', lists },
    });
    for (const one of [trusted, c2pa('valid-untrusted')]) {
      const said = credentialSentences(one, locale).join(' ');
      expect(said).toMatch(
        locale === 'en'
          ? /C2PA Trust List \(as of August 14, 2026\)/
          : /C2PA 信任列表（2026年8月14日的版本）/,
      );
      expect(said).not.toMatch(/[{}]|c2pa-/);
    }
  });

  it('own authorities are named as such, and an expired certificate says what is missing', () => {
    const own = c2pa('valid-trusted', {
      trust: { signerList: 'own', stampList: null, lists: [...lists, { id: 'own', asOf: null }] },
    });
    expect(credentialSentences(own, locale)[1]).toMatch(locale === 'en' ? /added yourself/ : /您自己添加/);
    expect(credentialSentences(c2pa('expired-credential'), locale)).toHaveLength(2);
  });

  it('an answer about revocation that changes no state is told beside it', () => {
    for (const code of ['revocation.unverified', 'revocation.after-signing']) {
      const [state, ...beside] = credentialSentences(c2pa('valid-trusted', { statusCodes: [code] }), locale);
      expect(state).toBe(credentialSentences(c2pa('valid-trusted'), locale)[0]);
      expect(beside).toHaveLength(1);
      expect(beside[0]).toMatch(locale === 'en' ? /revoked/ : /吊销/);
    }
  });

  it('a record made before lists were told says no more than its state', () => {
    expect(credentialSentences(emptyC2pa('valid-untrusted'), locale)).toHaveLength(1);
  });
});
