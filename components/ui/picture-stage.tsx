/** The picture itself, with the places of labels drawn on it. */
import { useState } from 'preact/hooks';
import type { Region } from './picture-regions';
import type { Texts } from './text';

export function PictureStage({
  url,
  isVideo,
  regions,
  texts,
}: {
  url: string | null;
  isVideo: boolean;
  regions: readonly Region[];
  texts: Texts;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  const drawn = regions.flatMap(({ n, at, label }) => (at ? [{ n, at, id: label.id }] : []));
  return (
    <figure class="stage">
      {url !== null && url !== broken ? (
        <div class="stage-picture">
          {isVideo ? (
            <video src={url} controls muted playsInline />
          ) : (
            <img src={url} alt={texts('picture.alt')} onError={() => setBroken(url)} />
          )}
          {drawn.length > 0 && (
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              {drawn.map(({ n, at }) => (
                <g key={n}>
                  <rect
                    class="region-halo"
                    x={at.x * 100}
                    y={at.y * 100}
                    width={at.width * 100}
                    height={at.height * 100}
                  />
                  <rect
                    class="region"
                    x={at.x * 100}
                    y={at.y * 100}
                    width={at.width * 100}
                    height={at.height * 100}
                  />
                </g>
              ))}
            </svg>
          )}
          {drawn.map(({ n, at }) => (
            <span
              key={n}
              class="region-number on-picture"
              aria-hidden="true"
              style={{ left: `${String(at.x * 100)}%`, top: `${String(at.y * 100)}%` }}
            >
              {n}
            </span>
          ))}
        </div>
      ) : (
        <p class="stage-none quiet">{texts('picture.not-shown')}</p>
      )}
    </figure>
  );
}
