// The API of the proof of webhooks, in a process of its own so that it can be killed at any moment.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../src/api/app.ts';
import { openOrm } from '../../../src/persistence/orm.ts';
import { officeOver } from './office.ts';

const [url = '', secret = ''] = process.argv.slice(2);
const orm = await openOrm(url);
const { deps, round } = officeOver(orm, secret);
const server = createServer(createApp(deps));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
const pauseMs = 50;
for (;;) {
  await round().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  await new Promise((resume) => setTimeout(resume, pauseMs));
}
