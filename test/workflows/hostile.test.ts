import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Envelope } from '../../workflows/messages.ts';
import { issueCommand, orderWorkflowId } from '../../workflows/messages.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import { people } from '../support/people.ts';
import { codeOf } from '../support/refused.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop({ forgive: /dropAllOrders|payloads with size/ });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

/** Sends any JSON to the order as the raw client can; answers the code it is refused with, null when it is accepted. */
const send = (trade: Trade, envelope: unknown, updateId: string = randomUUID()): Promise<string | null> =>
  codeOf(
    shop.client.workflow
      .getHandle(orderWorkflowId(trade.number))
      .executeUpdate(issueCommand, { updateId, args: [envelope as Envelope] }),
  );
const good = (name: string, input: unknown = {}, by: unknown = people.supplier) => ({
  commandId: randomUUID(),
  name,
  input,
  by,
});

describe('an order that is sent what is no command', () => {
  let trade: Trade;
  beforeAll(async () => {
    trade = await playTrade(shop, upTo('production'));
  }, 60_000);

  const shapeless: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a text', 'acceptQuote'],
    ['a list', [1, 2]],
    ['an empty object', {}],
    ['no id', { ...good('readyForDispatch'), commandId: undefined }],
    ['an empty id', { ...good('readyForDispatch'), commandId: '' }],
    ['a number as id', { ...good('readyForDispatch'), commandId: 12 }],
    ['an endless id', { ...good('readyForDispatch'), commandId: 'x'.repeat(5000) }],
    ['nobody', { ...good('readyForDispatch'), by: undefined }],
    ['null as person', { ...good('readyForDispatch'), by: null }],
    ['a person without company', { ...good('readyForDispatch'), by: { user: 'u-supplier', roles: ['supplier'] } }],
    ['a person without roles', { ...good('readyForDispatch'), by: { user: 'u-supplier', company: 'c-brightworks' } }],
    ['roles that are a text', { ...good('readyForDispatch'), by: { ...people.supplier, roles: 'supplier' } }],
    ['a role that is an object', { ...good('readyForDispatch'), by: { ...people.supplier, roles: [{}] } }],
    ['a name that is an object', { ...good('readyForDispatch'), name: { toString: 'readyForDispatch' } }],
    ['a character that no database takes', good('reportMilestone', { name: 'a\u0000b', detail: '-' })],
    ['half a character', good('reportMilestone', { name: '\ud800', detail: '-' })],
    ['a text of a megabyte', good('reportMilestone', { name: 'cut', detail: 'x'.repeat(1_000_000) })],
  ];
  it.each(shapeless)('refuses %s as invalid', async (_what, envelope) => {
    expect(await send(trade, envelope)).toBe('invalid-input');
  });

  it.each([
    ['__proto__', 'unknown-command'],
    ['constructor', 'unknown-command'],
    ['toString', 'unknown-command'],
    ['deleteOrder', 'unknown-command'],
    ['acceptQuote', 'wrong-stage'],
    ['openOrder', 'unknown-command'],
    ['clocksElapsed', 'unknown-command'],
  ])('refuses the command %s as %s', async (name, code) => {
    expect(await send(trade, good(name))).toBe(code);
  });

  it.each(['disbursementSent', 'disbursementOutcomeUnknown'])(
    'refuses %s from everybody but the bank, for only the house and the bank’s messages say so',
    async (name) => {
      for (const person of Object.values(people).filter(({ roles }) => !roles.includes('bank'))) {
        expect(await send(trade, good(name, { disbursement: 'D1', bankReference: 'x', detail: 'x' }, person))).toBe(
          'not-your-move',
        );
      }
      const asHouse = { ...people.supplier, roles: ['house', '__proto__', 'constructor'] };
      expect(await send(trade, good(name, { disbursement: 'D1', bankReference: 'x' }, asHouse))).toBe('not-your-move');
    },
  );

  it.each(['__proto__', 'constructor', 'hasOwnProperty'])(
    'takes the command id %s for an id like any other',
    async (commandId) => {
      expect(await send(trade, { ...good('deleteOrder'), commandId })).toBe('unknown-command');
    },
  );

  it.each([
    ['null', null],
    ['a number', 5],
    ['a text', 'x'],
    ['a list', []],
    ['an empty object', {}],
    ['a prototype', JSON.parse('{"__proto__": {"line": 1}}')],
    ['another shape', { perLine: 'all', terms: { lines: 5 }, hash: 9, amountMinor: '1', reference: {} }],
  ])('outlives %s as the input of any command', async (_what, input) => {
    const senders = {
      buyer: people.buyer,
      supplier: people.supplier,
      bank: people.bank,
      operator: people.operator,
      adviser: people.adviser,
    };
    const commands: [string, keyof typeof senders][] = [
      ['creditReceived', 'bank'],
      ['transferSettled', 'bank'],
      ['proposeAmendment', 'buyer'],
      ['extendDeadline', 'operator'],
      ['cancel', 'buyer'],
      ['approvePayout', 'adviser'],
      ['approveRefund', 'adviser'],
      ['ruleDispute', 'adviser'],
      ['acceptSettlement', 'buyer'],
      ['consentAmendment', 'supplier'],
    ];
    for (const [name, who] of commands)
      expect(typeof (await send(trade, good(name, input, senders[who])))).toBe('string');
    expect((await trade.issue('supplier', 'reportMilestone', { name: 'still here', detail: '-' })).facts).toEqual([
      'MilestoneReported',
    ]);
  });

  it('refuses whatever JSON it is sent, whole or grafted on a good command', async () => {
    const member = fc.constantFrom('commandId', 'name', 'by', 'input', 'by.user', 'by.company', 'by.roles');
    const before = (await trade.order()).version;
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), member, async (json, where) => {
        const [outer = '', inner] = where.split('.');
        const envelope = good('openDispute', {}, people.outsider);
        const grafted =
          inner === undefined
            ? { ...envelope, [outer]: json }
            : { ...envelope, by: { ...(envelope.by as object), [inner]: json } };
        expect(typeof (await send(trade, json))).toBe('string');
        expect(typeof (await send(trade, grafted))).toBe('string');
      }),
      { numRuns: 40 },
    );
    expect((await trade.order()).version).toBe(before);
  });

  it('is not moved by updates and signals it does not know', async () => {
    const handle = trade.workflow();
    expect(await codeOf(handle.executeUpdate('dropAllOrders', { args: [] }))).not.toBeNull();
    await handle.signal('dropAllOrders', { all: true });
    expect((await trade.issue('supplier', 'reportMilestone', { name: 'cut', detail: '-' })).facts).toEqual([
      'MilestoneReported',
    ]);
  });

  it('carries out good commands afterwards, to the end of the trade', async () => {
    await trade.goOn('completed');
    await trade.finish();
    expect((await trade.order()).stage).toBe('closed');
    const types = (await factsOf(shop.orm, trade.number)).map(({ type }) => type);
    expect(types.filter((type) => type === 'TitleTransferred')).toHaveLength(1);
    expect(shop.troubles()).toEqual([]);
  });
});
