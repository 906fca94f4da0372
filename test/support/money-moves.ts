import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { chargesOf } from '../../src/domain/order/charges.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { noteReturn, unsentReturns } from '../../src/persistence/suspense-returns.ts';
import { debit } from './bank-notices.ts';
import { asked, type Charge, choosing, come, comes, type Step, told, type World } from './money-world.ts';
import { capturedEvent } from './rails-office.ts';
import { tradeMoves } from './trade-moves.ts';

const people = ['adviser', 'adviser-two'] as const;

/** What can happen, each by the choices of its step; a move there is nothing for does nothing. */
export const movesOf = (world: World, step: Step): Record<string, () => Promise<unknown>> => {
  const choice = choosing(world, step);
  return { ...bankMoves(world, step, choice), ...railMoves(world, step, choice), ...tradeMoves(world, step, choice) };
};

type Choice = ReturnType<typeof choosing>;

/** What the bank does, and the people who decide about the money it tells of. */
const bankMoves = (world: World, step: Step, { pick, state }: Choice) => ({
  async pays() {
    const { order } = (await state()) ?? {};
    if (order === undefined) return;
    const charges = chargesOf(order).filter(({ status }) => status === 'OPEN');
    const request = pick([...openRequests(order), ...charges, ...charges]);
    const off = pick([0, 0, 0, 0, -1, 5000]) ?? 0;
    if (request !== undefined)
      await come(world, step, request.reference, Math.max(1, request.amountMinor + off));
  },
  strays: () => come(world, step, '', pick([4000, 70_000, 1_250_000]) ?? 1),
  async takesBack() {
    const one = pick(world.came.filter(({ left }) => left > 0));
    if (one === undefined) return;
    const amountMinor = pick([one.left, one.left, Math.ceil(one.left / 2)]) ?? one.left;
    one.left -= amountMinor;
    const back = { ...comes({ ...one, amountMinor }), creditDebit: 'DBIT' as const, reversal: true };
    await told(world, step, -amountMinor, back);
  },
  async approves() {
    const { trade, order } = (await state()) ?? {};
    const one = pick(order?.disbursements.filter(({ status }) => status === 'AWAITING_APPROVAL') ?? []);
    if (trade === undefined || one === undefined) return;
    const command = one.kind === 'PAYOUT' ? 'approvePayout' : 'approveRefund';
    const who = [pick(people) ?? 'adviser', pick(people) ?? 'adviser'];
    for (const person of who)
      await asked(world, step, person, `${trade.path}/${command}`, { disbursement: one.id, hash: one.hash });
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
    const { office } = world;
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
    const { office } = world;
    const one = pick(await unsentReturns(office.orm));
    if (one === undefined) return;
    const outcome = pick(['SENT', 'SENT', 'REJECTED']);
    if (outcome === 'REJECTED') return noteReturn(office.orm, one.id, { status: 'REJECTED', reason: 'closed' });
    await noteReturn(office.orm, one.id, { status: 'SENT', bankReference: `r-${one.id}` });
    await told(world, step, -one.amountMinor, debit(one.id, one.amountMinor));
  },
});

/** What the provider collects, keeps of it, and has taken back. */
const railMoves = (world: World, step: Step, { pick, state }: Choice) => {
  const { office } = world;
  const deliver = async (type: string, { attempt, amountMinor }: Charge): Promise<void> => {
    const data = { dispute: `dp-${attempt}`, charge: `ch-${attempt}`, attempt, amountMinor, reason: 'fraud' };
    const event = { type, timestamp: office.deps.now(), data: { ...data, currency: 'USD' } };
    if (step.fate !== 'well') office.desk.failNext('unknown', step.fate);
    for (let time = 0; time < step.times; time += 1) await office.deliver(`${type}-${attempt}`, event).expect(200);
    await applyWebhooks(office.deps);
  };
  return {
    async collects() {
      const { trade, order } = (await state()) ?? {};
      const request = order === undefined ? undefined : pick(openRequests(order));
      if (trade === undefined || request === undefined) return;
      await asked(world, step, 'buyer', `${trade.path}/openPaymentLink`, { request: request.id });
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
  };
};
