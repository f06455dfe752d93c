/**
 * Whether an HTML page that stands in a case file or a collection is of the kind that we write: nothing in it acts,
 * loads or leads away. A page written by another version cannot be compared with one of ours, but a regulator
 * opens it in a browser all the same, so whatever could run or mislead there is refused for every version.
 */

/** Elements that only show something. A page of ours holds no other, in any version. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `html head meta title style body header footer main nav section article figure figcaption div p span a br hr
   h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td strong em b i small code bdi bdo
   q cite abbr time sub sup wbr details summary img svg g path circle rect line polyline polygon ellipse text tspan`.split(
    /\s+/,
  ),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  `lang dir class id name content charset http-equiv href src alt width height scope colspan rowspan title open
   viewbox preserveaspectratio fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray opacity
   d cx cy r rx ry x y x1 y1 x2 y2 dx dy points transform text-anchor font-size role datetime`.split(/\s+/),
);
/** How the policy of every page of ours begins, as text in an attribute. */
const POLICY_START = 'default-src &#39;none&#39;';

/** True for markup in the one way we write it: known elements, quoted attributes, nothing from elsewhere. */
export function isInertPage(page: string): boolean {
  if (!page.startsWith('<!doctype html>')) return false;
  const style = /<style>([^<]*)<\/style>/.exec(page);
  if (!style || /@import|url\(|expression|\\/i.test(style[1] ?? '')) return false;
  const rest = page.slice('<!doctype html>'.length).replace(style[0], '');
  let at = 0;
  let hasPolicy = false;
  for (;;) {
    const open = rest.indexOf('<', at);
    if (open < 0) return hasPolicy && !rest.includes('>', at);
    // Text of ours never holds a bare ">": a browser and this reader then see the same elements.
    if (rest.slice(at, open).includes('>')) return false;
    const tag = tagAt(rest, open);
    if (!tag) return false;
    if (tag.name === 'meta' && !isKnownMeta(tag.attributes)) return false;
    hasPolicy ||= tag.attributes.get('http-equiv') !== undefined;
    at = tag.end;
  }
}

interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  end: number;
}

const NAME = /([a-z][a-z0-9-]*)/giy;
const ATTRIBUTE = /\s+([a-z][a-z0-9-]*)(?:="([^"<>]*)")?/giy;

function tagAt(page: string, open: number): Tag | null {
  const isEnd = page[open + 1] === '/';
  NAME.lastIndex = open + (isEnd ? 2 : 1);
  const name = NAME.exec(page)?.[1]?.toLowerCase();
  if (name === undefined || !ELEMENTS.has(name) || name === 'style') return null;
  const attributes = new Map<string, string>();
  let at = NAME.lastIndex;
  while (!isEnd) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(page);
    if (!found) break;
    const [, key = '', value = ''] = found;
    if (!isHarmless(key.toLowerCase(), value)) return null;
    attributes.set(key.toLowerCase(), value);
    at = ATTRIBUTE.lastIndex;
  }
  const close = /\s*\/?>/y;
  close.lastIndex = at;
  return close.test(page) ? { name, attributes, end: close.lastIndex } : null;
}

function isHarmless(name: string, value: string): boolean {
  if (name.startsWith('aria-')) return true;
  if (!ATTRIBUTES.has(name)) return false;
  if (name === 'href') return value.startsWith('#');
  if (name === 'src') return /^data:image\/(png|jpeg|webp|gif|avif);base64,[A-Za-z0-9+/]*={0,2}$/.test(value);
  return !/url\(|javascript:/i.test(value) || name === 'alt' || name === 'title' || name === 'content';
}

/** The policy that lets nothing run, and what every page says of itself; no refresh to elsewhere. */
function isKnownMeta(attributes: Tag['attributes']): boolean {
  const equivalent = attributes.get('http-equiv');
  if (equivalent === undefined) return true;
  const policy = attributes.get('content') ?? '';
  return (
    equivalent === 'Content-Security-Policy' && policy.startsWith(POLICY_START) && !/script-src/.test(policy)
  );
}
