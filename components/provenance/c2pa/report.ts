/**
 * Maps the answer of the full C2PA reader (its JSON, or its error) to our record, with the states told apart
 * and never merged: an unknown signer, an expired certificate and altered bytes are three different things.
 * The answer is foreign data: every field is looked at before it is used.
 */
import { LIMITS } from '../../model/limits';
import type { C2pa } from '../../model/observation';
import type { TrustList } from '../../model/trust';
import { emptyC2pa } from './claims';
import { OWN_LIST, vouchedBy } from './trust';

type Action = C2pa['actions'][number];
type From = Action['from'];
type Fields = Record<string, unknown>;

/** What a reading worker hands back for one file. */
export type ReaderAnswer = { json: string } | { error: string } | { trap: string };

const MAX_KEPT = 64;
const MAX_MANIFESTS = 64;
const MAX_LISTS = 7;

/** Failures that concern who signed or when, not what was signed. C2PA 2.x §15.2. */
const CREDENTIAL = /^(signingCredential|timeStamp)\./;
const REVOKED = /^signingCredential\.(ocsp\.)?revoked$/;
/** Failures that say the manifest could not be judged, not that it was altered. */
const UNSUPPORTED = /^(algorithm\.unsupported|claim\.(cbor\.invalid|malformed|missing)|general\.error)$/;

/** The lists that the reader was given; `own` when the person added anchors. */
type Lists = readonly Pick<TrustList, 'id' | 'purpose' | 'asOf'>[];

/**
 * The record for one reader's answer, which was given these lists. With `isApart` it was given a manifest without
 * its file, whose hash it could compare with nothing. Never throws. What is not the reader's JSON at all comes back as
 * `unsupported-or-malformed`; a trap of the reader as `reader-hazard`.
 */
export function c2paFromAnswer(
  answer: ReaderAnswer,
  lists: Lists = [],
  hasOwn = false,
  isApart = false,
): C2pa {
  if ('trap' in answer) return emptyC2pa('reader-hazard', ['reader.trapped']);
  if ('error' in answer) return c2paFromError(answer.error);
  try {
    return c2paFromReport(JSON.parse(answer.json), lists, hasOwn, isApart);
  } catch (error) {
    // JSON.parse has no other way to say "not JSON".
    if (error instanceof SyntaxError) return emptyC2pa('unsupported-or-malformed', ['reader.not-json']);
    throw error;
  }
}

/**
 * The record for an error of the reader, told apart by the name it starts with (`C2pa(JumbfNotFound)`).
 * An address in a remote-manifest error is kept, never followed.
 */
export function c2paFromError(error: string): C2pa {
  const inner = /^C2pa\((.*)\)$/s.exec(error.trim())?.[1] ?? error.trim();
  const name = /^[A-Za-z]+/.exec(inner)?.[0] ?? '';
  if (name === 'JumbfNotFound' || name === 'ProvenanceMissing') return emptyC2pa('absent');
  if (name === 'RemoteManifestUrl' || name === 'RemoteManifestFetch') {
    const url = /"((?:[^"\\]|\\.)*)"/.exec(inner)?.[1] ?? '';
    return { ...emptyC2pa('remote-only'), remoteUrl: url.slice(0, LIMITS.urlChars) || null };
  }
  if (name === 'UnsupportedType') return emptyC2pa('not-applicable');
  const isContainer = /^(InvalidAsset|IoError|BmffError|JumbfParseError|JpegError|PngError)$/.test(name);
  return emptyC2pa(isContainer ? 'unreadable-container' : 'unsupported-or-malformed', [
    `reader.${name === '' ? 'error' : name}`,
  ]);
}

/** The record for the reader's manifest-store JSON. */
export function c2paFromReport(report: unknown, lists: Lists = [], hasOwn = false, isApart = false): C2pa {
  const whole = fields(report);
  const manifests = fields(whole?.['manifests']);
  const activeLabel = text(whole?.['active_manifest'], 1000);
  const active = activeLabel === null ? null : fields(own(manifests, activeLabel));
  if (!whole || !manifests || !active) return emptyC2pa('unsupported-or-malformed', ['claim.missing']);
  const signature = fields(active['signature_info']);
  const verdict = judge(whole, lists, isApart);
  return {
    ...emptyC2pa(verdict.state, verdict.codes),
    signer: text(signature?.['issuer']) ?? text(signature?.['common_name']),
    claimGenerator: generatorText(active),
    signedAt: utc(signature?.['time']),
    actions: history(active, manifests).slice(0, MAX_KEPT),
    ingredients: list(active['ingredients'])
      .slice(0, MAX_KEPT)
      .map((item) => ({
        title: text(fields(item)?.['title']),
        relationship: text(fields(item)?.['relationship'], 32) ?? 'other',
        hasManifest: text(fields(item)?.['active_manifest']) !== null,
      })),
    trust: {
      signerList: verdict.signerList,
      stampList: verdict.stampList,
      lists: [
        ...lists.slice(0, MAX_LISTS).map(({ id, asOf }) => ({ id, asOf })),
        ...(hasOwn ? [{ id: OWN_LIST, asOf: null }] : []),
      ],
    },
  };
}

/** The state, from what failed and what was proved. Ingredients count: a broken one breaks what rests on it. */
function judge(report: Fields, lists: Lists, isApart: boolean): Verdict {
  const verdict = stateOf(report, isApart);
  const proved = list(fields(fields(report['validation_results'])?.['activeManifest'])?.['success']);
  const who = (code: string, purpose: TrustList['purpose']): string | null => {
    const status = proved.map(fields).find((one) => one?.['code'] === code);
    return status ? vouchedBy(text(status['explanation'], 2000) ?? '', purpose, lists) : null;
  };
  const signerList = who('signingCredential.trusted', 'signers');
  const stampList = who('timeStamp.trusted', 'time-stamps');
  if (verdict.state !== 'valid-trusted') return { ...verdict, signerList: null, stampList };
  // The reader lets a list for time stamps vouch for signers and the other way round; the specification does not.
  if (signerList === null)
    return {
      state: 'valid-untrusted',
      codes: [...verdict.codes, 'signingCredential.untrusted'],
      signerList,
      stampList,
    };
  const isStampMisjudged = stampList === null && codes(proved).includes('timeStamp.trusted');
  return isStampMisjudged
    ? { state: 'valid-untrusted', codes: [...verdict.codes, 'timeStamp.untrusted'], signerList, stampList }
    : { ...verdict, signerList, stampList };
}

interface Verdict {
  state: C2pa['state'];
  codes: string[];
  /** Ids of the lists that vouch for the signer and for the time stamp. */
  signerList: string | null;
  stampList: string | null;
}

/** What a manifest without its file always fails at. */
const WITHOUT_FILE = 'assertion.dataHash.mismatch';

function stateOf(report: Fields, isApart: boolean): Pick<Verdict, 'state' | 'codes'> {
  const results = fields(report['validation_results']);
  const active = fields(results?.['activeManifest']);
  const deltas = list(results?.['ingredientDeltas']).map((item) =>
    fields(fields(item)?.['validationDeltas']),
  );
  if (!active) return { state: 'unsupported-or-malformed', codes: ['reader.no-results'] };
  const failed = codes(active['failure']).filter((code) => !isApart || code !== WITHOUT_FILE);
  const broken = deltas
    .flatMap((delta) => codes(delta?.['failure']))
    .filter((code) => !CREDENTIAL.test(code));
  const all = [...new Set([...failed, ...broken])];
  const fatal = all.filter((code) => !CREDENTIAL.test(code));
  const proved = codes(active['success']);

  if (fatal.length > 0) {
    const state = fatal.every((code) => UNSUPPORTED.test(code)) ? 'unsupported-or-malformed' : 'invalid';
    return { state, codes: all };
  }
  if (!proved.includes('claimSignature.validated')) return { state: 'unsupported-or-malformed', codes: all };
  if (all.some((code) => REVOKED.test(code))) return { state: 'revoked-credential', codes: all };
  if (all.includes('signingCredential.expired')) return { state: 'expired-credential', codes: all };
  // `signingCredential.invalid` means the certificate does not fit the profile (no C2PA key usage, say):
  // nobody on a trust list, but the bytes are as signed.
  const isTrusted = !all.some((code) => code.startsWith('signingCredential.'));
  const state =
    isTrusted && proved.includes('signingCredential.trusted') ? 'valid-trusted' : 'valid-untrusted';
  return { state, codes: all };
}

function codes(statuses: unknown): string[] {
  return list(statuses).flatMap((status) => {
    const code = text(fields(status)?.['code'], 96);
    return code === null ? [] : [code];
  });
}

function history(active: Fields, manifests: Fields): Action[] {
  const actions: Action[] = [];
  const queue: { manifest: Fields; from: From }[] = [{ manifest: active, from: 'active' }];
  const seen = new Set<string>();
  for (let at = 0; at < queue.length && at < MAX_MANIFESTS; at++) {
    const step = queue[at];
    if (!step) break;
    actions.push(...actionsOf(step.manifest, step.from));
    for (const item of list(step.manifest['ingredients']).slice(0, MAX_KEPT)) {
      const ingredient = fields(item);
      const from = relation(step.from, text(ingredient?.['relationship']) ?? 'other');
      const stated = text(ingredient?.['digitalSourceType'] ?? ingredient?.['digital_source_type'], 160);
      if (stated !== null) {
        actions.push({ action: 'c2pa.ingredient', digitalSourceType: stated, softwareAgent: null, from });
      }
      const label = text(ingredient?.['active_manifest'], 1000);
      const before = label === null ? null : fields(own(manifests, label));
      const key = `${from} ${label}`;
      if (!before || seen.has(key)) continue;
      seen.add(key);
      queue.push({ manifest: before, from });
    }
  }
  return actions;
}

function relation(soFar: From, next: string): From {
  if (soFar !== 'active' && soFar !== 'parentOf') return soFar;
  return next === 'parentOf' || next === 'componentOf' || next === 'inputTo' ? next : 'other';
}

function actionsOf(manifest: Fields, from: From): Action[] {
  return list(manifest['assertions']).flatMap((item) => {
    const assertion = fields(item);
    if (!/^c2pa\.actions(\.v\d+)?(__\d+)?$/.test(text(assertion?.['label']) ?? '')) return [];
    const data = fields(assertion?.['data']);
    const agents = list(data?.['softwareAgents']);
    return list(data?.['actions']).flatMap((entry) => {
      const action = fields(entry);
      const name = text(action?.['action'], 96);
      if (!action || name === null) return [];
      const index = action['softwareAgentIndex'];
      const agent = action['softwareAgent'] ?? (typeof index === 'number' ? agents[index] : null);
      const description = text(action['description']);
      return [
        {
          action: name,
          digitalSourceType: text(action['digitalSourceType'], 160),
          softwareAgent: productText(agent),
          ...(description === null ? {} : { description }),
          from,
        },
      ];
    });
  });
}

function generatorText(manifest: Fields): string | null {
  const stated = text(manifest['claim_generator']);
  if (stated !== null) return stated;
  const names = list(manifest['claim_generator_info'])
    .map(productText)
    .filter((name) => name !== null);
  return text(names.join(' '));
}

function productText(value: unknown): string | null {
  if (typeof value === 'string') return text(value);
  const name = text(fields(value)?.['name']);
  const version = text(fields(value)?.['version']);
  return name === null || version === null ? name : text(`${name}/${version}`);
}

/** The reader's time as ISO 8601 in UTC; null when it is no time. */
function utc(value: unknown): string | null {
  const stamp = typeof value === 'string' && value.length <= 64 ? Date.parse(value) : NaN;
  return Number.isNaN(stamp) ? null : new Date(stamp).toISOString().replace('.000Z', 'Z');
}

function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function own(value: Fields | null, key: string): unknown {
  return value && Object.hasOwn(value, key) ? value[key] : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, LIMITS.containerParts) : [];
}

function text(value: unknown, most: number = LIMITS.textChars): string | null {
  const trimmed = typeof value === 'string' ? value.trim().slice(0, most) : '';
  return trimmed === '' ? null : trimmed;
}
