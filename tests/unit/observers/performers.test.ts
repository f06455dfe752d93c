/** Labels that say a performer is synthetic, and what only looks like one; written from the laws before the reader was looked at. */
import { describe, expect, it } from 'vitest';
import { NOT_READ, PERFORMER_WORDINGS } from '../../make/performer-wordings';
import { gate, readTexts } from './lexicons';

describe('wordings about synthetic performers', () => {
  it.each(PERFORMER_WORDINGS.map((one) => [one.text, one] as const))('%s', (_, { text, isLabel }) => {
    const isThrough = gate.test(text);
    const read = readTexts([text])[0];
    const label = isThrough ? (read?.label ?? null) : null;
    const isRead = label !== null && !label.negated && label.claim === null && label.about !== 'text';
    expect(isRead).toBe(isLabel);
  });

  it.each(NOT_READ)('leaves what could be the name of a program: %s', (text) => {
    expect(readTexts([text])[0]?.label ?? null).toBeNull();
  });
});
