/** The data package of a case file (WACZ 1.1.1 §5.2.4, Frictionless Data Package). */
import type { Case } from '../model/case';
import { canonicalJson } from './canonical';
import { sha256Hex } from './digest';
import { pageDateOf } from './index-lines';
import { WACZ_VERSION } from './layout';
import type { ZipEntry } from './zip';

/**
 * Text of `datapackage.json` over these contents. `signedAt` (ISO 8601, UTC) stands in it where the file is
 * signed, because only there the signature covers it.
 */
export async function manifestText(
  of: Case,
  software: string,
  signedAt: string | undefined,
  contents: readonly ZipEntry[],
): Promise<string> {
  const resources = [];
  for (const { name, bytes } of [...contents].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    resources.push({
      name: name.slice(name.lastIndexOf('/') + 1).toLowerCase(),
      path: name,
      hash: `sha256:${await sha256Hex(bytes)}`,
      bytes: bytes.length,
    });
  }
  return canonicalJson({
    profile: 'data-package',
    wacz_version: WACZ_VERSION,
    title: of.title || of.url,
    created: of.keptAt,
    modified: signedAt,
    software,
    mainPageUrl: of.url,
    mainPageDate: pageDateOf(of),
    resources,
  });
}
