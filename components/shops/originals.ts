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
    .replace(/(\.(?:jpe?g|png|gif|webp))(?:\.(?:dpg|avif|webp))+$/i, '$1');
  url.pathname = path.replace(/^\/n\d{1,2}\//, '/n0/').replace(/\/s\d{1,4}x\d{1,4}_(?=jfs\/)/, '/');
  url.search = '';
}

/** `I/71abc._AC_SX679_.jpg`: what stands between the dots is the transformation, or several. */
function amazon(url: URL): void {
  url.pathname = url.pathname.replace(/(?:\._[A-Za-z0-9_,%+-]{1,200}_)+(?=\.[a-z]{3,4}$)/, '');
}

/**
 * The size is a query today and was a suffix of the name. With a query, two numbers in the name are the name's own
 * (`rug_160x230.jpg`): taking them away would ask for another picture.
 */
function shopify(url: URL): void {
  const isSized = url.searchParams.has('width') || url.searchParams.has('height');
  for (const name of ['width', 'height', 'crop', 'format', 'quality', 'pad_color'])
    url.searchParams.delete(name);
  const size = isSized ? '\\d{1,4}x' : '\\d{1,4}x\\d{0,4}';
  const names = 'pico|icon|thumb|small|compact|medium|large|grande|original|master';
  const suffix = `_(?:${size}|x\\d{1,4}|${names})(?:_crop_[a-z]+)?(?:@\\dx)?(?=\\.[a-z]{3,4}$)`;
  url.pathname = url.pathname.replace(new RegExp(suffix), '');
}

/** `/file/<id>_tn`, `/file/<id>@resize_w450_nl.webp`: the bare id is the stored picture. */
function shopee(url: URL): void {
  url.pathname = url.pathname.replace(
    /^(\/file\/[\w-]{1,200}?)(?:_tn|@resize_w\d{1,4}(?:_[a-z]{1,8})?)(?:\.(?:webp|jpe?g|png|avif))?$/,
    '$1',
  );
}

/** `…_thumbnail_405x552.webp`, `…_thumbnail_900x.jpg`: the name without that part stands in the same folder. */
function shein(url: URL): void {
  url.pathname = url.pathname.replace(/_thumbnail_\d{1,4}x\d{0,4}(?=\.[a-z]{3,4}$)/, '');
}

/** `thumbnail9…/thumbnails/remote/492x492ex/image/…`: the path behind the size, at the shop's host that stores it. */
function coupang(url: URL): void {
  const stored = /^\/thumbnails\/remote\/\d{1,4}x\d{1,4}[a-z]{0,4}(\/image\/.+)$/.exec(url.pathname)?.[1];
  if (stored === undefined) return;
  url.host = 'image.coupangcdn.com';
  url.pathname = stored;
  url.search = '';
}

/**
 * Xiaohongshu: `sns-webpic-…/<time>/<digest>/<key>!nd_…` is a signed rendition; the bare key at a host of stored pictures
 * is the picture. Keys of notes only (`1040g…`, some below `spectrum/` or `notes_…/`), not portraits or goods.
 */
function xiaohongshu(url: URL): void {
  const key =
    /^(?:\/\d{12}\/[0-9a-f]{32})?\/((?:(?:spectrum|notes_[a-z_]{1,20})\/)?[0-9a-z]{30,60})(?:!\w{1,60})?$/.exec(
      url.pathname,
    )?.[1];
  if (key === undefined) return void bucket(url);
  const isSigned = /^\/\d{12}\//.test(url.pathname);
  if (isSigned) url.host = 'sns-img-bd.xhscdn.com';
  url.pathname = `/${key}`;
  url.search = '';
}

/** Douyin's shop: `/img/<bucket>/<key>~tplv-…` and `…~800x800.jpg` are drawn from `/obj/<bucket>/<key>`. */
function douyinShop(url: URL): void {
  const stored = /^\/(?:img|obj)\/((?:ecom-shop-material|temai)\/[\w-]{1,200})~[^/]{1,200}$/.exec(
    url.pathname,
  )?.[1];
  if (stored === undefined || url.searchParams.has('x-signature')) return;
  url.host = 'p3-aio.ecombdimg.com';
  url.pathname = `/obj/${stored}`;
  url.search = '';
}

/** TikTok Shop: `~tplv-<name>-resize-webp:800:800.webp`; the service's own template for the whole picture is `origin-jpeg`. */
function tiktokShop(url: URL): void {
  if (url.searchParams.has('x-signature')) return;
  const path = url.pathname.replace(/~tplv-([0-9a-z]{4,20})-[^/~]{1,200}$/, '~tplv-$1-origin-jpeg.jpeg');
  if (path === url.pathname) return;
  url.pathname = path;
  url.search = '';
}

/** Kingsoft's KS3, which Kuaishou and Xiaomi use: `x.jpg@base@tag=imgScale&w=200` names the stored file before the first `@base`. */
function ks3(url: URL): void {
  url.pathname = url.pathname.replace(/@base@tag=.*$/, '');
  url.search = '';
}

/** Names of transformations, each before an underscore and its value (Cloudinary's transformation reference). */
const TRANSFORMATION =
  /^(?:(?:ac|af|a|b|bo|co|cs|dl|dn|d|du|fl|fn|fps|g|ki|o|pg|p|r|so|sp|t|u|vc|vs|x|y|z|eo|br)_[^/_][^/]*|(?:w|h)_(?:\d[\d.]*|auto|iw|ih|ow)\S*|(?:ar)_[\d.:]+|dpr_[\da-z.]+|q_(?:\d+|auto)\S*|f_[a-z0-9]+|c_[a-z_]+|e_[a-z_]+(?::\S*)?|l_\S+|if_\S+|\$\S+)$/;
/** At least one of these in a segment tells it from a folder that happens to be called `p_photos`. */
const RENDERS =
  /(?:^|,)(?:[wh]_(?:\d|auto)|q_(?:\d|auto)|f_(?:auto|jpg|png|webp|avif)(?:,|$)|c_(?:fill|fit|limit|pad|scale|crop|thumb|lfill|lpad|mfit|mpad|fill_pad|auto)(?:,|$)|dpr_)/;

/**
 * `/image/upload/w_400,q_auto/v1/x`: transformation segments stand before the version or the public id. A signed
 * address (`s--…--`) stays as it is, since its signature covers them.
 */
function cloudinary(url: URL): void {
  const parts = url.pathname.split('/');
  const at = parts.findIndex((part) => part === 'upload' || part === 'fetch');
  if (at < 0 || parts[at] === 'fetch') return;
  const rest = parts.slice(at + 1);
  const version = rest.findIndex((part) => /^v\d{1,12}$/.test(part));
  while (rest.length > 1 && isTransformation(rest[0] ?? '', version > 0)) rest.shift();
  url.pathname = [...parts.slice(0, at + 1), ...rest].join('/');
}

function isTransformation(segment: string, isBeforeVersion: boolean): boolean {
  const isOfNames = segment.split(',').every((part) => TRANSFORMATION.test(part));
  return isOfNames && (isBeforeVersion || RENDERS.test(segment));
}

/** `-300x200` before the ending, in the folder of uploads only; two small numbers are measures of the thing shown. */
function wordpress(url: URL): void {
  url.pathname = url.pathname.replace(
    /-(\d{2,4})x(\d{2,4})(?=\.[a-z]{3,4}$)/i,
    (whole, width: string, height: string) =>
      Math.max(Number(width), Number(height)) < 100 || Math.max(Number(width), Number(height)) > 2560
        ? whole
        : '',
  );
}

/** A picture service of the shop's own host, which names the picture it was given. */
function sameHost(url: URL): void {
  const inner = url.pathname.endsWith('/_next/image')
    ? url.searchParams.get('url')
    : /^\/cdn-cgi\/image\/[^/]+(\/.+)$/.exec(url.pathname)?.[1];
  // Only a path of the same host: no other machine is asked because an address says so.
  if (
    !inner?.startsWith('/') ||
    inner.startsWith('//') ||
    inner.includes(':') ||
    !URL.canParse(inner, url.origin)
  )
    return;
  url.href = new URL(inner, url.origin).href;
}

function bucket(url: URL): boolean {
  const query = url.search;
  if (!/[?&](?:x-oss-process|x-image-process|imageMogr2|imageView2|ci-process|x-tos-process)/.test(query))
    return false;
  url.search = '';
  return true;
}

function rewrite(url: URL): void {
  if (isHost(url, '*.alicdn.com', '*.tbcdn.cn', '*.taobaocdn.com', '*.aliexpress-media.com', '*.slatic.net'))
    return alicdn(url);
  if (isHost(url, '*.360buyimg.com')) return jd(url);
  if (isHost(url, '*.media-amazon.com', '*.ssl-images-amazon.com', '*.images-amazon.com')) return amazon(url);
  if (isHost(url, 'cdn.shopify.com') || url.pathname.startsWith('/cdn/shop/')) return shopify(url);
  if (isHost(url, '*.cloudinary.com') || url.pathname.includes('/image/upload/')) return cloudinary(url);
  if (isHost(url, '*.ebayimg.com')) {
    url.pathname = url.pathname.replace(/\/s-l\d{2,4}(?=\.[a-z]{3,4}$)/, '/s-l1600');
    return;
  }
  if (isHost(url, '*.etsystatic.com')) {
    url.pathname = url.pathname.replace(/\/il_\d{2,4}x(?:\d{2,4}|N)(?=\.\d)/, '/il_fullxfull');
    return;
  }
  if (isHost(url, '*.imgix.net')) {
    // A signature covers the query it stands in.
    if (!url.searchParams.has('s')) url.search = '';
    return;
  }
  if (isHost(url, '*.img.susercontent.com') || /^cf\.shopee\.[a-z.]{2,6}$/.test(url.hostname))
    return shopee(url);
  if (isHost(url, 'img.ltwebstatic.com')) return shein(url);
  if (isHost(url, '*.coupangcdn.com')) return coupang(url);
  if (isHost(url, '*.xhscdn.com', '*.xhscdn.net', 'ci.xiaohongshu.com')) return xiaohongshu(url);
  if (isHost(url, '*.ecombdimg.com')) return douyinShop(url);
  if (/^p\d{1,2}-oec-[a-z0-9-]{1,40}\.(?:ibyteimg|tiktokcdn|tiktokcdn-us|ttcdn-us)\.com$/.test(url.hostname))
    return tiktokShop(url);
  if (url.pathname.includes('@base@tag=')) return ks3(url);
  if (/^i5\.walmartimages\.(?:com|ca|com\.mx)$/.test(url.hostname)) {
    for (const name of ['odnHeight', 'odnWidth', 'odnBg']) url.searchParams.delete(name);
    return;
  }
  if (isHost(url, '*.rakuten.co.jp')) return url.searchParams.delete('_ex');
  if (url.pathname.includes('/wp-content/uploads/')) return wordpress(url);
  if (url.pathname.endsWith('/_next/image') || url.pathname.startsWith('/cdn-cgi/image/'))
    return sameHost(url);
  for (const name of ['imwidth', 'impolicy', 'imbypass'])
    if (url.searchParams.has(name)) url.searchParams.delete(name);
  bucket(url);
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
