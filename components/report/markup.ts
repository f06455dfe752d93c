/** HTML in which every value is text: what a page wrote can never become an element, attribute or script. */

/** Finished markup. Only `html` and `joinHtml` make it. */
export class Html {
  constructor(readonly source: string) {}
}
export type HtmlValue = Html | readonly Html[] | string | number | null;

/** Template tag: what is written in the template is markup, what is put in is text unless it is Html. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.reduce((whole, part, index) => whole + sourceOf(values[index - 1] ?? null) + part));
}

function sourceOf(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.source;
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return value.map(({ source }) => source).join('');
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for an element or a quoted attribute. Controls and characters that turn the reading direction are
 * shown by number instead of obeyed: an address must read as what it is.
 */
export function escapeText(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu,
      (c) => {
        return `[U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
      },
    )
    .replace(/[&<>"']/g, (c) => NAMED[c] ?? '');
}
