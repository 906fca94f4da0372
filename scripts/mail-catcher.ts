// The mail server of a stack on one machine: takes every letter, sends none on, keeps each as a .eml file under
// MAIL_DIR, and shows them on a page. Started by the stack; SMTP on MAIL_SMTP_PORT, the page on MAIL_PAGE_PORT.
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

const HOST = '127.0.0.1';
const LARGEST_MAIL = 10 * 1024 * 1024;
const SHOWN = 200;
const NAME = /^[0-9]{13}-[0-9]{6}\.eml$/;

const { MAIL_DIR: folder = '.data/mail', MAIL_SMTP_PORT = '1025', MAIL_PAGE_PORT = '8025' } = process.env;
mkdirSync(folder, { recursive: true });

interface Caught {
  name: string;
  to: string;
  subject: string;
  date: string;
  text: string;
}

let caught = 0;

async function keep(stream: SMTPServerDataStream): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('the message is too large'), { responseCode: 552 });
  caught += 1;
  const name = `${Date.now()}-${String(caught % 1_000_000).padStart(6, '0')}.eml`;
  // Renamed into place, so that nobody ever reads half a letter.
  await writeFile(join(folder, `${name}.part`), Buffer.concat(parts));
  await rename(join(folder, `${name}.part`), join(folder, name));
}

async function describe(name: string): Promise<Caught> {
  const { to, subject, date, text } = await PostalMime.parse(await readFile(join(folder, name)));
  const readers = (to ?? []).map(({ address }) => address ?? '').join(', ');
  return { name, to: readers, subject: subject ?? '', date: date ?? '', text: text ?? '' };
}

/** The last letters, newest first. */
async function listed(): Promise<Caught[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  return Promise.all(names.slice(-SHOWN).reverse().map(describe));
}

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (letters: Caught[]): string => `<!doctype html><meta charset="utf-8"><title>Caught letters</title>
<style>body{font:15px sans-serif;margin:2rem;max-width:60rem}pre{white-space:pre-wrap}summary{cursor:pointer}</style>
<h1>Caught letters</h1><p>${letters.length} shown, newest first; nothing here was sent on.</p>
${letters
  .map(
    ({ name, to, subject, date, text }) =>
      `<details><summary>${escaped(date)} · ${escaped(to)} · <b>${escaped(subject)}</b></summary>` +
      `<pre>${escaped(text)}</pre><a href="/${name}">${name}</a></details>`,
  )
  .join('\n')}`;

/** GET / is the page, /letters the same as JSON, /<name>.eml one letter as it came. */
async function answer(path: string): Promise<{ status: number; type: string; body: string | Buffer }> {
  if (path === '/') return { status: 200, type: 'text/html; charset=utf-8', body: page(await listed()) };
  if (path === '/letters') return { status: 200, type: 'application/json', body: JSON.stringify(await listed()) };
  const name = path.slice(1);
  if (!NAME.test(name)) return { status: 404, type: 'text/plain', body: 'There is nothing here.' };
  return { status: 200, type: 'message/rfc822', body: await readFile(join(folder, name)) };
}

const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  size: LARGEST_MAIL,
  onData(stream, _session, done) {
    keep(stream).then(() => done(), done);
  },
});
const web = createServer((request, response) => {
  void answer(request.url ?? '/')
    .catch(() => ({ status: 404, type: 'text/plain', body: 'There is no such letter.' }))
    .then(({ status, type, body }) => {
      const headers = {
        'Content-Type': type,
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      };
      response.writeHead(status, headers).end(body);
    });
});
smtp.listen(Number(MAIL_SMTP_PORT), HOST);
web.listen(Number(MAIL_PAGE_PORT), HOST);

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
