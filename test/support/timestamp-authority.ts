import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate of the authority: what it is for, the years it is valid for, e.g. 2020, its key and its issuer. */
export interface IssuedCertificate {
  usage?: string;
  years?: [from: number, until: number];
  rsa?: boolean;
  /** True: it issues certificates itself. */
  issues?: boolean;
  by?: string;
}

/** A time-stamping authority by OpenSSL, whose files lie in a folder of their own. */
export interface Authority {
  /** The root certificate, in PEM. */
  roots: string;
  folder: string;
  policy: string;
  openssl(args: string[], input?: Buffer): Buffer;
  /** Issues a certificate and key as `<name>.crt` and `<name>.key`. */
  issue(name: string, certificate?: IssuedCertificate): void;
  /** The answer to a request, as `openssl ts -reply` makes it with the certificate of that name. */
  reply(request: Buffer, signer?: string): Buffer;
  remove(): void;
}

const policy = '1.3.6.1.4.1.13762.3';
const usual = 'critical,timeStamping';

const settings = (folder: string) => `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ca]
default_ca = issuing
[issuing]
database = ${folder}/index.txt
new_certs_dir = ${folder}
rand_serial = yes
default_md = sha256
policy = anything
unique_subject = no
[anything]
commonName = supplied
[tsa]
default_tsa = one
[one]
serial = ${folder}/serial
signer_digest = sha256
default_policy = ${policy}
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

/** Sets an authority up. Throws where there is no OpenSSL: what it proves cannot be proven without. */
export function openAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const file = (name: string) => join(folder, name);
  const openssl = (args: string[], input?: Buffer) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], ...(input ? { input } : {}) });
  writeFileSync(file('settings.cnf'), settings(folder));
  writeFileSync(file('serial'), '1000\n');
  writeFileSync(file('index.txt'), '');
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'settings.cnf'];
  openssl(['req', '-x509', ...ec, '-subj', '/CN=Root', '-keyout', 'root.key', '-out', 'root.crt', '-days', '3650',
    '-extensions', 'root']);
  const authority: Authority = {
    roots: readFileSync(file('root.crt'), 'utf8'),
    folder,
    policy,
    openssl,
    issue(name, { usage = usual, years = [2020, 2060], rsa = false, issues = false, by = 'root' } = {}) {
      const stamps = `keyUsage = critical,digitalSignature\nextendedKeyUsage = ${usage}\n`;
      const certifies = 'basicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\n';
      writeFileSync(file(`${name}.ext`), issues ? certifies : stamps);
      const key = rsa ? ['-newkey', 'rsa:2048', '-nodes', '-config', 'settings.cnf'] : ec;
      openssl(['req', '-new', ...key, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`]);
      openssl(['ca', '-batch', '-notext', '-config', 'settings.cnf', '-cert', `${by}.crt`, '-keyfile', `${by}.key`,
        '-in', `${name}.csr`, '-out', `${name}.crt`, '-extfile', `${name}.ext`, '-startdate',
        `${years[0]}0101000000Z`, '-enddate', `${years[1]}0101000000Z`]);
    },
    reply(request, signer = 'tsa') {
      writeFileSync(file('request.tsq'), request);
      return openssl(['ts', '-reply', '-config', 'settings.cnf', '-queryfile', 'request.tsq', '-signer',
        `${signer}.crt`, '-inkey', `${signer}.key`]);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
  authority.issue('tsa');
  return authority;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** What a server answers to a request: bytes, a status other than 200, or nothing at all. */
export type Answering = (request: Buffer) => Buffer | number | null;

/** Serves an authority over HTTP (RFC 3161 section 3.4). */
export async function serveAuthority(answering: Answering): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = answering(body);
      if (answer === null) return;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(answer);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
