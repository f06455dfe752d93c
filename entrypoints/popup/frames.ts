/** Moments of a watched video, asked of its page while the popup is open; they are in memory and nowhere else. */
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../components/channel/ask';
import type { Visit } from '../../components/model/case';
import type { ShownFrame } from '../../components/ui/room-section';

/** The two moments of a repetition, once it was found; empty otherwise. */
export function useFrames(tabId: number, visit: Visit | null): ShownFrame[] {
  const [frames, setFrames] = useState<ShownFrame[]>([]);
  const repeating = visit?.observations.find((o) => o.kind === 'footage' && o.value.loop?.found);
  const subject = repeating?.subject ?? null;
  const seenAt = repeating?.seenAt ?? null;
  useEffect(() => {
    if (subject === null || frames.length === 2) return;
    void ask('visit/frames', { tabId, subject }).then((answer) => {
      setFrames(
        answer.frames
          .filter(({ why }) => why === 'pair')
          .map(({ jpeg, atMs, why }) => ({ url: `data:image/jpeg;base64,${jpeg}`, atMs, why })),
      );
    });
    // Asked again with each report until there are two.
  }, [tabId, subject, seenAt, frames.length]);
  return frames;
}
