import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Expected {
  labels: { text: string; covers: string[]; placement?: string }[];
  claims: { text: string; covers: string[]; placement?: string }[];
  wordings: { text: string }[];
  offer: { price: string } | null;
}

const folder = fileURLToPath(new URL('../../pages/plain/', import.meta.url));
const slugs = readdirSync(folder).sort();

describe.each(slugs)('stored page %s', (slug) => {
  const page = readFileSync(`${folder}${slug}/page.html`, 'utf8');
  const expected = JSON.parse(readFileSync(`${folder}${slug}/expected.json`, 'utf8')) as Expected;

  it('holds what it is said to hold', () => {
    for (const { text, covers, placement } of [...expected.labels, ...expected.claims]) {
      // Whatever elements part the words; a text alternative stands in an attribute.
      const words = placement === 'alt-text' ? page : page.replace(/<[^>]+>/g, '');
      expect(words.replace(/\s+/g, '')).toContain(text.replace(/\s+/g, ''));
      // A picture without an element of its own goes by the name of its file.
      for (const id of covers) expect(page).toMatch(new RegExp(`id="${id}"|\\b${id}\\.svg\\b`));
    }
    for (const { text } of expected.wordings) expect(page).toContain(text);
    if (expected.offer !== null) expect(page).toContain(expected.offer.price);
  });

  it('says why it is here, and needs no network', () => {
    expect(readFileSync(`${folder}${slug}/notes.md`, 'utf8').trim().length).toBeGreaterThan(10);
    const addresses = page.match(/https?:\/\/[^"'\s<)]+/g) ?? [];
    expect(addresses.filter((one) => !/^http(s:\/\/schema|:\/\/www\.w3)\.org/.test(one))).toEqual([]);
  });
});

it('as many pages have no label as have one', () => {
  const isLabelled = (slug: string): boolean =>
    (JSON.parse(readFileSync(`${folder}${slug}/expected.json`, 'utf8')) as Expected).labels.length > 0;
  expect(slugs.filter((slug) => !isLabelled(slug)).length).toBeGreaterThanOrEqual(
    slugs.filter(isLabelled).length,
  );
});
