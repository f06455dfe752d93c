/**
 * Writes a page out as it is rendered now: one HTML text that shows the same without running anything. Scripts
 * stay as text, handlers go, and nothing that anybody typed or chose is taken. Runs in the page's process, in
 * slices, so that a page of any size stays usable; changes nothing on the page.
 */
import { LIMITS } from '../model/limits';

export interface WritePageOptions {
  /** Also for closed roots, where the browser lets an extension look. */
  openShadow(element: Element): ShadowRoot | null;
  /** Our own elements on the page, which are no part of it. */
  isOurs(element: Element): boolean;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Lets the page work; resolves in a later task. */
  pause(): Promise<void>;
  limits?: Partial<WriteLimits>;
}

export interface WriteLimits {
  chars: number;
  nodes: number;
  styleChars: number;
  /** From the first slice to the last. */
  totalMs: number;
  /** One slice. */
  sliceMs: number;
}

export interface WrittenPage {
  html: string;
  /** The bound that ended the writing early; null when the page is whole. */
  limit: 'snapshot-chars' | 'snapshot-nodes' | 'snapshot-ms' | null;
  /** How many of these were there and are not in the text. */
  leftOut: { formFields: number; editable: number; canvases: number; frames: number; styleSheets: number };
  nodes: number;
}

const LIMITS_HERE: WriteLimits = {
  chars: LIMITS.snapshotChars,
  nodes: LIMITS.snapshotNodes,
  styleChars: LIMITS.snapshotStyleChars,
  totalMs: LIMITS.snapshotMs,
  sliceMs: 12,
};
/** The clock is read once for this many steps, or characters written. */
const STEPS_PER_LOOK = 32;
const CHARS_PER_LOOK = 40_000;
/** Attributes of one element; more is not what a page needs to be shown. */
const ATTRIBUTES = 1_000;
/** Longest value of one attribute: pictures in data: addresses reach it. */
const ATTRIBUTE_CHARS = 400_000;
/** All attributes of one element together. */
const MOST_ATTRIBUTE_CHARS = 800_000;
/** Deepest nesting that is written; a reader nests no deeper than 512 either. */
const DEPTH = 1_000;

/** Numbers of kinds of rules (CSSOM §6.4.2, CSS Conditional Rules 3 §7.1). */
const MEDIA_RULE = 4;
const SUPPORTS_RULE = 12;

const HTML = 'http://www.w3.org/1999/xhtml';
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);
/** Their content is not markup once parsed again, or is none of the page: left out. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set(
  'iframe noembed noframes noscript plaintext template textarea xmp object'.split(' '),
);
const ADDRESSES: ReadonlySet<string> = new Set(
  'action background cite data formaction href poster src xlink:href'.split(' '),
);
/** What a person chose or typed, what would run or refresh, and what only the live page needs. */
const DROPPED: ReadonlySet<string> = new Set(
  'autofocus checked nonce ping selected srcdoc srcset sizes imagesrcset http-equiv integrity'.split(' '),
);
/** Nothing in the written page may run or ask anything of anybody, wherever it is opened. */
const POLICY = "script-src 'none'; object-src 'none'; form-action 'none'; base-uri 'self'";

/** Something begun: each step writes one thing of it, until there is none left; then its end is written. */
interface Open {
  step(): boolean;
  close: string;
}

/** Never rejects for what a page holds. The text ends well formed even when a bound was reached. */
export async function writePage(document: Document, options: WritePageOptions): Promise<WrittenPage> {
  const writer = new Writer(document, options);
  await writer.run();
  return writer.result();
}

class Writer {
  readonly #document: Document;
  readonly #options: WritePageOptions;
  readonly #limits: WriteLimits;
  readonly #parts: string[] = [];
  readonly #stack: Open[] = [];
  readonly #leftOut: WrittenPage['leftOut'] = {
    formFields: 0,
    editable: 0,
    canvases: 0,
    frames: 0,
    styleSheets: 0,
  };
  #chars = 0;
  #styleChars = 0;
  #nodes = 0;
  #limit: WrittenPage['limit'] = null;

  constructor(document: Document, options: WritePageOptions) {
    this.#document = document;
    this.#options = options;
    this.#limits = { ...LIMITS_HERE, ...options.limits };
  }

  async run(): Promise<void> {
    const { now, pause } = this.#options;
    const began = now();
    let sliceBegan = began;
    this.#put('<!doctype html>\n');
    const top = this.#document.documentElement as Element | null;
    if (top) this.#element(top);
    let [steps, charsSeen] = [0, 0];
    while (this.#stack.length > 0) {
      const open = this.#stack[this.#stack.length - 1];
      if (!open) break;
      if (this.#limit || !open.step()) {
        // Ends are always written, and counted: they add to the text as much as anything.
        this.#chars += open.close.length;
        this.#parts.push(open.close);
        this.#stack.pop();
        continue;
      }
      steps += 1;
      if (steps < STEPS_PER_LOOK && this.#chars - charsSeen < CHARS_PER_LOOK) continue;
      [steps, charsSeen] = [0, this.#chars];
      const time = now();
      if (time - began > this.#limits.totalMs) this.#limit ??= 'snapshot-ms';
      else if (time - sliceBegan > this.#limits.sliceMs) {
        await pause();
        sliceBegan = now();
      }
    }
  }

  result(): WrittenPage {
    return {
      html: this.#parts.join(''),
      limit: this.#limit,
      leftOut: this.#leftOut,
      nodes: this.#nodes,
    };
  }

  #put(text: string): void {
    if (this.#limit) return;
    if (this.#chars + text.length > this.#limits.chars) {
      this.#limit = 'snapshot-chars';
      return;
    }
    this.#chars += text.length;
    this.#parts.push(text);
  }

  #write(node: Node): void {
    this.#nodes += 1;
    if (this.#nodes >= this.#limits.nodes) this.#limit ??= 'snapshot-nodes';
    if (node.nodeType === 3) {
      const text = node.nodeValue ?? '';
      if (text.length > this.#limits.chars) this.#limit ??= 'snapshot-chars';
      else this.#put(escapeText(text));
    }
    // Comments say nothing to a shopper, and may hold anything.
    else if (node.nodeType === 1) this.#element(node as Element);
  }

  #element(element: Element): void {
    if (this.#options.isOurs(element)) return;
    const isHtml = element.namespaceURI === HTML;
    const name = isHtml ? element.localName.toLowerCase() : element.localName;
    if (!/^[a-z][a-z0-9._:-]{0,60}$/i.test(name)) {
      // A name that a script could make and no parser reads back: its content stands in a plain element.
      this.#open('<span>', element, '</span>');
      return;
    }
    // In SVG a script is parsed as markup, so it cannot stay as text.
    if (!isHtml && /^script$/i.test(name)) return;
    if (isHtml && name === 'base') return;
    if (isHtml && name === 'meta' && element.hasAttribute('http-equiv')) return;
    if (isHtml && name === 'link' && this.#linked(element)) return;
    if (isHtml && name === 'source' && element.parentElement?.localName === 'picture') return;
    if (name === 'canvas') this.#leftOut.canvases += 1;
    if (name === 'iframe' || name === 'frame') this.#leftOut.frames += 1;

    const tag = `<${name}${this.#attributes(element, isHtml ? name : '')}>`;
    if (isHtml && VOID.has(name)) {
      this.#put(tag);
      return;
    }
    const close = `</${name}>`;
    if (isHtml && name === 'script') {
      this.#put(`${tag}${rawText(element.textContent ?? '', 'script')}${close}`);
    } else if (isHtml && name === 'style') {
      this.#ownStyle(element, tag);
    } else if (isHtml && WITHOUT_CONTENT.has(name)) {
      if (name === 'textarea') this.#leftOut.formFields += 1;
      this.#put(`${tag}${close}`);
    } else if (isEditable(element)) {
      this.#leftOut.editable += 1;
      this.#put(`${tag}${close}`);
    } else if (this.#stack.length > DEPTH) this.#put(`${tag}${close}`);
    else this.#open(tag, element, close);
  }

  /** Opens an element: its head matter, its shadow root, then its children in turn. */
  #open(tag: string, element: Element, close: string): void {
    this.#put(tag);
    if (this.#limit) return;
    this.#children(element, close);
    const shadow = element.namespaceURI === HTML ? this.#options.openShadow(element) : null;
    if (shadow) {
      this.#put(`<template shadowrootmode="${shadow.mode}">`);
      this.#children(shadow, '</template>');
      this.#adopted(shadow);
    }
    if (element === this.#document.documentElement || element === this.#document.head)
      this.#headMatter(element);
  }

  /** The children one by one and not as a copy: a list of a million of them is not walked in one go. */
  #children(parent: Node, close: string): void {
    const { childNodes } = parent;
    let at = 0;
    const step = (): boolean => {
      const node = childNodes[at];
      at += 1;
      if (node) this.#write(node);
      return node !== undefined;
    };
    this.#stack.push({ step, close });
  }

  #headMatter(element: Element): void {
    // Where a page has no head, what belongs there stands directly below the root.
    const place = (this.#document.head as Element | null) ?? this.#document.documentElement;
    if (element !== place) return;
    this.#put('<meta charset="utf-8">');
    this.#put(`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
    this.#put(`<base href="${escapeAttribute(this.#document.baseURI)}">`);
    this.#adopted(this.#document);
  }

  #adopted(root: Document | ShadowRoot): void {
    // Older engines have none, and a page of another kind (an XML document) neither.
    const sheets = (root as { adoptedStyleSheets?: readonly CSSStyleSheet[] }).adoptedStyleSheets ?? [];
    // The last one opened is written first.
    for (const sheet of [...sheets].reverse()) {
      const rules = this.#rulesOf(sheet);
      if (rules) this.#stack.push(this.#style(sheet, rules, ''));
    }
  }

  /** True when the linked style sheet is written in its place. */
  #linked(element: Element): boolean {
    const sheet = (element as HTMLLinkElement).sheet;
    if (!sheet)
      return /\b(preload|prefetch|modulepreload|preconnect|dns-prefetch)\b/i.test(
        element.getAttribute('rel') ?? '',
      );
    const rules = this.#rulesOf(sheet);
    if (!rules) return false;
    const media = sheet.media.mediaText;
    this.#stack.push(this.#style(sheet, rules, media ? ` media="${escapeAttribute(media)}"` : ''));
    return true;
  }

  /** An element of style; rules set by script have no text of their own. */
  #ownStyle(element: Element, tag: string): void {
    const text = element.textContent ?? '';
    const { sheet } = element as HTMLStyleElement;
    const rules = text.trim() === '' && sheet ? this.#rulesOf(sheet) : null;
    if (sheet && rules) this.#stack.push(this.#style(sheet, rules, tag.slice('<style'.length, -1)));
    else this.#put(`${tag}${rawText(text.slice(0, this.#limits.styleChars), 'style')}</style>`);
  }

  #rulesOf(sheet: CSSStyleSheet): CSSRuleList | null {
    const rules = rulesIn(sheet);
    if (!rules) this.#leftOut.styleSheets += 1;
    return rules;
  }

  #style(sheet: CSSStyleSheet, rules: CSSRuleList, attributes: string): Open {
    const body = this.#rules(rules, sheet.href ?? this.#document.baseURI, '');
    const open: Open = {
      close: '',
      step: () => {
        if (open.close !== '') return body.step();
        this.#put(`<style${attributes}>`);
        open.close = '</style>';
        return true;
      },
    };
    return open;
  }

  /** Rule by rule, and into rules that hold others: a single `@media` may be all of a style sheet. */
  #rules(rules: CSSRuleList, base: string, close: string): Open {
    let at = 0;
    const step = (): boolean => {
      const rule = rules[at];
      at += 1;
      if (!rule) return false;
      const inner = heldRules(rule);
      if (inner && this.#stack.length < DEPTH) {
        if (this.#takesStyle(`${inner.head}{`)) this.#stack.push(this.#rules(inner.rules, base, '}\n'));
        else at = rules.length;
      } else if (!this.#takesStyle(`${absoluteUrls(rule.cssText, base)}\n`)) at = rules.length;
      return true;
    };
    return { step, close };
  }

  /** False, once said, when the rules of all sheets together are at their bound. */
  #takesStyle(text: string): boolean {
    if (this.#styleChars + text.length > this.#limits.styleChars) {
      this.#leftOut.styleSheets += 1;
      return false;
    }
    this.#styleChars += text.length;
    this.#put(rawText(text, 'style'));
    return true;
  }

  #attributes(element: Element, name: string): string {
    let written = '';
    const { attributes } = element;
    for (
      let n = 0;
      n < attributes.length && n < ATTRIBUTES && written.length < MOST_ATTRIBUTE_CHARS;
      n += 1
    ) {
      const { name: attribute = '', value = '' } = attributes[n] ?? {};
      const lower = attribute.toLowerCase();
      if (!/^[^\s"'<>/=\u0000]{1,100}$/.test(attribute) || /^on/i.test(lower) || DROPPED.has(lower)) continue;
      if (lower === 'value' && isTyped(element, name)) continue;
      if (name === 'script' && lower === 'type') continue;
      if (name === 'img' && lower === 'src') continue;
      if (name === 'template' && lower.startsWith('shadowroot')) continue;
      const isAddress = ADDRESSES.has(lower);
      if (isAddress && isScriptAddress(value)) continue;
      if (value.length > ATTRIBUTE_CHARS) continue;
      written += ` ${attribute}="${escapeAttribute(value)}"`;
    }
    // `text/plain` is no type of a script: the text stays and nothing runs it.
    if (name === 'script') written += ' type="text/plain"';
    if (name === 'img') {
      // The one address out of several that the browser chose is the one that was seen.
      const { currentSrc, src } = element as HTMLImageElement;
      const shown = currentSrc || src;
      if (shown && !isScriptAddress(shown) && shown.length <= ATTRIBUTE_CHARS)
        written += ` src="${escapeAttribute(shown)}"`;
    }
    if (isTyped(element, name)) this.#leftOut.formFields += 1;
    return written;
  }
}

/** Fields whose value a person types or a page keeps for itself; what a button says is text of the page. */
function isTyped(element: Element, name: string): boolean {
  return name === 'input' && !/^(button|submit|reset)$/i.test(element.getAttribute('type') ?? 'text');
}

function isEditable(element: Element): boolean {
  const value = element.getAttribute('contenteditable');
  return value !== null && value.toLowerCase() !== 'false';
}

function isScriptAddress(value: string): boolean {
  // Browsers pass over control characters and space before and inside the name of a scheme.
  return /^(javascript|vbscript|data:text\/html)/i.test(value.slice(0, 200).replace(/[\u0000-\u0020]/g, ''));
}

/** Null where the browser does not let a script read the rules (another host without CORS). */
function rulesIn(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules;
  } catch (error) {
    if (error instanceof DOMException || (error instanceof Error && error.name === 'SecurityError'))
      return null;
    throw error;
  }
}

/** What a rule says before the rules that it holds; null for a rule that holds none, or is of another kind. */
function heldRules(rule: CSSRule): { head: string; rules: CSSRuleList } | null {
  const { cssRules, media, conditionText } = rule as CSSRule & Partial<CSSMediaRule & CSSConditionRule>;
  if (!cssRules) return null;
  // The kinds that hold whole style sheets; a style rule with others inside is written as it is.
  if (media && rule.type === MEDIA_RULE) return { head: `@media ${media.mediaText}`, rules: cssRules };
  if (conditionText !== undefined && rule.type === SUPPORTS_RULE)
    return { head: `@supports ${conditionText}`, rules: cssRules };
  return null;
}

function absoluteUrls(css: string, base: string): string {
  return css.replace(/url\((["']?)([^"')\s][^"')]*)\1\)/g, (whole, quote: string, address: string) => {
    if (/^(data:|blob:|#|[a-z][a-z0-9+.-]*:)/i.test(address) || !URL.canParse(address, base)) return whole;
    return `url(${quote}${new URL(address, base).href}${quote})`;
  });
}

/** Text inside script and style ends at the first thing that looks like its end tag: that is taken apart. */
function rawText(text: string, name: 'script' | 'style'): string {
  const ends = name === 'script' ? /<(?=\/script|!--|script)/gi : /<(?=\/style)/gi;
  return text.replace(ends, name === 'script' ? '\\u003c' : '\\3c ');
}

export function escapeText(text: string): string {
  return text.replace(/[&<>\u00a0]/g, (c) => ENTITIES[c] ?? c);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\u00a0]/g, (c) => ENTITIES[c] ?? c);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};
