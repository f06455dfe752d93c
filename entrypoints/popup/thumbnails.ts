/** Small pictures of what is spoken of, from bytes that the page has already loaded. */
import { fromBase64 } from '../../components/model/base64';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../components/channel/ask';
import type { Visit } from '../../components/model/case';
import { PlainError } from '../../components/model/plain-error';

const MOST = 12;

/** A function from subject to the address of its picture; null while it is on its way, or cannot be had. */
export function useThumbnails(tabId: number, visit: Visit | null): (subject: string) => string | null {
  const asked = useRef(new Set<string>());
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const wanted = (visit?.findings ?? [])
      .filter((f) => f.outcome !== 'inapplicable' && /^(image|video):/.test(f.subject))
      .map((f) => f.subject);
    for (const subject of new Set(wanted)) {
      if (asked.current.has(subject) || asked.current.size >= MOST) continue;
      asked.current.add(subject);
      ask('visit/medium', { tabId, subject }).then(
        (medium) => {
          if (!medium?.mime.startsWith('image/')) return;
          const bytes = fromBase64(medium.base64);
          const url = URL.createObjectURL(new Blob([bytes], { type: medium.mime }));
          setUrls((before) => new Map(before).set(subject, url));
        },
        (error: unknown) => {
          // No picture is shown for it; the finding itself says what could not be read.
          if (!(error instanceof PlainError)) throw error;
        },
      );
    }
  }, [visit, tabId]);
  return (subject) => urls.get(subject) ?? null;
}
