/**
 * The readable part of a case file: one HTML document without script and without anything from elsewhere,
 * Chinese first, then English, then the pictures for both. Everything that a page wrote goes in as text.
 */
import type { Capture, Case } from '../model/case';
import type { Finding } from '../model/finding';
import type { ObservationOf } from '../model/observation';
import type { Law, Provision } from '../../rules/language';
import { fillText as fillRuleText } from '../judge/fill-text';
import { ruleText } from '../judge/rule-text';
import { clockText, diagonalPicture, profilePath, timelineBars } from '../ui/room-drawing';
import { GAP_WORDS } from '../ui/gap-words';
import { clauseText, instrumentText } from '../ui/names';
import { declaredSentence, observationSentences, reasonSentence } from '../ui/sentences';
import {
  dateText,
  fillText,
  inLanguage,
  sizeText,
  textIfKnown,
  textsFor,
  type TextLocale,
  type Texts,
} from '../ui/text';
import { provisionsOf, ruleOf } from './law-of';
import { html, Html } from './markup';
import { priceRecord } from './price-record';
import { reportWords } from './report-words';
import { REPORT_STYLE } from './style';
import { LIMITS_TEXT } from './words';

export interface ReportInput {
  case: Case;
  law: Law;
  /** Picture as a `data:` address by SHA-256 of the capture; captures without one are named, not shown. */
  images: Readonly<Record<string, string>>;
  locale: TextLocale | 'both';
}

const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const SAFE_IMAGE = /^data:image\/(png|jpeg|webp|gif|avif);base64,[A-Za-z0-9+/]+={0,2}$/;
/** Sentences shown under one finding; everything is in case.json. */
const MOST_SENTENCES = 14;
/** Cut-outs beside one finding, and the longest `data:` address that is written twice more for it. */
const MOST_CUT_OUTS = 2;
const MOST_CUT_OUT_CHARS = 80_000;

/** The whole document. The same input gives the same text. */
export function reportHtml(input: ReportInput): string {
  const locales: TextLocale[] = input.locale === 'both' ? ['zh-CN', 'en'] : [input.locale];
  const first = locales[0] ?? 'zh-CN';
  const title = `${reportWords(first).kind} · ${input.case.title || reportWords(first).title}`;
  const page = html`<!doctype html>
    <html lang="${first}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        ${masthead(locales)} ${locales.map((locale) => language(input, locale))} ${pictures(input, locales)}
        <footer>${locales.map((locale) => html`<p lang="${locale}">${reportWords(locale).by}</p>`)}</footer>
      </body>
    </html> `;
  return page.source;
}

function masthead(locales: readonly TextLocale[]): Html {
  const names = locales.map((locale) => reportWords(locale).kind).join(' · ');
  return html`<header class="masthead">
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path fill="currentColor" d="M10 2h12l5 6v20a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V8z" />
      <circle fill="#fdfbf6" cx="16" cy="8.5" r="2.4" />
      <path stroke="#fdfbf6" stroke-width="2" d="M10 17h12M10 23h7" />
    </svg>
    <div>
      <p class="name">明标 Mingbiao</p>
      <p class="kind">${names}</p>
    </div>
    ${locales.length > 1 ? html`<nav><a href="#zh-CN" lang="zh-CN">中文</a> · <a href="#en" lang="en">English</a> · <a href="#pictures" lang="zh-CN">图片</a></nav>` : null}
  </header>`;
}

function language(input: ReportInput, locale: TextLocale): Html {
  const { case: of, law } = input;
  const words = reportWords(locale);
  const told = of.findings.filter(({ outcome }) => outcome === 'flagged');
  const others = of.findings.filter(({ outcome }) => outcome === 'clear' || outcome === 'cannot-tell');
  const inapplicable = of.findings.length - told.length - others.length;
  const summary = fillText(
    words.summarySome,
    {
      flagged: told.length,
      cannotTell: others.filter(({ outcome }) => outcome === 'cannot-tell').length,
      clear: others.filter(({ outcome }) => outcome === 'clear').length,
      inapplicable,
    },
    locale,
  );
  return html`<main lang="${locale}" id="${locale}">
    <h1>${of.title || words.title}</h1>
    <dl class="facts">
      <dt>${words.page}</dt>
      <dd><bdi>${of.url}</bdi></dd>
      <dt>${words.when}</dt>
      <dd>${moment(of.startedAt, of)}</dd>
      <dt>${words.kept}</dt>
      <dd>${moment(of.keptAt, of)}</dd>
      ${
        of.shop === null
          ? null
          : html`<dt>${words.shop}</dt>
              <dd>${of.shop}</dd>`
      }
      <dt>${words.number}</dt>
      <dd><code>${of.id}</code></dd>
    </dl>
    <div class="summary">
      <p>${told.length === 0 ? words.summaryNone : null} ${of.findings.length === 0 ? null : summary}</p>
    </div>
    ${
      of.note === ''
        ? null
        : html`<h2>${words.note}</h2>
            <p>${of.note}</p>`
    }
    ${
      told.length === 0
        ? null
        : html`<h2>${words.findings}</h2>
            ${told.map((finding) => findingBlock(finding, input, locale))}`
    }
    ${
      others.length === 0
        ? null
        : html`<h2>${words.others}</h2>
            ${othersTable(others, law, locale)}`
    }
    ${inapplicable === 0 ? null : html`<p class="fine">${fillText(words.inapplicable, { count: inapplicable }, locale)}</p>`}
    ${priceRecord(of, locale, (iso) => moment(iso, of))} ${watched(of, locale)}
    <h2>${words.limits}</h2>
    <p>${inLanguage(LIMITS_TEXT, locale)}</p>
    <h2>${words.notCaptured}</h2>
    ${notCaptured(of, locale)}
    <h2>${words.environment}</h2>
    ${environment(of, law, locale)}
    <h2>${words.verify}</h2>
    <p>${words.verifyText}</p>
  </main>`;
}

function findingBlock(finding: Finding, input: ReportInput, locale: TextLocale): Html {
  const { case: of, law } = input;
  const words = reportWords(locale);
  const texts = textsFor(locale);
  const rule = ruleOf(finding, law);
  const relied = finding.reliedOn.flatMap((id) => of.observations.find((seen) => seen.id === id) ?? []);
  const sentences = [...new Set(relied.flatMap((seen) => observationSentences(seen, locale)))].slice(
    0,
    MOST_SENTENCES,
  );
  const figures = figuresOf(finding.subject, of);
  return html`<section class="finding">
    <p class="where">
      <strong>${texts(`ceiling.${finding.ceiling}`)}</strong
      ><span>${texts(`topic.${finding.topic}`)} · ${subjectName(finding.subject, locale)}</span
      >${figures.map(({ n, capture }) => html`<a href="#figure-${n}">${fillText(words.picture, { n }, locale)} ${roleName(capture, [locale])}</a>`)}
    </p>
    <h3>${sentenceOf(finding, law, locale)}</h3>
    ${cutOuts(figures, input)}
    <dl>
      <dt>${words.declared}</dt>
      <dd>${declaredSentence(finding, texts) ?? words.declaredNone}</dd>
      ${
        finding.certainty === null
          ? null
          : html`<dt>${words.certainty}</dt>
              <dd>
                <p>${texts(`certainty.${finding.certainty}`)}</p>
                <p class="fine">${texts(`certainty.${finding.certainty}.why`)}</p>
              </dd>`
      }
      <dt>${words.relied}</dt>
      <dd>
        ${list(sentences)}
        <p class="fine">${finding.reliedOn.join(' ')}</p>
      </dd>
      <dt>${words.law}</dt>
      <dd>
        ${provisionsOf(finding, law).map((provision) => provisionBlock(provision, locale))}
        <p class="fine">
          ${texts('finding.law.judged', { date: dateText(finding.judgedFor, locale) })} · ${finding.pack}
          ${finding.packVersion} · ${finding.rule}
        </p>
      </dd>
      <dt>${words.innocent}</dt>
      <dd>${list((rule?.innocent ?? []).map(({ text }) => inLanguage(text, locale)))}</dd>
    </dl>
  </section>`;
}

/**
 * How the subject stood on the page, small, beside what is said of it. The picture itself stands once more at the end:
 * only small cut-outs are repeated, so that a report does not grow by what it shows twice.
 */
function cutOuts(figures: ReturnType<typeof figuresOf>, { images }: ReportInput): Html | null {
  const shown = figures.flatMap(({ n, capture }) => {
    const image = Object.hasOwn(images, capture.sha256) ? images[capture.sha256] : undefined;
    const isSmall = image !== undefined && image.length <= MOST_CUT_OUT_CHARS && SAFE_IMAGE.test(image);
    return capture.role === 'screenshot-element' && isSmall ? [{ n, capture, image }] : [];
  });
  if (shown.length === 0) return null;
  return html`<p class="cut-outs">
    ${shown.slice(0, MOST_CUT_OUTS).map(({ n, capture, image }) => html`<a href="#figure-${n}"><img src="${image}" alt="${altOf(capture)}" /></a>`)}
  </p>`;
}

function provisionBlock(provision: Provision, locale: TextLocale): Html {
  const texts = textsFor(locale);
  const words = reportWords(locale);
  const name = instrumentText(provision.instrument, locale);
  const clause = clauseText(provision.clause, locale);
  // "§ 349-a" stays on one line.
  const cited = (clause === provision.clause ? clause : `${clause} (${provision.clause})`).replace(
    /§ /g,
    '§\u00a0',
  );
  const inForce =
    provision.appliesFrom === null
      ? texts('finding.law.no-date')
      : texts(provision.status === 'in-force' ? 'finding.law.in-force' : 'finding.law.not-yet', {
          date: dateText(provision.appliesFrom, locale),
        });
  const standing = [
    texts(`binding.${provision.bindingness}`),
    name.includes(provision.number ?? '') ? null : provision.number,
    inForce,
  ].filter((part) => part !== null);
  return html`<div>
    <p><strong>${name}</strong> ${cited}</p>
    <p>${inLanguage(provision.requires, locale)}</p>
    <p class="fine">
      ${standing.join(' · ')} ·
      ${words.obliged}${locale === 'en' ? ': ' : '：'}${texts(`obliged.${provision.obligedParty}`)} ·
      ${texts(`confidence.${provision.articleNumberConfidence}`)}
    </p>
  </div>`;
}

function othersTable(others: readonly Finding[], law: Law, locale: TextLocale): Html {
  const words = reportWords(locale);
  const texts = textsFor(locale);
  const ordered = [...others].sort((a, b) =>
    a.outcome === b.outcome ? 0 : a.outcome === 'cannot-tell' ? -1 : 1,
  );
  // Many pictures of which the same is said are one row with their number; findings.csv has a row for each.
  const rows = new Map<
    string,
    { outcome: Finding['outcome']; subject: string; said: string; missing: string; count: number }
  >();
  for (const finding of ordered) {
    const { outcome, reasons } = finding;
    const told = outcome === 'cannot-tell' ? reasons.map((code) => reasonSentence(code, locale)) : [];
    const missing = told.join(locale === 'en' ? '; ' : '；');
    const [subject, said] = [subjectName(finding.subject, locale), sentenceOf(finding, law, locale)];
    const key = JSON.stringify([outcome, subject, said, missing]);
    const row = rows.get(key);
    if (row) row.count += 1;
    else rows.set(key, { outcome, subject, said, missing, count: 1 });
  }
  return html`<table class="stack">
    <thead>
      <tr>
        <th>${words.othersOutcome}</th>
        <th>${words.othersItem}</th>
        <th>${words.othersSaid}</th>
      </tr>
    </thead>
    <tbody>
      ${[...rows.values()].map(
        ({ outcome, subject, said, missing, count }) =>
          html`<tr>
            <td class="nowrap">${texts(`outcome.${outcome}`)}</td>
            <td class="nowrap">${subject}${count === 1 ? null : ` × ${String(count)}`}</td>
            <td>${said}${missing === '' ? null : html`<p class="fine">${missing}</p>`}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** What was watched over time: a bar for the label, the likeness of the picture to itself. */
function watched(of: Case, locale: TextLocale): Html {
  const texts = textsFor(locale);
  const seen = of.observations.filter((o) => o.kind === 'label-timeline' || o.kind === 'footage');
  if (seen.length === 0) return html``;
  return html`<h2>${texts('room.section')}</h2>
    ${seen.map(
      (one) =>
        html`<section class="watched" style="margin-top:1.4rem">
          <h3 style="margin-bottom:.5rem">
            ${texts(one.kind === 'footage' ? 'room.picture' : 'room.timeline')} ·
            ${subjectName(one.subject, locale)}
          </h3>
          ${one.kind === 'footage' ? likenessFigure(one, locale) : timelineFigure(one, texts)}
          ${list(observationSentences(one, locale))} ${one.kind === 'footage' ? explained(one, texts) : null}
          <p class="fine">${one.id} · ${moment(one.value.beganAt, of)}</p>
        </section>`,
    )}
    <p class="fine">${texts('room.limits')}</p>`;
}

/** What would explain plainly what was measured of the picture. */
function explained({ value }: ObservationOf<'footage'>, texts: Texts): Html[] {
  const said: Html[] = [];
  if (value.loop?.found) said.push(html`<p>${texts('room.loop.innocent')}</p>`);
  if (value.partRepeat) said.push(html`<p class="fine">${texts('room.part-repeat.innocent')}</p>`);
  if (value.stillPart) said.push(html`<p class="fine">${texts('room.still-part.innocent')}</p>`);
  return said;
}

const SPAN_COLOURS = { visible: '#0f4a5a', 'not-visible': '#fdfbf6', 'not-looked': '#d9d3c5' } as const;

function timelineFigure({ value }: ObservationOf<'label-timeline'>, texts: Texts): Html {
  const bars = timelineBars(value);
  if (bars.length === 0) return html``;
  const states = (['visible', 'not-visible', 'not-looked'] as const).filter((state) =>
    bars.some((bar) => bar.state === state),
  );
  return html`<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
      ${bars.map(
        ({ state, x, width }) =>
          html`<rect
            x="${(x * 1000).toFixed(1)}"
            y="0"
            width="${(width * 1000).toFixed(1)}"
            height="20"
            fill="${SPAN_COLOURS[state]}"
          />`,
      )}
    </svg>
    <p class="fine">
      ${clockText(value.spans[0]?.fromMs ?? 0)} – ${clockText(value.spans.at(-1)?.toMs ?? 0)}
      ${states.map(
        (state) =>
          html` ·
            <svg width="14" height="10" aria-hidden="true">
              <rect x=".5" y=".5" width="13" height="9" fill="${SPAN_COLOURS[state]}" stroke="#4c5b60" />
            </svg>
            ${texts(`room.span.${state}`)}`,
      )}
    </p>`;
}

function likenessFigure({ value }: ObservationOf<'footage'>, locale: TextLocale): Html {
  const texts = textsFor(locale);
  if (!value.loop?.found) return html``;
  const path = profilePath(value.loop.profile, 400, 80);
  const diagonal = value.picture ? diagonalPicture(value.picture) : null;
  return html`<div class="likeness">
    ${
      path === ''
        ? null
        : html`<figure>
            <svg viewBox="0 -2 400 84" aria-hidden="true">
              <path d="${path}" fill="none" stroke="#0f4a5a" stroke-width="1.5" />
            </svg>
            <figcaption>
              ${texts('room.profile')} · 0 – ${clockText(value.loop.profile.at(-1)?.lagMs ?? 0)}
            </figcaption>
          </figure>`
    }
    ${
      diagonal === null
        ? null
        : html`<figure>
            <img src="${diagonal}" alt="" width="128" height="128" />
            <figcaption>${texts('room.diagonal')}</figcaption>
          </figure>`
    }
  </div>`;
}

function notCaptured(of: Case, locale: TextLocale): Html {
  const { notCaptured: missing } = of.environment;
  if (missing.length === 0) return html`<p>${reportWords(locale).notCapturedNone}</p>`;
  return html`<ul>
    ${missing.map(({ what, why }) => {
      const known = Object.hasOwn(GAP_WORDS, what) ? GAP_WORDS[what] : undefined;
      return html`<li>
        ${known ? html`${inLanguage(known, locale)}${locale === 'en' ? html` <span class="quiet fine">${why}</span>` : null}` : html`<code>${what}</code> <span class="quiet">${why}</span>`}
      </li>`;
    })}
  </ul>`;
}

function environment(of: Case, law: Law, locale: TextLocale): Html {
  const words = reportWords(locale);
  const titleOf = (id: string): string => {
    const pack = law.packs.find((known) => known.id === id);
    return pack ? inLanguage(pack.title, locale) : id;
  };
  return html`<dl class="facts">
    <dt>${words.browser}</dt>
    <dd>${of.environment.browser}</dd>
    <dt>${words.software}</dt>
    <dd>Mingbiao ${of.environment.extensionVersion}</dd>
    <dt>${words.language}</dt>
    <dd>${of.environment.locale}</dd>
    <dt>${words.jurisdictions}</dt>
    <dd>${of.jurisdictions.join(', ')}</dd>
    <dt>${words.packs}</dt>
    <dd>
      ${of.packs.map(({ id, version, digest }) => html`<p>${titleOf(id)} <span class="quiet">${version}</span><br /><span class="hash quiet">${digest}</span></p>`)}
    </dd>
  </dl>`;
}

function pictures({ case: of, images }: ReportInput, locales: readonly TextLocale[]): Html {
  if (of.captures.length === 0) return html``;
  const both = (key: 'picture' | 'whole' | 'part' | 'noPicture', n = 0): Html[] =>
    locales.map(
      (locale, index) =>
        html`${index === 0 ? null : ' · '}<span lang="${locale}"
            >${fillText(reportWords(locale)[key], { n }, locale)}</span
          >`,
    );
  const heading = locales
    .map((locale) => (locale === 'en' ? 'Pictures and screenshots' : '图片与截图'))
    .join(' · ');
  return html`<section class="shared" id="pictures" aria-labelledby="pictures-title">
    <h2 id="pictures-title">${heading}</h2>
    <div class="pictures">
      ${of.captures.map((capture, index) => {
        const image = Object.hasOwn(images, capture.sha256) ? images[capture.sha256] : undefined;
        const isShown = image !== undefined && SAFE_IMAGE.test(image);
        return html`<figure id="figure-${index + 1}" ${classOf(capture)}>
          ${isShown ? html`<img src="${image}" alt="${altOf(capture)}" />` : capture.mime.startsWith('image/') ? html`<div class="none"><span>${both('noPicture')}</span></div>` : null}
          <figcaption>
            <strong>${both('picture', index + 1)}</strong> ${roleName(capture, locales)} · ${capture.mime} ·
            ${sizeText(capture.sizeBytes, 'en')}${capture.role === 'screenshot' ? null : ' · '}
            ${extentOf(capture, both)}<br />
            <bdi class="quiet">${capture.url ?? ''}</bdi><br /><span class="hash"
              >SHA-256 ${capture.sha256}</span
            >
          </figcaption>
        </figure> `;
      })}
    </div>
  </section>`;
}

function classOf({ role }: Capture): Html | null {
  if (role === 'screenshot') return html` class="wide"`;
  return role === 'screenshot-page' ? html` class="page"` : null;
}

/** Of a screenshot its number among the parts and its place in CSS pixels from the top; of a file, whether it is whole. */
function extentOf(
  { role, part, area, whole }: Capture,
  both: (key: 'whole' | 'part') => Html[],
): Html | Html[] | string {
  if (!role.startsWith('screenshot')) return both(whole ? 'whole' : 'part');
  const places = part ? [`${String(part.n)} / ${String(part.of)}`] : [];
  if (area) {
    const [top, bottom] = [Math.round(area.y), Math.round(area.y + area.height)];
    const size = `${String(Math.round(area.width))} × ${String(Math.round(area.height))}`;
    places.push(`${size} px (↕ ${String(top)}–${String(bottom)})`);
  }
  return places.join(' · ');
}

function altOf({ role, url }: Capture): string {
  return role === 'screenshot' || role === 'screenshot-page'
    ? '网页截图 Screenshot of the page'
    : `网页上的图片 Picture on the page ${url ?? ''}`;
}

function roleName({ role, subject }: Capture, locales: readonly TextLocale[]): string {
  const names = {
    screenshot: { zh: '网页可见部分的截图', en: 'screenshot of the visible part' },
    'screenshot-page': { zh: '整页截图', en: 'screenshot of the whole page' },
    'screenshot-element': { zh: '从截图中裁出', en: 'cut out of the screenshot' },
    'page-html': { zh: '网页显示出来的内容（写成文件）', en: 'the page as rendered, written out' },
    'page-response': { zh: '服务器送来的网页文件', en: 'the page as the server sent it' },
    law: { zh: '判断所依据的规则', en: 'the rules judged by' },
    frame: { zh: '视频中的一刻', en: 'one moment of the video' },
  };
  return locales
    .map((locale) =>
      role === 'medium' ? subjectName(subject ?? 'image:', locale) : inLanguage(names[role], locale),
    )
    .join(' · ');
}

/** What was kept of a subject (its file, and how it stood on the page), by number among the captures, from 1. */
function figuresOf(subject: string, of: Case): { n: number; capture: Capture }[] {
  return of.captures.flatMap((capture, index) =>
    capture.subject === subject ? [{ n: index + 1, capture }] : [],
  );
}

function sentenceOf(finding: Finding, law: Law, locale: TextLocale): string {
  const texts = ruleOf(finding, law)?.texts;
  if (!texts) return `${textsFor(locale)(`outcome.${finding.outcome}`)} · ${finding.rule}`;
  return inLanguage(fillRuleText(ruleText(finding, texts), finding.values), locale);
}

function subjectName(subject: string, locale: TextLocale): string {
  return textIfKnown(locale, `subject.${subject.slice(0, subject.indexOf(':'))}`) ?? subject;
}

function list(sentences: readonly string[]): Html {
  return sentences.length === 0
    ? html``
    : html`<ul>
        ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>`;
}

/** A moment by the clock of the person who kept it, and in UTC. */
function moment(iso: string, of: Case): string {
  const minutes = of.environment.utcOffsetMinutes;
  if (minutes === 0) return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
  const local = new Date(Date.parse(iso) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `${local} (UTC${sign}${String(Math.floor(size / 60))}${rest}) · ${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
