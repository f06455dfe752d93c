/** What a channel asks for beside the text, out of the case, within what the channel is known to take. */
import type { Capture, Case } from '../model/case';
import type { Channel, Form } from '../../rules/language';
import type { Finding } from '../model/finding';
import { csvCell } from './csv';

export type AttachmentKind = 'report' | 'case-file' | 'screenshot' | 'page-part' | 'medium' | 'price-record';

export interface Attachment {
  /** Stable within a case and channel. */
  id: string;
  kind: AttachmentKind;
  /** The kept file; null for what is written when it is asked for. */
  capture: Capture | null;
  /** Null for what is not written yet. */
  sizeBytes: number | null;
  /** Name of the file to be saved, without its ending. */
  name: string;
  ending: string;
  /** How it can be saved so that the channel takes it: as it is, or as a JPEG made small enough. */
  ways: ('as-is' | 'jpeg')[];
  /** Whether the channel is known not to take it as it is. */
  isRefused: boolean;
  /** False when only the first part of the bytes was kept. */
  isWhole: boolean;
}

export interface Attachments {
  list: Attachment[];
  /** What the channel asks for and the case does not hold; the person may have it. */
  notInCase: Channel['evidence'];
}

const NOT_FILES: ReadonlySet<string> = new Set(['page-address', 'product-id', 'time']);
const ENDINGS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

/** `findings`: those that are told to this channel; only the files of their subjects go along. */
export function attachmentsOf(
  of: Case,
  findings: readonly Finding[],
  { channel, form }: { channel: Channel; form: Form },
): Attachments {
  const asks = new Set<string>(channel.evidence);
  const subjects = new Set(findings.map(({ subject }) => subject));
  const stem = `mingbiao-${of.keptAt.slice(0, 10)}-${of.id.slice(0, 8)}`;
  const written = (kind: AttachmentKind, ending: string): Attachment => ({
    id: kind,
    kind,
    capture: null,
    sizeBytes: null,
    name: `${stem}-${kind}`,
    ending,
    ways: ['as-is'],
    isRefused: !isTaken(form, ending),
    isWhole: true,
  });
  const kept = (kind: AttachmentKind, captures: readonly Capture[]): Attachment[] =>
    onceEach(captures).map((capture, index) => {
      const ending = ENDINGS[capture.mime] ?? 'bin';
      const { largestBytes } = form.attachments;
      const isRefused = !isTaken(form, ending) || (largestBytes !== null && capture.sizeBytes > largestBytes);
      const isPicture = capture.mime.startsWith('image/') && capture.whole;
      const canBeJpeg = isPicture && isTaken(form, 'jpg') && (ending !== 'jpg' || isRefused);
      return {
        id: `${kind}-${capture.sha256}`,
        kind,
        capture,
        sizeBytes: capture.sizeBytes,
        name: `${stem}-${kind}-${String(index + 1)}`,
        ending,
        ways: [...(isRefused ? [] : ['as-is' as const]), ...(canBeJpeg ? ['jpeg' as const] : [])],
        isRefused,
        isWhole: capture.whole,
      };
    });
  const ofRole = (role: Capture['role']): Capture[] => of.captures.filter((one) => one.role === role);
  const screenshots = asks.has('screenshot') ? kept('screenshot', ofRole('screenshot')) : [];
  const parts = asks.has('screenshot') ? kept('page-part', ofRole('screenshot-page')) : [];
  const media = asks.has('media-file')
    ? kept(
        'medium',
        ofRole('medium').filter(({ subject }) => subject !== null && subjects.has(subject)),
      )
    : [];
  const prices =
    asks.has('price-record') && (of.priceHistory?.points.length ?? 0) > 0
      ? [written('price-record', 'csv')]
      : [];
  const held: Record<string, boolean> = {
    screenshot: screenshots.length + parts.length > 0,
    'media-file': media.length > 0,
    'price-record': prices.length > 0,
  };
  return {
    list: [
      ...screenshots,
      ...parts,
      ...media,
      ...prices,
      written('report', 'html'),
      written('case-file', 'wacz'),
    ],
    notInCase: channel.evidence.filter((kind) => !NOT_FILES.has(kind) && held[kind] !== true),
  };
}

/** The same bytes shown twice on the page are one file. */
function onceEach(captures: readonly Capture[]): Capture[] {
  return [...new Map(captures.map((capture) => [capture.sha256, capture])).values()];
}

/** Unknown counts as taken: the person is told that it is not known. */
function isTaken({ attachments: { formats } }: Form, ending: string): boolean {
  return formats === null || formats.includes(ending);
}

const PRICE_COLUMNS = [
  'from',
  'until',
  'price',
  'list_price',
  'currency',
  'kind',
  'condition',
  'account',
  'region',
];

/** The kept record of the price as a table: RFC 4180 with a UTF-8 mark, inert in spreadsheets, times in UTC. */
export function priceRecordCsv(of: Case): string {
  const { points = [], key } = of.priceHistory ?? {};
  const at = (minutes: number): string => new Date(minutes * 60_000).toISOString();
  const rows = points.map((point) => [
    at(point.from),
    at(point.until),
    point.price,
    point.list ?? '',
    key?.currency ?? '',
    point.kind,
    point.condition,
    point.account,
    point.region,
  ]);
  return `\ufeff${[PRICE_COLUMNS, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
