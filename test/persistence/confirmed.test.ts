import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { claim, complete, confirmCommands, release, unconfirmedCommands } from '../../src/persistence/idempotency.ts';
import { commandsSince, record, recordedCommand } from '../../src/persistence/order-store.ts';
import { freshDb } from '../support/db.ts';
import { aRecord } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => { orm = await freshDb(); });
afterAll(async () => { await orm.close(); });

const claimed = (commandId: string, leaseSeconds: number) =>
  claim(orm, { actor: 'u-buyer', key: commandId, route: 'acceptQuote', bodyHash: 'hash', commandId, leaseSeconds });

describe('a recorded command', () => {
  it('is unconfirmed from the end of its lease until somebody notes that its workflow knows', async () => {
    await claimed('lost', 60);
    await record(orm, aRecord('26000001', 1, 3, { commandId: 'lost' }));
    expect(await unconfirmedCommands(orm)).toEqual([]);
    await release(orm, 'lost');
    expect(await unconfirmedCommands(orm)).toEqual([{ commandId: 'lost', order: '26000001', version: 3 }]);
    await confirmCommands(orm, ['lost', 'unheard-of']);
    expect(await unconfirmedCommands(orm)).toEqual([]);
  });

  it('is not looked for while it runs, nor when it was refused', async () => {
    await claimed('running', 0);
    await claimed('refused', 0);
    await complete(orm, 'refused', { status: 409, body: {} });
    expect(await unconfirmedCommands(orm)).toEqual([]);
  });

  it('is found by its id, with its order, the version after it and its answer', async () => {
    const written = aRecord('26000002', 1, 2, { commandId: 'found' });
    await record(orm, written);
    expect(await recordedCommand(orm, 'found')).toEqual({ order: '26000002', version: 2, answer: written.answer });
    expect(await recordedCommand(orm, 'unheard-of')).toBeNull();
  });

  it('is among the commands since any version before it, with all its facts', async () => {
    const [first, second] = [aRecord('26000003', 1, 2), aRecord('26000003', 3, 5)];
    await record(orm, first);
    await record(orm, second);
    const missed = { commandId: second.commandId, command: second.command, facts: second.facts, answer: second.answer };
    expect(await commandsSince(orm, '26000003', 2)).toEqual([missed]);
    expect(await commandsSince(orm, '26000003', 4)).toEqual([missed]);
    expect(await commandsSince(orm, '26000003', 0)).toHaveLength(2);
    expect(await commandsSince(orm, '26000003', 5)).toEqual([]);
  });
});
