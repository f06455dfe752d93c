/** The demo shop and a Chromium with the built extension, set up once per test file. */
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { openExtensionBrowser, type ExtensionBrowser } from '../../entrypoints/commands/browser';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import type { Visit } from '../../components/model/case';
import { startDemoShop, type DemoShop } from '../demo/server';
import { root } from '../house/sources';

export interface World {
  shop: DemoShop;
  browser: ExtensionBrowser;
  /** Opens a page of the demo shop and waits until it has been looked at. */
  look(path: string, waitMs?: number): Promise<{ page: Page; visit: Visit }>;
}

export const JURISDICTIONS = ['cn', 'eu', 'us-ny'];

export async function openWorld(
  grants: readonly string[] = ['<all_urls>', 'http://127.0.0.1/*'],
  { pressesToolbar = false, withoutPermissions = [] as readonly string[] } = {},
): Promise<World> {
  const shop = await startDemoShop();
  const browser = await openExtensionBrowser({
    extension: join(root, '.output', 'chrome-mv3'),
    grants,
    pressesToolbar,
    withoutPermissions,
  });
  await browser.choose({ locale: 'zh-CN', jurisdictions: JURISDICTIONS });
  return {
    shop,
    browser,
    async look(path, waitMs = 25_000) {
      const page = await browser.context.newPage();
      await page.goto(shop.url + path);
      const visit = await settledVisit(browser, page, Date.now() + waitMs);
      if (!visit) throw new Error(`nothing was observed on ${path}`);
      return { page, visit };
    },
  };
}

export const test = base.extend<object, { world: World }>({
  world: [
    // Playwright demands a pattern here, and this fixture rests on no other.
    async ({}, use) => {
      const world = await openWorld();
      await use(world);
      await world.browser.close();
      await world.shop.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Presses the extension's toolbar button on the tab of this page, through the browser itself. */
export async function pressToolbar({ context, extensionId }: ExtensionBrowser, page: Page): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('no session with the browser');
  await page.bringToFront();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const tab = targetInfos.find(({ url }) => url === page.url());
  if (!tab) throw new Error(`no tab shows ${page.url()}`);
  // Newer than the list of commands that the test driver knows.
  const send = session.send.bind(session) as unknown as (name: string, sent: object) => Promise<unknown>;
  await send('Extensions.triggerAction', { id: extensionId, targetId: tab.targetId });
  await session.detach();
}

export { expect } from '@playwright/test';

/** What of the extension's closed shadow roots the browser itself can tell: text of every tag on the page. */
export async function tagTexts(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { root: tree } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
    root: DomNode;
  };
  await session.detach();
  const texts: string[] = [];
  const visit = (node: DomNode, inTag: boolean): void => {
    const isTag = inTag || (node.nodeName === 'BUTTON' && isOurs(node));
    if (isTag && node.nodeName === '#text') texts.push(node.nodeValue ?? '');
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) visit(child, isTag);
  };
  for (const host of closedRoots(tree)) visit(host, false);
  return texts.map((t) => t.trim()).filter(Boolean);
}

/** Presses the tag with this text, as a shopper would: by a click where it is drawn. */
export async function pressTag(page: Page, text: string): Promise<void> {
  const { left, top, right, bottom } = await tagBox(page, text);
  await page.mouse.click((left + right) / 2, (top + bottom) / 2);
}

/** Where the tag with this text is drawn, in CSS pixels of the viewport, scrolled into view. */
export async function tagBox(
  page: Page,
  text: string,
): Promise<{ left: number; top: number; right: number; bottom: number }> {
  const session = await page.context().newCDPSession(page);
  const { root: tree } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
    root: DomNode;
  };
  const buttons: DomNode[] = [];
  const says = (node: DomNode): string => (node.nodeValue ?? '') + (node.children ?? []).map(says).join('');
  const visit = (node: DomNode): void => {
    if (node.nodeName === 'BUTTON' && says(node).includes(text)) buttons.push(node);
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) visit(child);
  };
  for (const host of closedRoots(tree)) visit(host);
  const [first] = buttons;
  if (!first) throw new Error(`no tag says ${text}`);
  await session.send('DOM.scrollIntoViewIfNeeded', { nodeId: first.nodeId });
  const { model } = await session.send('DOM.getBoxModel', { nodeId: first.nodeId });
  await session.detach();
  const [left = 0, top = 0, right = 0, , , bottom = 0] = model.content;
  return { left, top, right, bottom };
}

/** Everything that our closed roots hold: names of elements with their classes, and texts. */
export async function ownNodes(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { root: tree } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
    root: DomNode;
  };
  await session.detach();
  const found: string[] = [];
  const visit = (node: DomNode): void => {
    const { attributes = [] } = node;
    const at = attributes.indexOf('class');
    found.push(
      node.nodeName === '#text'
        ? (node.nodeValue ?? '')
        : `${node.nodeName.toLowerCase()}.${at < 0 ? '' : (attributes[at + 1] ?? '')}`,
    );
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) visit(child);
  };
  for (const host of closedRoots(tree)) visit(host);
  return found;
}

export interface DomNode {
  nodeId: number;
  nodeName: string;
  nodeValue?: string;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
  shadowRootType?: 'open' | 'closed' | 'user-agent';
}

function isOurs(node: DomNode): boolean {
  return (node.attributes ?? []).length > 0;
}

/** Closed shadow roots directly below the document element: where our one host stands. */
function closedRoots(tree: DomNode): DomNode[] {
  const html = tree.children?.find((node) => node.nodeName === 'HTML');
  return (html?.children ?? []).flatMap((node) =>
    (node.shadowRoots ?? []).filter((r) => r.shadowRootType === 'closed'),
  );
}
