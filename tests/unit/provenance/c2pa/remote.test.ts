import { describe, expect, it } from 'vitest';
import { isPublicHttps, manifestLink, withManifestLink } from '../../../../components/provenance/c2pa/remote';
import { emptyC2pa } from '../../../../components/provenance/c2pa/claims';
import type { FileStatement } from '../../../../components/model/observation';

const BASE = 'https://img.shop.example/a/b.jpg';
const plain: FileStatement = {
  container: 'jpeg',
  bytesRead: 10,
  bytesTotal: 10,
  declared: 'none',
  status: null,
  mechanisms: [],
  generator: null,
  aigc: null,
  c2pa: null,
  iptc: null,
  errors: [],
};

describe('manifest named in a Link header', () => {
  it.each([
    ['<https://cai.example.com/m.c2pa>; rel="c2pa-manifest"', 'https://cai.example.com/m.c2pa'],
    ['</style.css>; rel=preload; as=style, <m.c2pa>; rel=c2pa-manifest', 'https://img.shop.example/a/m.c2pa'],
    [
      '<x>; title="a, b; rel=c2pa-manifest"; rel=next, <y>; REL="other C2PA-manifest"',
      'https://img.shop.example/a/y',
    ],
    ['<javascript:alert(1)>; rel="c2pa-manifest"', null],
    ['<data:application/c2pa,x>; rel=c2pa-manifest', null],
    ['<https://cai.example.com/m.c2pa>; rel=preload', null],
    ['<https://cai.example.com/m.c2pa; rel=c2pa-manifest', null],
    ['', null],
  ])('%s', (header, expected) => {
    expect(manifestLink(header, BASE)).toBe(expected);
  });

  it('is noted as kept elsewhere, and states nothing', () => {
    const said = withManifestLink(plain, 'https://cai.example.com/m.c2pa');
    expect(said.c2pa).toEqual({ ...emptyC2pa('remote-only'), remoteUrl: 'https://cai.example.com/m.c2pa' });
    expect(said.declared).toBe('none');
    expect(said.mechanisms).toEqual([
      { family: 'c2pa', id: 'c2pa-link-header', offset: null, declares: null },
    ]);
  });

  it('never takes the place of a manifest in the file', () => {
    const own = { ...plain, c2pa: emptyC2pa('valid-trusted') };
    expect(withManifestLink(own, 'https://cai.example.com/m.c2pa')).toBe(own);
    expect(withManifestLink(plain, null)).toBe(plain);
  });
});

describe('address that may be asked for a manifest', () => {
  it.each(['https://cai-manifests.adobe.com/x', 'https://example.cn:8443/x?y', 'https://a.b.com./x'])(
    'yes: %s',
    (address) => {
      expect(isPublicHttps(address)).toBe(true);
    },
  );
  it.each([
    'http://cai.adobe.com/x',
    'https://localhost/x',
    'https://LOCALHOST./x',
    'https://router/x',
    'https://nas.local/x',
    'https://a.internal/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://192.168.1.1/x',
    'https://[::1]/x',
    'https://[fd00::1]/x',
    'https://8.8.8.8/x',
    'https://user:word@cai.adobe.com/x',
    'ftp://cai.adobe.com/x',
    'https:///x',
    'no address',
  ])('no: %s', (address) => {
    expect(isPublicHttps(address)).toBe(false);
  });
});
