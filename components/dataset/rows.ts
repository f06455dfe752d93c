/** One case as rows of every table. Pure: the same case gives the same rows. */
import type { Case } from '../model/case';
import type { Observation, ObservationOf } from '../model/observation';
import type { Row, TableName, Value } from './schema';

/** What is known of the file a case came in. */
export interface CaseOrigin {
  signer: string | null;
  fileSha256: string | null;
}

export type Rows = Record<TableName, Row[]>;

/** Rows of one case, in the order of the case. */
export function rowsOf(of: Case, { signer, fileSha256 }: CaseOrigin): Rows {
  const case_id = of.id;
  const outcomes = (outcome: string): number =>
    of.findings.filter((finding) => finding.outcome === outcome).length;
  const { environment } = of;
  return {
    cases: [
      {
        case_id,
        url: of.url,
        title: of.title,
        shop: of.shop,
        started_at: of.startedAt,
        kept_at: of.keptAt,
        jurisdictions: of.jurisdictions.join(','),
        extension_version: environment.extensionVersion,
        browser: environment.browser,
        locale: environment.locale,
        utc_offset_minutes: environment.utcOffsetMinutes,
        clock_offset_seconds: environment.clockOffset?.seconds ?? null,
        account: environment.shownTo?.account ?? null,
        http_status: environment.pageLoad?.status ?? null,
        observations: of.observations.length,
        findings: of.findings.length,
        flagged: outcomes('flagged'),
        cannot_tell: outcomes('cannot-tell'),
        captures: of.captures.length,
        capture_bytes: of.captures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        not_captured: JSON.stringify(environment.notCaptured),
        signer,
        file_sha256: fileSha256,
      },
    ],
    observations: of.observations.map((seen) => ({
      case_id,
      observation_id: seen.id,
      kind: seen.kind,
      subject: seen.subject,
      observer: seen.observer,
      method: seen.method,
      seen_at: seen.seenAt,
      value: JSON.stringify(seen.value),
    })),
    findings: of.findings.map((finding) => ({
      case_id,
      finding_id: finding.id,
      rule: finding.rule,
      pack: finding.pack,
      pack_version: finding.packVersion,
      pack_digest: finding.packDigest,
      jurisdiction: finding.jurisdiction,
      topic: finding.topic,
      subject: finding.subject,
      outcome: finding.outcome,
      ceiling: finding.ceiling,
      certainty: finding.certainty,
      declared_status: finding.declaredStatus?.word ?? null,
      declared_by: finding.declaredStatus?.quotedFrom ?? null,
      obliged_party: finding.obligedParty,
      provisions: finding.provisions.join(','),
      judged_for: finding.judgedFor,
      relied_on: finding.reliedOn.join(','),
      reasons: finding.reasons.join(','),
      values: JSON.stringify(finding.values),
    })),
    prices: [...looks(of), ...records(of)],
    media: mediaOf(of),
    labels: ofKind(of, 'label').map((seen) => ({
      case_id,
      observation_id: seen.id,
      subject: seen.subject,
      text: seen.value.text,
      status: seen.value.status,
      elements: seen.value.elements.join(','),
      language: seen.value.language,
      entry: seen.value.entry,
      placement: seen.value.placement,
      covers: seen.value.covers.join(','),
      height_share: seen.value.heightShare,
      seen_at: seen.seenAt,
    })),
    livestreams: ofKind(of, 'label-timeline').map((seen) => ({
      case_id,
      observation_id: seen.id,
      subject: seen.subject,
      host: ofKind(of, 'live-room').find((room) => room.subject === seen.subject)?.value.host ?? null,
      began_at: seen.value.beganAt,
      watched_ms: seen.value.watchedMs,
      samples: seen.value.samples,
      visible_in: seen.value.visibleIn,
      longest_visible_ms: seen.value.longestVisibleMs,
      longest_hidden_ms: seen.value.longestHiddenMs,
    })),
    captures: of.captures.map((capture) => ({
      case_id,
      role: capture.role,
      subject: capture.subject,
      url: capture.url,
      mime: capture.mime,
      size_bytes: capture.sizeBytes,
      sha256: capture.sha256,
      whole: capture.whole,
      captured_at: capture.capturedAt,
      likeness: capture.likeness ?? null,
      http_status: capture.response?.status ?? null,
    })),
    packs: of.packs.map(({ id, version, digest, jurisdiction }) => ({
      case_id,
      pack: id,
      version,
      digest,
      jurisdiction,
    })),
  };
}

function ofKind<K extends Observation['kind']>(of: Case, kind: K): ObservationOf<K>[] {
  return of.observations.filter((seen): seen is ObservationOf<K> => seen.kind === kind);
}

function numberOf(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal);
}

function looks(of: Case): Row[] {
  return ofKind(of, 'offer').map(({ id, seenAt, value }) => ({
    case_id: of.id,
    origin: 'look',
    observation_id: id,
    from_at: seenAt,
    until_at: seenAt,
    shop: of.shop,
    product: value.ids.length === 0 ? null : value.ids.map((one) => `${one.scheme}:${one.value}`).join(','),
    title: value.title,
    seller: value.seller,
    variant: null,
    currency: value.currency,
    price: numberOf(value.price),
    price_text: value.price,
    list_price: numberOf(value.listPrice),
    list_price_text: value.listPrice,
    kind: value.priceKind,
    condition: value.condition,
    account: value.shownTo?.account ?? null,
    region: value.shownTo?.region || null,
  }));
}

function records(of: Case): Row[] {
  const history = of.priceHistory;
  if (!history) return [];
  const { key } = history;
  const iso = (minutes: number): string => new Date(minutes * 60_000).toISOString();
  return history.points.map((point) => ({
    case_id: of.id,
    origin: 'record',
    observation_id: null,
    from_at: iso(point.from),
    until_at: iso(point.until),
    shop: key.shop,
    product: key.product,
    title: null,
    seller: key.seller === '' ? null : key.seller,
    variant: key.variant,
    currency: key.currency === '' ? null : key.currency,
    price: numberOf(point.price),
    price_text: point.price,
    list_price: numberOf(point.list),
    list_price_text: point.list,
    kind: point.kind,
    condition: point.condition === '' ? null : point.condition,
    account: point.account,
    region: point.region === '' ? null : point.region,
  }));
}

function mediaOf(of: Case): Row[] {
  const media = new Map(ofKind(of, 'medium').map((seen) => [seen.subject, seen.value]));
  const declarations = ofKind(of, 'declaration');
  const read = new Set(declarations.map(({ subject }) => subject));
  const shown = (subject: string): Record<string, Value> => {
    const medium = media.get(subject);
    return {
      case_id: of.id,
      subject,
      media_type: medium?.mediaType ?? null,
      url: medium?.url ?? null,
      role: medium?.role ?? null,
      natural_width: medium?.naturalWidth ?? null,
      natural_height: medium?.naturalHeight ?? null,
    };
  };
  const unread = [...media.keys()]
    .filter((subject) => !read.has(subject))
    .map((subject) => ({ ...UNREAD, ...shown(subject) }));
  const rows = declarations.map(({ id, subject, value }) => ({
    ...shown(subject),
    observation_id: id,
    url: value.url,
    container: value.container,
    declared: value.declared,
    status: value.status,
    generator: value.generator,
    mechanisms: value.mechanisms.map(({ family, id: of }) => `${family}/${of}`).join(','),
    aigc_label: value.aigc?.label ?? null,
    aigc_producer: value.aigc?.contentProducer ?? null,
    aigc_produce_id: value.aigc?.produceId ?? null,
    c2pa_state: value.c2pa?.state ?? null,
    c2pa_signer: value.c2pa?.signer ?? null,
    iptc_source_type: value.iptc?.digitalSourceType ?? null,
    rendition: value.rendition,
    sha256: value.sha256,
    bytes_total: value.bytesTotal,
  }));
  return [...rows, ...unread];
}

const UNREAD: Row = {
  observation_id: null,
  container: null,
  declared: null,
  status: null,
  generator: null,
  mechanisms: null,
  aigc_label: null,
  aigc_producer: null,
  aigc_produce_id: null,
  c2pa_state: null,
  c2pa_signer: null,
  iptc_source_type: null,
  rendition: null,
  sha256: null,
  bytes_total: null,
};
