/**
 * Manifest stores put together from a few lines of intent, unsigned: for tests of what is read from claims,
 * in every version of the format, without a signing library in between.
 */
import { encodeCbor, Tagged } from './c2pa-cbor';

export interface ManifestIntent {
  label: string;
  /** Fields of the claim beside the list of assertions, which is written from `assertions`. */
  claim?: Record<string, unknown>;
  claimLabel?: 'c2pa.claim' | 'c2pa.claim.v2';
  /** Assertions by label; those in `unlisted` are stored but not named in the claim. */
  assertions?: Record<string, unknown>;
  unlisted?: string[];
  /** Written as JSON boxes instead of CBOR. */
  isJson?: boolean;
  certificate?: Uint8Array;
}

/** A store with these manifests, the last one active. */
export function manifestStore(manifests: ManifestIntent[]): Uint8Array {
  return superbox('c2pa', manifests.map(manifest));
}

function manifest(intent: ManifestIntent): Uint8Array {
  const content = (value: unknown): Uint8Array =>
    intent.isJson ? box('json', utf8(JSON.stringify(value))) : box('cbor', encodeCbor(value));
  const assertions = Object.entries(intent.assertions ?? {});
  const listed = assertions
    .filter(([label]) => !intent.unlisted?.includes(label))
    .map(([label]) => ({ url: `self#jumbf=c2pa.assertions/${label}`, hash: new Uint8Array(32) }));
  const isV2 = intent.claimLabel === 'c2pa.claim.v2';
  const claim = { ...intent.claim, [isV2 ? 'created_assertions' : 'assertions']: listed };
  const chain = intent.certificate ? new Map([[33, intent.certificate]]) : new Map();
  return superbox(intent.label, [
    superbox(
      'c2pa.assertions',
      assertions.map(([label, value]) => superbox(label, [content(value)])),
    ),
    superbox(intent.claimLabel ?? 'c2pa.claim', [box('cbor', encodeCbor(claim))]),
    superbox('c2pa.signature', [
      box(
        'cbor',
        encodeCbor(new Tagged(18, [encodeCbor(new Map([[1, -7]])), chain, null, new Uint8Array(64)])),
      ),
    ]),
  ]);
}

/** A JUMBF superbox with a label and these boxes in it. */
export function superbox(label: string, boxes: Uint8Array[]): Uint8Array {
  const description = Buffer.concat([contentType(label), Uint8Array.of(3), utf8(label), Uint8Array.of(0)]);
  return box('jumb', Buffer.concat([box('jumd', description), ...boxes]));
}

/** UUID of the store (C2PA 2.x §11.1.4.2); of the boxes in it, which no reader of ours looks at, some bytes. */
function contentType(label: string): Buffer {
  return label === 'c2pa'
    ? Buffer.from('6332706100110010800000aa00389b71', 'hex')
    : Buffer.alloc(16, label.length);
}

/** One ISO box: length, type, content. */
export function box(type: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, 'latin1');
  return new Uint8Array(Buffer.concat([head, content]));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
