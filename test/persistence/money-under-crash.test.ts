import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import pg from 'pg';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { verifyFacts, verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { record } from '../../src/persistence/order-store.ts';
import { openOrm } from '../../src/persistence/orm.ts';
import { holds } from '../../src/persistence/reconciliation/orders.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { recordOf } from '../../workflows/record.ts';
import { freshDatabase } from '../support/db.ts';
import { balancesOf, expectAccountedFor } from '../support/invariants.ts';
import { issue, type Played, running } from '../support/played.ts';
import { approveOne, credit, debit, payAll, settleAll, upTo } from '../support/play.ts';

const late = { perDayBp: 50, capBp: 500, graceDays: 0, measuredBy: 'GOODS_RECEIVED' as const };
const titled = (clauses = {}): Played =>
  issue(upTo('release', clauses), 'warehouse', 'transferTitle', { act: 'ACT-1' });

function takenBack(played: Played, amountMinor: number): Played {
  const original = running(played).payments[0]?.entry ?? '';
  const input = { entry: 'R1', original, amountMinor, currency: 'USD', reason: 'recalled' };
  return issue(played, 'bank', 'creditReversed', input);
}

function mismatched(): Played {
  const asking = upTo('escrow');
  const [asked] = running(asking).payments;
  if (asked === undefined) throw new Error('nothing is asked');
  return settleAll(issue(asking, 'bank', 'creditReceived', credit(asked, { amountMinor: asked.amountMinor + 1 })));
}

function revived(): Played {
  const due = titled();
  const [payout] = running(due).disbursements;
  if (payout === undefined) throw new Error('nothing is due');
  return issue(takenBack(approveOne(due, payout), 900_000), 'bank', 'transferSettled', debit(payout));
}

/** Trades in which money comes, goes, is taken back, is late and comes again. */
const trades: (() => Played)[] = [
  () => payAll(takenBack(settleAll(titled()), 1_411_195)),
  () => settleAll(payAll(takenBack(titled(), 400_000))),
  () => settleAll(titled({ deliveryDays: 3, lateDelivery: late })),
  mismatched,
  () => payAll(revived()),
];

let databaseUrl: string;
let orm: MikroORM;
let executioner: pg.Client;
const open = async () => {
  databaseUrl = await freshDatabase({ seeded: true });
  orm = await openOrm(databaseUrl);
  executioner = new pg.Client({ connectionString: databaseUrl });
  await executioner.connect();
};
const close = async () => {
  await executioner?.end();
  await orm?.close();
};
beforeAll(open);
afterAll(close);

/** Kills every other connection to the database, in whatever it is doing. */
const kill = () =>
  executioner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  );

/** What a crash does to each of the writes: nothing, a kill while it runs, or the whole write once more. */
type Fate = 'written' | 'killed' | 'killed twice' | 'repeated';

async function written(before: Order | null, facts: HappenedFact[], id: string, fate: Fate): Promise<Order> {
  const { after, ...draft } = recordOf(before, facts, { id, name: 'played' });
  for (let kills = { written: 0, repeated: 0, killed: 1, 'killed twice': 2 }[fate]; kills > 0; kills -= 1) {
    const attempt = record(orm, draft).catch(() => null);
    await new Promise((resume) => setTimeout(resume, kills));
    await kill();
    await attempt;
  }
  // A connection that died under the pool fails once more before the pool makes a new one.
  for (let tries = 0; ; tries += 1) {
    const outcome = await record(orm, draft).catch((error: unknown) => {
      if (tries > 20) throw error;
      return null;
    });
    if (outcome !== null) {
      expect(outcome.status).toBe('written');
      break;
    }
  }
  if (fate === 'repeated') expect((await record(orm, draft)).status).toBe('written');
  return after;
}

/** Writes a played trade down, some facts at a time, with whatever happens to each write. */
async function writtenDown(played: Played, steps: { size: number; fate: Fate }[]): Promise<void> {
  let order: Order | null = null;
  for (let at = 0, step = 0; at < played.facts.length; step += 1) {
    const { size, fate } = steps[step % steps.length] ?? { size: 1, fate: 'written' as const };
    const facts = played.facts.slice(at, at + size);
    order = await written(order, facts, `c${at}`, fate);
    at += facts.length;
  }
}

const fates = fc.constantFrom<Fate>('written', 'killed', 'killed twice', 'repeated');
const steps = fc.array(fc.record({ size: fc.integer({ min: 1, max: 6 }), fate: fates }), {
  minLength: 3,
  maxLength: 9,
});

describe('the money of a trade whose every write may be killed and tried again', () => {
  it.each(trades.map((play, index) => [index + 1, play] as const))(
    'adds up as if nothing had happened: trade %i',
    async (_index, play) => {
      await fc.assert(
        fc.asyncProperty(steps, async (chosen) => {
          await close();
          await open();
          const played = play();
          await writtenDown(played, chosen);
          const booked: Record<string, number> = {};
          for (const { account, currency, amountMinor } of await balances(orm)) {
            if (amountMinor !== 0)
              booked[account.startsWith('trust:') ? account : `${account} ${currency}`] = -amountMinor;
          }
          const expected = Object.fromEntries(Object.entries(balancesOf(played)).filter(([, amount]) => amount !== 0));
          expect(booked).toEqual(expected);
          expectAccountedFor(played, booked);
          expect((await trialBalance(orm)).filter(({ differenceMinor }) => differenceMinor !== 0)).toEqual([]);
          expect(await verifyLedger(orm)).toEqual([]);
          expect(await verifyFacts(orm, played.order.order)).toEqual([]);
          const all = await inTransaction(orm, (client) => holds(client));
          expect(all.filter(({ ledgerMinor, requestsMinor }) => ledgerMinor !== requestsMinor)).toEqual([]);
        }),
        { numRuns: Number(process.env.CRASH_RUNS ?? 2), endOnFailure: true },
      );
    },
    120_000,
  );
});
