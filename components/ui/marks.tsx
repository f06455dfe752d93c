/** The family's signs: the hang-tag in its three tones, and the four shapes of certainty. Shape first, colour last. */
import type { Flag } from '../model/finding';
import type { Certainty } from '../model/words';
import type { Texts } from './text';

/** From this size on the tag carries the character 明; below it, two plain lines. */
const CHARACTER_PX = 48;

/** The bare hang-tag, as on the toolbar. Decoration: the word stands beside it. */
export function TagGlyph({ sizePx = 22 }: { sizePx?: number }) {
  return (
    <svg
      class="tag-glyph"
      width={sizePx}
      height={sizePx}
      viewBox="0 0 128 128"
      aria-hidden="true"
      focusable="false"
    >
      <path class="tag-glyph-body" d="M38 4h52l24 26v84a10 10 0 0 1-10 10H24a10 10 0 0 1-10-10V30z" />
      {sizePx < CHARACTER_PX ? (
        <>
          <circle class="tag-glyph-hole" cx="64" cy="32" r="11" />
          <path class="tag-glyph-line bold" d="M38 68h52M38 94h32" />
        </>
      ) : (
        <>
          <circle class="tag-glyph-hole" cx="64" cy="27" r="9" />
          <path
            class="tag-glyph-line"
            d="M33 54h20v40H33zM33 74h20M69 54h26v43q0 9-9 9M69 54v30q0 14-9 22M70 68h25M70 82h25"
          />
        </>
      )}
    </svg>
  );
}

/** A small tag with a word: how a finding or flag is spoken of. */
export function ToneTag({ tone, texts }: { tone: Flag['tone'] | 'unsure'; texts: Texts }) {
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
