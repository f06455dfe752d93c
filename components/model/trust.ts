/**
 * Lists of trust anchors: whose keys vouch for signers, and whose for time stamps. An anchor is held as the
 * facts that checking a signature needs (RFC 5914 TrustAnchorInfo: public key, key identifier, name), not as
 * somebody's certificate.
 */
import { z } from './zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const day = z.iso.date();
const bothLanguages = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

export const trustAnchorSchema = z.strictObject({
  /** Subject as text, for people; the reader compares `subject`. */
  name: z.string().min(1).max(500),
  /** Subject as DER Name (RFC 5280 §4.1.2.6), base64: names are compared byte for byte. */
  subject: base64.max(2000),
  /** SubjectPublicKeyInfo as DER (RFC 5280 §4.1.2.7), base64. */
  publicKey: base64.max(4000),
  /** Key identifier (RFC 5280 §4.2.1.2) as hex; null where the certificate stated none. */
  keyId: z
    .string()
    .regex(/^([0-9a-f]{2}){1,64}$/)
    .nullable(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** SHA-256 of the certificate that these facts were read from, hex. */
  certificateSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type TrustAnchor = z.infer<typeof trustAnchorSchema>;

/** rules/trust/<id>.json */
export const trustListSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40),
  title: bothLanguages,
  /** C2PA 2.x §14.4: lists for signers and lists for time-stamping authorities are kept apart. */
  purpose: z.enum(['signers', 'time-stamps']),
  publishedAt: z.url({ protocol: /^https$/ }).max(300),
  /** Day of the publisher's version that the anchors were read from. */
  asOf: day,
  anchors: z.array(trustAnchorSchema).min(1).max(500),
});
export type TrustList = z.infer<typeof trustListSchema>;
