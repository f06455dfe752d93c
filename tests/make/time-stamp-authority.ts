/**
 * A time-stamp authority of our own for the tests, run by openssl behind a small server on loopback: a root, an
 * authority issued by it with the one critical purpose timeStamping, and `openssl ts -reply` for each request.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TimeStampAuthority {
  url: string;
  folder: string;
  /** PEM of the root. */
  rootPem: string;
  rootFile: string;
  /** DER answer to a DER request. */
  answer(request: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Bodies of the requests that came by HTTP. */
  requests: Uint8Array[];
  /** Bytes to send in place of an answer, for a request that came by HTTP; null leaves it to the authority. */
  behave: ((request: Uint8Array) => Uint8Array | null) | null;
  close(): Promise<void>;
}

const CONFIG = `
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = name
[name]
`;

/**
 * Starts one, with RSA or EC keys; `isSecure` serves it by https, with a certificate that nobody vouches for.
 * With `validDays` 0 the authority's own certificate runs out in the second in which it is made.
 * `behave` answers in place of the authority where it gives something. Needs openssl 3.
 */
export async function startTimeStampAuthority(
  name = 'Test Root',
  signing: 'rsa' | 'ec' = 'rsa',
  isSecure = false,
  validDays = 30,
): Promise<TimeStampAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'time-stamps-'));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG);
  writeFileSync(join(folder, 'serial'), '01\n');
  const kind = signing === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const subject = (common: string): string => `/O=Mingbiao tests/CN=${common}`;
  openssl(
    ...[
      'req',
      '-x509',
      '-newkey',
      ...kind,
      '-nodes',
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-days',
      '30',
    ],
    ...['-config', 'tsa.cnf', '-extensions', 'ca', '-subj', subject(name)],
  );
  openssl(
    ...['req', '-newkey', ...kind, '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr'],
    ...['-config', 'tsa.cnf', '-subj', subject('Time stamps')],
  );
  openssl(
    ...['x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'],
    ...['-out', 'tsa.pem', '-days', String(validDays), '-extfile', 'tsa.cnf', '-extensions', 'stamping'],
  );
  let count = 0;
  const answer = (request: Uint8Array): Uint8Array<ArrayBuffer> => {
    count += 1;
    const [question, reply] = [`${String(count)}.tsq`, `${String(count)}.tsr`];
    writeFileSync(join(folder, question), request);
    openssl(
      ...['ts', '-reply', '-queryfile', question, '-config', 'tsa.cnf', '-section', 'tsa_config'],
      ...['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-out', reply],
    );
    return new Uint8Array(readFileSync(join(folder, reply)));
  };
  const requests: Uint8Array[] = [];
  const listen: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = new Uint8Array(Buffer.concat(parts));
      requests.push(body);
      if (request.headers['content-type'] !== 'application/timestamp-query') {
        response.writeHead(415).end();
        return;
      }
      response
        .writeHead(200, { 'content-type': 'application/timestamp-reply' })
        .end(authority.behave?.(body) ?? answer(body));
    });
  };
  if (isSecure)
    openssl(
      ...['req', '-x509', '-newkey', ...kind, '-nodes', '-keyout', 'tls.key', '-out', 'tls.pem'],
      ...['-days', '30', '-subj', '/CN=127.0.0.1'],
    );
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const server = isSecure
    ? createSecureServer({ key: read('tls.key'), cert: read('tls.pem') }, listen)
    : createServer(listen);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const authority: TimeStampAuthority = {
    behave: null,
    url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${String((server.address() as AddressInfo).port)}/stamp`,
    folder,
    rootPem: readFileSync(join(folder, 'root.pem'), 'utf8'),
    rootFile: join(folder, 'root.pem'),
    answer,
    requests,
    close: async () => {
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return authority;
}
