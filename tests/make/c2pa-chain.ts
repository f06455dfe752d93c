/**
 * A certificate chain for signed fixtures: one root, one signer under it, made anew in each process. The few
 * DER forms it needs (X.690, RFC 5280) are written here; Node can read certificates but not make them.
 */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Chain {
  /** Certificates as DER, the signer first, the trusted root left out. */
  certificates: Uint8Array[];
  rootPem: string;
  /** ES256 as COSE wants it: r and s, 32 bytes each. */
  sign(data: Uint8Array): Uint8Array;
  /** The same as DER, as CMS wants it. */
  signDer(data: Uint8Array): Uint8Array;
  /** Subject of the root, DER; with `isLong` this and what follows are those of the authority between it and the signer. */
  rootName: Uint8Array;
  /** Key of the root as the bits of a certificate hold it. */
  rootKey: Uint8Array;
  rootCertificate: Uint8Array;
  /** Subject of the signer, DER. */
  signerName: Uint8Array;
  /** What the root signs itself, as DER, as CMS wants it. */
  signDerAsRoot(data: Uint8Array): Uint8Array;
  /** How it does so: AlgorithmIdentifier, DER. */
  rootAlgorithm: Uint8Array;
  rootKeys: { publicKey: KeyObject; privateKey: KeyObject };
}

export interface ChainOptions {
  /** Organisation of the signer; null leaves it out, as certificates of persons do. */
  organisation?: string | null;
  commonName?: string;
  /** False makes a signer whose time is over. */
  isCurrent?: boolean;
  /** What the one under the root may do: sign claims, unless told. */
  purpose?: keyof typeof PURPOSES;
  /** Issued by the root of this chain instead of one of its own. */
  under?: Chain;
  /** True puts another authority above the one that issues, which then is no root and stands in the chain. */
  isLong?: boolean;
  /** Kind of the authority's key; `ec` (P-256) unless told. */
  authorityKey?: 'ec' | 'rsa' | 'ed25519';
  /** Number of the certificate, under 128; 2 unless told. */
  serial?: number;
}

/** C2PA claim signing, and e-mail protection, which older readers ask for. C2PA 2.x §14.5.1. */
const CLAIM_SIGNING = '1.3.6.1.4.1.62558.2.1';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const PURPOSES = {
  claims: [EMAIL_PROTECTION, CLAIM_SIGNING],
  'time-stamps': ['1.3.6.1.5.5.7.3.8'],
  /** Answers about revocation (RFC 6960 §4.2.2.2). */
  revocation: ['1.3.6.1.5.5.7.3.9'],
} as const;

/** Makes a chain whose names say that it is a test. */
export function makeChain(options: ChainOptions = {}): Chain {
  const rootKeys = options.under?.rootKeys ?? authorityKeys(options.authorityKey ?? 'ec');
  const signerKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rootName =
    options.under?.rootName ??
    name(options.isLong ? 'Mingbiao Test Issuer' : 'Mingbiao Test Root', 'Mingbiao Test');
  const organisation = options.organisation === undefined ? 'Mingbiao Test' : options.organisation;
  const signerName = name(options.commonName ?? 'Mingbiao Test Signer', organisation);
  const top = options.isLong ? makeChain() : null;
  const root =
    options.under?.rootCertificate ??
    certificate({
      serial: 1,
      issuer: top?.rootName ?? rootName,
      subject: rootName,
      notAfter: '440101000000Z',
      publicKey: rootKeys.publicKey,
      signingKey: top?.rootKeys.privateKey ?? rootKeys.privateKey,
      extensions: [
        extension('2.5.29.19', true, sequence(BOOLEAN_TRUE)),
        extension('2.5.29.15', true, Uint8Array.of(0x03, 0x02, 0x01, 0x06)),
        extension('2.5.29.14', false, tlv(0x04, keyId(rootKeys.publicKey))),
        ...(top ? [extension('2.5.29.35', false, sequence(tlv(0x80, keyId(top.rootKeys.publicKey))))] : []),
      ],
    });
  const signer = certificate({
    serial: options.serial ?? 2,
    issuer: rootName,
    subject: signerName,
    notAfter: options.isCurrent === false ? '250101000000Z' : '440101000000Z',
    publicKey: signerKeys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [
      extension('2.5.29.19', true, sequence()),
      extension('2.5.29.15', true, Uint8Array.of(0x03, 0x02, 0x07, 0x80)),
      extension('2.5.29.37', true, sequence(...PURPOSES[options.purpose ?? 'claims'].map(oid))),
      extension('2.5.29.14', false, tlv(0x04, keyId(signerKeys.publicKey))),
      extension('2.5.29.35', false, sequence(tlv(0x80, keyId(rootKeys.publicKey)))),
    ],
  });
  const body = Buffer.from(root).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    certificates: top ? [signer, root] : [signer],
    rootPem: top?.rootPem ?? `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
    sign: (data) =>
      new Uint8Array(sign('sha256', data, { key: signerKeys.privateKey, dsaEncoding: 'ieee-p1363' })),
    signDer: (data) => new Uint8Array(sign('sha256', data, signerKeys.privateKey)),
    rootName,
    rootKey: keyBits(rootKeys.publicKey),
    rootCertificate: root,
    signerName,
    signDerAsRoot: (data) => signedDer(data, rootKeys.privateKey),
    rootAlgorithm: algorithmOf(rootKeys.privateKey),
    rootKeys,
  };
}

interface Parts {
  serial: number;
  issuer: Uint8Array;
  subject: Uint8Array;
  notAfter: string;
  publicKey: KeyObject;
  signingKey: KeyObject;
  extensions: Uint8Array[];
}

function certificate(parts: Parts): Uint8Array {
  const algorithm = algorithmOf(parts.signingKey);
  const body = sequence(
    tlv(0xa0, Uint8Array.of(0x02, 0x01, 0x02)),
    Uint8Array.of(0x02, 0x01, parts.serial),
    algorithm,
    parts.issuer,
    sequence(utcTime('240101000000Z'), utcTime(parts.notAfter)),
    parts.subject,
    new Uint8Array(parts.publicKey.export({ type: 'spki', format: 'der' })),
    tlv(0xa3, sequence(...parts.extensions)),
  );
  const signature = signedDer(body, parts.signingKey);
  return sequence(body, algorithm, tlv(0x03, concat(Uint8Array.of(0), signature)));
}

function authorityKeys(kind: 'ec' | 'rsa' | 'ed25519'): Chain['rootKeys'] {
  if (kind === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
}

/** The bits of a key as a certificate holds them: RFC 8017 §A.1.1, RFC 5480 §2.2, RFC 8410 §4. */
function keyBits(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType === 'rsa') return new Uint8Array(key.export({ type: 'pkcs1', format: 'der' }));
  const bytes = key.asymmetricKeyType === 'ec' ? 65 : 32;
  return new Uint8Array(key.export({ type: 'spki', format: 'der' }).subarray(-bytes));
}

/** ecdsa-with-SHA256, sha256WithRSAEncryption or Ed25519, as certificates name them. */
function algorithmOf(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType === 'rsa')
    return sequence(oid('1.2.840.113549.1.1.11'), Uint8Array.of(0x05, 0x00));
  return sequence(oid(key.asymmetricKeyType === 'ec' ? '1.2.840.10045.4.3.2' : '1.3.101.112'));
}

function signedDer(data: Uint8Array, key: KeyObject): Uint8Array {
  return new Uint8Array(sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key));
}

const BOOLEAN_TRUE = Uint8Array.of(0x01, 0x01, 0xff);

/** A distinguished name, as tests may need one by itself. */
export function name(commonName: string, organisation: string | null): Uint8Array {
  const attribute = (type: string, value: string): Uint8Array =>
    tlv(0x31, sequence(oid(type), tlv(0x0c, new TextEncoder().encode(value))));
  return sequence(
    ...(organisation === null ? [] : [attribute('2.5.4.10', organisation)]),
    attribute('2.5.4.3', commonName),
  );
}

function extension(type: string, isCritical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(type), ...(isCritical ? [BOOLEAN_TRUE] : []), tlv(0x04, value));
}

function keyId(key: KeyObject): Uint8Array {
  return new Uint8Array(
    createHash('sha1')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest(),
  );
}

function utcTime(time: string): Uint8Array {
  return tlv(0x17, new TextEncoder().encode(time));
}

/** DER of an object identifier given in dots. X.690 §8.19. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return tlv(0x06, Uint8Array.from(bytes));
}

export function sequence(...parts: Uint8Array[]): Uint8Array {
  return tlv(0x30, concat(...parts));
}

/** One DER value: tag, length in the shortest form, content. */
export function tlv(tag: number, content: Uint8Array): Uint8Array {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return concat(Uint8Array.of(tag, ...length), content);
}

/** Bytes after one another. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
