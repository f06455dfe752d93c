/** The family's signs: the hang-tag in its three tones, and the four shapes of certainty. Shape first, colour last. */
import type { Flag } from '../model/finding';
import type { Certainty } from '../model/words';
import type { Texts } from './text';

/** The bare hang-tag, as on the toolbar. Decoration: the word stands beside it. */
export function TagGlyph({ sizePx = 22 }: { sizePx?: number }) {
  return (
    <svg
      class="tag-glyph"
      width={sizePx}
      height={sizePx}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <path class="tag-glyph-body" d="M10 2h12l5 6v20a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V8z" />
      <circle class="tag-glyph-hole" cx="16" cy="8.5" r="2.4" />
      <path class="tag-glyph-line" d="M10 17h12M10 23h7" />
    </svg>
  );
}

/** A small tag with a word: how a finding or flag is spoken of. */
export function ToneTag({ tone, texts }: { tone: Flag['tone']; texts: Texts }) {
  return (
    <span class={`tone tone-${tone}`}>
      <span class="tone-hole" aria-hidden="true" />
      {texts(`tone.${tone}`)}
    </span>
  );
}

/** How sure we are: a shape, a word and, smaller, what that does not prove. */
export function CertaintyMark({ certainty, texts }: { certainty: Certainty; texts: Texts }) {
  return (
    <p class="certainty">
      <CertaintyShape certainty={certainty} />
      <span>
        <span class="unseen">{texts('certainty.label')} </span>
        <strong>{texts(`certainty.${certainty}`)}</strong>
        <span class="certainty-why">{texts(`certainty.${certainty}.why`)}</span>
      </span>
    </p>
  );
}

/** Seal: signed. Broken seal: unsigned. Eye: seen. Rule with ticks: measured. */
function CertaintyShape({ certainty }: { certainty: Certainty }) {
  return (
    <svg
      class="certainty-shape"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      aria-hidden="true"
      focusable="false"
    >
      {certainty === 'signed-statement' && (
        <>
          <rect class="line" x="2" y="2" width="14" height="14" rx="2" />
          <path class="line" d="m5.5 9.2 2.4 2.4 4.6-5" />
        </>
      )}
      {certainty === 'unsigned-statement' && (
        <rect class="line dashed" x="2" y="2" width="14" height="14" rx="2" />
      )}
      {certainty === 'seen-on-page' && (
        <>
          <path class="line" d="M1.5 9S4.5 3.8 9 3.8 16.5 9 16.5 9 13.5 14.2 9 14.2 1.5 9 1.5 9z" />
          <circle class="solid" cx="9" cy="9" r="2.3" />
        </>
      )}
      {certainty === 'measured-here' && <path class="line" d="M1.5 5h15v8h-15zM5 5v3.5M9 5v5M13 5v3.5" />}
    </svg>
  );
}
