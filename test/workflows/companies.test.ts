import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { assignLeastLoaded } from '../../src/persistence/accounts/assignments.ts';
import { listFollowUps, recordFollowUp } from '../../src/persistence/accounts/follow-ups.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { keepList } from '../../src/persistence/screening/lists.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { companyDesk, ensureFollowUps } from '../../src/temporal/company-workflows.ts';
import { followUpScheduleId, orderWorkflowId, raiseAlert, rescreenWorkflowId } from '../../workflows/messages.ts';
import { skipTime } from '../support/clock.ts';
import { playTrade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const now = () => new Date().toISOString();
const desk = () => companyDesk(shop.client, shop.taskQueue);

describe('follow-ups', () => {
  const company = 'c-harbour';
  const plan = { company, everyDays: 30, paused: false };
  const schedule = () => shop.client.schedule.getHandle(followUpScheduleId(company));

  /** Starts one follow-up now, as the schedule would, and answers its workflow. */
  async function begun(): Promise<string> {
    const before = new Set((await listFollowUps(shop.orm, { limit: 50 })).followUps.map(({ id }) => id));
    await schedule().trigger();
    for (;;) {
      const fresh = (await listFollowUps(shop.orm, { limit: 50 })).followUps.find(({ id }) => !before.has(id));
      if (fresh !== undefined) return fresh.id;
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }

  it('come by a schedule; one nobody records is missed, which manager and operators are told', async () => {
    await inTransaction(shop.orm, (client) => assignLeastLoaded(client, company, now()));
    await ensureFollowUps(shop.client, shop.taskQueue, [plan, plan]);
    const id = await begun();
    await skipTime(shop, shop.client.workflow.getHandle(id));
    expect(await shop.client.workflow.getHandle(id).result()).toBe('missed');
    const letters = await query<{ reader: string }>(shop.orm, {
      text: `select to_user as reader from outbox_letter where kind = 'follow-up-missed' order by to_user`,
    });
    expect(letters.map(({ reader }) => reader)).toEqual(['u-account-manager', 'u-operator']);
  });

  it('come once in every interval of the schedule', async () => {
    const interval = plan.everyDays * 86_400_000;
    const end = new Date();
    const start = new Date(end.getTime() - 3 * interval);
    const known = (await listFollowUps(shop.orm, { limit: 50 })).followUps.length;
    await schedule().backfill({ start, end, overlap: ScheduleOverlapPolicy.ALLOW_ALL });
    const wanted = Math.floor(end.getTime() / interval) - Math.floor(start.getTime() / interval);
    const counted = async () => (await listFollowUps(shop.orm, { limit: 50 })).followUps.length - known;
    for (const giveUp = Date.now() + 30_000; (await counted()) < wanted && Date.now() < giveUp; ) {
      await new Promise((resume) => setTimeout(resume, 200));
    }
    expect(await counted()).toBe(wanted);
  });

  it('that are recorded in time are not missed', async () => {
    const id = await begun();
    const done = { at: now(), user: 'u-account-manager', summary: 'They want a cheaper lamp.' };
    await inTransaction(shop.orm, (client) => recordFollowUp(client, { id, company }, done));
    await skipTime(shop, shop.client.workflow.getHandle(id));
    expect(await shop.client.workflow.getHandle(id).result()).toBe('recorded');
  });

  it('are paused and moved with the plan', async () => {
    await desk().followUp({ company, everyDays: 7, paused: true });
    const { state, spec } = await schedule().describe();
    expect(state.paused).toBe(true);
    expect(spec.intervals?.[0]?.every).toBe(7 * 86_400_000);
    await schedule().delete();
  });
});

describe('a new list of denied parties', () => {
  it('screens every company once; running orders of whoever is hit show it until an operator looked', async () => {
    const running = await playTrade(shop, upTo('production'));
    const sold = await playTrade(shop, upTo('completed'));
    const list = randomUUID();
    const party = { id: 'EX-1', name: 'Harbour Trading', aliases: [], country: 'HK', programme: 'X' };
    await inTransaction(shop.orm, (client) =>
      keepList(client, { version: list, name: 'Example', importedAt: now(), importedBy: 'u-operator' }, [party]),
    );
    await Promise.all([desk().rescreen(list), desk().rescreen(list)]);
    expect(await shop.client.workflow.getHandle(rescreenWorkflowId(list)).result()).toMatchObject({
      companies: 10,
      hits: 1,
      orders: 2,
    });
    await running.until((order) => order.attention?.code === 'screening-hit', 'the alert');
    await sold.until((order) => order.attention?.code === 'screening-hit', 'the alert after the sale');
    await running.goOn('warehouse');
    expect((await running.order()).attention?.code).toBe('screening-hit');
    await running.issue('operator', 'clearAttention', { reason: 'another company of that name' });
    expect((await findOrder(shop.orm, running.number))?.attention).toBeNull();
    const letters = await query(shop.orm, { text: `select from outbox_letter where kind = 'screening-hit'` });
    expect(letters).toHaveLength(2);
  });

  it('is the only thing an alert can be: anything else that is signalled is left aside', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const handle = shop.client.workflow.getHandle(orderWorkflowId(trade.number));
    for (const junk of [
      null,
      5,
      {},
      { id: 'x', code: 'No Code', detail: '' },
      { id: 'x', code: 'ok', detail: '\u0000' },
    ]) {
      await handle.signal(raiseAlert, junk as never);
    }
    await handle.signal(raiseAlert, { id: 'a', code: 'screening-hit', detail: 'once' });
    await trade.until((order) => order.attention?.detail === 'once', 'the one alert');
    expect((await trade.order()).version).toBe(2);
    expect(shop.troubles()).toEqual([]);
  });
});
