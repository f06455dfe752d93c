/**
 * Two plain servers on the loopback address for what the demo shop does not have: pictures in every kind of
 * address, and a picture host without CORS that names a manifest in its `Link` header.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withAigcXmp } from '../make/marks';
import { productPicture } from '../make/pictures';

export interface TwoHosts {
  /** The page: `http://127.0.0.1:…`. */
  page: string;
  /** The picture host by its number (granted in tests) and by its name (not granted). */
  pictures: { granted: string; notGranted: string };
  /** Paths asked of the picture host. */
  asked: string[];
  close(): Promise<void>;
}

export const MANIFEST = 'https://manifests.shop-pictures.net/1f/kettle.c2pa';

async function started(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

const html = (pictures: string, notGranted: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>各种地址的图片</title>
<style>figure{margin:16px;width:260px}img,.ground{display:block;width:260px;height:260px;background-size:cover}</style></head>
<body><h1>各种地址的图片</h1>
<figure><img id="blob"></figure>
<figure><img id="data"></figure>
<figure><div class="ground" id="ground-file" style="background-image:url(/own/ground-file.jpg)"></div></figure>
<figure><div class="ground" id="ground-data"></div></figure>
<figure><img id="granted" src="${pictures}/granted.jpg"></figure>
<figure><img id="not-granted" src="${notGranted}/not-granted.jpg"></figure>
<figure><img id="resized" src="${pictures}/kettle.jpg?x-oss-process=image/resize,w_260"></figure>
<figure><img id="srcset" src="/own/srcset-none.jpg" srcset="/own/srcset-1x.jpg 1x, /own/srcset-4x.jpg 4x"></figure>
<figure><picture><source media="(min-width: 1px)" srcset="/own/picture-source.jpg"><img id="picture" src="/own/picture-none.jpg"></picture></figure>
<figure><img id="lazy" data-src="/own/lazy.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="></figure>
<figure><img id="unset" data-src="/own/unset.jpg"></figure>
<script type="module">
document.getElementById('lazy').src = document.getElementById('lazy').dataset.src;
const bytes = await (await fetch('/own/blob.jpg')).blob();
document.getElementById('blob').src = URL.createObjectURL(bytes);
const dataUrl = async (path) => {
  const blob = await (await fetch(path)).blob();
  return new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result); reader.readAsDataURL(blob); });
};
document.getElementById('data').src = await dataUrl('/own/data.jpg');
document.getElementById('ground-data').style.backgroundImage = 'url("' + (await dataUrl('/own/ground-data.jpg')) + '")';
document.documentElement.dataset.ready = 'true';
</script></body></html>`;

/** Starts both. Every picture is another one (its label names it), so that none is taken for another. */
export async function startTwoHosts(): Promise<TwoHosts> {
  const plain = await productPicture('teapot', 'jpeg', 260);
  const marked = (name: string) => withAigcXmp(plain, { produceId: `demo-${name}` });
  const asked: string[] = [];
  const pictureHost = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://pictures.invalid');
    asked.push(request.url ?? '');
    const isSmall = url.searchParams.has('x-oss-process');
    const body = isSmall ? plain : marked(url.pathname.slice(1));
    // No Access-Control-Allow-Origin: scripts of the page may show these pictures, not read them.
    response.writeHead(200, {
      'content-type': 'image/jpeg',
      'content-length': String(body.length),
      ...(url.pathname === '/granted.jpg' ? {} : { link: `<${MANIFEST}>; rel="c2pa-manifest"` }),
    });
    response.end(body);
  });
  const picturePort = await started(pictureHost);
  const granted = `http://127.0.0.1:${String(picturePort)}`;
  const notGranted = `http://localhost:${String(picturePort)}`;
  const pageHost = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/own/')) {
      response.writeHead(200, { 'content-type': 'image/jpeg', link: `<${MANIFEST}>; rel=c2pa-manifest` });
      response.end(marked(path.slice(5)));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(html(granted, notGranted));
  });
  const page = `http://127.0.0.1:${String(await started(pageHost))}`;
  return {
    page,
    pictures: { granted, notGranted },
    asked,
    async close() {
      for (const server of [pageHost, pictureHost]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}
