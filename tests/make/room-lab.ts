/** The looks at a page and at a room, on the global object of a page of a real browser: for tests of drawn rooms. */
import type { Sighting, SightingOf } from '../../components/model/observation';
import type { Shop } from '../../components/model/shop';
import { gateSourcesOf } from '../../components/observers/gate-words';
import type { ReadTexts } from '../../components/observers/reading';
import { startObserving } from '../../components/observers/schedule';
import { openGate, type Gate } from '../../components/observers/text-gate';
import { compileReader } from '../../components/observers/text-reader';
import { hostAround, stageOf } from '../../components/watching/room-facts';
import { writtenOver } from '../../components/watching/written-over';
import disclosure from '../../rules/lexicon/disclosure.json';
import prices from '../../rules/lexicon/price-wording.json';
import type { Lexicon, PriceLexicon } from '../../rules/language';

export interface RoomLook {
  room: { id: string | null; host: string | null; stage: string | null } | null;
  labels: { text: string; covers: string[]; placement: string }[];
}
interface Words {
  gate: Gate;
  readTexts: ReadTexts;
}
export interface RoomLab {
  words(): Words;
  look(url: string, shop: Shop | null): Promise<RoomLook>;
}

const STEP_MS = 50;
const LONGEST_MS = 20_000;

let made: Words | undefined;
/** The words are made ready once for all the frames of a page. */
function words(): Words {
  const above = window.parent as Window & { roomLab?: RoomLab };
  if (window.parent !== window && above.roomLab) return above.roomLab.words();
  const lexicon = disclosure as unknown as Lexicon;
  const priceLexicon = prices as unknown as PriceLexicon;
  return (made ??= {
    gate: openGate(gateSourcesOf(lexicon, priceLexicon)),
    readTexts: compileReader(lexicon, priceLexicon),
  });
}

async function look(url: string, shop: Shop | null): Promise<RoomLook> {
  const { gate, readTexts } = words();
  // A page is looked at again when its film begins to play; here one look has to do.
  const films = [...document.querySelectorAll('video[autoplay]')] as HTMLVideoElement[];
  for (
    let waited = 0;
    films.some(({ readyState }) => readyState < 2) && waited < LONGEST_MS;
    waited += STEP_MS
  )
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  const seen = new Map<string, Sighting>();
  let isSettled = false;
  const ending = new AbortController();
  const observing = startObserving({
    document,
    url: new URL(url),
    shop,
    gate,
    readTexts,
    readOffer: () => Promise.reject(new Error('no offer is asked for here')),
    asked: true,
    signal: ending.signal,
    send({ sightings }) {
      for (const one of sightings) {
        seen.set(JSON.stringify([one.kind, one.subject, 'text' in one.value ? one.value.text : '']), one);
        if (one.kind === 'page' && one.value.settled) isSettled = true;
      }
    },
  });
  for (let waited = 0; !isSettled && waited < LONGEST_MS; waited += STEP_MS)
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  const watched = observing.watched();
  const told = [...seen.values()];
  const room = told.find((one): one is SightingOf<'live-room'> => one.kind === 'live-room') ?? null;
  const written = watched ? await writtenOver(watched.video, readTexts) : [];
  ending.abort();
  return {
    room: room && {
      id: room.value.roomId,
      host: room.value.host ?? (watched ? hostAround(watched.video) : null),
      stage: watched ? stageOf(watched.video, url) : null,
    },
    labels: [
      ...told.flatMap((one) =>
        one.kind === 'label'
          ? [{ text: one.value.text, covers: [...one.value.covers], placement: one.value.placement }]
          : [],
      ),
      ...written.map(({ now }) => ({
        text: now.text,
        covers: [room?.subject ?? ''],
        placement: now.placement,
      })),
    ],
  };
}

(globalThis as typeof globalThis & { roomLab?: RoomLab }).roomLab = { words, look };
