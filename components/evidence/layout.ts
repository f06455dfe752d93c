/** Where things stand in a case file, and under which address a capture stands in its archive. */
import type { Capture } from '../model/case';

export const CASE_FILE = {
  manifest: 'datapackage.json',
  /** Digest of the manifest and, where it is signed, the signature (WACZ Signing and Verification 0.1.0). */
  manifestDigest: 'datapackage-digest.json',
  archive: 'archive/data.warc.gz',
  index: 'indexes/index.cdx',
  pages: 'pages/pages.jsonl',
  case: 'case.json',
  law: 'law.json',
  report: 'report.html',
  findings: 'findings.csv',
  readMe: 'README.txt',
} as const;
/** How the index names the archive (WACZ 1.1.1 §5.2.2: a file name, without its folder). */
export const ARCHIVE_NAME = 'data.warc.gz';
/**
 * The answer of a time-stamp authority over the whole of `datapackage-digest.json`, where the person asked for
 * one. Like that file it stands outside the manifest: it can only be made when the manifest is finished.
 */
export const TIME_STAMP_FILE = 'datapackage-digest.tsr';
export const WACZ_VERSION = '1.1.1';

/** Under which address a capture stands in the archive; a picture of the page is not the page. */
export function archiveUrlOf({
  role,
  url,
  sha256,
  subject,
}: Pick<Capture, 'role' | 'url' | 'sha256' | 'subject'>): string {
  if (role === 'screenshot-page' && url !== null) return `urn:fullPage:${url}`;
  if (role === 'screenshot-element' || role === 'frame')
    return `urn:mingbiao:${role === 'frame' ? 'frame' : 'element'}:${subject ?? ''}:${sha256.slice(0, 16)}`;
  if (role === 'screenshot') return url === null ? `urn:sha256:${sha256}` : `urn:view:${url}`;
  return url ?? `urn:sha256:${sha256}`;
}
