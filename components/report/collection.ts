/**
 * Page and table of a collection: one HTML document without script and without anything from elsewhere, Chinese
 * and English side by side, and one CSV. Both are written out of the lines of the cases alone, so that whoever
 * checks a collection writes them again and compares.
 */
import type { CollectedCase, CollectionHead, CollectionTexts, NotKept } from '../evidence/collection';
import { csvCell } from './csv';
import { html, Html } from './markup';
import { REPORT_STYLE } from './style';
import { LIMITS_TEXT } from './words';

export const COLLECTION_TEXTS: CollectionTexts = { page: collectionPage, table: collectionTable };

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** Rows on the page; a browser still opens it at once. Everything stands in summary.csv and the manifest. */
const MOST_ROWS = 2_000;

const COLUMNS = [
  'path',
  'sha256',
  'bytes',
  'case',
  'url',
  'title',
  'shop',
  'kept_at',
  'flagged',
  'cannot_tell',
  'rules',
  'captures',
] as const;

function collectionTable(cases: readonly CollectedCase[]): string {
  const rows = cases.map((one) => [
    one.path,
    one.sha256,
    String(one.bytes),
    one.id,
    one.url,
    one.title,
    one.shop ?? '',
    one.keptAt,
    String(one.flagged),
    String(one.cannotTell),
    one.rules.join(' '),
    String(one.captures),
  ]);
  return `\ufeff${[COLUMNS, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

function collectionPage(
  head: CollectionHead,
  cases: readonly CollectedCase[],
  notKept: readonly NotKept[],
): string {
  const count = (of: (one: CollectedCase) => number): string =>
    String(cases.reduce((sum, one) => sum + of(one), 0));
  const rules = new Map<string, number>();
  for (const rule of cases.flatMap((one) => one.rules)) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const byCount = [...rules].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const page = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>明标案例合集 · ${head.title}</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <header class="masthead">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path fill="currentColor" d="M10 2h12l5 6v20a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V8z" />
          </svg>
          <div>
            <p class="name">明标 Mingbiao</p>
            <p class="kind">案例合集 · <span lang="en">Collection of cases</span></p>
          </div>
        </header>
        <main>
          <h1>${head.title}</h1>
          <dl class="facts">
            <dt>写成时间 <span lang="en">Written</span></dt>
            <dd>${moment(head.created)}</dd>
            <dt>软件 <span lang="en">Software</span></dt>
            <dd>${head.software}</dd>
            <dt>案例 <span lang="en">Cases</span></dt>
            <dd>${cases.length}</dd>
            <dt>提示 <span lang="en">Findings that flag</span></dt>
            <dd>${count(({ flagged }) => flagged)}</dd>
            <dt>无法判断 <span lang="en">Cannot tell</span></dt>
            <dd>${count(({ cannotTell }) => cannotTell)}</dd>
            <dt>未能保存的网页 <span lang="en">Pages not kept</span></dt>
            <dd>${notKept.length}</dd>
          </dl>
          <div class="summary">
            <p>
              cases 文件夹里的每个文件都是一份完整的案例，可以单独取出、打开和核对；其中的 report.html
              是它的报告。核对整个合集：打开明标的核对页，或运行 verify。
            </p>
            <p lang="en">
              Each file in the folder “cases” is a whole case: it can be taken out, opened and checked by
              itself; its report.html is its report. To check the whole collection, open the check page of
              Mingbiao, or run verify.
            </p>
          </div>
          ${byCount.length > 0 ? rulesTable(byCount) : null} ${casesTable(cases)}
          ${notKept.length > 0 ? notKeptTable(notKept) : null}
          <h2>说明 <span lang="en">Please note</span></h2>
          <p>${LIMITS_TEXT.zh}</p>
          <p lang="en">${LIMITS_TEXT.en}</p>
          <p>
            未能保存的网页什么也不说明：没有看到不等于没有。案例的数目取决于选了哪些网页，不能推及其他网页。
          </p>
          <p lang="en">
            A page that was not kept says nothing. How many cases there are depends on which pages were chosen
            and says nothing about other pages.
          </p>
        </main>
      </body>
    </html> `;
  return page.source;
}

function rulesTable(rules: readonly (readonly [string, number])[]): Html {
  return html`<h2>按规则 <span lang="en">By rule</span></h2>
    <table>
      <thead>
        <tr>
          <th>规则 <span lang="en">Rule</span></th>
          <th>案例 <span lang="en">Cases</span></th>
        </tr>
      </thead>
      <tbody>
        ${rules.map(
          ([rule, count]) =>
            html`<tr>
              <td><code>${rule}</code></td>
              <td>${count}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function casesTable(cases: readonly CollectedCase[]): Html {
  const rows = cases.slice(0, MOST_ROWS).map(
    (one) =>
      html`<tr>
        <td><bdi>${one.title || one.url}</bdi><br /><bdi class="fine">${one.url}</bdi></td>
        <td class="nowrap">${moment(one.keptAt)}</td>
        <td>${one.flagged}</td>
        <td>${one.cannotTell}</td>
        <td><code>${one.path}</code><br /><span class="hash">${one.sha256}</span></td>
      </tr>`,
  );
  const left = cases.length - rows.length;
  return html`<h2>案例 <span lang="en">Cases</span></h2>
    <table class="stack">
      <thead>
        <tr>
          <th>网页 <span lang="en">Page</span></th>
          <th>保存 <span lang="en">Kept</span></th>
          <th>提示 <span lang="en">Flags</span></th>
          <th>无法判断 <span lang="en">Cannot tell</span></th>
          <th>文件与 SHA-256 <span lang="en">File and SHA-256</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${left > 0 ? html`<p>另有 ${left} 份，见 summary.csv。 <span lang="en">${left} more in summary.csv.</span></p>` : null}`;
}

function notKeptTable(notKept: readonly NotKept[]): Html {
  const left = notKept.length - MOST_ROWS;
  return html`<h2>未能保存的网页 <span lang="en">Pages not kept</span></h2>
    <table class="stack">
      <thead>
        <tr>
          <th>地址 <span lang="en">Address</span></th>
          <th>原因 <span lang="en">Reason</span></th>
          <th>尝试次数 <span lang="en">Tries</span></th>
        </tr>
      </thead>
      <tbody>
        ${notKept.slice(0, MOST_ROWS).map(
          (one) =>
            html`<tr>
              <td><bdi>${one.url}</bdi></td>
              <td><code>${one.reason}</code> ${one.detail}</td>
              <td>${one.tries}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${left > 0 ? html`<p>另有 ${left} 个，见 datapackage.json。 <span lang="en">${left} more in datapackage.json.</span></p>` : null}`;
}

/** ISO 8601 in the readable spelling, always UTC. */
function moment(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
