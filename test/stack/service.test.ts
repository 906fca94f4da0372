import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endOrphans, releaseLock, takeLock } from '../../scripts/stack/ownership.ts';
import { isAlive, markOf } from '../../scripts/stack/processes.ts';
import { type Host, type ServiceSpec, startService } from '../../scripts/stack/service.ts';

const serving = `console.log('serving'); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`;

let folder: string;
let host: Host;
let told: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trade-service-'));
  told = [];
  const log = (line: string) => void told.push(line);
  host = { logs: join(folder, 'logs'), run: join(folder, 'run'), log, services: [], closed: false };
});

afterEach(async () => {
  for (const service of host.services) await service.stop();
  rmSync(folder, { recursive: true });
});

const program = (script: string, more: Partial<ServiceSpec> = {}): ServiceSpec => ({
  name: 'worker-1',
  command: { file: process.execPath, args: ['-e', script], cwd: folder },
  isReady: async ({ output }) => output().includes('serving'),
  readyWithinMs: 10_000,
  stopSignal: 'SIGTERM',
  graceMs: 2000,
  ...more,
});

const markFile = () => join(host.run, 'worker-1.json');

describe('a supervised process', () => {
  it('is started again at once when it is killed', async () => {
    const service = await startService(program(serving), host);
    const first = service.pid();
    process.kill(Number(first), 'SIGKILL');
    while (service.pid() === first || service.pid() === undefined) await sleep(5);
    await service.ready();
    expect(service.pid()).not.toBe(first);
    expect(told).toEqual(['worker-1 ended (SIGKILL); starting it again']);
  });

  it('is gone, and its mark with it, after it was stopped', async () => {
    const service = await startService(program(serving), host);
    const pid = Number(service.pid());
    await service.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(markFile())).toBe(false);
  });

  it('is killed when it does not stop in time', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); ${serving.replace(/process\.on.*/, '')}`;
    const service = await startService(program(stubborn, { graceMs: 100 }), host);
    const pid = Number(service.pid());
    await service.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('that ends before it is ready fails the start with the end of its log', async () => {
    await expect(startService(program(`console.error('no such table'); process.exit(3)`), host)).rejects.toThrow(
      /worker-1 did not start \(exit code 3\)[\s\S]*no such table/,
    );
  });

  it('that does not get ready in time fails the start', async () => {
    const silent = 'setInterval(() => {}, 1000)';
    await expect(startService(program(silent, { readyWithinMs: 200 }), host)).rejects.toThrow(/did not start/);
  });

  it('is not started once the stack is being stopped', async () => {
    host.closed = true;
    await expect(startService(program(serving), host)).rejects.toThrow(/being stopped/);
  });
});

describe('what a killed start left behind', () => {
  it('is ended by the next one', async () => {
    const service = await startService(program(serving), host);
    const pid = Number(service.pid());
    const stopped = service.stop;
    await endOrphans(host.run, host.log);
    expect(isAlive(pid)).toBe(false);
    expect(told).toContain('ending worker-1, left behind by an earlier start');
    await stopped();
  });

  it('is left alone when the pid belongs to another process by now', async () => {
    const service = await startService(program(serving), host);
    const pid = Number(service.pid());
    writeFileSync(markFile(), JSON.stringify({ pid, started: 'another time', ask: 'SIGTERM' }));
    await endOrphans(host.run, host.log);
    expect(isAlive(pid)).toBe(true);
  });
});

describe('the lock of a data folder', () => {
  const lock = () => join(folder, 'stack.lock');

  it('goes to one process at a time and names the owner', () => {
    expect(takeLock(lock())).toBeUndefined();
    expect(takeLock(lock())).toEqual(markOf(process.pid));
    releaseLock(lock());
    expect(takeLock(lock())).toBeUndefined();
  });

  it('of a process that is gone is taken over', () => {
    writeFileSync(lock(), JSON.stringify({ pid: process.pid, started: 'before the last restart of the machine' }));
    expect(takeLock(lock())).toBeUndefined();
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toEqual(markOf(process.pid));
  });
});
