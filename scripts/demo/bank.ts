import { randomUUID } from 'node:crypto';
import { formatAmount } from '../../src/domain/money.ts';
import type { Disbursement, PaymentRequest } from '../../src/domain/order/parts.ts';
import { type PlayedTransaction, writeCamt054 } from '../../src/gateways/bank/reports.ts';
import { bankParties } from './files.ts';
import { tellMoney } from './money.ts';
import { tellFacts, until } from './moves.ts';
import { as, expectThat, fail, pathOf, read, seenBy, type Story } from './story.ts';

// The demo plays the bank: its notifications are those of examples/bank, with the reference and amount of this order.

/** The open request, as the buyer reads it: with the reference to pay under. */
export async function openRequest(story: Story): Promise<PaymentRequest> {
  const { state } = await seenBy(story, 'buyer');
  return state.payments.find(({ status }) => status === 'OPEN') ?? fail(story, 'a payment request should be open');
}

/** The buyer pays a request; `chargesMinor` is what banks on the way kept of it. Answers the bank's notification. */
export async function pay(story: Story, request: PaymentRequest, chargesMinor = 0): Promise<string> {
  const { currency, reference } = request;
  const amountMinor = request.amountMinor - chargesMinor;
  const charged =
    chargesMinor === 0
      ? {}
      : {
          instructed: { currency, minor: request.amountMinor },
          charges: [{ minor: chargesMinor, bearer: 'SHAR' as const }],
        };
  const credit = { amountMinor, reference, debtor: bankParties().buyer, ...charged };
  return notify(story, {
    creditDebit: 'CRDT',
    currency,
    credit,
    says: `${formatAmount(amountMinor, currency)} ${currency} for ${reference}`,
  });
}

/**
 * Waits until the worker has handed a payment order to the bank, then plays the bank carrying it out: a debit that
 * names the disbursement as its end-to-end id.
 */
export async function carryOut(story: Story, kind: Disbursement['kind']): Promise<void> {
  const find = (all: readonly Disbursement[]) =>
    all.find((one) => one.kind === kind && ['SENT', 'SETTLED'].includes(one.status));
  const sent = await until(story, `the ${kind} is at the bank`, ({ state }) => find(state.disbursements) !== undefined);
  const one = find(sent.state.disbursements) as Disbursement;
  const { id, amountMinor, currency } = one;
  story.teller.step('house', `send ${kind}`, {
    says: `payment order ${id} over ${formatAmount(amountMinor, currency)} ${currency} is at the bank (pain.001)`,
  });
  expectThat(story, one.status === 'SENT', `${id} should wait for the bank's debit; it is ${one.status}`);
  const { buyer, supplier } = bankParties();
  const debit = { amountMinor, endToEndId: id, creditor: kind === 'PAYOUT' ? supplier : buyer };
  await notify(story, {
    creditDebit: 'DBIT',
    currency,
    credit: debit,
    says: `${formatAmount(amountMinor, currency)} ${currency} paid out under ${id}`,
  });
}

interface Notification {
  creditDebit: 'CRDT' | 'DBIT';
  currency: string;
  credit: PlayedTransaction;
  says: string;
}

async function notify(story: Story, { creditDebit, currency, credit, says }: Notification): Promise<string> {
  const what = creditDebit === 'CRDT' ? 'camt.054 credit' : 'camt.054 debit';
  story.doing = `bank: ${what}, ${says}`;
  const before = await seenBy(story, 'operator');
  const now = new Date().toISOString();
  const id = `N${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const xml = writeCamt054({
    messageId: id,
    createdAt: now,
    account: bankParties().trustAccount,
    currency,
    entries: [{ creditDebit, bankReference: `B${id.slice(1)}`, bookingDate: now.slice(0, 10), transactions: [credit] }],
  });
  const { status, body } = await (await as(story, 'bank')).postXml('/v1/bank/notifications', xml);
  if (status >= 300)
    fail(story, `the notification should be taken; the API answered ${status} ${JSON.stringify(body)}`);
  const after = await until(story, 'the order knows what the bank said', ({ version }) => version > before.version);
  const moved = before.stage === after.stage ? '' : `${before.stage} → ${after.stage}: `;
  story.teller.step('bank', what, { says: moved + says });
  tellFacts(story, await factsAfter(story, before.version));
  await tellMoney(story);
  return xml;
}

/** The bank reports a booking again, as banks do: nothing may come of it. */
export async function reportAgain(story: Story, xml: string): Promise<void> {
  story.doing = 'bank: the same booking reported again';
  const before = await seenBy(story, 'operator');
  const { status, body } = await (await as(story, 'bank')).postXml('/v1/bank/notifications', xml);
  expectThat(
    story,
    status < 300,
    `the repeated notification should be taken; the API answered ${status} ${JSON.stringify(body)}`,
  );
  const after = await seenBy(story, 'operator');
  expectThat(story, after.version === before.version, 'a booking reported twice should count once');
  story.teller.step('bank', 'camt.054 credit', {
    says: 'the same booking reported again: known, nothing happens twice',
  });
}

async function factsAfter(story: Story, version: number): Promise<string[]> {
  const { entries } = await read<{ entries: { kind: string; seq?: number; type?: string }[] }>(
    story,
    'operator',
    pathOf(story, '/timeline?limit=200'),
  );
  return entries.flatMap(({ seq, type }) => (seq !== undefined && type !== undefined && seq > version ? [type] : []));
}
