/**
 * Finds the stored picture behind a thumbnail's address. Shop image services usually drop what a file says
 * about itself when they resize; the stored form may still say it. Facts of the address forms only, nothing
 * is requested here, and the address that was shown stays the evidence.
 */
import { LIMITS } from '../model/limits';
import { hostMatches } from './address';

const IMAGE_END = /\.(?:jpe?g|png|webp|gif|avif)/i;

function isHost(url: URL, ...patterns: string[]): boolean {
  return patterns.some((pattern) => hostMatches(pattern, url.hostname));
}

/** `x.jpg_400x400q90.jpg_.webp`: everything up to the first image ending that is followed by `_`. */
function alicdn(url: URL): void {
  const ends = /\.(?:jpe?g|png|webp|gif)(?=_)/i.exec(url.pathname);
  if (ends) url.pathname = url.pathname.slice(0, ends.index + ends[0].length);
  url.search = '';
}

/** `/n1/s450x450_jfs/…jpg!q70.jpg.dpg`: zoom size, without size, quality and container suffixes. */
function jd(url: URL): void {
  const path = url.pathname
    .replace(/!.*$/, '')
    .replace(/(\.(?:jpe?g|png|gif|webp))\.(?:dpg|avif|webp)$/i, '$1');
  url.pathname = path.replace(/^\/n\d{1,2}\//, '/n0/').replace(/\/s\d{1,4}x\d{1,4}_(?=jfs\/)/, '/');
  url.search = '';
}

/** `I/71abc._AC_SX679_.jpg`: the block between the dots is the transformation. */
function amazon(url: URL): void {
  url.pathname = url.pathname.replace(/\._[A-Za-z0-9_,%+-]{1,200}_(?=\.[a-z]{3,4}$)/, '');
}

function shopify(url: URL): void {
  for (const name of ['width', 'height', 'crop', 'format', 'quality', 'pad_color'])
    url.searchParams.delete(name);
  url.pathname = url.pathname.replace(
    /_(?:\d{1,4}x\d{0,4}|x\d{1,4}|pico|icon|thumb|small|compact|medium|large|grande|original|master)(?:_crop_[a-z]+)?(?:@\dx)?(?=\.[a-z]{3,4}$)/,
    '',
  );
}

/** `/image/upload/w_400,q_auto/v1/x`: transformation segments stand before the version or the public id. */
function cloudinary(url: URL): void {
  const parts = url.pathname.split('/');
  const at = parts.findIndex((part) => part === 'upload' || part === 'fetch');
  if (at < 0 || parts[at] === 'fetch') return;
  const rest = parts.slice(at + 1);
  while (rest.length > 1 && /^(?:[a-z]{1,3}_[^/]+)(?:,[a-z]{1,3}_[^/]+)*$/.test(rest[0] ?? '')) rest.shift();
  url.pathname = [...parts.slice(0, at + 1), ...rest].join('/');
}

function bucket(url: URL): boolean {
  const query = url.search;
  if (!/[?&](?:x-oss-process|x-image-process|imageMogr2|imageView2|ci-process|x-tos-process)/.test(query))
    return false;
  url.search = '';
  return true;
}

function rewrite(url: URL): void {
  if (isHost(url, '*.alicdn.com', '*.tbcdn.cn', '*.taobaocdn.com', '*.aliexpress-media.com'))
    return alicdn(url);
  if (isHost(url, '*.360buyimg.com')) return jd(url);
  if (isHost(url, '*.media-amazon.com', '*.ssl-images-amazon.com', '*.images-amazon.com')) return amazon(url);
  if (isHost(url, 'cdn.shopify.com') || url.pathname.startsWith('/cdn/shop/')) return shopify(url);
  if (isHost(url, '*.cloudinary.com') || url.pathname.includes('/image/upload/')) return cloudinary(url);
  if (isHost(url, '*.ebayimg.com')) {
    url.pathname = url.pathname.replace(/\/s-l\d{2,4}(?=\.[a-z]{3,4}$)/, '/s-l1600');
    return;
  }
  if (isHost(url, '*.rakuten.co.jp')) url.searchParams.delete('_ex');
  else bucket(url);
}

/**
 * Address of the picture as the shop stores it, or null when the address is already that, is not http(s),
 * or is of no form we know. Forms: reference table of shop image services (provenance notes §4).
 */
export function originalOf(address: string): string | null {
  if (address.length > LIMITS.urlChars || !/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const before = url.href;
  rewrite(url);
  if (url.href === before) return null;
  const isPicture = IMAGE_END.test(url.pathname) || url.pathname.length > 1;
  return isPicture ? url.href : null;
}
