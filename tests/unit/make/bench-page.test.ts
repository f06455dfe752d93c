// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { BENCH_PAGE, benchPage } from '../../make/bench-page';

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('the bench page', () => {
  it('holds exactly the stated number of elements and pictures', () => {
    const page = parse(benchPage());
    expect(page.body.querySelectorAll('*').length).toBe(BENCH_PAGE.nodes);
    expect(page.images.length).toBe(BENCH_PAGE.images);
  });

  it('follows other sizes and other picture addresses', () => {
    const page = parse(benchPage({ nodes: 1_200, images: 40, imageUrl: (n) => `/p/${String(n)}.jpg` }));
    expect(page.body.querySelectorAll('*').length).toBe(1_200);
    expect([...page.images].map((image) => image.getAttribute('src'))).toEqual(
      Array.from({ length: 40 }, (_, n) => `/p/${String(n)}.jpg`),
    );
  });

  it('is the same string each time', () => {
    expect(benchPage()).toBe(benchPage());
  });
});
