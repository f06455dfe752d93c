// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeText,
  writePage,
  type WrittenPage,
  type WritePageOptions,
} from '../../../components/capture/write-page';

async function written(html: string, options: Partial<WritePageOptions> = {}): Promise<WrittenPage> {
  return writePage(new DOMParser().parseFromString(html, 'text/html'), {
    openShadow: (element) => element.shadowRoot,
    isOurs: () => false,
    now: () => 0,
    pause: () => Promise.resolve(),
    ...options,
  });
}

const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

describe('a page written out', () => {
  it('shows the same text and runs nothing, whatever stands in it', async () => {
    const text = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '-', '!', 'script', 'style', ' on', '=', 'x', '价'),
    });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (inText, inAttribute, inRaw) => {
        const page = document.implementation.createHTMLDocument('t');
        const paragraph = page.createElement('p');
        paragraph.textContent = inText;
        paragraph.title = inAttribute;
        const script = page.createElement('script');
        script.textContent = inRaw;
        const style = page.createElement('style');
        style.textContent = inRaw;
        const last = page.createElement('b');
        last.textContent = 'end';
        page.body.append(paragraph, script, style, last);
        const { html } = await writePage(page, {
          openShadow: () => null,
          isOurs: () => false,
          now: () => 0,
          pause: () => Promise.resolve(),
        });
        const again = parsed(html);
        expect(again.querySelector('p')?.textContent).toBe(inText);
        expect(again.querySelector('p')?.title).toBe(inAttribute);
        // Nothing that stood inside became an element of its own.
        expect([...again.body.querySelectorAll('*')].map(({ localName }) => localName)).toEqual([
          'p',
          'script',
          'style',
          'b',
        ]);
        expect(again.querySelector('script')?.type).toBe('text/plain');
        expect(again.querySelector('b')?.textContent).toBe('end');
      }),
    );
  });

  it('takes no handler, no address that runs, no nonce, no redirect and no base of the page', async () => {
    const { html } =
      await written(`<head><base href="https://else.example/"><meta http-equiv="refresh" content="0;url=x"></head>
<body onload="x()"><a href=" java\tscript:x()" onclick="x()" ping="/p">a</a><iframe srcdoc="<p>in</p>" src="/f"></iframe>
<svg><script>x()</script><a xlink:href="javascript:x()"/></svg><form action="javascript:x()"></form><object data="data:text/html,x"></object></body>`);
    const again = parsed(html);
    for (const element of again.querySelectorAll('*'))
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^(on|nonce|srcdoc|ping)/i);
        expect(value.replace(/\s/g, '')).not.toMatch(/^(javascript|data:text\/html)/i);
      }
    expect(html).not.toMatch(/refresh|x\(\)/);
    expect(again.querySelectorAll('base')).toHaveLength(1);
    expect(again.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(/script-src 'none'/);
  });

  it('keeps nothing that was typed or chosen, and counts what it left out', async () => {
    const { html, leftOut } =
      await written(`<input value="a-typed"><input type="hidden" value="a-token"><input type="submit" value="购买">
<input type="checkbox" checked><select><option selected>one</option></select><textarea>a-draft</textarea><div contenteditable>a-letter</div><canvas></canvas>`);
    expect(html).not.toMatch(/a-typed|a-token|a-draft|a-letter|checked|selected/);
    expect(html).toContain('value="购买"');
    expect(leftOut).toMatchObject({ formFields: 4, editable: 1, canvases: 1, frames: 0 });
  });

  it('ends well formed at every bound', async () => {
    const deep = '<div>'.repeat(1_500) + 'x';
    expect(parsed((await written(deep)).html).body).toBeTruthy();
    const wide = `<ul>${'<li>x</li>'.repeat(400)}</ul><p>after</p>`;
    for (const chars of [60, 300, 1_000, 4_000]) {
      const { html, limit } = await written(wide, { limits: { chars } });
      expect(limit).toBe('snapshot-chars');
      // Ends are written beyond the bound, so that the text stays a page.
      expect(html.length).toBeLessThan(chars + 100);
      expect(html.match(/<li>/g)?.length ?? 0).toBe(html.match(/<\/li>/g)?.length ?? 0);
    }
    expect((await written(wide, { limits: { nodes: 40 } })).limit).toBe('snapshot-nodes');
    let ms = 0;
    expect((await written(wide, { now: () => (ms += 5_000) })).limit).toBe('snapshot-ms');
  });

  it('lets the page work between slices, also inside one huge list of children or one huge style sheet', async () => {
    let [ms, pauses] = [0, 0];
    const list = `<ul>${'<li></li>'.repeat(3_000)}</ul>`;
    const listed = await written(list, {
      now: () => (ms += 1),
      pause: () => Promise.resolve(void (pauses += 1)),
    });
    expect(listed.html.match(/<li>/g)).toHaveLength(3_000);
    expect(pauses).toBeGreaterThan(5);
    const rules = Array.from({ length: 1_000 }, (_, n) => `.a${String(n)}{color:red}`).join('');
    for (const css of [rules, `@media screen{${rules}}`, `@supports (color:red){@media screen{${rules}}}`]) {
      [ms, pauses] = [0, 0];
      const style = document.createElement('style');
      style.textContent = css;
      document.head.append(style);
      // Set by script: the text of the element is empty, and the rules are read one by one.
      const { sheet } = style;
      style.replaceChildren();
      Object.defineProperty(style, 'sheet', { value: sheet });
      const { html } = await writePage(document, {
        openShadow: () => null,
        isOurs: () => false,
        now: () => (ms += 1),
        pause: () => Promise.resolve(void (pauses += 1)),
      });
      style.remove();
      expect(html.match(/\.a\d+ ?\{/g)).toHaveLength(1_000);
      const again = document.createElement('style');
      again.textContent = parsed(html).querySelector('style')?.textContent ?? '';
      document.head.append(again);
      expect(again.sheet?.cssRules.length).toBe(css === rules ? 1_000 : 1);
      again.remove();
      expect(pauses).toBeGreaterThan(1);
    }
  });

  it('escapes what would be markup', () => {
    expect(escapeText('<a>&\u00a0"')).toBe('&lt;a&gt;&amp;&nbsp;"');
  });
});
