/**
 * The thread in which the C2PA reader runs for the commands. Plain JavaScript, so that it starts the same
 * way under any loader. Speaks what entrypoints/c2pa-worker.ts speaks.
 */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { initSync, WasmReader } from '@contentauth/c2pa-wasm';

parentPort.on('message', (data) => {
  if ('wasmUrl' in data) start(data.wasmUrl);
  else void answer(data).then((result) => parentPort.postMessage({ id: data.id, answer: result }));
});

function start(wasmUrl) {
  try {
    initSync({ module: new WebAssembly.Module(readFileSync(new URL(wasmUrl))) });
    parentPort.postMessage({ ready: true });
  } catch (error) {
    parentPort.postMessage({ ready: false, reason: error.name });
  }
}

/** As in entrypoints/c2pa-worker.ts: the reader is handed a manifest kept elsewhere, never the network. */
async function answer({ format, bytes, settings, manifest }) {
  const network = globalThis.fetch;
  globalThis.fetch = (asked) => Promise.resolve(handedOver(asked, manifest));
  try {
    const reader = await WasmReader.fromBytes(format, new Uint8Array(bytes), settings);
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
function handedOver(asked, manifest) {
  const response = manifest ? new Response(manifest.slice(0)) : new Response(null, { status: 404 });
  const url = asked instanceof Request ? asked.url : String(asked);
  return Object.defineProperty(response, 'url', { value: url });
}
