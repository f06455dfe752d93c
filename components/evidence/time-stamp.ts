/**
 * RFC 3161 time stamps. The token is over the SHA-256 of the whole file `datapackage-digest.json`, that is
 * over the digest of the manifest, the signature and the public key together: it shows that exactly this
 * signature existed at that time, so a key that leaks later cannot be used to date anything back. The answer
 * of the authority stands beside it as it came (`datapackage-digest.tsr`, DER), so that
 * `openssl ts -verify -data datapackage-digest.json -in datapackage-digest.tsr -CAfile roots.pem` reads it.
 *
 * A CMS signature covers only a part of the answer. What it does not cover is therefore held to one form
 * (DER, no unsigned attributes, no remarks, each certificate the issuer of another), and refused otherwise.
 */
import {
  type AlgorithmIdentifier,
  Certificate,
  CertificateChainValidationEngine,
  CryptoEngine,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  SignedData,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { fromBase64 } from '../model/base64';
import { hexOf, sha256 } from './digest';
import { joined } from './warc';

/** Largest answer read; those of public authorities are 3 to 8 KiB. */
export const LARGEST_ANSWER_BYTES = 64 << 10;
/** Most certificates read from the roots that a person gives, and most bytes of that file. */
const MOST_ROOTS = 500;
export const LARGEST_ROOTS_BYTES = 2 << 20;
const NONCE_BYTES = 8;

const ID = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecPublicKey: '1.2.840.10045.2.1',
  rsaPss: '1.2.840.113549.1.1.10',
  extKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  contentType: '1.2.840.113549.1.9.3',
  /** ESSCertID (RFC 2634, SHA-1) and ESSCertIDv2 (RFC 5035): which certificate signed. */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

export interface TimeStampRequest {
  /** DER of TimeStampReq (RFC 3161 §2.4.1). */
  bytes: Uint8Array<ArrayBuffer>;
  nonce: Uint8Array;
}

/** A request for this SHA-256 (32 bytes): version 1, a random nonce, certificates wanted. Nothing else is in it. */
export function timeStampRequest(digest: Uint8Array): TimeStampRequest {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  // A DER integer is positive and without leading zeros: first byte from 0x40 to 0x7f.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const algorithm = der(
    0x30,
    Uint8Array.of(0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00),
  );
  const imprint = der(0x30, algorithm, der(0x04, digest));
  return {
    bytes: der(0x30, der(0x02, Uint8Array.of(1)), imprint, der(0x02, nonce), der(0x01, Uint8Array.of(0xff))),
    nonce,
  };
}

function der(tag: number, ...contents: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = joined(contents);
  if (content.length > 127) throw new RangeError('too long for a short length');
  return Uint8Array.of(tag, content.length, ...content);
}

export type TimeStampProblem =
  | 'answer-malformed'
  | 'not-granted'
  | 'not-der'
  | 'unsigned-parts'
  | 'another-imprint'
  | 'another-nonce'
  | 'signature-mismatch'
  | 'signer-unnamed'
  | 'not-a-time-stamp-key'
  | 'foreign-certificates'
  | 'outside-validity';

export type CheckedTimeStamp =
  | { ok: false; code: TimeStampProblem }
  | {
      ok: true;
      /** ISO 8601, UTC. */
      at: string;
      /** Names in the certificate that signed, as it writes them: what it says of itself. */
      authority: string;
      /** Against the roots that the person gave. */
      chain: 'trusted' | 'no-roots-given' | 'not-to-these-roots';
    };

/**
 * Whether an answer is a token over `stamped`: imprint, signature, key purpose (timeStamping alone and
 * critical, RFC 3161 §2.3), and the chain to one of `roots` at the time of the token. Revocation is not looked
 * up: that needs the network. Never rejects for what the answer holds. Bounds: LARGEST_ANSWER_BYTES.
 */
export async function checkTimeStamp(
  answer: Uint8Array,
  stamped: Uint8Array,
  roots: readonly Uint8Array[] = [],
  nonce: Uint8Array | null = null,
): Promise<CheckedTimeStamp> {
  if (answer.length > LARGEST_ANSWER_BYTES) return problem('answer-malformed');
  try {
    return await checked(answer, stamped, roots, nonce);
  } catch (error) {
    // pkijs says every kind of malformed structure by an exception.
    if (error instanceof Error) return problem('answer-malformed');
    throw error;
  }
}

async function checked(
  answer: Uint8Array,
  stamped: Uint8Array,
  roots: readonly Uint8Array[],
  nonce: Uint8Array | null,
): Promise<CheckedTimeStamp> {
  const response = TimeStampResp.fromBER(exact(answer));
  if (response.status.status !== 0 || !response.timeStampToken) return problem('not-granted');
  if (response.timeStampToken.contentType !== ID.signedData) return problem('answer-malformed');
  const signed = new SignedData({ schema: response.timeStampToken.content as unknown });
  const [signer, ...others] = signed.signerInfos;
  const content = signed.encapContentInfo.eContent;
  if (!signer || others.length > 0 || signed.encapContentInfo.eContentType !== ID.tstInfo || !content)
    return problem('answer-malformed');
  if (!signer.signedAttrs) return problem('answer-malformed');
  if (response.status.statusStrings || response.status.failInfo || signer.unsignedAttrs || signed.crls)
    return problem('unsigned-parts');
  if (!isDer(answer)) return problem('not-der');

  const info = TSTInfo.fromBER(content.getValue());
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const digest = hexOf(await sha256(stamped));
  if (hashAlgorithm.algorithmId !== ID.sha256 || hexOf(hashedMessage.valueBlock.valueHexView) !== digest)
    return problem('another-imprint');
  if (nonce && hexOf(info.nonce?.valueBlock.valueHexView ?? new Uint8Array()) !== hexOf(nonce))
    return problem('another-nonce');

  const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  if (certificates.length !== (signed.certificates ?? []).length) return problem('unsigned-parts');
  const own = certificates.find((one) => isNamedBy(one, signer.sid));
  if (!own) return problem('signer-unnamed');
  if (!(await isSignatureRight(signed, stamped))) return problem('signature-mismatch');
  if (!(await isSigningCertificate(signed, own))) return problem('signer-unnamed');
  if (!isForTimeStamping(own)) return problem('not-a-time-stamp-key');
  if (!hasPlainSignature(signer.signature.valueBlock.valueHexView, own)) return problem('not-der');
  if (!(await isOneChain(own, certificates)) || !isTidy(signed)) return problem('foreign-certificates');
  // Without roots nobody else looks at the dates: a key that had run out, or was not yet given, states nothing.
  if (!certificates.every((one) => isValidAt(one, info.genTime))) return problem('outside-validity');
  return {
    ok: true,
    at: info.genTime.toISOString(),
    authority: nameOf(own),
    chain: await chainOf(own, certificates, roots, info.genTime),
  };
}

function problem(code: TimeStampProblem): CheckedTimeStamp {
  return { ok: false, code };
}

const engine = new CryptoEngine({ name: 'web-crypto', crypto: globalThis.crypto });

async function isSignatureRight(signed: SignedData, stamped: Uint8Array): Promise<boolean> {
  try {
    return await signed.verify({ signer: 0, data: exact(stamped) }, engine);
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** By bytes and not by meaning: names that compare equal may be spelled in many ways. */
function isNamedBy(certificate: Certificate, sid: unknown): boolean {
  return (
    sid instanceof IssuerAndSerialNumber &&
    hexOf(new Uint8Array(certificate.issuer.valueBeforeDecode)) ===
      hexOf(new Uint8Array(sid.issuer.valueBeforeDecode)) &&
    certificate.serialNumber.isEqual(sid.serialNumber)
  );
}

/** The signed attributes name the certificate by its digest (RFC 5816 §2.2.1), so it cannot be exchanged. */
async function isSigningCertificate(signed: SignedData, own: Certificate): Promise<boolean> {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const bytes = own.toSchema().toBER();
  const type = attributes.find((one) => one.type === ID.contentType);
  const stated = attributes.find(
    (one) => one.type === ID.signingCertificateV2 || one.type === ID.signingCertificate,
  );
  if (!type || !stated) return false;
  const value = hexOf(new Uint8Array((stated.values[0] as { toBER(): ArrayBuffer }).toBER()));
  const digests = stated.type === ID.signingCertificate ? ['SHA-1'] : ['SHA-256', 'SHA-384', 'SHA-512'];
  for (const name of digests) {
    const digest = new Uint8Array(await crypto.subtle.digest(name, bytes));
    // As an OCTET STRING of that very length, inside the attribute that the signature covers.
    if (value.includes(`04${digest.length.toString(16).padStart(2, '0')}${hexOf(digest)}`)) return true;
  }
  return false;
}

function isForTimeStamping({ extensions }: Certificate): boolean {
  const usage = extensions?.find((one) => one.extnID === ID.extKeyUsage);
  return (
    usage?.critical === true &&
    usage.parsedValue instanceof ExtKeyUsage &&
    usage.parsedValue.keyPurposes.join() === ID.timeStamping
  );
}

function isValidAt({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return notBefore.value <= at && at <= notAfter.value;
}

/** Every certificate that came along is the signer's or issued, directly or not, the signer's; none is there twice. */
async function isOneChain(own: Certificate, all: readonly Certificate[]): Promise<boolean> {
  const left = new Set(all);
  let at: Certificate | undefined = own;
  while (at) {
    left.delete(at);
    const of: Certificate = at;
    if (of.issuer.isEqual(of.subject)) {
      if (!(await isIssuedBy(of, of))) return false;
      break;
    }
    at = [...left].find((one) => one.subject.isEqual(of.issuer));
    if (at && !(await isIssuedBy(of, at))) return false;
  }
  return left.size === 0;
}

/** The issuer's signature, in its one spelling, under the algorithm that the signed part names. */
async function isIssuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  return (
    spelled(certificate.signature) === spelled(certificate.signatureAlgorithm) &&
    hasPlainSignature(certificate.signatureValue.valueBlock.valueHexView, issuer) &&
    (await certificate.verify(issuer, engine))
  );
}

/**
 * Whether an ECDSA signature is the one DER spelling of two numbers that fit the signer's curve (RFC 3279
 * §2.2.3). pkijs cuts what stands before them, so that it would pass a changed first byte. Others: true.
 */
function hasPlainSignature(signature: Uint8Array, { subjectPublicKeyInfo: key }: Certificate): boolean {
  if (key.algorithm.algorithmId !== ID.ecPublicKey) return true;
  const most = (key.subjectPublicKey.valueBlock.valueHexView.length - 1) / 2;
  if (signature[0] !== 0x30 || !isDer(signature)) return false;
  let at = (signature[1] ?? 0) < 0x80 ? 2 : 3;
  for (let number = 0; number < 2; number += 1) {
    const length = signature[at + 1] ?? 0;
    const [first = 0, second = 0] = signature.subarray(at + 2, at + 4);
    const isPadded = first === 0;
    if (signature[at] !== 0x02 || length === 0 || length > most + 1 || first >= 0x80) return false;
    if (isPadded ? second < 0x80 : length > most) return false;
    at += 2 + length;
  }
  return at === signature.length;
}

/** Fields of CMS that nothing signs, held to what the signed ones imply. */
function isTidy(signed: SignedData): boolean {
  const [signer] = signed.signerInfos;
  const [algorithm, ...others] = signed.digestAlgorithms;
  if (!signer || !algorithm || others.length > 0) return false;
  const isPss = signer.signatureAlgorithm.algorithmId === ID.rsaPss;
  return (
    signed.version === 3 &&
    signer.version === 1 &&
    spelled(algorithm) === spelled(signer.digestAlgorithm) &&
    hasNoParameters(signer.digestAlgorithm) &&
    (isPss || hasNoParameters(signer.signatureAlgorithm))
  );
}

function spelled(algorithm: AlgorithmIdentifier): string {
  return hexOf(new Uint8Array(algorithm.toSchema().toBER()));
}

/** Absent or NULL: both are written in practice (RFC 5754 §2). */
function hasNoParameters({ algorithmParams }: AlgorithmIdentifier): boolean {
  if (algorithmParams === undefined || algorithmParams === null) return true;
  return hexOf(new Uint8Array((algorithmParams as { toBER(): ArrayBuffer }).toBER())) === '0500';
}

async function chainOf(
  own: Certificate,
  all: readonly Certificate[],
  roots: readonly Uint8Array[],
  at: Date,
): Promise<'trusted' | 'no-roots-given' | 'not-to-these-roots'> {
  if (roots.length === 0) return 'no-roots-given';
  const trusted = roots.map((bytes) => Certificate.fromBER(exact(bytes)));
  const chain = new CertificateChainValidationEngine({
    trustedCerts: trusted,
    certs: [...all.filter((one) => one !== own), own],
    checkDate: at,
  });
  const { result } = await chain.verify({}, engine);
  return result ? 'trusted' : 'not-to-these-roots';
}

function nameOf({ subject }: Certificate): string {
  return subject.typesAndValues
    .map(({ value }) => String((value as { valueBlock: { value: unknown } }).valueBlock.value))
    .join(', ')
    .slice(0, 300);
}

export type ReadRoots =
  { ok: true; roots: Uint8Array[] } | { ok: false; code: 'roots-unreadable' | 'too-many-roots' };

/** Certificates out of PEM text or one DER file, as the person gives them. */
export function rootsFrom(bytes: Uint8Array): ReadRoots {
  if (bytes.length > LARGEST_ROOTS_BYTES) return { ok: false, code: 'too-many-roots' };
  const text = new TextDecoder('latin1').decode(bytes);
  const blocks = [
    ...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,20000})-----END CERTIFICATE-----/g),
  ];
  if (blocks.length > MOST_ROOTS) return { ok: false, code: 'too-many-roots' };
  try {
    const roots = blocks.map(([, body = '']) => fromBase64(body.replace(/\s/g, '')));
    if (roots.length === 0) roots.push(new Uint8Array(bytes));
    for (const root of roots) Certificate.fromBER(exact(root));
    return { ok: true, roots };
  } catch (error) {
    if (error instanceof Error) return { ok: false, code: 'roots-unreadable' };
    throw error;
  }
}

/** A buffer that holds these bytes and nothing else. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/**
 * Whether every length in a DER structure is spelled the one short way and the parts fill their wholes, with
 * nothing behind. Depth and size are bounded by the answer's own bound.
 */
export function isDer(bytes: Uint8Array): boolean {
  const end = elementEnd(bytes, 0, bytes.length, 0);
  return end === bytes.length;
}

function elementEnd(bytes: Uint8Array, at: number, limit: number, depth: number): number | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (depth > 32 || tag === undefined || first === undefined || at + 2 > limit || (tag & 0x1f) === 0x1f)
    return null;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 3 || start + count > limit) return null;
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[start + index] ?? 0);
    start += count;
    if (length < 0x80 || length < 256 ** (count - 1)) return null;
  }
  const end = start + length;
  if (end > limit) return null;
  if ((tag & 0x20) === 0) return end;
  let inner = start;
  while (inner < end) {
    const next = elementEnd(bytes, inner, end, depth + 1);
    if (next === null) return null;
    inner = next;
  }
  return end;
}
