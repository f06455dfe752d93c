/**
 * One calm line at the edge of the window that says what became of a page that was kept. Like the tags it lives
 * in a closed shadow root, catches no press and never moves the page; it goes by itself.
 */
const STYLE = `
:host{all:initial}
p{all:initial;position:fixed;z-index:2147483647;right:max(16px,env(safe-area-inset-right));bottom:max(16px,env(safe-area-inset-bottom));max-width:min(26rem,calc(100vw - 64px));padding:12px 18px;border:1px solid #d9d2c3;border-left:3px solid #0f4a5a;border-radius:4px;background:#fdfbf6;color:#17262b;font:500 15px/1.6 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Microsoft YaHei",sans-serif;box-shadow:0 6px 24px rgb(23 38 43/.16);pointer-events:none;overflow-wrap:anywhere;unicode-bidi:isolate}
@media (prefers-color-scheme:dark){p{background:#1b2529;color:#ece7da;border-color:#3a464b;border-left-color:#7fb6c4}}
@media print{p{display:none}}
`;
const SHOWN_MS = 5_000;

export interface Notice {
  readonly host: Element;
  /** Shows the line; a lasting one until the next. An empty text takes it away. */
  show(text: string, isLasting: boolean): void;
}

export function createNotice(document: Document): Notice {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = STYLE;
  const line = document.createElement('p');
  line.setAttribute('role', 'status');
  root.append(style, line);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    host,
    show(text, isLasting) {
      clearTimeout(timer);
      line.textContent = text;
      if (text === '') {
        host.remove();
        return;
      }
      // A page may have taken away even its own root.
      (document.documentElement as Element | null)?.append(host);
      if (!isLasting) timer = setTimeout(() => host.remove(), SHOWN_MS);
    },
  };
}
