import { applyWebhooks } from '../../../../src/api/rails/applying.ts';
import { openReversalCase } from '../../../../src/persistence/reversed-credits.ts';
import { writePain002 } from '../../../../src/gateways/bank/sandbox.ts';
import { query } from '../../../../src/persistence/sql.ts';
import { notice } from '../../../../test/support/bank-notices.ts';
import { unpaid } from '../../../../test/support/http-trade.ts';
import { capturedEvent } from '../../../../test/support/rails-office.ts';
import type { Teller } from '../teller.ts';

interface Proposed {
  id: number;
  hash: string;
}

let strays = 0;

/** Money nobody can place; answers its entry. */
async function stray({ office }: Teller, amountMinor: number): Promise<string> {
  strays += 1;
  const from = { name: 'Harbour Trading', account: '6200000000000000041' };
  const entry = {
    creditDebit: 'CRDT' as const,
    bankReference: `STRAY-${strays}`,
    bookingDate: '2026-11-22',
    transactions: [{ amountMinor, text: ['THANK YOU'], debtor: from }],
  };
  const { body } = await office.postXml('bank', '/v1/bank/notifications', notice([entry])).expect(200);
  return (body as { entries: { entry: string }[] }).entries[0]?.entry ?? '';
}

/** What the bank says of payment orders: of one it never got from us. */
export async function statusReports({ write }: Teller): Promise<void> {
  const report = (messageId: string) =>
    writePain002({
      messageId,
      createdAt: new Date().toISOString(),
      originalMessageId: 'UNKNOWN-D1-x',
      verdicts: [{ endToEndId: 'UNKNOWN-D1', status: 'RJCT', reasonCode: 'AC04' }],
    });
  const type = 'application/xml';
  const other = { body: report('PSR-2') };
  await write({ as: 'bank', path: '/v1/bank/status-reports', body: report('PSR-1'), type, other });
}

/** Money in suspense goes back, and stays when somebody is not sure. */
export async function suspense(teller: Teller): Promise<void> {
  const { office } = teller;
  const propose = async (entry: string): Promise<Proposed> =>
    (await office.post('adviser', `/v1/suspense/${entry}/proposals`, { action: 'RETURN', reason: 'as asked' }))
      .body as Proposed;
  const [one, other] = [await stray(teller, 90_000), await stray(teller, 80_000)];
  await office.post('adviser-two', `/v1/suspense/${one}/approvals`, { hash: (await propose(one)).hash });
  const { hash } = await propose(other);
  await office.post('adviser-two', `/v1/suspense/${other}/refusals`, { hash, reason: 'not sure' });
}

/** Two suppliers want to be paid to other accounts. */
export async function payoutAccounts({ office }: Teller): Promise<void> {
  const account = { name: 'The Company', account: 'GB82WEST12345698765432', bic: 'SANDCNBJXXX' };
  const propose = async (who: string): Promise<Proposed> =>
    (await office.post(who, '/v1/company/payout-account/proposals', account)).body as Proposed;
  const of = (company: string, verb: string) => `/v1/payout-accounts/${company}/${verb}`;
  await office.post('adviser', of('c-brightworks', 'approvals'), { hash: (await propose('supplier')).hash });
  const { hash } = await propose('supplier-two');
  await office.post('adviser', of('c-pearlriver', 'refusals'), { hash, reason: 'not the company’s' });
}

/** An order that waits for its payment, with the path of its payment link. */
async function linked({ world, office }: Teller): Promise<{ number: string; path: string }> {
  const { trade } = await unpaid(world.office);
  await trade.issue('buyer', 'openPaymentLink', { request: 'P1' });
  const { body } = await office.get('buyer', `${trade.path}/payment-links`).expect(200);
  return { number: trade.number, path: (body as { links: { path: string }[] }).links[0]?.path ?? '' };
}

/** What one adviser proposes for money in suspense and another one approves. */
async function decided({ office }: Teller, entry: string, wanted: object): Promise<void> {
  const { body } = await office.post('adviser', `/v1/suspense/${entry}/proposals`, { ...wanted, reason: 'told so' });
  await office.post('adviser-two', `/v1/suspense/${entry}/approvals`, { hash: (body as Proposed).hash });
}

/** Payments over links, at a locked rate, and what the providers pay over. */
export async function rails(teller: Teller): Promise<void> {
  const { world, write, office } = teller;
  const [one, other, third] = [await linked(teller), await linked(teller), await linked(teller)];
  await write({
    as: null,
    path: `${other.path}/attempts`,
    body: { rail: 'card' },
    other: { body: { rail: 'alipay' } },
    stranger: { path: `${third.path}/attempts` },
  });
  const today = new Date().toISOString().slice(0, 10);
  const csv = `Date,USD,HKD\n${today},1.2500,9.7500\n`;
  await write({ as: 'operator', path: '/v1/fx/rates?source=ECB&base=EUR', body: csv, type: 'text/csv' });
  const wanted = { order: one.number, request: 'P1', currency: 'EUR' };
  const { body: quote } = await office.post('buyer', '/v1/fx/quotes', wanted).expect(201);
  const { id, from } = quote as { id: string; from: { amountMinor: number } };
  const { body: attempt } = await world.office.pay(one.path, { rail: 'card', quote: id }).expect(201);
  const captured = capturedEvent((attempt as { attempt: string }).attempt, from.amountMinor, { currency: 'EUR' });
  await world.office.deliver('evt-proof', captured).expect(200);
  await applyWebhooks(world.office.deps);
  await decided(teller, await stray(teller, 1_248_000), { action: 'EXCHANGED', quote: id });
  const { body: known } = await world.office.pay(third.path, { rail: 'card' }).expect(201);
  const paid = capturedEvent((known as { attempt: string }).attempt, 1_250_000);
  await world.office.deliver('evt-paid', paid).expect(200);
  await applyWebhooks(world.office.deps);
  await decided(teller, await stray(teller, 1_000_000), { action: 'PAID_OVER', rail: 'card' });
}

/** What operators set going again: a dead webhook, a dead letter, a case that is looked into. */
export async function deadThings({ world, office, write }: Teller): Promise<void> {
  const { orm, deps } = world.office;
  await world.office.deliver('evt-nobody', capturedEvent('A-nobody', 100)).expect(200);
  const [webhook] = await query<{ position: string }>(orm, {
    text: `update incoming_webhook set state = 'dead' where event_id = 'evt-nobody' returning position`,
  });
  await write({ as: 'operator', path: `/v1/webhooks/in/${webhook?.position}/retry` });
  const [letter] = await query<{ key: string }>(orm, {
    text: `update outbox_letter set state = 'dead' where key = (select min(key) from outbox_letter) returning key`,
  });
  await office.post('operator', `/v1/outbox/${encodeURIComponent(letter?.key ?? '')}/retry`);
  const { number } = (await unpaid(world.office)).trade;
  const entry = {
    dedupeKey: 'a'.repeat(64),
    account: 'GB82WEST12345698765432',
    currency: 'USD',
    amountMinor: 100,
    creditDebit: 'DBIT' as const,
    reversal: true,
    endToEndId: null,
    references: [],
    bookingDate: '2026-11-22',
    content: {},
  };
  await openReversalCase(orm, 'credit-reversed', entry, number, deps.now());
  const { body } = await office.get('adviser', `/v1/reconciliation/cases?order=${number}`).expect(200);
  const [found] = (body as { cases: { case: number }[] }).cases;
  await office.post('adviser', `/v1/reconciliation/cases/${found?.case}/resolve`, { reason: 'looked into' });
}

/** A company listens to what happens, and stops. */
export async function webhooks({ world, office, write }: Teller): Promise<void> {
  const path = '/v1/webhooks';
  const body = { url: 'http://127.0.0.1:9/hook', types: [] };
  const { body: made } = await write({ as: 'buyer', path, body, toldOnce: ['secret'] });
  const of = `${path}/${(made as { id: string }).id}`;
  await write({ as: 'buyer', path: `${of}/rotate`, body: { overlapHours: 24 }, toldOnce: ['secret'] });
  await office.post('buyer', `${of}/disable`);
  await office.post('buyer', `${of}/enable`);
  await world.office.post('buyer', `${of}/disable`).expect(200);
  await office.post('buyer', `${of}/replay`, { from: '0' });
  await write({ as: 'buyer', method: 'delete', path: of });
}
