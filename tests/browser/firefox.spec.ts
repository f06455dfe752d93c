import { mkdtemp, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { checkCaseFile } from '../../components/evidence/check';
import { startDemoShop } from '../demo/server';
import { root } from '../house/sources';
import { Firefox, firefoxPath } from './marionette';

const UUID = '5b0c1a2e-7f43-4d0b-9a51-0d6f3c9e8a11';
/** The product whose picture carries a signed statement. */
const SIGNED = 'cup';
/** The product whose first picture carries its label in its pixels. */
const BURNT_IN = 'lantern';
const GECKO_ID = 'mingbiao@mingbiao.org';

test('the whole way in Firefox: tag, popup, a label in a picture, keep, export', async () => {
  test.setTimeout(300_000);
  test.skip(firefoxPath === undefined, 'no Firefox on this machine; name one in MINGBIAO_FIREFOX');
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-addon-'));
  const addon = join(folder, 'addon');
  await cp(join(root, '.output', 'firefox-mv3'), addon, { recursive: true });
  const manifestPath = join(addon, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Record<string, unknown>;
  manifest['host_permissions'] = ['<all_urls>', 'http://127.0.0.1/*'];
  await writeFile(manifestPath, JSON.stringify(manifest));

  const shop = await startDemoShop();
  const firefox = await Firefox.launch({
    'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
    'intl.locale.requested': 'en-US',
  });
  const own = (path: string): string => `moz-extension://${UUID}/${path}`;
  try {
    await firefox.install(addon);
    const pageTab = await firefox.handle();
    const deskTab = await firefox.newTab();
    await firefox.go(own('options.html'));
    await firefox.evaluate(`await browser.storage.local.set({ settings: { locale: 'zh-CN', jurisdictions: ['cn', 'eu', 'us-ny'] } });
      await browser.runtime.sendMessage({ channel: 'mingbiao/1', name: 'settings/changed', sent: {} });`);

    await firefox.turnTo(pageTab);
    await firefox.go(`${shop.url}/product/teapot`);
    // A tab in the background is not looked at, so the page stays in front until its tag is there.
    const host = await poll(() =>
      firefox.evaluate<number | null>(
        'const n = document.documentElement.children.length; return n > 2 ? n : null;',
      ),
    );
    expect(host, 'one host element beside head and body').toBe(3);
    await firefox.turnTo(deskTab);
    const visit = await poll(async () => {
      const reply = await firefox.evaluate<{
        tabId: number;
        reply: { value: { settled: boolean; flags: { tone: string }[] } | null };
      }>(
        `const tabs = await browser.tabs.query({});
         const tabId = tabs.find((tab) => tab.url.endsWith('/product/teapot')).id;
         return { tabId, reply: await browser.runtime.sendMessage({ channel: 'mingbiao/1', name: 'visit/read', sent: { tabId } }) };`,
      );
      return reply.reply.value?.settled ? { tabId: reply.tabId, flags: reply.reply.value.flags } : null;
    });
    expect(visit.flags.filter((flag) => flag.tone === 'flag')).toHaveLength(1);

    // Labels inside a picture, read by the worker of the background page: there is no offscreen document here.
    await firefox.turnTo(pageTab);
    await firefox.go(`${shop.url}/product/${BURNT_IN}`);
    await poll(() =>
      firefox.evaluate<number | null>(
        'const n = document.documentElement.children.length; return n > 2 ? n : null;',
      ),
    );
    await firefox.turnTo(deskTab);
    const written = await poll(async () => {
      const reply = await firefox.evaluate<{
        value: {
          settled: boolean;
          pendingPixels: number;
          observations: { kind: string; observer: string; value: object }[];
        } | null;
      }>(
        `return await browser.runtime.sendMessage({ channel: 'mingbiao/1', name: 'visit/read', sent: { tabId: args[0] } });`,
        [visit.tabId],
      );
      const isDone = reply.value?.settled === true && reply.value.pendingPixels === 0;
      return isDone ? (reply.value?.observations.filter((o) => o.observer === 'pixel-reader') ?? []) : null;
    });
    expect(written.map(({ kind }) => kind)).toEqual(['label', 'label-search']);
    expect(written[0]?.value).toMatchObject({ placement: 'pixels', elements: ['ai', 'generation'] });
    expect(written[1]?.value).toMatchObject({ looked: ['pixels'], complete: true, found: 1 });

    // The signature is verified by the worker of the background page, with the reader's program from the package.
    await firefox.turnTo(pageTab);
    await firefox.go(`${shop.url}/product/${SIGNED}`);
    await poll(() =>
      firefox.evaluate<number | null>(
        'const n = document.documentElement.children.length; return n > 2 ? n : null;',
      ),
    );
    await firefox.turnTo(deskTab);
    const signed = await poll(async () => {
      const reply = await firefox.evaluate<{
        value: { observations: { kind: string; value: { c2pa?: object | null } }[] } | null;
      }>(
        `return await browser.runtime.sendMessage({ channel: 'mingbiao/1', name: 'visit/read', sent: { tabId: args[0] } });`,
        [visit.tabId],
      );
      return (
        reply.value?.observations.find(({ kind, value }) => kind === 'declaration' && value.c2pa)?.value ??
        null
      );
    });
    // Nobody on a list vouches for the test's own root; hashes and signature are as they should be.
    expect(signed.c2pa).toMatchObject({
      state: 'valid-untrusted',
      signer: 'Mingbiao Test',
      statusCodes: ['signingCredential.untrusted'],
    });

    await firefox.turnTo(pageTab);
    await firefox.go(`${shop.url}/product/teapot`);
    await poll(() =>
      firefox.evaluate<number | null>(
        'const n = document.documentElement.children.length; return n > 2 ? n : null;',
      ),
    );

    const { caseId } = await (async () => {
      await firefox.turnTo(deskTab);
      const reply = await firefox.evaluate<{ ok: boolean; value: { caseId: string } }>(
        `return browser.runtime.sendMessage({ channel: 'mingbiao/1', name: 'visit/keep', sent: { tabId: args[0] } });`,
        [visit.tabId],
      );
      expect(reply.ok).toBe(true);
      return reply.value;
    })();

    await firefox.go(own(`popup.html?tab=${String(visit.tabId)}`));
    const headline = await poll(() =>
      firefox.evaluate<string | null>(`return document.querySelector('h1')?.textContent || null;`),
    );
    expect(headline).toContain('值得一看');

    await firefox.go(own(`casebook.html?case=${caseId}`));
    const exported = await poll(() =>
      firefox.evaluate<string | null>(
        `const button = [...document.querySelectorAll('button')].find((b) => /导出|Export/.test(b.textContent));
         if (!button) return null;
         const given = new Promise((done) => {
           const click = HTMLAnchorElement.prototype.click;
           HTMLAnchorElement.prototype.click = function () { HTMLAnchorElement.prototype.click = click; done(fetch(this.href).then((r) => r.arrayBuffer())); };
         });
         button.click();
         const bytes = new Uint8Array(await given);
         let text = '';
         for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
         return btoa(text);`,
      ),
    );
    const checked = await checkCaseFile(new Uint8Array(Buffer.from(exported, 'base64')));
    expect(checked.items.length).toBeGreaterThan(5);
    expect(checked.items.filter((item) => item.verdict === 'altered')).toEqual([]);
  } finally {
    await firefox.close();
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Asks until there is an answer, for at most two minutes: a busy machine may start a browser for as long. */
async function poll<T>(question: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 480; tries += 1) {
    const answer = await question();
    if (answer !== null) return answer;
    await new Promise((later) => setTimeout(later, 250));
  }
  throw new Error('no answer within two minutes');
}
