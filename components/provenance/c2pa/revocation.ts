/**
 * What stapled OCSP answers (RFC 6960) say of the signer's certificate. An answer counts only where the authority that
 * issued the certificate signed it, or a responder that this very authority named for the purpose (§4.2.2.2): the header
 * in which answers stand is covered by no signature, so anybody could accuse a signer otherwise.
 *
 * C2PA 2.2 §15.9.1 takes an answer in the manifest for the time that a trusted time stamp attests; `good` or taken off
 * hold, it shows that the certificate stood then. What a revoked one comes to without a time stamp is said for answers
 * asked for online (§15.9.2), and the same is done here: revoked, unless it was revoked after the attested time. (§14.5.1.2
 * wants no authority to sign answers itself; RFC 6960, which §15.9.1 takes over, lets it. Its word about its own
 * certificate is the first one could ask for, so it counts.)
 */
import {
  type AlgorithmIdentifier,
  BasicOCSPResponse,
  Certificate,
  CryptoEngine,
  type CertID,
  ExtKeyUsage,
  OCSPResponse,
  type SingleResponse,
} from 'pkijs';
import type { Stapled } from './claims';

/**
 * `revoked`: said under the authority's signature. `unverified`: said, and whether the authority says so cannot be told.
 * `after-signing`: revoked, but after the time of signing that a trusted time stamp attests.
 */
export type Revocation = 'revoked' | 'unverified' | 'after-signing';

export interface Circumstances {
  /** Certificates of known authorities with this name (DER). */
  anchorsNamed: (subject: Uint8Array) => Uint8Array[];
  /** Time of signing as a trusted time stamp attests it; null without one. */
  signedAt: Date | null;
  now: Date;
}

/** Real answers are 0.3 to 4 KiB; a signer staples one for itself and one for each authority above it. */
const LARGEST_ANSWER_BYTES = 64 << 10;
const MAX_ANSWERS = 8;
const MAX_CERTIFICATES = 8;
/** Certificates that one answer speaks of. */
const MAX_RESPONSES = 32;

const BASIC = '1.3.6.1.5.5.7.48.1.1';
const EXT_KEY_USAGE = '2.5.29.37';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** RFC 8410 §3. */
const ED25519 = '1.3.101.112';
/** RFC 6960 §4.2.1: choice of certStatus. */
const STATUS = { good: 0, revoked: 1 } as const;
/** RFC 5280 §5.3.1. */
const REASON = { certificateHold: 6, removeFromCrl: 8 } as const;
const DAY_MS = 86_400_000;
/** By which names and keys are hashed in a CertID; SHA-1 is what most responders use, and nothing rests on it here. */
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

const engine = new CryptoEngine({ name: 'web-crypto', crypto: globalThis.crypto });

/**
 * What the answers come to for the signer; null where none of them says that it was revoked, where they speak of other
 * certificates, and where one that counts says that it stood. Unreadable answers say nothing. Never rejects for what the
 * bytes hold. Bounds: MAX_ANSWERS answers of LARGEST_ANSWER_BYTES.
 */
export async function revocationOf(
  { chain, answers }: Stapled,
  circumstances: Circumstances,
): Promise<Revocation | null> {
  const [signer, ...others] = chain.slice(0, MAX_CERTIFICATES).map(certificateIn);
  if (!signer) return null;
  const known = circumstances.anchorsNamed(nameBytes(signer.issuer)).map(certificateIn);
  const issuers = await issuersAmong(signer, [...others, ...known, signer]);
  const found = new Set<Revocation | 'good' | null>();
  for (const bytes of answers.slice(0, MAX_ANSWERS)) {
    const answer = bytes.length <= LARGEST_ANSWER_BYTES ? answerIn(bytes) : null;
    if (!answer) continue;
    for (const one of await readAnswer(answer, signer, issuers, circumstances)) found.add(one);
  }
  if (found.has('good')) return null;
  return (['revoked', 'unverified', 'after-signing'] as const).find((one) => found.has(one)) ?? null;
}

async function readAnswer(
  answer: BasicOCSPResponse,
  signer: Certificate,
  known: readonly Certificate[],
  circumstances: Circumstances,
): Promise<(Revocation | 'good' | null)[]> {
  const inside = (answer.certs ?? []).slice(0, MAX_CERTIFICATES);
  const issuers = [...known, ...(await issuersAmong(signer, inside))];
  const about: SingleResponse[] = [];
  for (const one of answer.tbsResponseData.responses.slice(0, MAX_RESPONSES))
    if (await isAbout(one.certID, signer, issuers)) about.push(one);
  if (about.length === 0) return [];
  const isSigned = await isAuthorized(answer, issuers, inside);
  return about.map((one) => standing(one, answer.tbsResponseData.producedAt, isSigned, circumstances));
}

/** What one part of an answer about the signer comes to. Its times: C2PA 2.2 §15.9. */
function standing(
  response: SingleResponse,
  producedAt: Date,
  isSigned: boolean,
  { signedAt, now }: Circumstances,
): Revocation | 'good' | null {
  const said = statusOf(response);
  if (!said) return null;
  const { thisUpdate, nextUpdate } = response;
  const until = nextUpdate ?? new Date(producedAt.getTime() + DAY_MS);
  if (said === 'good')
    return isSigned && signedAt !== null && thisUpdate <= now && signedAt <= until ? 'good' : null;
  // An answer from the future was not given yet, or this clock is wrong.
  if (!isSigned || !(thisUpdate <= now)) return 'unverified';
  if (signedAt !== null && signedAt < said.at) return 'after-signing';
  // Only a hold is ever lifted, so that an old answer tells nothing of what came after it.
  const isOver = (signedAt ?? now) > until;
  return said.reason === REASON.certificateHold && isOver ? 'unverified' : 'revoked';
}

/** RevokedInfo of a part of an answer, `good` also for one taken off hold; null for `unknown` and what cannot be read. */
function statusOf({ certStatus }: SingleResponse): 'good' | { at: Date; reason: number | null } | null {
  const status = certStatus as {
    idBlock: { tagNumber: number };
    valueBlock: { value?: { toDate?: () => Date; valueBlock: { value?: unknown } }[] };
  };
  if (status.idBlock.tagNumber === STATUS.good) return 'good';
  if (status.idBlock.tagNumber !== STATUS.revoked) return null;
  const [time, reasoned] = status.valueBlock.value ?? [];
  const at = time?.toDate?.();
  if (!at) return null;
  const [enumerated] = (reasoned?.valueBlock.value ?? []) as { valueBlock?: { valueDec?: number } }[];
  const reason = enumerated?.valueBlock?.valueDec ?? null;
  return reason === REASON.removeFromCrl ? 'good' : { at, reason };
}

/**
 * Whether an answer speaks of this certificate (RFC 6960 §4.1.1): its number, the hash of its issuer's name, and, where
 * the issuer's key is at hand, the hash of that.
 */
async function isAbout(id: CertID, signer: Certificate, issuers: readonly Certificate[]): Promise<boolean> {
  const algorithm = HASHES[id.hashAlgorithm.algorithmId];
  const number = signer.serialNumber.valueBlock.valueHexView;
  if (algorithm === undefined || !isSame(id.serialNumber.valueBlock.valueHexView, number)) return false;
  const isHash = async (hash: Uint8Array, of: Uint8Array): Promise<boolean> =>
    isSame(hash, new Uint8Array(await crypto.subtle.digest(algorithm, exact(of))));
  if (!(await isHash(id.issuerNameHash.valueBlock.valueHexView, nameBytes(signer.issuer)))) return false;
  if (issuers.length === 0) return true;
  for (const issuer of issuers)
    if (await isHash(id.issuerKeyHash.valueBlock.valueHexView, keyBytes(issuer))) return true;
  return false;
}

/** Whether the issuer signed the answer, or one that it issued for signing answers did. RFC 6960 §4.2.2.2. */
async function isAuthorized(
  answer: BasicOCSPResponse,
  issuers: readonly Certificate[],
  inside: readonly Certificate[],
): Promise<boolean> {
  for (const issuer of issuers) if (await isSignedWith(answer, issuer)) return true;
  const { producedAt } = answer.tbsResponseData;
  for (const responder of inside) {
    const isNamed = isForAnswers(responder) && isValidAt(responder, producedAt);
    if (!isNamed || !(await isSignedWith(answer, responder))) continue;
    for (const issuer of issuers) if (await isIssuedBy(responder, issuer)) return true;
  }
  return false;
}

function isForAnswers({ extensions }: Certificate): boolean {
  const usage = extensions?.find((one) => one.extnID === EXT_KEY_USAGE)?.parsedValue as unknown;
  return usage instanceof ExtKeyUsage && usage.keyPurposes.includes(OCSP_SIGNING);
}

function isValidAt({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return notBefore.value <= at && at <= notAfter.value;
}

function isSignedWith(answer: BasicOCSPResponse, by: Certificate): Promise<boolean> {
  const { signature, signatureAlgorithm, tbsResponseData } = answer;
  return isSignature(tbsResponseData.tbsView, signature, signatureAlgorithm, by);
}

/** Whether the key of this certificate made the signature. False too for an algorithm that is not known here. */
async function isSignature(
  data: Uint8Array,
  signature: BasicOCSPResponse['signature'],
  algorithm: AlgorithmIdentifier,
  { subjectPublicKeyInfo }: Certificate,
): Promise<boolean> {
  try {
    if (algorithm.algorithmId === ED25519) {
      // pkijs does not know it; browsers do, the older ones not.
      const bits = subjectPublicKeyInfo.toSchema().toBER();
      const key = await crypto.subtle.importKey('spki', bits, 'Ed25519', false, ['verify']);
      return await crypto.subtle.verify(
        'Ed25519',
        key,
        exact(signature.valueBlock.valueHexView),
        exact(data),
      );
    }
    // A signature over SHA-1 is no proof any more; C2PA 2.x §13.2.1 does not list it.
    if (engine.getHashAlgorithm(algorithm) === 'SHA-1') return false;
    return await engine.verifyWithPublicKey(exact(data), signature, subjectPublicKeyInfo, algorithm);
  } catch (error) {
    // pkijs and Web Crypto say so that they do not know an algorithm, a curve or a key.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Those of these certificates whose key signed the signer's certificate under the name that stands in it. */
async function issuersAmong(
  signer: Certificate,
  candidates: readonly (Certificate | null)[],
): Promise<Certificate[]> {
  const issuers: Certificate[] = [];
  for (const one of candidates) if (one && (await isIssuedBy(signer, one))) issuers.push(one);
  return issuers;
}

async function isIssuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const { tbsView, signatureValue, signatureAlgorithm } = certificate;
  return (
    isSame(nameBytes(certificate.issuer), nameBytes(issuer.subject)) &&
    (await isSignature(tbsView, signatureValue, signatureAlgorithm, issuer))
  );
}

function certificateIn(bytes: Uint8Array): Certificate | null {
  return readable(() => Certificate.fromBER(exact(bytes)));
}

/** The answer in an OCSPResponse that succeeded; null for another kind and for what is none. */
function answerIn(bytes: Uint8Array): BasicOCSPResponse | null {
  return readable(() => {
    const { responseStatus, responseBytes } = OCSPResponse.fromBER(exact(bytes));
    if (responseStatus.valueBlock.valueDec !== 0 || responseBytes?.responseType !== BASIC) return null;
    return BasicOCSPResponse.fromBER(exact(responseBytes.response.valueBlock.valueHexView));
  });
}

/** pkijs says every kind of malformed structure by an exception. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** A name as it stands in its certificate: what hashes are made of. */
function nameBytes(name: Certificate['issuer']): Uint8Array {
  return new Uint8Array(name.valueBeforeDecode);
}

/** The bits of a key, without the algorithm: what hashes of keys are made of. */
function keyBytes({ subjectPublicKeyInfo }: Certificate): Uint8Array {
  return subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** A buffer that holds these bytes and nothing else. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
