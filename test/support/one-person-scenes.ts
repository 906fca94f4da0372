import type { Teller } from '../../scripts/proof/idempotency/teller.ts';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { isContracted, type OpenStage, type Order } from '../../src/domain/order/order.ts';
import type { Disbursement } from '../../src/domain/order/parts.ts';
import { retail, samples } from '../../src/domain/order/profile.ts';
import { addDays, endOfDay } from '../../src/domain/order/time.ts';
import { writePain002 } from '../../src/gateways/bank/sandbox.ts';
import { credit, debit, notice } from './bank-notices.ts';
import { type Clauses, receiptOf } from './deal.ts';
import { unpaid } from './http-trade.ts';
import { onward } from './play.ts';
import { elapse, issue, type Played, running } from './played.ts';
import { capturedEvent } from './rails-office.ts';

type Scene = (teller: Teller) => Promise<void>;

async function dueOf({ office }: Teller, path: string): Promise<Disbursement[]> {
  const { body } = await office.get('auditor', path).expect(200);
  const order = (body as { state: Order }).state;
  return isContracted(order) ? order.disbursements : [];
}

const numberOf = (path: string): string => path.split('/').at(-1) ?? '';

/** The bank says a payment order went through which nobody gave it. */
async function saidToBeOut({ write }: Teller, path: string, { id, amountMinor }: Disbursement): Promise<void> {
  const messageId = `PSR-${numberOf(path)}-${id}`;
  const body = writePain002({
    messageId,
    createdAt: new Date().toISOString(),
    originalMessageId: `${id}-x`,
    verdicts: [{ endToEndId: id, status: 'ACSC' }],
  });
  await write({ as: 'bank', path: '/v1/bank/status-reports', body, type: 'application/xml' });
  const xml = notice([debit(id, amountMinor)]);
  await write({ as: 'bank', path: '/v1/bank/notifications', body: xml, type: 'application/xml' });
}

/** What is due is said to be out before anybody approved it, then approved by two people and carried out. */
async function paidOut(teller: Teller, path: string): Promise<void> {
  const due = await dueOf(teller, path);
  if (due.length === 0) throw new Error(`${path}: nothing is due`);
  for (const one of due) {
    if (one.status !== 'AWAITING_APPROVAL') continue;
    await saidToBeOut(teller, path, one);
    const command = one.kind === 'PAYOUT' ? 'approvePayout' : 'approveRefund';
    for (const adviser of ['adviser', 'adviser-two'])
      await teller.office.post(adviser, `${path}/${command}`, { disbursement: one.id, hash: one.hash });
  }
  for (const { id, amountMinor } of due)
    await teller.office.postXml('bank', '/v1/bank/notifications', notice([debit(id, amountMinor)]));
  const left = (await dueOf(teller, path)).filter(({ status }) => status !== 'SETTLED');
  if (left.length > 0) throw new Error(`${path}: ${left.map(({ id, status }) => `${id} is ${status}`).join()}`);
}

const due =
  (stage: OpenStage, clauses: Clauses, after: (played: Played) => Played, hours = 3): Scene =>
  async (teller) =>
    paidOut(teller, await teller.orderIn(stage, { clauses, after, hours }));

const titled = (played: Played): Played => issue(played, 'warehouse', 'transferTitle', { act: 'ACT-1' });

/** The goods come six days after the end of the delivery date, and title passes. */
function late(played: Played): Played {
  const { terms } = running(played).contract;
  const at = addDays(endOfDay(terms.deliverBy), 6);
  let next = issue(elapse(played, at), 'warehouse', 'issueGoodsReceipt', { ...receiptOf(terms), at }, at);
  while (next.order.stage !== 'release') next = onward(next);
  return titled(next);
}
const lateClauses: Clauses = {
  lateDelivery: { perDayBp: 50, capBp: 500, graceDays: 2, measuredBy: 'GOODS_RECEIVED' },
  deliveryDays: 5,
  inspection: { mode: 'NONE' },
};

const partly = (played: Played): Played => {
  const lines = running(played).contract.terms.lines.map(({ line, quantity }) => ({
    line,
    accepted: quantity - 3,
    damaged: 3,
  }));
  const offered = issue(played, 'buyer', 'confirmReceipt', { lines });
  return issue(offered, 'supplier', 'acceptSettlement', { hash: running(offered).dispute?.offer?.hash });
};

const cancelled = (played: Played): Played =>
  issue(issue(played, 'supplier', 'cancel', { reason: 'no material', feeMinor: 0 }), 'buyer', 'consentCancellation');

/** A consumer needs nobody's consent. */
const withdrawn = (played: Played): Played =>
  issue(played, 'buyer', 'cancel', { reason: 'changed my mind', feeMinor: 0 });

const sentBack = (played: Played): Played => {
  const stated = issue(played, 'buyer', 'withdrawFromContract', {});
  const [one] = running(stated).withdrawals ?? [];
  return issue(stated, 'supplier', 'confirmGoodsBack', { withdrawal: one?.id });
};

/** More than was asked comes in and goes back; what was asked comes, and is taken back by the bank. */
const strayedAndTakenBack: Scene = async (teller) => {
  const { trade, reference } = await unpaid(teller.office);
  const bank = (xml: string) => teller.office.postXml('bank', '/v1/bank/notifications', xml);
  await bank(notice([credit(reference, 1_255_000)]));
  await paidOut(teller, trade.path);
  await bank(notice([credit(reference, 1_250_000)]));
  const back = { ...credit(reference, 1_250_000), creditDebit: 'DBIT' as const, reversal: true };
  await bank(notice([back]));
};

/** A card is charged, the provider keeps a fee, and the payment is disputed and lost. */
const chargedBack: Scene = async (teller) => {
  const { world, office } = teller;
  const { trade } = await unpaid(office);
  await trade.issue('buyer', 'openPaymentLink', { request: 'P1' });
  const { body } = await office.get('buyer', `${trade.path}/payment-links`).expect(200);
  const [link] = (body as { links: { path: string; amountMinor: number }[] }).links;
  const { body: begun } = await world.office.pay(link?.path ?? '', { rail: 'card' }).expect(201);
  const { attempt } = begun as { attempt: string };
  const amountMinor = link?.amountMinor ?? 0;
  await world.office.deliver(`cap-${attempt}`, capturedEvent(attempt, amountMinor, { feeMinor: 391 })).expect(200);
  await applyWebhooks(world.office.deps);
  const about = { dispute: `dp-${attempt}`, charge: `ch-${attempt}`, attempt };
  const data = { ...about, amountMinor, currency: 'USD', reason: 'fraud' };
  for (const type of ['dispute.opened', 'dispute.lost']) {
    const event = { type, timestamp: new Date().toISOString(), data };
    await world.office.deliver(`${type}-${attempt}`, event).expect(200);
    await applyWebhooks(world.office.deps);
  }
};

/** Money of nobody's is written off, and given to the order that asks for just as much. */
const placed: Scene = async (teller) => {
  const { office } = teller;
  const { trade } = await unpaid(office);
  const decide = async (amountMinor: number, wanted: object): Promise<void> => {
    const { body } = await office.postXml('bank', '/v1/bank/notifications', notice([credit('NONE', amountMinor)]));
    const entry = (body as { entries: { entry: string }[] }).entries[0]?.entry ?? '';
    const path = `/v1/suspense/${entry}`;
    const { body: made } = await office.post('adviser', `${path}/proposals`, { ...wanted, reason: 'told so' });
    await office.post('adviser-two', `${path}/approvals`, { hash: (made as { hash: string }).hash });
  };
  await decide(4000, { action: 'WRITE_OFF' });
  await decide(1_250_000, { action: 'ASSIGN', order: trade.number, request: 'P1' });
};

/** States in which money could move that no other story comes to. */
export const scenesOfMoney: Record<string, Scene> = {
  'a payout is due': due('release', {}, titled),
  'samples are received': due('release', { profile: samples }, (played) => played),
  'a late delivery is paid for': due('warehouse', lateClauses, late, 24 * 30),
  'goods are accepted in part': due('receipt', { settlement: { trigger: 'RECEIPT_CONFIRMED' } }, partly),
  'a trade is cancelled': due('matching', {}, cancelled),
  "a consumer's order is cancelled": due('production', { profile: retail }, withdrawn),
  'a consumer sends goods back': due('receipt', { profile: retail }, sentBack),
  strayedAndTakenBack,
  chargedBack,
  placed,
};
