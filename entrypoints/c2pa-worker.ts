/**
 * The worker in which the C2PA reader runs: packaged, never from a blob, no network beyond the program file
 * that it is told of in its first message. Whoever owns it ends it when a file takes too long.
 */
import { initSync, WasmReader } from '@contentauth/c2pa-wasm';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { WorkerRead, WorkerStart } from '../components/provenance/c2pa/worker-host';
import type { ReaderAnswer } from '../components/provenance/c2pa/report';

interface Scope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: WorkerStart | WorkerRead }) => void): void;
}

export default defineUnlistedScript(() => {
  const scope = globalThis as unknown as Scope;
  scope.addEventListener('message', ({ data }) => {
    if ('wasmUrl' in data) void start(scope, data.wasmUrl);
    else void answer(data).then((result) => scope.postMessage({ id: data.id, answer: result }));
  });
});

async function start(scope: Scope, wasmUrl: string): Promise<void> {
  try {
    const program = await fetch(wasmUrl);
    initSync({ module: await WebAssembly.compile(await program.arrayBuffer()) });
    scope.postMessage({ ready: true });
  } catch (error) {
    scope.postMessage({ ready: false, reason: error instanceof Error ? error.name : typeof error });
  }
}

/**
 * A string is the reader's own error; anything else thrown is the program breaking under the file. For a manifest
 * kept elsewhere the reader asks the network; here it is handed the bytes that the person let us fetch, and the
 * network stays out of reach for as long as the file is read.
 */
async function answer(read: WorkerRead): Promise<ReaderAnswer> {
  const network = globalThis.fetch;
  const { manifest } = read;
  globalThis.fetch = (asked) => Promise.resolve(handedOver(asked, manifest));
  try {
    const reader = await WasmReader.fromBytes(read.format, new Uint8Array(read.bytes), read.settings);
    const json = reader.json();
    reader.free();
    return { json };
  } catch (error) {
    if (typeof error === 'string') return { error };
    return { trap: error instanceof Error ? error.name : typeof error };
  } finally {
    globalThis.fetch = network;
  }
}

/** The reader wants to know the address that answered, which a response made here does not have of itself. */
function handedOver(asked: RequestInfo | URL, manifest: ArrayBuffer | null): Response {
  const response = manifest ? new Response(manifest.slice(0)) : new Response(null, { status: 404 });
  const url = asked instanceof Request ? asked.url : String(asked);
  return Object.defineProperty(response, 'url', { value: url });
}
