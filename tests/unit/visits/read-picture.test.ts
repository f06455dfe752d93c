import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../../components/evidence/digest';
import { pictureReadingSchema } from '../../../components/model/picture';
import { mediaToKeep } from '../../../components/visits/keep';
import { readMedium } from '../../../components/visits/read-medium';
import { readPicture, readRemoteManifest, saidOf, subjectAt } from '../../../components/visits/read-picture';
import { visit } from '../../browser/gallery/samples';
import { withAigcXmp, withDiffusionRecipe } from '../../make/marks';
import { productPicture } from '../../make/pictures';

const URL_OF = 'https://img.shop.example/kettle.jpg';
const noPage = () => Promise.resolve(null);
const throughPage =
  (bytes: Uint8Array, link: string | null = null) =>
  (_url: string, offset: number, length: number) =>
    Promise.resolve({ bytes: bytes.subarray(offset, offset + length), size: bytes.length, link });

afterEach(() => vi.unstubAllGlobals());

describe('reading one picture whole', () => {
  it('gives digest, statement and the recipe in its own words', async () => {
    const bytes = await withDiffusionRecipe(await productPicture('thermos', 'jpeg', 200));
    const reading = await readPicture(URL_OF, { readThroughPage: throughPage(bytes), sha256Hex });
    expect(pictureReadingSchema.safeParse(reading).error).toBeUndefined();
    if (!reading.ok) throw new Error(reading.code);
    expect(reading).toMatchObject({ through: 'page', networkBytes: 0, mime: 'image/jpeg', isWhole: true });
    expect(reading.sha256).toBe(await sha256Hex(bytes));
    expect(reading.quotes[0]?.text).toContain('Steps:');
    expect(atob(reading.base64 ?? '')).toHaveLength(bytes.length);
  });

  it('notes a manifest named by the host, and asks nobody for it', async () => {
    const asked = vi.fn();
    vi.stubGlobal('fetch', asked);
    const bytes = await productPicture('thermos', 'jpeg', 200);
    const link = '</m.c2pa>; rel="c2pa-manifest"';
    const reading = await readPicture(URL_OF, { readThroughPage: throughPage(bytes, link), sha256Hex });
    if (!reading.ok) throw new Error(reading.code);
    expect(reading.statement.c2pa).toMatchObject({
      state: 'remote-only',
      remoteUrl: 'https://img.shop.example/m.c2pa',
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('answers a code for what cannot be read', async () => {
    expect(await readPicture('chrome://x', { readThroughPage: noPage, sha256Hex })).toEqual({
      ok: false,
      code: 'scheme-not-read',
    });
    expect(await readPicture('data:image/png;digest=ab12', { readThroughPage: noPage, sha256Hex })).toEqual({
      ok: false,
      code: 'not-on-page-now',
    });
  });
});

describe('the stored original', () => {
  it('is another declaration beside the one shown, and says so', async () => {
    const bytes = await withAigcXmp(await productPicture('teapot', 'jpeg', 200), { produceId: 'p' });
    const task = { subject: 'image:a', url: URL_OF };
    const [shown] = await readMedium(task, { readThroughPage: throughPage(bytes) });
    const [original] = await readMedium(task, {
      readThroughPage: throughPage(bytes),
      rendition: 'original',
    });
    expect(shown?.kind === 'declaration' && shown.value.rendition).toBe('shown');
    expect(original?.kind === 'declaration' && original.value.rendition).toBe('original');
    expect(original?.method).not.toBe(shown?.method);
  });

  it('that cannot be had takes nothing away from what is known', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })));
    const [seen] = await readMedium(
      { subject: 'image:a', url: URL_OF },
      { readThroughPage: noPage, rendition: 'original' },
    );
    expect(seen).toMatchObject({
      kind: 'unreadable',
      method: 'file-bytes-of-original',
      value: { code: 'http-404' },
    });
  });
});

describe('a manifest kept elsewhere', () => {
  const PUBLIC = 'https://manifests.shop-pictures.net/x';

  it('is never asked for at an address of the house', async () => {
    const asked = vi.fn();
    vi.stubGlobal('fetch', asked);
    expect(await readRemoteManifest('https://192.168.0.1/x')).toEqual({
      code: 'address-not-public-https',
      c2pa: null,
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('is asked for without the person, without redirects, and read as claims', async () => {
    const asked = vi.fn(() => Promise.resolve(new Response(new Uint8Array([1, 2, 3]))));
    vi.stubGlobal('fetch', asked);
    const read = await readRemoteManifest(PUBLIC);
    expect(asked).toHaveBeenCalledWith(
      PUBLIC,
      expect.objectContaining({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' }),
    );
    expect(read.c2pa).toMatchObject({ state: 'unsupported-or-malformed', remoteUrl: PUBLIC });
  });

  it('ends at its bound, and names what went wrong', async () => {
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(1 << 20));
        },
      });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(endless())));
    expect((await readRemoteManifest(PUBLIC)).code).toBe('limit-remote-manifest-bytes');
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 403 })));
    expect((await readRemoteManifest(PUBLIC)).code).toBe('http-403');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no')));
    expect((await readRemoteManifest(PUBLIC)).code).toBe('blocked-or-offline');
  });
});

describe('what a page says of one picture', () => {
  it('is its medium, its labels and the search, and nothing of the others', () => {
    const subject = 'image:b1';
    const { observations, flags } = saidOf(visit, subject);
    expect(observations.length).toBeGreaterThan(0);
    for (const one of observations)
      expect(one.subject === subject || ('covers' in one.value && one.value.covers.includes(subject))).toBe(
        true,
      );
    expect(flags.every((flag) => flag.subject === subject)).toBe(true);
  });

  it('is found by the address on the page', () => {
    expect(subjectAt(visit, 'https://nowhere.example/x.jpg')).toBeNull();
  });

  it('is kept with the product’s own picture, flagged or not, and with what the person named', () => {
    const media = ['a', 'b', 'c'].map((id, index) => ({
      id: `o${String(index + 1)}`,
      kind: 'medium' as const,
      subject: `image:${id}`,
      observer: 'media',
      method: 'dom',
      seenAt: '2026-11-20T08:15:30.000Z',
      value: {
        mediaType: 'image' as const,
        url: `https://img.shop.example/${id}.jpg`,
        source: 'img' as const,
        role: id === 'c' ? ('card' as const) : ('product' as const),
        renderedWidth: 100 * (index + 1),
        renderedHeight: 100,
        naturalWidth: 0,
        naturalHeight: 0,
        alt: '',
        box: null,
      },
    }));
    const of = { observations: media, flags: [] };
    expect(mediaToKeep(of, []).every(({ isOriginal }) => !isOriginal)).toBe(true);
    expect(mediaToKeep(of, []).map(({ subject }) => subject)).toEqual(['image:b']);
    expect(mediaToKeep(of, ['image:c']).map(({ subject }) => subject)).toEqual(['image:c', 'image:b']);
  });

  it('is kept together with its stored original, where that was asked for', () => {
    const declaration = visit.observations.find((o) => o.kind === 'declaration');
    const url = 'https://img.shop.example/original.jpg';
    if (declaration?.kind !== 'declaration') throw new Error('no declaration');
    const { subject } = declaration;
    const original = {
      ...declaration,
      id: 'o900',
      value: { ...declaration.value, rendition: 'original' as const, url },
    };
    const medium = {
      ...declaration,
      id: 'o901',
      kind: 'medium' as const,
      value: {
        mediaType: 'image' as const,
        url: 'https://img.shop.example/small.jpg',
        source: 'img' as const,
        role: 'product' as const,
        renderedWidth: 300,
        renderedHeight: 300,
        naturalWidth: 300,
        naturalHeight: 300,
        alt: '',
        box: null,
      },
    };
    expect(mediaToKeep({ observations: [medium, original], flags: [] }, [])).toEqual([
      { subject, url: 'https://img.shop.example/small.jpg', isOriginal: false },
      { subject, url, isOriginal: true },
    ]);
  });
});
