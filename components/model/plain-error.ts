/** An error a person can act on: a code for machines and, in both languages, what, why and the next step. */
export class PlainError extends Error {
  override readonly name = 'PlainError';

  constructor(
    readonly code: string,
    readonly text: { zh: string; en: string },
    options?: { cause?: unknown },
  ) {
    super(text.en, options);
  }
}
