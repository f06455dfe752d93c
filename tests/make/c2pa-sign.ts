/**
 * Writes a real, signed C2PA manifest into a picture, for tests and the demo shop. The manifest is built and
 * bound to the bytes by the reader's own library; the COSE signature is ours, under a test root made anew in
 * each process, so a fixture is `valid-untrusted` for everybody who does not add that root.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, WasmBuilder } from '@contentauth/c2pa-wasm';
import { encodeCbor, Tagged } from './c2pa-cbor';
import { makeChain, type Chain } from './c2pa-chain';
import { ocspResponse, type Standing } from './revocation';
import { timeStampToken } from './time-stamp';

export interface C2paIntent {
  actions: {
    action: string;
    /** Code of the IPTC list, such as `trainedAlgorithmicMedia`, or a whole address. */
    digitalSourceType?: string;
    softwareAgent?: string;
    description?: string;
  }[];
  title: string;
  /** Name of the claim generator. */
  generator: string;
  /** Signed with this chain instead of the process's own. */
  chain?: Chain;
  /** A time stamp of this authority over the signature, as of this time (ISO 8601, UTC). */
  stamp?: { authority: Chain; at: string };
  /** What the authority of the signer said of its certificate, kept beside the signature (C2PA 2.x §14.6). */
  standing?: Standing;
}

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
/** Bytes kept free for the signature; ours needs about 700. */
const RESERVE_BYTES = 4096;

/** Signs whatever the intent says, so that fixtures of broken signatures can be made too. */
const SETTINGS = JSON.stringify({ verify: { verify_after_sign: false, remote_manifest_fetch: false } });

let ownChain: Chain | null = null;
let isStarted = false;

function chain(): Chain {
  return (ownChain ??= makeChain());
}

/** The root that vouches for what `signC2pa` signs in this process. */
export function testAnchorsPem(): string {
  return chain().rootPem;
}

/**
 * A manifest of this JPEG or PNG that is kept elsewhere, and the picture: with the address in its XMP, or, where that
 * is null, as it was. Rejects when the library refuses the intent.
 */
export async function signC2paElsewhere(
  bytes: Uint8Array,
  mime: string,
  intent: C2paIntent,
  address: string | null,
): Promise<{ asset: Uint8Array; manifest: Uint8Array }> {
  start();
  const builder = WasmBuilder.fromJson(JSON.stringify(definition(mime, intent)), SETTINGS);
  const signer = intent.chain ?? chain();
  if (address !== null) builder.setRemoteUrl(address);
  builder.setNoEmbed(true);
  try {
    return (await builder.signAndGetManifestBytes(
      {
        alg: 'es256',
        reserveSize: RESERVE_BYTES,
        sign: (claim: Uint8Array) => Promise.resolve(new Uint8Array(coseSign1(claim, signer, intent))),
      },
      [],
      mime,
      new MemoryBlob(bytes, mime),
    )) as { asset: Uint8Array; manifest: Uint8Array };
  } finally {
    builder.free();
  }
}

/** The same JPEG or PNG with a manifest in it. Rejects when the library refuses the intent. */
export async function signC2pa(bytes: Uint8Array, mime: string, intent: C2paIntent): Promise<Uint8Array> {
  start();
  const builder = WasmBuilder.fromJson(JSON.stringify(definition(mime, intent)), SETTINGS);
  const signer = intent.chain ?? chain();
  const source = new MemoryBlob(bytes, mime);
  try {
    return await builder.sign(
      {
        alg: 'es256',
        reserveSize: RESERVE_BYTES,
        sign: (claim) => Promise.resolve(new Uint8Array(coseSign1(claim, signer, intent))),
      },
      [],
      mime,
      source,
    );
  } finally {
    builder.free();
  }
}

function definition(mime: string, intent: C2paIntent): object {
  const actions = intent.actions.map(({ digitalSourceType, softwareAgent, ...rest }) => ({
    ...rest,
    ...(digitalSourceType === undefined
      ? {}
      : {
          digitalSourceType: digitalSourceType.includes('/')
            ? digitalSourceType
            : SOURCE_TYPES + digitalSourceType,
        }),
    ...(softwareAgent === undefined ? {} : { softwareAgent: { name: softwareAgent } }),
  }));
  return {
    claim_generator_info: [{ name: intent.generator }],
    title: intent.title,
    format: mime,
    assertions: [{ label: 'c2pa.actions.v2', data: { actions } }],
  };
}

/** COSE_Sign1 over the claim, detached, padded to the room that was kept. RFC 9052 §4.4, C2PA 2.x §13.2. */
function coseSign1(
  claim: Uint8Array,
  signer: Chain,
  { stamp, standing }: Pick<C2paIntent, 'stamp' | 'standing'>,
): Uint8Array {
  const guarded = encodeCbor(
    new Map<number, unknown>([
      [1, -7],
      [33, signer.certificates],
    ]),
  );
  const signature = signer.sign(encodeCbor(['Signature1', guarded, new Uint8Array(0), claim]));
  // The stamp countersigns the signature, as a CBOR byte string (C2PA 2.x §10.3.2.5, RFC 9052 §4.4).
  const covered = encodeCbor(['CounterSignature', guarded, new Uint8Array(0), encodeCbor(signature)]);
  const token = stamp && timeStampToken(covered, stamp.authority, stamp.at);
  const stamped = token ? { sigTst2: { tstTokens: [{ val: token }] } } : {};
  const stapled = standing ? { rVals: { ocspVals: [ocspResponse(signer, standing)] } } : {};
  const sealed = (pad: Uint8Array): Uint8Array =>
    encodeCbor(new Tagged(18, [guarded, { ...stamped, ...stapled, pad }, null, signature]));
  const bare = sealed(new Uint8Array(256)).length - 256;
  return sealed(new Uint8Array(RESERVE_BYTES - bare));
}

function start(): void {
  if (isStarted) return;
  const program = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  initSync({ module: new WebAssembly.Module(readFileSync(program)) });
  // Building, unlike reading, goes through a browser's way of reading files at once; Node has none.
  Object.assign(globalThis, { FileReaderSync: MemoryReader });
  isStarted = true;
}

class MemoryBlob extends Blob {
  constructor(
    readonly held: Uint8Array,
    type: string,
  ) {
    super([new Uint8Array(held)], { type });
  }

  override slice(start = 0, end = this.held.length, type = this.type): MemoryBlob {
    return new MemoryBlob(this.held.subarray(start, end), type);
  }
}

class MemoryReader {
  readAsArrayBuffer(blob: MemoryBlob): ArrayBuffer {
    return new Uint8Array(blob.held).buffer;
  }
}
