import { describe, expect, it } from 'vitest';
import { isEnvelope } from '../../../components/channel/envelope';
import { maySend, type From } from '../../../components/channel/listen';
import { MESSAGES, type MessageName } from '../../../components/model/message';

const page: From = { kind: 'page', tabId: 3, frameId: 0, url: 'https://shop.example/' };
const ownPage: From = { kind: 'own', tabId: 4, frameId: 0, url: 'chrome-extension://x/casebook.html' };
const background: From = { kind: 'own', tabId: null, frameId: 0, url: '' };
const names = Object.keys(MESSAGES) as MessageName[];

describe('who may send what', () => {
  it.each(names)('%s comes from its own kind of sender only', (name) => {
    const { from } = MESSAGES[name];
    expect(maySend(name, page)).toBe(from === 'page');
    expect(maySend(name, ownPage)).toBe(from === 'own');
  });

  it('lets no page keep, read or change anything', () => {
    for (const name of names.filter((n) => !n.startsWith('page/')))
      expect(maySend(name, page), name).toBe(false);
  });

  it('takes reader work from the background alone', () => {
    expect(maySend('reader/verify-c2pa', background)).toBe(true);
    expect(maySend('reader/verify-c2pa', ownPage)).toBe(false);
  });
});

describe('the outer form of a message', () => {
  it.each([
    null,
    undefined,
    1,
    'x',
    [],
    {},
    { channel: 'other/1', name: 'page/begin', sent: {} },
    { channel: 'mingbiao/1', name: 3, sent: {} },
    { channel: 'mingbiao/1', name: 'page/begin' },
  ])('does not take %j for one of ours', (value) => {
    expect(isEnvelope(value)).toBe(false);
  });

  it('refuses payloads that are not as the table says', () => {
    expect(
      MESSAGES['page/observed'].sent.safeParse({ sightings: [{ kind: 'page' }], gone: [] }).success,
    ).toBe(false);
    expect(
      MESSAGES['page/observed'].sent.safeParse({ sightings: [], gone: ['image:<script>'] }).success,
    ).toBe(false);
    expect(MESSAGES['visit/read'].sent.safeParse({ tabId: 1, extra: true }).success).toBe(false);
  });
});
