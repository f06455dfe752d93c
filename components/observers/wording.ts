/**
 * Reads short texts by elements and negation, not by a list of sentences: an AI element beside a generation
 * element makes a label (GB 45438-2025 §5.2), a negation before them turns it into a claim, and words that
 * hold an element by accident (合成革, AI眼镜) are struck out first. The words themselves are data.
 */
import type { Lexicon, PriceLexicon } from '../../rules/language';
import type { LabelElement, PriceWording, StatusWord } from '../model/words';
import { labelGateOf, priceGateOf } from './gate-words';
import type { Gate } from './text-gate';

export interface LabelMatch {
  elements: LabelElement[];
  /** Word of status in the same clause, quoted; null when the label states none. */
  status: StatusWord | null;
  language: string;
  /** Lexicon phrase, or which elements made it a label. `bare-ai`: the letters alone, a label only on a picture. */
  entry: string;
  negated: boolean;
  claim: 'real-shot' | 'not-ai' | null;
  /** The label says of itself that it is about something written (a summary, a description), not about a picture. */
  about?: 'text' | undefined;
}
export interface PriceWordingMatch {
  entry: string;
  wording: PriceWording;
  language: string;
  /** Days (YYYY-MM-DD) from and to which a law asks for these words, as the lexicon dates them. */
  mandatedFrom?: string;
  mandatedTo?: string;
}
export type LabelMatcher = (text: string) => LabelMatch | null;
export type PriceWordingMatcher = (text: string) => PriceWordingMatch[];

const LETTER = 'a-z0-9\\u00c0-\\u024f\\u1e00-\\u1eff\\u0370-\\u04ff\\u0900-\\u097f';
const CJK = /[\u3005\u3040-\u3098\u309d-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const HAN_OR_KANA = '[\\u3005\\u3040-\\u3098\\u309d-\\u30ff\\u3400-\\u9fff]';
const SPACE_INSIDE_CJK = new RegExp(
  `(?<=${HAN_OR_KANA}) (?=[${LETTER}]|${HAN_OR_KANA})|(?<=[${LETTER}]) (?=${HAN_OR_KANA})`,
  'gi',
);
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
const CLAUSE_END = /[,，、。;；!！?？:：|｜\n()（）【】[\]「」『』“”"•]|\. |\.$/;
/** Where a sentence ends; a question mark makes it a question. */
const SENTENCE_END = /[。;；!！?？\n]|\. |\.$/;
/** Questions that need no question mark. */
const ASKS = /[吗嗎]$|(?:です|ます|でしょう)か$|(?:가요|나요|까요|습니까|입니까)$/;
/** 人工智能（AI）, intelligenza artificiale (IA): the short form in brackets parts no clause. */
const BRACKETED_ACRONYM = /[（(]\s*(?:ai|ki|ia|aigc|gen ?ai)\s*[)）]/g;
/** “A.I. generated”: its last point ends no sentence. */
const DOTTED_ACRONYM = /(?<![a-z])a\.i\.(?=[\s-])/g;
/** The place of a clause that is the whole text. */
const WHOLE = -1;
const LONGEST_TEXT = 600;
/** “A I 生 成”: letters set apart for looks. */
const APART = /(?<![\p{L}\p{N}])A I(?![\p{L}\p{N}])/gu;

/** Visible form of a text: NFKC, no invisible characters, white space folded, none inside Chinese or Japanese. */
function visibleForm(text: string): string {
  let t = text;
  if (/[^\x00-\x7f]/.test(t)) t = t.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '');
  return t
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(APART, 'AI')
    .replace(SPACE_INSIDE_CJK, '')
    .normalize('NFC');
}

function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join('');
}

/** Text as it is compared: visible form, lower case. Doing it twice changes nothing. */
export function normalise(text: string): string {
  let before = text;
  for (let i = 0; i < 4; i += 1) {
    const after = folded(visibleForm(before));
    if (after === before) break;
    before = after;
  }
  return before;
}

/** Words of the lexicon are kept in visible form already (a test holds it to that), so only case is left to fold. */
const ofLexicon = (word: string): string => word.toLowerCase();

const LONGEST_ACRONYM = 5;
const isLetter = new RegExp(`[${LETTER}]`, 'i');
const escaped = (word: string): string =>
  word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[-\s]+/g, '[-\\s\\u2010-\\u2014]?');

/** A pattern that is built when first asked: most pages never need most languages. */
type Words = () => RegExp | null;

/** Words as one pattern: whole words where letters part words, anywhere in Chinese, Japanese and Korean. */
function wordsPattern(words: readonly string[], before = ''): Words {
  let made: RegExp | null | undefined;
  return () => (made === undefined ? (made = words.length ? patternOf(words, before) : null) : made);
}
function patternOf(words: readonly string[], before: string): RegExp {
  const parts = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      // "j'ai" is a verb; "l'intelligence artificielle" is what it says.
      const refused = word.length <= LONGEST_ACRONYM ? before : '';
      const head = isLetter.test(word.charAt(0)) ? `(?<![${LETTER}${refused}])` : '';
      const tail = isLetter.test(word.charAt(word.length - 1)) ? `(?![${LETTER}])` : '';
      return head + escaped(word) + tail;
    });
  return new RegExp(parts.join('|'), 'gu');
}

const all = (groups: Record<string, string[]> | undefined): string[] => Object.values(groups ?? {}).flat();
const baseOf = (language: string): string => (language.startsWith('zh') ? 'zh' : language);
const isAcronym = (word: string): boolean =>
  word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();

function byBase(groups: Record<string, string[]> | undefined): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [language, words] of Object.entries(groups ?? {})) {
    out.set(baseOf(language), [...(out.get(baseOf(language)) ?? []), ...words]);
  }
  return out;
}

interface Span {
  from: number;
  to: number;
}
function spans(text: string, words: Words): Span[] {
  const out: Span[] = [];
  const pattern = words();
  if (!pattern) return out;
  pattern.lastIndex = 0;
  for (let m = pattern.exec(text); m && out.length < 16; m = pattern.exec(text)) {
    if (!m[0]) break;
    out.push({ from: m.index, to: m.index + m[0].length });
  }
  return out;
}
const found = (text: string, words: Words): boolean => {
  const pattern = words();
  if (!pattern) return false;
  pattern.lastIndex = 0;
  return pattern.test(text);
};

interface Tongue {
  language: string;
  cjk: boolean;
  /** Letters without which a text is not in this language. */
  script: RegExp;
  ai: Words;
  /** Acronyms that are ordinary words in lower case (AI, IA, KI): they count in capitals only. */
  aiCapitals: Words;
  generation: Words;
  digitalHuman: Words;
  fillers: Words;
  links: Words;
}

function acronyms(words: readonly string[]): Words {
  let made: RegExp | null | undefined;
  // "J'AI CRÉÉ" in capitals is a verb.
  const build = () =>
    new RegExp(
      `(?<![\\p{L}\\p{N}]|[jJ]['\u2019])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
      'gu',
    );
  return () => (made === undefined ? (made = words.length ? build() : null) : made);
}

function tonguesOf(lexicon: Lexicon): Tongue[] {
  const ai = byBase(lexicon.elements.ai);
  const generation = byBase(lexicon.elements.generation);
  const human = byBase(lexicon.elements['digital-human']);
  const fillers = byBase(lexicon.fillers);
  const links = byBase(lexicon.links);
  const lower = (words: string[] | undefined) => (words ?? []).map(ofLexicon);
  return [...new Set([...ai.keys(), ...human.keys()])].map((language) => {
    const capitals = (ai.get(language) ?? []).filter(isAcronym);
    return {
      language,
      cjk: ['zh', 'ja', 'ko'].includes(language),
      script: language === 'ja' ? /[\u3041-\u30ff]/ : language === 'ko' ? /[\uac00-\ud7af]/ : CJK,
      ai: wordsPattern(lower((ai.get(language) ?? []).filter((w) => !isAcronym(w))), "'\u2019"),
      aiCapitals: acronyms(capitals),
      generation: wordsPattern(lower(generation.get(language))),
      digitalHuman: wordsPattern(lower(human.get(language))),
      fillers: wordsPattern(lower(fillers.get(language))),
      links: wordsPattern(lower(links.get(language))),
    };
  });
}

/** Characters (CJK) or words (elsewhere) of `text` that are neither elements, fillers nor links. */
function foreignMatter(text: string, tongue: Tongue): number {
  let rest = text;
  for (const words of [
    tongue.digitalHuman,
    tongue.ai,
    tongue.aiCapitals,
    tongue.generation,
    tongue.fillers,
    tongue.links,
  ]) {
    const p = words();
    if (p) rest = rest.replace(p, ' ');
  }
  return tongue.cjk
    ? rest.replace(/[^\p{L}\p{N}]/gu, '').length
    : (rest.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).length;
}

const TRADITIONAL = /[圖畫產軟體為僅數虛擬內頻標註說]/;
function tongueName(tongue: Tongue, text: string): string {
  return tongue.language === 'zh' ? (TRADITIONAL.test(text) ? 'zh-Hant' : 'zh-Hans') : tongue.language;
}

interface Reading {
  ai: boolean;
  generation: boolean;
  human: boolean;
}

/** Which elements one clause carries in one language, once accidental words are struck out. */
function readClause(clause: string, cased: string, tongue: Tongue): Reading | null {
  const ai = [...spans(clause, tongue.ai), ...spans(cased, tongue.aiCapitals)];
  const human = found(clause, tongue.digitalHuman);
  if (!ai.length && !human) return null;
  const generation = spans(clause, tongue.generation);
  const isLinked = found(clause, tongue.links);
  const paired = ai.some((a) =>
    generation.some((g) => {
      const [from, to] = g.from >= a.to ? [a.to, g.from] : [g.to, a.from];
      if (to < from) return false;
      const between = clause.slice(from, to);
      if (tongue.cjk) return between.length <= 14;
      return between.length <= 12 && !between.trim().includes(' ')
        ? foreignMatter(between, tongue) <= (tongue.fillers() ? 0 : 1)
        : between.length <= 48 && foreignMatter(between, tongue) === 0;
    }),
  );
  const foreign = foreignMatter(clause, tongue);
  const most = tongue.language === 'zh' ? (isLinked ? 20 : 5) : tongue.cjk ? 30 : isLinked ? 12 : 3;
  if (foreign > most) return null;
  return { ai: ai.length > 0, generation: paired, human };
}

/** Builds the reader of labels; do it once per page. The reader itself never throws, whatever the text. */
export function compileLexicon(lexicon: Lexicon): LabelMatcher {
  const tongues = tonguesOf(lexicon);
  const low = (groups: Record<string, string[]>) => all(groups).map(ofLexicon);
  const traps = wordsPattern(low(lexicon.traps));
  const offers = wordsPattern(low(lexicon.offers));
  const realShot = wordsPattern(low(lexicon.realShot));
  const linksAnywhere = wordsPattern(low(lexicon.links ?? {}));
  const generationAnywhere = wordsPattern(low(lexicon.elements.generation ?? {}));
  const whatIsDenied = wordsPattern([
    ...low(lexicon.elements.ai ?? {}),
    ...low(lexicon.elements['digital-human'] ?? {}),
  ]);
  // These deny at the end of the clause; elsewhere the negation stands before what it denies.
  const DENY_AT_END = ['ja', 'ko', 'tr', 'hi', 'hu'];
  const endNegations = wordsPattern(
    DENY_AT_END.flatMap((language) => (lexicon.negations[language] ?? []).map(ofLexicon)),
  );
  const negations = wordsPattern(
    Object.entries(lexicon.negations)
      .filter(([language]) => !DENY_AT_END.includes(language))
      .flatMap(([, words]) => words.map(ofLexicon)),
  );
  const statuses = Object.entries(lexicon.status).map(([word, words]) => ({
    word: word as StatusWord,
    words: words.map(ofLexicon),
  }));
  const asides = wordsPattern(low(lexicon.asides ?? {}));
  const texts = wordsPattern(low(lexicon.texts ?? {}));
  const pictures = wordsPattern(low(lexicon.pictures ?? {}));
  const phrases = lexicon.phrases.map((p) => ({
    ...p,
    pattern: wordsPattern([ofLexicon(p.text)]),
    length: p.text.length,
  }));
  const bare = new Set(['ai', 'ki', 'ia', 'aigc']);

  function isNegated(clause: string): boolean {
    if (found(clause, endNegations) && found(clause, whatIsDenied)) return true;
    const denied = spans(clause, whatIsDenied);
    return spans(clause, negations).some((n) =>
      denied.some((d) => {
        if (d.to <= n.from) return false;
        const between = clause.slice(n.to, Math.max(n.to, d.from));
        // 不是真人，是AI生成 / "not a photograph but AI": the denial is of something else.
        return (
          between.length <= (CJK.test(clause) ? 24 : 40) &&
          !/[是而]|\bbut\b|\bsondern\b|\bmais\b/.test(between)
        );
      }),
    );
  }
  function isOffer(text: string): boolean {
    // 由AI软件生成, "created with AI software": the thing is an instrument there, not the goods.
    return spans(text, offers).some((o) => {
      const head = text.slice(0, o.from);
      if (!found(head, linksAnywhere)) return true;
      return (
        !found(text.slice(o.to, o.to + 6), generationAnywhere) &&
        !(!CJK.test(text) && found(head, generationAnywhere))
      );
    });
  }
  /** Stretches of a text that say nothing about what stands beside them: questions, guesses, instructions. */
  function asidesIn(text: string): Span[] {
    const out: Span[] = [];
    for (let from = 0; from < text.length;) {
      const end = SENTENCE_END.exec(text.slice(from));
      const to = end ? from + end.index : text.length;
      const sentence = text.slice(from, to).trimEnd();
      if (/^[?？]/.test(end?.[0] ?? '') || ASKS.test(sentence) || found(sentence, asides))
        out.push({ from, to });
      from = to + (end?.[0].length ?? 1);
    }
    return out;
  }
  const nothing = { elements: [], status: null, negated: false, claim: null };

  return remembered<LabelMatch | null>(labelGateOf(lexicon), null, (raw) => {
    const cased = visibleForm(raw);
    const text = normalise(cased);
    const isCjk = CJK.test(text);
    if (text.length < 2 || text.length > (isCjk ? lexicon.longest.cjk : lexicon.longest.latin)) return null;
    if (bare.has(text) && (text === 'ai' || cased === cased.toUpperCase())) {
      return { ...nothing, elements: ['ai'], language: 'und', entry: 'bare-ai' };
    }
    const strip = (t: string): string => {
      const pattern = traps();
      return pattern ? t.replace(pattern, (m) => '\u0001'.repeat(m.length)) : t;
    };
    const sameLength = cased.length === text.length;
    const whole = strip(text)
      .replace(BRACKETED_ACRONYM, (m) => ' '.repeat(m.length))
      .replace(DOTTED_ACRONYM, 'ai  ');
    const wholeCased = sameLength
      ? Array.from({ length: whole.length }, (_, i) => (whole[i] === '\u0001' ? '\u0001' : cased[i])).join('')
      : cased;

    let from = 0;
    const clauses: { text: string; cased: string; at: number }[] = [];
    for (const part of whole.split(CLAUSE_END)) {
      const at = whole.indexOf(part, from);
      from = at + part.length;
      clauses.push({ text: part, cased: wholeCased.slice(at, at + part.length), at });
    }
    if (clauses.length > 1 && whole.length <= (isCjk ? 10 : 32)) {
      clauses.push({
        text: whole.replace(new RegExp(CLAUSE_END, 'g'), ' '),
        cased: wholeCased.replace(new RegExp(CLAUSE_END, 'g'), ' '),
        at: WHOLE,
      });
    }
    // Asked only of what would be a label or a denial otherwise: most texts are neither.
    let beside: Span[] | undefined;
    const isAside = (at: number): boolean => {
      beside ??= asidesIn(whole);
      return at === WHOLE ? beside.length > 0 : beside.some((span) => at >= span.from && at < span.to);
    };

    const denied = clauses.some((c) => isNegated(c.text) && !isAside(c.at));
    if (denied)
      return {
        ...nothing,
        language: isCjk ? 'zh-Hans' : 'en',
        entry: 'negation',
        negated: true,
        claim: 'not-ai',
      };
    // “Real photo, taken in our studio” sells no studio.
    if (isOffer(text) && !found(text, realShot)) return null;

    const elements = new Set<LabelElement>();
    let language = 'und';
    let status: StatusWord | null = null;
    let entry = '';
    const order = /[\u3040-\u30ff]/.test(text)
      ? 'ja'
      : /[\uac00-\ud7af]/.test(text)
        ? 'ko'
        : isCjk
          ? 'zh'
          : 'en';
    for (const clause of clauses) {
      for (const tongue of [...tongues].sort(
        (a, b) => Number(b.language === order) - Number(a.language === order),
      )) {
        if (tongue.cjk ? !tongue.script.test(text) : isCjk && tongue.language !== 'en') continue;
        const read = readClause(clause.text, clause.cased, tongue);
        if (!read || (!read.generation && !read.human) || isAside(clause.at)) continue;
        if (read.ai) elements.add('ai');
        if (read.generation) elements.add('generation');
        if (read.human) elements.add('digital-human');
        if (language === 'und') language = tongueName(tongue, text);
        status ??= statuses.find((s) => s.words.some((w) => clause.text.includes(w)))?.word ?? null;
      }
    }
    if (elements.size) entry = [...elements].sort().join('+');
    for (const phrase of phrases) {
      // The clause decides, not the advice behind it: 疑似使用AI技术，请谨慎甄别.
      const most = phrase.length + (isCjk ? 8 : 24);
      if (!found(whole, phrase.pattern)) continue;
      if (text.length > most)
        if (order !== 'zh' || !clauses.some((c) => c.text.length <= most && found(c.text, phrase.pattern)))
          continue;
      if (isAside(WHOLE)) break;
      phrase.elements.forEach((e) => elements.add(e));
      if (!entry || entry === 'digital-human') entry = phrase.id;
      if (language === 'und') language = phrase.language;
      status ??= statuses.find((s) => s.words.some((w) => whole.includes(w)))?.word ?? null;
    }
    if (elements.size) {
      // Nobody writes a review that is a person: a title marked so (가상인물, KFTC) speaks of who is seen beside it.
      const isOfPerson = elements.has('digital-human');
      const isOfText = !isOfPerson && found(text, texts) && !found(text, pictures);
      const read = { elements: [...elements].sort(), status, language, entry, negated: false, claim: null };
      return isOfText ? { ...read, about: 'text' } : read;
    }

    const shot = spans(text, realShot)[0];
    if (
      !shot ||
      /(?:非|不是|未|无|無|没有|not |no |kein |pas )$/.test(text.slice(Math.max(0, shot.from - 4), shot.from))
    )
      return null;
    return { ...nothing, language: isCjk ? 'zh-Hans' : 'und', entry: 'real-shot', claim: 'real-shot' };
  });
}

/** Builds the reader of price wording. A statutory sentence has to stand whole; other wording may be a part. */
export function compilePriceWording(lexicon: PriceLexicon): PriceWordingMatcher {
  const entries = lexicon.entries.map((e) => ({
    ...e,
    words: wordsPattern(e.texts.map(ofLexicon)),
    except: wordsPattern((e.not ?? []).map(ofLexicon)),
  }));
  return remembered<PriceWordingMatch[]>(priceGateOf(lexicon), [], (raw) => {
    const text = normalise(raw);
    return entries
      .filter((e) => found(text, e.words) && found(without(text, e.except), e.words))
      .map(({ id, wording, language, validFrom, validTo }) => ({
        entry: id,
        wording,
        language,
        ...(validFrom === undefined ? {} : { mandatedFrom: validFrom }),
        ...(validTo === undefined ? {} : { mandatedTo: validTo }),
      }));
  });
}

const MOST_REMEMBERED = 2_000;
/** The same few words stand on every card; each is read once. */
function remembered<T>(gate: Gate, none: T, read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!text || text.length > LONGEST_TEXT || !gate.test(text)) return none;
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const answer = read(text);
    known.set(text, answer);
    return answer;
  };
}
const without = (text: string, words: Words): string => {
  const pattern = words();
  return pattern ? text.replace(pattern, ' ') : text;
};
