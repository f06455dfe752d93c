/**
 * Writes one case file and one collection as this version writes them, small, signed and time-stamped, for keeping
 * in tests/unit/evidence/formats: `npx tsx tests/make/kept-formats.ts`. Run once for a version, when it is released;
 * what is kept of a released version is never made anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json' with { type: 'json' };
import { writeCaseFile, type Seal } from '../../components/evidence/case-file';
import { writeCollection } from '../../components/evidence/collection';
import { sha256 } from '../../components/evidence/digest';
import { newSigningKey } from '../../components/evidence/signature';
import { timeStampRequest } from '../../components/evidence/time-stamp';
import { judge } from '../../components/judge/judge';
import type { Case } from '../../components/model/case';
import type { Observation } from '../../components/model/observation';
import { COLLECTION_TEXTS } from '../../components/report/collection';
import { findingsCsv } from '../../components/report/csv';
import { reportHtml } from '../../components/report/html';
import { reportPictures } from '../../components/report/pictures';
import type { RuleCases } from '../../rules/language';
import { loadLaw } from '../../rules/load';
import { caseOf } from '../unit/casebook/case-of';
import { startTimeStampAuthority } from './time-stamp-authority';

const root = join(import.meta.dirname, '..', '..');
const PACKS = ['eu-ai-act-50', 'us-ny-pricing'];
const JURISDICTIONS = ['eu', 'us-ny'];
/** Tables whose first flagged case is taken: kinds of observation that differ. */
const TABLES = ['declared-synthetic-product-image-without-label', 'algorithmic-price-sentence'];

const { law: whole } = await loadLaw(root);
const packs = whole.packs.filter(({ id }) => PACKS.includes(id));
const named = new Set(packs.flatMap(({ rules }) => rules.flatMap((rule) => rule.provisions)));
const channels = new Set(packs.flatMap(({ rules }) => rules.flatMap((rule) => rule.remedies)));
const law = {
  ...whole,
  channels: Object.fromEntries(Object.entries(whole.channels).filter(([id]) => channels.has(id))),
  packs,
  provisions: Object.fromEntries(Object.entries(whole.provisions).filter(([id]) => named.has(id))),
};

function seen(): Observation[] {
  const all = TABLES.flatMap((rule) => {
    const table = JSON.parse(readFileSync(join(root, 'tests', 'rules', `${rule}.json`), 'utf8')) as RuleCases;
    return table.cases.find(({ outcome }) => outcome === 'flagged')?.observations ?? [];
  });
  return all.map((one, index) => ({ ...one, id: `o${String(index + 1)}` }));
}

const authority = await startTimeStampAuthority();
const key = await newSigningKey();
const seal: Seal = {
  at: new Date().toISOString(),
  key,
  timeStamp: async (digestFile) => {
    const { bytes, nonce } = timeStampRequest(await sha256(digestFile));
    return { answer: authority.answer(bytes), nonce };
  },
};

async function made(id: string): Promise<{ bytes: Uint8Array; case: Case }> {
  const { case: bare, blobs } = await caseOf(id, { jurisdictions: JURISDICTIONS });
  const observations = seen();
  const of: Case = {
    ...bare,
    observations,
    packs: packs.map(({ id: pack, version: of_, digest, jurisdiction }) => ({
      id: pack,
      version: of_,
      digest,
      jurisdiction,
    })),
    findings: judge(observations, law, { date: '2026-11-20', jurisdictions: JURISDICTIONS }),
    environment: { ...bare.environment, extensionVersion: version },
  };
  const bytesOf = new Map(blobs.map((blob) => [blob.sha256, blob.bytes]));
  const getBlob = (digest: string) => Promise.resolve(bytesOf.get(digest) ?? null);
  const bytes = await writeCaseFile({
    case: of,
    law,
    getBlob,
    reportHtml: reportHtml({ case: of, law, images: await reportPictures(of, getBlob), locale: 'both' }),
    findingsCsv: findingsCsv(of, law),
    software: `Mingbiao ${version}`,
    seal,
  });
  return { bytes, case: of };
}

const folder = join(root, 'tests', 'unit', 'evidence', 'formats');
const parts: Uint8Array[] = [];
try {
  const one = await made(`kept-${version.replaceAll('.', '-')}`);
  writeFileSync(join(folder, `${version}.wacz`), one.bytes);
  await writeCollection(
    { write: (bytes) => Promise.resolve(void parts.push(bytes.slice())) },
    {
      title: `Mingbiao ${version}`,
      created: seal.at,
      software: `Mingbiao ${version}`,
      cases: (async function* () {
        yield await Promise.resolve(one);
      })(),
      notKept: () => [
        { url: 'https://shop.example/gone', reason: 'page-not-loaded', detail: 'net::ERR_FAILED', tries: 3 },
      ],
      texts: COLLECTION_TEXTS,
      seal,
    },
  );
  const collection = Buffer.concat(parts);
  writeFileSync(join(folder, `${version}.collection.wacz`), collection);
  console.log(
    `${version}.wacz ${String(one.bytes.length)} bytes, collection ${String(collection.length)} bytes`,
  );
  console.log(one.case.findings.map(({ rule, outcome }) => `${rule} ${outcome}`).join('\n'));
} finally {
  await authority.close();
}
