import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSmtp } from '../../src/gateways/mail/smtp.ts';

const folder = mkdtempSync(join(tmpdir(), 'caught-'));
let catcher: ChildProcess;
let smtp: number;
let page: number;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

beforeAll(async () => {
  [smtp, page] = [await freePort(), await freePort()];
  const env = { ...process.env, MAIL_DIR: folder, MAIL_SMTP_PORT: String(smtp), MAIL_PAGE_PORT: String(page) };
  catcher = spawn(process.execPath, ['scripts/mail-catcher.ts'], { env, stdio: 'ignore' });
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${page}/letters`).catch(() => null);
    if (up?.ok === true) return;
    await pause(50);
  }
});
afterAll(() => {
  catcher.kill();
  rmSync(folder, { recursive: true });
});

describe('the mail catcher of a stack', () => {
  it('keeps what is sent, shows it, and runs nothing of what stands in it', async () => {
    const sender = openSmtp(`smtp://127.0.0.1:${smtp}`, 'no-reply@trade.example');
    const subject = '<script>alert(1)</script> 請支付';
    await sender.send({
      messageId: '<1@trade.example>',
      to: { name: 'B', address: 'b@b.example' },
      subject,
      text: 'amount',
      locale: 'en',
    });
    await sender.close();
    const [name = ''] = readdirSync(folder);
    const listed = (await (await fetch(`http://127.0.0.1:${page}/letters`)).json()) as object[];
    expect(listed).toEqual([expect.objectContaining({ name, to: 'b@b.example', subject })]);
    const html = await (await fetch(`http://127.0.0.1:${page}/`)).text();
    expect(html).toContain('請支付');
    expect(html).not.toContain('<script>');
    const raw = await fetch(`http://127.0.0.1:${page}/${name}`);
    expect(await raw.text()).toContain('Message-ID: <1@trade.example>');
    expect((await fetch(`http://127.0.0.1:${page}/..%2f..%2fpackage.json`)).status).toBe(404);
  });
});
