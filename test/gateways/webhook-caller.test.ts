import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isPublic } from '../../src/gateways/webhooks/addresses.ts';
import { AddressRefused, openWebhookCaller } from '../../src/gateways/webhooks/caller.ts';

describe('a public address', () => {
  it.each(['1.1.1.1', '203.0.114.7', '2606:4700:4700::1111', '2a00:1450::1'])('is %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '100.100.100.200',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    '::7f00:1',
    'localhost',
    '',
  ])('is not %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('an address as it is written', () => {
  const { faultOf } = openWebhookCaller({ local: false });

  it.each(['https://hooks.example.com/in?a=1', 'https://hooks.example.com:8443/'])('may be %s', (url) => {
    expect(faultOf(url)).toBeNull();
  });

  it.each([
    ['http://hooks.example.com/', 'https'],
    ['ftp://hooks.example.com/', 'https'],
    ['file:///etc/passwd', 'https'],
    ['https://user:word@hooks.example.com/', 'name or password'],
    ['https://localhost/', 'public'],
    ['https://127.0.0.1/', 'public'],
    ['https://2130706433/', 'public'],
    ['https://0x7f.1/', 'public'],
    ['https://[::1]/', 'public'],
    ['https://[::ffff:10.0.0.1]/', 'public'],
    ['https://169.254.169.254/latest/meta-data', 'public'],
    ['https://hooks.example.com/#part', 'fragment'],
    ['not a url', 'URL'],
    [`https://hooks.example.com/${'a'.repeat(2000)}`, '2000'],
  ])('is refused: %s', (url, said) => {
    expect(faultOf(url)).toContain(said);
  });
});

describe('a call', () => {
  let server: http.Server;
  let seen: { url: string | undefined; host: string | undefined; body: string }[] = [];
  let port: number;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        seen.push({ url: request.url, host: request.headers.host, body: Buffer.concat(parts).toString() });
        if (request.url === '/away') response.writeHead(302, { Location: `http://127.0.0.1:${port}/secret` }).end();
        else if (request.url === '/endless') {
          const flood = setInterval(() => response.write('x'.repeat(16_384)), 1);
          response.on('close', () => clearInterval(flood));
        } else response.end('taken');
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const names = { 'inner.example': '127.0.0.1', 'metadata.example': '169.254.169.254', 'outer.example': '1.1.1.1' };
  const lookup = async (host: string) => {
    const address = names[host as keyof typeof names];
    return address === undefined ? [] : [{ address, family: 4 }];
  };

  it('never goes to a name that leads inside, not even to one that leads elsewhere as well', async () => {
    seen = [];
    const strict = openWebhookCaller({ local: false, lookup });
    await expect(strict.post(`https://inner.example:${port}/`, {}, '{}')).rejects.toBeInstanceOf(AddressRefused);
    await expect(strict.post('https://metadata.example/', {}, '{}')).rejects.toThrow('169.254.169.254');
    await expect(strict.post('https://nowhere.example/', {}, '{}')).rejects.toThrow('leads nowhere');
    const both = openWebhookCaller({
      local: false,
      lookup: async () => [...(await lookup('outer.example')), ...(await lookup('inner.example'))],
    });
    await expect(both.post(`https://two.example:${port}/`, {}, '{}')).rejects.toBeInstanceOf(AddressRefused);
    expect(seen).toEqual([]);
  });

  it('looks a name up once, and connects to the address that was checked', async () => {
    seen = [];
    const answers = ['127.0.0.1', '203.0.113.1'];
    let asked = 0;
    const rebinding = openWebhookCaller({
      local: true,
      lookup: async () => [{ address: answers[asked++] ?? '', family: 4 }],
    });
    expect(await rebinding.post(`http://inner.example:${port}/in`, {}, '{"a":1}')).toEqual({
      status: 200,
      body: 'taken',
    });
    expect(asked).toBe(1);
    expect(seen).toEqual([{ url: '/in', host: `inner.example:${port}`, body: '{"a":1}' }]);
  });

  it('follows no redirect, and does not read an answer that never ends', async () => {
    seen = [];
    const caller = openWebhookCaller({ local: true });
    expect((await caller.post(`http://127.0.0.1:${port}/away`, {}, '{}')).status).toBe(302);
    expect(seen.map(({ url }) => url)).toEqual(['/away']);
    expect((await caller.post(`http://127.0.0.1:${port}/endless`, {}, '{}')).body).toHaveLength(500);
  });
});
