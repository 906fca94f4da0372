import type { PlayedEntry } from '../../src/gateways/bank/reports.ts';
import { applyPendingEntries } from '../../src/api/bank/intake.ts';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { settleRails } from '../../src/api/rails/settling.ts';
import { carryOnSuspense } from '../../src/api/suspense/carrying-out.ts';
import { chargesOf } from '../../src/domain/order/charges.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { isContracted } from '../../src/domain/order/order.ts';
import { query } from '../../src/persistence/sql.ts';
import { noteReturn, unsentReturns } from '../../src/persistence/suspense-returns.ts';
import { credit, debit, notice } from './bank-notices.ts';
import { type HttpTrade, stepOn } from './http-trade.ts';
import { capturedEvent, type RailsOffice } from './rails-office.ts';

/** What happens to a step: nothing, the engine is away, its answer is lost; and how often its message is told. */
export type Fate = 'well' | 'before' | 'after';
export interface Step {
  kind: keyof ReturnType<typeof movesOf>;
  choices: number[];
  fate: Fate;
  times: number;
}

interface Moved {
  reference: string;
  endToEndId: string;
  amountMinor: number;
  left: number;
}
interface Charge {
  attempt: string;
  amountMinor: number;
  open: boolean;
}

/** The bank, the provider and the people around the house, and what they know to have moved: nothing of the house's. */
export interface World {
  office: RailsOffice;
  trades: HttpTrade[];
  /** What the trust account and the provider's account hold, in US cents, by what was told. */
  bankMinor: number;
  railMinor: number;
  came: Moved[];
  charges: Charge[];
  settled: Set<string>;
  count: number;
  minutes: number;
}

const people = ['adviser', 'adviser-two'] as const;

/** Lets what waits for its next round have it, until nothing changes; the clock goes on for what was put off. */
export async function quiet(world: World): Promise<void> {
  const { office } = world;
  for (let round = 0; round < 4; round += 1) {
    world.minutes += 70;
    office.moveTo(new Date(Date.now() + world.minutes * 60_000).toISOString());
    await applyPendingEntries(office.deps);
    await carryOnSuspense(office.deps);
    await applyWebhooks(office.deps);
    await settleRails(office.deps, 0);
  }
}

async function told(world: World, step: Step, effectMinor: number, ...entries: PlayedEntry[]): Promise<void> {
  const xml = notice(entries);
  if (step.fate !== 'well') world.office.desk.failNext('unknown', step.fate);
  for (let time = 0; time < step.times; time += 1) {
    const answer = await world.office.postXml('bank', '/v1/bank/notifications', xml);
    if (answer.status !== 200) throw new Error(`bank: ${answer.status} ${answer.text}`);
  }
  world.bankMinor += effectMinor;
}

const from = { name: 'Harbour Trading', account: '6200000000000000041' };
const comes = ({ reference, endToEndId, amountMinor }: Moved): PlayedEntry => ({
  ...credit(reference, amountMinor),
  transactions: [{ amountMinor, endToEndId, debtor: from, ...(reference === '' ? {} : { reference }) }],
});

/** What can happen, each by the choices of its step; a move there is nothing for does nothing. */
export const movesOf = (world: World, step: Step) => {
  const { office } = world;
  let at = 0;
  const pick = <T>(all: readonly T[]): T | undefined => all[(step.choices[at++] ?? 0) % Math.max(1, all.length)];
  const state = async () => {
    const trade = pick(world.trades);
    const order = await trade?.state();
    return trade !== undefined && order !== undefined && isContracted(order) ? { trade, order } : null;
  };
  const come = (reference: string, amountMinor: number): Promise<void> => {
    world.count += 1;
    const moved = { reference, endToEndId: `E2E-${world.count}`, amountMinor, left: amountMinor };
    world.came.push(moved);
    return told(world, step, amountMinor, comes(moved));
  };
  const deliver = async (type: string, { attempt, amountMinor }: Charge): Promise<void> => {
    const data = { dispute: `dp-${attempt}`, charge: `ch-${attempt}`, attempt, amountMinor, reason: 'fraud' };
    const event = { type, timestamp: office.deps.now(), data: { ...data, currency: 'USD' } };
    if (step.fate !== 'well') office.desk.failNext('unknown', step.fate);
    for (let time = 0; time < step.times; time += 1) await office.deliver(`${type}-${attempt}`, event).expect(200);
    await applyWebhooks(office.deps);
  };
  const moves = {
    async pays() {
      const { order } = (await state()) ?? {};
      if (order === undefined) return;
      const request = pick([...openRequests(order), ...chargesOf(order).filter(({ status }) => status === 'OPEN')]);
      const off = pick([0, 0, 0, 0, -1, 5000]) ?? 0;
      if (request !== undefined) await come(request.reference, Math.max(1, request.amountMinor + off));
    },
    strays: () => come('', pick([4000, 70_000, 1_250_000]) ?? 1),
    async takesBack() {
      const one = pick(world.came.filter(({ left }) => left > 0));
      if (one === undefined) return;
      const amountMinor = pick([one.left, one.left, Math.ceil(one.left / 2)]) ?? one.left;
      one.left -= amountMinor;
      const back = { ...comes({ ...one, amountMinor }), creditDebit: 'DBIT' as const, reversal: true };
      await told(world, step, -amountMinor, back);
    },
    async collects() {
      const { trade, order } = (await state()) ?? {};
      const request = order === undefined ? undefined : pick(openRequests(order));
      if (trade === undefined || request === undefined) return;
      await office.post('buyer', `${trade.path}/openPaymentLink`, { request: request.id });
      const { body: page } = await office.get('buyer', `${trade.path}/payment-links`).expect(200);
      const link = page.links.findLast((one: { path: string | null }) => one.path !== null);
      if (link === undefined) return;
      const { body, status } = await office.pay(link.path, { rail: 'card' });
      const attempt = body.attempt as string | undefined;
      if (status !== 201 || attempt === undefined || world.charges.some((one) => one.attempt === attempt)) return;
      const charge = { attempt, amountMinor: link.amountMinor as number, open: true };
      world.charges.push(charge);
      const feeMinor = pick([null, 391]) ?? null;
      if (step.fate !== 'well') office.desk.failNext('unknown', step.fate);
      const captured = capturedEvent(attempt, charge.amountMinor, feeMinor === null ? {} : { feeMinor });
      for (let time = 0; time < step.times; time += 1) await office.deliver(`cap-${attempt}`, captured).expect(200);
      world.railMinor += charge.amountMinor - (feeMinor ?? 0);
      if (pick([true, false])) await applyWebhooks(office.deps);
    },
    async disputes() {
      const one = pick(world.charges.filter(({ open }) => open));
      if (one === undefined) return;
      one.open = false;
      const end = pick(['opened', 'won', 'lost']) ?? 'opened';
      const order = pick([true, false]) ? ['opened', end] : [end, 'opened'];
      for (const type of new Set(order)) await deliver(`dispute.${type}`, one);
      world.railMinor -= end === 'won' ? 0 : one.amountMinor;
    },
    async goesOn() {
      const trade = pick(world.trades) as HttpTrade;
      for (let left = 1 + (pick([0, 1, 2, 4]) ?? 0); left > 0; left -= 1) {
        const { stage } = await trade.state();
        // Where money moves, it moves by the moves of the bank; what the trade cannot do now stops it where it stands.
        if (stage === 'escrow' || stage === 'closed') return;
        if (stage === 'release') await office.post('warehouse', `${trade.path}/transferTitle`, { act: 'T-1' });
        else await stepOn(trade).catch(() => undefined);
      }
    },
    async cancels() {
      const { trade } = (await state()) ?? {};
      if (trade !== undefined && pick([true, false]))
        await office.post('supplier', `${trade.path}/cancel`, { reason: 'no material', feeMinor: 0 });
      const consent = pick([true, false]);
      if (trade !== undefined && consent) await office.post('buyer', `${trade.path}/consentCancellation`);
    },
    async approves() {
      const { trade, order } = (await state()) ?? {};
      const one = pick(order?.disbursements.filter(({ status }) => status === 'AWAITING_APPROVAL') ?? []);
      if (trade === undefined || one === undefined) return;
      const command = one.kind === 'PAYOUT' ? 'approvePayout' : 'approveRefund';
      const who = [pick(people) ?? 'adviser', pick(people) ?? 'adviser'];
      for (const person of who)
        await office.post(person, `${trade.path}/${command}`, { disbursement: one.id, hash: one.hash });
    },
    async carriesOut() {
      const { order } = (await state()) ?? {};
      const sent = order?.disbursements.filter(({ id, status }) => status === 'SENT' && !world.settled.has(id));
      const one = pick(sent ?? []);
      if (one === undefined) return;
      world.settled.add(one.id);
      await told(world, step, -one.amountMinor, debit(one.id, one.amountMinor));
    },
    async decides() {
      const { body } = await office.get('adviser', '/v1/suspense?limit=200').expect(200);
      const one = pick(body.items as { entry: string; creditDebit: string; amountMinor: number }[]);
      const trade = pick(world.trades);
      if (one === undefined || trade === undefined) return;
      const action = pick(['ASSIGN', 'RETURN', 'WRITE_OFF', 'CLAIM', 'PAID_OVER']) ?? 'RETURN';
      const owed = action === 'PAID_OVER' ? { rail: 'card' } : {};
      const to = action === 'ASSIGN' ? { order: trade.number, request: 'P1' } : owed;
      const path = `/v1/suspense/${one.entry}`;
      const [first, second] = [pick(people) ?? 'adviser', pick(people) ?? 'adviser'];
      const { body: made } = await office.post(first, `${path}/proposals`, { action, reason: 'x', ...to });
      if (step.fate !== 'well') office.desk.failNext('unknown', step.fate);
      if (made.hash === undefined) return;
      const { body: done } = await office.post(second, `${path}/approvals`, { hash: made.hash });
      // By the word of two people the provider has paid this over: it owes so much less.
      if (action === 'PAID_OVER' && done.state === 'done') world.railMinor -= one.amountMinor;
    },
    async returns() {
      const one = pick(await unsentReturns(office.orm));
      if (one === undefined) return;
      const outcome = pick(['SENT', 'SENT', 'REJECTED']);
      if (outcome === 'REJECTED') return noteReturn(office.orm, one.id, { status: 'REJECTED', reason: 'closed' });
      await noteReturn(office.orm, one.id, { status: 'SENT', bankReference: `r-${one.id}` });
      await told(world, step, -one.amountMinor, debit(one.id, one.amountMinor));
    },
  };
  return moves;
};

/** Suspense proposals that were carried out, with who made and who approved them. */
export const carriedOut = ({ office }: World) =>
  query<{ id: string; first: string; second: string | null }>(office.orm, {
    text: `select id, proposed_by as first, decided_by as second from suspense_proposal
      where state in ('approved', 'done')`,
  });
