import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchPageAgain, fetchPageWithoutCookies } from '../../../components/visits/page-again';
import { LIMITS } from '../../../components/model/limits';

const PAGE = 'https://shop.example/p/1';
function answers(response: Response | Error): ReturnType<typeof vi.fn> {
  const asked = vi.fn(() =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  vi.stubGlobal('fetch', asked);
  return asked;
}
const html = (body: BodyInit, type = 'text/html; charset=utf-8', status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': type } });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a page fetched again', () => {
  it('goes without cookies, cache and referrer', async () => {
    const asked = answers(html('<p>¥158</p>'));
    expect(await fetchPageWithoutCookies(PAGE)).toMatchObject({
      ok: true,
      html: '<p>¥158</p>',
      isWhole: true,
    });
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0]).toMatchObject([
      PAGE,
      { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
    ]);
  });

  it('takes cookies along only when asked to', async () => {
    const asked = answers(html(''));
    await fetchPageAgain(PAGE, true);
    expect(asked.mock.calls[0]).toMatchObject([PAGE, { credentials: 'include' }]);
  });

  it('reads old Chinese pages in their own encoding', async () => {
    const gbk = Uint8Array.of(0xbc, 0xdb, 0xb8, 0xf1);
    answers(html(gbk, 'text/html; charset=gbk'));
    expect(await fetchPageWithoutCookies(PAGE)).toMatchObject({ html: '价格' });
    answers(html('x', 'text/html; charset=no-such-thing'));
    expect(await fetchPageWithoutCookies(PAGE)).toMatchObject({ html: 'x' });
  });

  it.each([
    ['a refusal', () => html('', 'text/html', 403), 'http-403'],
    ['a picture', () => html('', 'image/png'), 'not-a-page'],
    ['no connection', () => new TypeError('failed'), 'blocked-or-offline'],
  ])('says why there is none: %s', async (_name, response, code) => {
    answers(response());
    expect(await fetchPageWithoutCookies(PAGE)).toEqual({ ok: false, code });
  });

  it('asks nothing of addresses that are no pages of the web', async () => {
    const asked = answers(html(''));
    expect(await fetchPageWithoutCookies('file:///etc/hosts')).toEqual({
      ok: false,
      code: 'scheme-not-read',
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('stops reading a page without end and says that it is not whole', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1 << 20).fill(0x61));
      },
    });
    answers(html(endless));
    const answer = await fetchPageWithoutCookies(PAGE);
    expect(answer).toMatchObject({ ok: true, isWhole: false });
    if (answer.ok) expect(answer.html.length).toBeLessThanOrEqual(LIMITS.pageChars);
  });
});
