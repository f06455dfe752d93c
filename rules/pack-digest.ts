/** The digest of a pack: over its head, its rules and every provision they name, so that it means the law itself. */
import { canonicalJson } from './canonical';
import type { CompiledPack, Provision } from './language';

/** `sha256-` and 64 hex digits. `sha256` gives the hex SHA-256 of a text in UTF-8. */
export async function packDigest(
  { digest: _, rules, ...head }: Omit<CompiledPack, 'digest'> & { digest?: string },
  provisionOf: (id: string) => Provision | undefined,
  sha256: (text: string) => string | Promise<string>,
): Promise<string> {
  const named = [...new Set(rules.flatMap((rule) => rule.provisions))].sort().map(provisionOf);
  return `sha256-${await sha256(canonicalJson({ pack: head, rules, provisions: named }))}`;
}
