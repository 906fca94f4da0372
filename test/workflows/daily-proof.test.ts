import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DayProof } from '../../activities/reconciliation.ts';
import { accounts, transfer } from '../../src/domain/ledger.ts';
import { bankDateOf, bankingDay } from '../../src/domain/reconciliation/banking-days.ts';
import { writeCamt053 } from '../../src/gateways/bank/reports.ts';
import { keepBankEntries } from '../../src/persistence/bank.ts';
import { book } from '../../src/persistence/ledger-store.ts';
import { listCases } from '../../src/persistence/reconciliation/cases.ts';
import { dailyProofSchedule, ensureDailyProof } from '../../src/temporal/daily-proof.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const day = '2026-03-02';
const prove = (input: { day?: string } = {}) =>
  shop.client.workflow.execute<(input: { day?: string }) => Promise<DayProof[]>>('dailyProof', {
    workflowId: `proof-${randomUUID()}`,
    taskQueue: shop.taskQueue,
    args: [input],
  });
const stated = (messageId: string, openingMinor: number, date = day) =>
  writeCamt053({
    messageId,
    createdAt: `${day}T12:00:00Z`,
    account: 'GB82WEST12345698765432',
    currency: 'USD',
    entries: [],
    openingMinor,
    date,
  });

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((next) => setTimeout(next, 100));
}

describe('the daily proof', () => {
  it('reads the statements, seals the ledger, and opens one case for a break however often it runs', async () => {
    await book(shop.orm, null, transfer('opening', 'x', 'USD', 900, accounts.trust('main', 'USD'), 'house:capital'));
    const xml = stated('S1', 1_000);
    await keepBankEntries(shop.orm, { sha256: 's1', xml, receivedAt: `${day}T12:00:00.000Z` }, []);
    expect(await prove({ day })).toMatchObject([
      { day, statements: 1, entries: 0, block: 1, breaks: 1, opened: [{ kind: 'ledger-balance-differs' }] },
    ]);
    expect(await prove({ day })).toMatchObject([{ breaks: 1, opened: [], block: null }]);
    expect((await listCases(shop.orm, { limit: 10 })).cases).toMatchObject([{ amountMinor: -1_000 }]);
    expect(shop.troubles()).toEqual([]);
  });

  it('proves the banking day before today, and before it any day whose statement came late', async () => {
    await keepBankEntries(
      shop.orm,
      { sha256: 's2', xml: stated('S2', 1_000, '2026-03-03'), receivedAt: `${day}T12:00:00.000Z` },
      [],
    );
    const last = bankingDay(bankDateOf(new Date().toISOString()), -1, 'HK');
    expect((await prove()).map((proof) => proof.day)).toEqual(['2026-03-03', last]);
    expect((await prove()).map((proof) => proof.day)).toEqual([last]);
    const kinds = (await listCases(shop.orm, { limit: 10 })).cases.map(({ kind }) => kind);
    expect(kinds).toEqual(['ledger-balance-differs', 'statement-missing']);
  });

  it('is scheduled once, however many workers ask for it', async () => {
    await Promise.all([ensureDailyProof(shop.client, shop.taskQueue), ensureDailyProof(shop.client, shop.taskQueue)]);
    await ensureDailyProof(shop.client, shop.taskQueue);
    const handle = shop.client.schedule.getHandle(dailyProofSchedule);
    expect((await handle.describe()).info.nextActionTimes[0]?.toISOString()).toMatch(/T01:00:00/);
    await handle.trigger();
    await until(async () => (await handle.describe()).info.recentActions.length === 1);
    const [started] = (await handle.describe()).info.recentActions;
    const { workflow } = started!.action as { workflow: { workflowId: string } };
    expect(await shop.client.workflow.getHandle(workflow.workflowId).result()).toMatchObject([
      { breaks: 1, opened: [] },
    ]);
    await handle.delete();
  });
});
