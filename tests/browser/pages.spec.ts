/** Every small stored page in the built extension: what is seen on it, all of it and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Visit } from '../../components/model/case';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import { root } from '../house/sources';
import { expect, test } from './shop';

interface Expected {
  labels: { text: string; covers: string[]; placement: string }[];
  claims: { text: string; covers: string[] }[];
}

const folder = join(root, 'tests', 'pages', 'plain');
const slugs = readdirSync(folder).sort();
const PICTURE = /(<img\s+id="([\w-]+)"\s+src=")data:image\/svg\+xml,[^"]*"/g;

/** Each picture gets an address of its own: drawn alike, two would be one and the same to any reader of the page. */
function pageOf(slug: string): string {
  const page = readFileSync(join(folder, slug, 'page.html'), 'utf8');
  return page.replace(PICTURE, (_whole, before: string, id: string) => `${before}/${slug}/${id}.svg"`);
}

let server: Server;
let origin: string;
test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    const isPage = slugs.includes(path);
    response.writeHead(isPage || path.endsWith('.svg') ? 200 : 404, {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'image/svg+xml',
    });
    response.end(
      isPage
        ? pageOf(path)
        : `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480"><title>${path}</title><rect width="480" height="480" fill="#d9cbb4"/></svg>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Labels and claims of a visit, with pictures named by their ids on the page. */
function seenIn(visit: Visit): { labels: string[]; claims: string[] } {
  const names = new Map<string, string>();
  for (const one of visit.observations)
    if (one.kind === 'medium')
      names.set(one.subject, /([\w-]+)\.svg$/.exec(one.value.url)?.[1] ?? one.value.url);
  const idsOf = (covers: readonly string[]): string =>
    covers
      .map((c) => names.get(c) ?? c)
      .sort()
      .join(' ');
  return {
    labels: visit.observations.flatMap((one) =>
      one.kind === 'label'
        ? [`${one.value.text} @ ${one.value.placement} of ${idsOf(one.value.covers)}`]
        : [],
    ),
    claims: visit.observations.flatMap((one) =>
      one.kind === 'claim' ? [`${one.value.text} of ${idsOf(one.value.covers)}`] : [],
    ),
  };
}

/** Lines of `seen` and of `wanted` paired by text (contained), place and pictures; what is left of both. */
function unpaired(seen: readonly string[], wanted: readonly { text: string; rest: string }[]): string[] {
  const left = [...seen];
  const missing = wanted.filter(({ text, rest }) => {
    const at = left.findIndex((line) => line.endsWith(rest) && line.slice(0, -rest.length).includes(text));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...left.map((line) => `too many: ${line}`),
    ...missing.map(({ text, rest }) => `missing: ${text}${rest}`),
  ];
}

/** Pages that are open at the same time: what is looked at is in front, so each has a window of its own. */
test('labels and claims of the stored pages, by what they cover', async ({ world }) => {
  test.setTimeout(240_000);
  const wrong: string[] = [];
  for (const slug of slugs) {
    const expected = JSON.parse(readFileSync(join(folder, slug, 'expected.json'), 'utf8')) as Expected;
    const page = await world.browser.context.newPage();
    await page.goto(`${origin}/${slug}`);
    const visit = await settledVisit(world.browser, page, Date.now() + 20_000);
    await page.close();
    const seen = visit ? seenIn(visit) : { labels: [], claims: [] };
    const problems = [
      ...unpaired(
        seen.labels,
        expected.labels.map((l) => ({
          text: l.text,
          rest: ` @ ${l.placement} of ${[...l.covers].sort().join(' ')}`,
        })),
      ),
      ...unpaired(
        seen.claims,
        expected.claims.map((c) => ({ text: c.text, rest: ` of ${[...c.covers].sort().join(' ')}` })),
      ),
    ];
    wrong.push(...problems.map((problem) => `${slug}: ${problem}`));
  }
  expect(wrong).toEqual([]);
});
