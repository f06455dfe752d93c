import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { importsOf, sources, type Source } from './sources';

/** Who may import whom. `types` may be imported as types only: nothing of it reaches the built room. */
interface Law {
  may: string[];
  types?: string[];
  packages: RegExp;
  because: string;
}

const ROOMS: Record<string, Law> = {
  'components/model': {
    may: [],
    types: ['rules/language'],
    packages: /^zod$/,
    because: 'model holds the words that everybody shares, so it may lean on nobody',
  },
  'components/provenance': {
    may: ['components/model', 'components/workers'],
    // Only c2pa/revocation.ts takes pkijs, which is loaded where an answer about a certificate is stapled.
    packages: /^(fflate|exifreader|@contentauth\/c2pa-wasm|sm-crypto-v2|@noble\/.*|pkijs)$/,
    because: 'provenance turns bytes into statements, the same in a browser, in Node and in ten years',
  },
  'components/shops': {
    may: ['components/model'],
    packages: /^node:/,
    because: 'shops only says where things are on a page',
  },
  'components/observers': {
    may: ['components/model', 'components/shops'],
    types: ['rules/language'],
    packages: /^$/,
    because: 'observers run in a hostile page: no browser API, no network, no validator',
  },
  'components/watching': {
    may: ['components/model', 'components/observers', 'components/footage'],
    packages: /^$/,
    because: 'it runs in a hostile page, as observers do: no browser API, no network, no validator',
  },
  'components/storage': {
    may: ['components/model'],
    packages: /^(idb)$/,
    because: 'storage opens databases of this browser; what is kept in them is not its matter',
  },
  'components/workers': {
    may: ['components/model'],
    packages: /^$/,
    because: 'a worker is kept the same way whatever it reads',
  },
  'components/prices': {
    may: ['components/model', 'components/storage'],
    packages: /^(idb)$/,
    because: 'prices remembers and counts; it looks at no page and shows nothing',
  },
  'components/pixels': {
    may: ['components/model', 'components/workers', 'components/observers/wording'],
    types: ['rules/language'],
    packages: /^$/,
    because: 'reading what is written in a picture needs the picture, the words and nothing else',
  },
  'components/judge': {
    may: ['components/model', 'components/prices/statistics'],
    types: ['rules/language'],
    packages: /^$/,
    because: 'a case file is judged again where there is no page and no browser',
  },
  'components/evidence': {
    may: ['components/model', 'rules/language'],
    packages: /^(fflate|pkijs|warcio)$/,
    because: 'evidence must verify without a browser',
  },
  'components/likeness': {
    may: ['components/model'],
    packages: /^$/,
    because: 'a likeness is arithmetic over grey values, the same in a browser and in Node',
  },
  'components/footage': {
    may: ['components/model'],
    // Only clip-frames.ts takes it, which the casebook page loads when a recording is there.
    packages: /^(mediabunny)$/,
    because:
      'whether a picture repeats is arithmetic over small signatures, the same in a browser and in Node',
  },
  'components/capture': {
    may: ['components/model'],
    packages: /^$/,
    because:
      'capturing a page is scrolling, reading and drawing; who asked and where it is kept is not its matter',
  },
  'components/casebook': {
    may: ['components/model', 'components/storage', 'components/evidence', 'components/likeness'],
    packages: /^(idb)$/,
    because: 'the casebook keeps and compares; it shows nothing',
  },
  'components/report': {
    may: [
      'components/model',
      'components/evidence',
      'components/ui/text',
      'components/ui/sentences',
      // An article is cited in English the same way on screen and in a text to an authority.
      'components/ui/names',
      // What was not captured is said in the same words on screen and in the report.
      'components/ui/gap-words',
      'components/ui/room-drawing',
      'components/judge/fill-text',
      // Which of a rule's sentences a finding speaks: as pure as filling it in.
      'components/judge/rule-text',
    ],
    types: ['rules/language', 'components/judge'],
    packages: /^$/,
    because: 'a report needs a case file and nothing else',
  },
  'components/verify': {
    may: [
      'components/model',
      'components/evidence',
      'components/judge',
      'components/report',
      'rules/pack-digest',
    ],
    types: ['rules/language'],
    packages: /^$/,
    because:
      'verifying needs a case file, the judge and the report, the same in a page, in a file and in Node',
  },
  'components/dataset': {
    may: ['components/model', 'components/evidence/byte-source'],
    packages: /^(hyparquet-writer)$/,
    because: 'a dataset is cases as rows, the same from a casebook and from case files',
  },
  'components/channel': {
    may: ['components/model'],
    packages: /^webextension-polyfill$/,
    because: 'the channel carries; it knows no room',
  },
  'components/visits': {
    may: [
      'components/model',
      'components/provenance',
      'components/judge',
      'components/casebook',
      'components/prices',
      // What may be kept of a response is decided in one place.
      'components/evidence/exchange',
    ],
    // What a reader of wording answers.
    types: ['rules/language', 'components/observers/wording'],
    packages: /^$/,
    because: 'running visits are pure steps over what pages report; the doors bring the browser',
  },
  'components/ui': {
    // What a C2PA history comes to is said by the room that reads it; a second table would drift from it.
    may: [
      'components/model',
      'assets',
      'components/judge/fill-text',
      'components/judge/rule-text',
      'components/provenance/c2pa/meaning',
    ],
    types: ['rules/language'],
    packages: /^(preact|preact\/hooks|preact\/jsx-runtime|uplot)$/,
    because:
      'what people see takes props and gives events, so it can be looked at without a browser extension',
  },
};

/** Names that would tie a pure room to a page, a browser or a clock. */
const FORBIDDEN_WORDS: Record<string, RegExp> = {
  'components/judge':
    /(?<![#.\w])((?:document|window)\b|Date\.now|new Date\(\)|Math\.random|browser\.|chrome\.|fetch\()/,
  'components/provenance': /(?<![#.\w])(document\.|window\.|browser\.|chrome\.|fetch\(|XMLHttpRequest)/,
  'components/watching': /(?<![#.\w])(browser\.|chrome\.|fetch\(|XMLHttpRequest|sendBeacon|WebSocket)/,
  'components/observers': /(?<![#.\w])(browser\.|chrome\.|fetch\(|XMLHttpRequest|sendBeacon|WebSocket)/,
  'components/evidence': /(?<![#.\w])(document\.|window\.|browser\.|chrome\.|fetch\()/,
  'components/verify': /(?<![#.\w])(document\.|window\.|browser\.|chrome\.|fetch\(|Date\.now|new Date\(\))/,
};

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((room) => path.startsWith(`${room}/`));
}

function target(source: Source, from: string): string {
  return normalize(join(dirname(source.path), from)).replace(/\.(ts|tsx|js|mjs)$/, '');
}

const all = sources('components', 'entrypoints', 'rules');

describe('who may import whom', () => {
  it.each(all.filter((s) => roomOf(s.path)).map((s) => [s.path, s] as const))(
    '%s keeps to its room',
    (_path, source) => {
      const room = roomOf(source.path) ?? '';
      const law = ROOMS[room];
      if (!law) throw new Error(`no law for ${room}`);
      for (const { from, isTypeOnly } of importsOf(source)) {
        if (from.startsWith('.')) {
          const to = target(source, from);
          const allowed = [room, ...law.may, ...(isTypeOnly ? (law.types ?? []) : [])];
          expect(
            allowed.some((place) => to === place || to.startsWith(`${place}/`)),
            `${source.path} may not import ${to}${isTypeOnly ? ' (not even its types)' : ''}, because ${law.because}.`,
          ).toBe(true);
        } else if (!isTypeOnly) {
          expect(
            law.packages.test(from),
            `${source.path} may not import the package ${from}, because ${law.because}.`,
          ).toBe(true);
        }
      }
    },
  );

  it('nobody imports an entrypoint', () => {
    for (const source of all.filter((s) => !s.path.startsWith('entrypoints/'))) {
      for (const { from } of importsOf(source).filter((i) => i.from.startsWith('.'))) {
        expect(target(source, from).startsWith('entrypoints/'), `${source.path} imports a door`).toBe(false);
      }
    }
  });

  it('one file of the reader of pixels decodes with the browser, the others are plain arithmetic', () => {
    const users = all.filter(
      (s) =>
        s.path.startsWith('components/pixels/') &&
        /OffscreenCanvas|createImageBitmap/.test(s.text.replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    expect(users.map((s) => s.path)).toEqual(['components/pixels/decode.ts']);
  });

  it('three files of the reader of footage touch a video, the others are plain arithmetic', () => {
    const users = all.filter(
      (s) =>
        s.path.startsWith('components/footage/') &&
        /OffscreenCanvas|HTMLVideoElement|performance\.now|setTimeout|document\b/.test(
          s.text.replace(/\/\*[\s\S]*?\*\//g, ''),
        ),
    );
    expect(users.map((s) => s.path).sort()).toEqual([
      'components/footage/clip-frames.ts',
      'components/footage/clip.ts',
      'components/footage/sampler.ts',
    ]);
  });

  it('zod is imported from one file only, which configures it first', () => {
    const importers = all.filter((s) =>
      importsOf(s).some((i) => i.from === 'zod' || i.from.startsWith('zod/')),
    );
    expect(importers.map((s) => s.path)).toEqual(['components/model/zod.ts']);
  });

  it('the reader of film containers is imported from one file only, which is loaded when a recording is there', () => {
    const importers = all.filter((s) => importsOf(s).some((i) => i.from === 'mediabunny'));
    expect(importers.map((s) => s.path)).toEqual(['components/footage/clip-frames.ts']);
  });

  it.each(Object.entries(FORBIDDEN_WORDS))('%s names nothing that its files may not touch', (room, words) => {
    for (const source of all.filter((s) => s.path.startsWith(`${room}/`))) {
      const code = source.text
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|\s)\/\/.*$/gm, '')
        .replace(/'[^'\n]*'/g, "''");
      expect(
        words.exec(code)?.[0],
        `${source.path} names it, but ${ROOMS[room]?.because ?? ''}.`,
      ).toBeUndefined();
    }
  });
});
