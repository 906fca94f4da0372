import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The status a message is answered with. */
type Answering = (path: string, body: string, headers: Record<string, string>) => number;

/** A subscriber's server on this machine: keeps what it is told, and answers what the test says. */
export interface Receiver {
  url: string;
  told: { path: string; headers: Record<string, string>; body: string }[];
  answer(status: number | Answering): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const told: Receiver['told'] = [];
  let answering: Answering = () => 204;
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const [path, body] = [request.url ?? '', Buffer.concat(parts).toString()];
      const headers = request.headers as Record<string, string>;
      const status = answering(path, body, headers);
      if (status < 300) told.push({ path, headers, body });
      response.writeHead(status).end(status < 300 ? '' : 'not now');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    answer(status) {
      answering = typeof status === 'number' ? () => status : status;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
