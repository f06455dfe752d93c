/**
 * Which records the archive of a case holds: what wrote it, one per capture, and the case itself. Whoever writes
 * a file and whoever checks one both ask here.
 */
import type { Capture, Case } from '../model/case';
import { responseHead } from './exchange';
import { archiveUrlOf } from './layout';
import type { WarcRecord } from './warc';

export function infoRecord(of: Case): WarcRecord {
  const info = [
    `software: Mingbiao ${of.environment.extensionVersion}`,
    'format: WARC File Format 1.1',
    'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    `isPartOf: ${of.id}`,
    '',
  ].join('\r\n');
  return {
    type: 'warcinfo',
    targetUri: null,
    date: of.keptAt,
    contentType: 'application/warc-fields',
    body: new TextEncoder().encode(info),
  };
}

/** Media that are compressed by their own format. */
const PACKED = /^(video|audio|image)\/(?!svg|bmp|x-|vnd\.|tiff)/;

/** A response where the case speaks of one, else a resource. */
export function captureRecord(capture: Capture, body: Uint8Array): WarcRecord {
  const head = responseHead(capture);
  const isPacked = PACKED.test(capture.mime);
  const at = { targetUri: archiveUrlOf(capture), date: capture.capturedAt, body, isPacked };
  return head
    ? { ...at, type: 'response', contentType: 'application/http; msgtype=response', head }
    : { ...at, type: 'resource', contentType: capture.mime };
}

/** The case in the archive: the very bytes of `case.json`. */
export function caseRecord(of: Case, caseJson: Uint8Array): WarcRecord {
  return {
    type: 'metadata',
    targetUri: `urn:mingbiao:case:${of.id}`,
    date: of.keptAt,
    contentType: 'application/json',
    body: caseJson,
  };
}
