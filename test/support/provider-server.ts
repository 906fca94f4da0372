import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a provider answers next: a status and JSON, or silence that ends the connection. */
export type Reply = { status?: number; body?: unknown } | 'hang up';

/** A provider on this machine, answering by script and remembering what it was asked. */
export async function providerServer() {
  const asked: Asked[] = [];
  const replies: ((one: Asked) => Reply | undefined)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      const at = replies.findIndex((reply) => reply(one) !== undefined);
      const reply = at < 0 ? { status: 500, body: { error: `nobody told ${method} ${url}` } } : replies[at]?.(one);
      if (at >= 0) replies.splice(at, 1);
      if (reply === undefined || reply === 'hang up') return request.socket.destroy();
      response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(reply.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** The next request of that method and path is answered so. */
    on(method: string, path: string | RegExp, reply: Reply): void {
      const fits = (given: string) => (typeof path === 'string' ? given === path : path.test(given));
      replies.push((one) => (one.method === method && fits(one.path) ? reply : undefined));
    },
    last: () => asked.at(-1) as Asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
