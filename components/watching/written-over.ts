/** Labels that a page's style writes over a player (`::before`, `::after`): they stand in no text that the page's own looks read. */
import type { Sighting } from '../model/observation';
import type { ReadTexts } from '../observers/reading';
import { styleTextsBeside } from '../observers/style-texts';
import type { LabelMatch } from '../observers/wording';
import type { LabelNow } from './label-timeline';

export interface WrittenLabel {
  now: LabelNow;
  match: LabelMatch;
}

/** What style writes over this video now, as far as it reads as a label. Rejects as the reader does. */
export async function writtenOver(video: Element, read: ReadTexts): Promise<WrittenLabel[]> {
  const texts = styleTextsBeside(video).filter(({ isOver }) => isOver);
  if (texts.length === 0) return [];
  const readings = await read(texts.map(({ text }) => text));
  return texts.flatMap(({ text, heightShare }, n) => {
    const match = readings[n]?.label;
    if (!match || match.claim || match.negated || match.about === 'text' || match.elements.length === 0)
      return [];
    if (match.entry === 'bare-ai') return [];
    const now = { text, placement: 'player' as const, elements: match.elements, heightShare, position: null };
    return [{ now, match }];
  });
}

/** Such a label as something seen of the room. */
export function writtenSighting(subject: string, { now, match }: WrittenLabel): Sighting {
  return {
    kind: 'label',
    subject,
    observer: 'watcher',
    method: 'css-content',
    value: {
      text: now.text,
      elements: now.elements,
      status: match.status,
      language: match.language,
      entry: match.entry,
      placement: now.placement,
      covers: [subject],
      box: null,
      heightShare: now.heightShare,
    },
  };
}
