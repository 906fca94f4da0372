import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isOpen } from '../../src/domain/calendar/calendar.ts';
import { documentsFromOrder } from '../../src/domain/credit/set.ts';
import type { CreditTerms } from '../../src/domain/credit/terms.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { leftForCredit } from '../../src/domain/order/secured.ts';
import { brokenCreditFacts } from '../../src/persistence/credit/store.ts';
import { type ConnectedCredits, connectCreditDesk } from '../../src/temporal/credit-desk.ts';
import { awaitDrafted, creditState } from '../../workflows/messages.ts';
import { talkToCredit } from '../support/credit-talk.ts';
import { creditPeople, creditTerms, documentSet, requests } from '../support/credits.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { openWorkshop, orderNumber, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
let desk: ConnectedCredits;
beforeAll(async () => {
  // One test has the record refuse an order's second credit.
  shop = await openWorkshop({ forgive: /credit_view_open/ });
  const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';
  desk = connectCreditDesk({ address, namespace: shop.namespace, taskQueue: shop.taskQueue });
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await shop?.close();
}, 60_000);

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const DAY = 86_400_000;
/** Christmas Day in Hong Kong that is far enough away for what a test does before it. */
function christmas(): string {
  const year = new Date(Date.now() + 12 * DAY).getUTCFullYear();
  const date = `${year}-12-25`;
  return date > day(Date.now() + 12 * DAY) ? date : `${year + 1}-12-25`;
}
const at = (date: string, time = '10:00'): string => new Date(`${date}T${time}:00+08:00`).toISOString();
const before = (date: string, days: number): string => day(Date.parse(date) - days * DAY);
/** The last open day at least `days` days before a date. */
function openBefore(date: string, days: number): string {
  let open = before(date, days);
  while (!isOpen(open, 'HK')) open = before(open, 1);
  return open;
}

/** A credit against invoice and packing list that is issued and advised, on an order of its own. */
async function advised(changes: Partial<CreditTerms> = {}) {
  const talk = talkToCredit(shop, desk, `LC${randomInt(1e9, 9e9)}`);
  const documents = creditTerms().documents.filter(({ type }) => type === '380' || type === '271');
  const expiry = { date: day(Date.parse(christmas()) + 40 * DAY), place: 'Hong Kong' };
  const { latestShipment: _, ...terms } = creditTerms({ order: orderNumber(), documents, expiry, ...changes });
  expect(await talk.draft(terms)).toMatchObject({ answer: { status: 201 } });
  await talk.issue('bank', 'issue');
  await talk.issue('advising', 'advise');
  return talk;
}

const undated = (changes: Record<string, object> = {}) => {
  const dated = { issuedOn: '2026-01-05' };
  return documentSet({ '380': { ...dated, ...changes['380'] }, '271': { ...dated, ...changes['271'] } }).filter(
    ({ type }) => type === '380' || type === '271',
  );
};

describe('the examination of documents', () => {
  it('takes five banking days without the holidays among them; then the bank must honour', async () => {
    const talk = await advised();
    const presentedOn = openBefore(christmas(), 3);
    await talk.skipTo(at(presentedOn));
    await talk.issue('beneficiary', 'present', { documents: undated({ '271': { packages: 3 } }), requests });
    await talk.issue('bank', 'findDiscrepancies', {
      discrepancies: [{ article: '14(d)', document: '271', field: 'marks', expected: 'A', found: 'B' }],
    });
    // Six days on there were a weekend and Christmas: the five are not over.
    await talk.skipTo(at(day(Date.parse(presentedOn) + 6 * DAY)));
    expect((await talk.credit()).stage).toBe('discrepant');
    await talk.skipTo(at(day(Date.parse(presentedOn) + 12 * DAY)));
    const precluded = await talk.until(({ presentations }) => presentations[0]?.precluded === true);
    expect(precluded.stage).toBe('complying');
    expect(await talk.refusal('bank', 'refuseDocuments', { disposal: 'RETURNING' })).toBe('bank-precluded');
    expect(await talk.issue('bank', 'honour')).toEqual(['CreditHonoured']);
    expect(await brokenCreditFacts(shop.orm, talk.number)).toEqual([]);
    expect(shop.troubles()).toEqual([]);
  });

  it('ends in one notice of each discrepancy, and a waiver after it still has the credit honoured', async () => {
    const talk = await advised();
    await talk.issue('beneficiary', 'present', { documents: undated({ '271': { credit: 'LC26999999' } }), requests });
    const own = { article: '14(d)', document: '271', field: 'marks', expected: 'A', found: 'B' };
    await talk.issue('bank', 'findDiscrepancies', { foreseen: true, discrepancies: [own] });
    await talk.issue('bank', 'askWaiver');
    await talk.issue('bank', 'refuseDocuments', { disposal: 'HOLDING_FOR_WAIVER' });
    const { presentations } = await talk.credit();
    expect(presentations[0]?.notice?.discrepancies.map(({ field }) => field)).toEqual(['credit', 'marks']);
    expect(await talk.refusal('bank', 'refuseDocuments', { disposal: 'RETURNING' })).toBe('wrong-stage');
    expect(await talk.issue('applicant', 'waiveDiscrepancies')).toEqual(['DiscrepanciesWaived']);
    expect(await talk.issue('bank', 'honour')).toEqual(['CreditHonoured']);
    const { maturity } = (await talk.credit()).presentations[0]?.honoured ?? { maturity: '' };
    await talk.skipTo(at(day(Date.parse(maturity) + 6 * DAY)));
    expect(await talk.workflow().result()).toEqual({ credit: talk.number, outcome: 'drawn' });
  });
});

describe('the life of a credit', () => {
  it('lasts over an expiry on a bank holiday until the bank closes on the next banking day', async () => {
    const talk = await advised({ expiry: { date: christmas(), place: 'Hong Kong' } });
    let last = christmas();
    while (!isOpen(last, 'HK')) last = day(Date.parse(last) + DAY);
    await talk.skipTo(at(last, '16:59'));
    expect((await talk.credit()).stage).toBe('advised');
    await talk.skipTo(at(last, '17:01'));
    expect(await talk.workflow().result()).toEqual({ credit: talk.number, outcome: 'expired' });
    expect(await talk.refusal('beneficiary', 'present', { documents: undated(), requests })).toBe('wrong-stage');
  });

  it('goes on as it was when the beneficiary refuses an amendment', async () => {
    const talk = await advised();
    const { terms } = await talk.credit();
    await talk.issue('applicant', 'requestAmendment', { reason: 'longer', terms: { ...terms, presentationDays: 30 } });
    const { hash } = (await talk.credit()).amendment ?? {};
    await talk.issue('bank', 'issueAmendment', { hash });
    await talk.issue('beneficiary', 'refuseAmendment', { hash, reason: 'The price would have to follow.' });
    expect(await talk.credit()).toMatchObject({ stage: 'advised', amendment: null, terms: { presentationDays: 21 } });
    expect((await talk.workflow().query(creditState)).version).toBe(6);
  });

  it('answers a command that comes again as it did, and takes an order’s second credit from nobody', async () => {
    const talk = await advised();
    const id = randomUUID();
    const input = { documents: undated(), requests };
    const first = await talk.ask('beneficiary', 'present', input, id);
    expect(await talk.ask('beneficiary', 'present', input, id)).toEqual(first);
    expect((await talk.credit()).presentations).toHaveLength(1);
    const { terms } = await talk.credit();
    const second = talkToCredit(shop, desk, `LC${randomInt(1e9, 9e9)}`);
    expect(await second.draft(terms)).toMatchObject({ rejection: { code: 'credit-open' } });
  });

  it('goes on in another run with what it knows', async () => {
    const talk = talkToCredit(shop, desk, `LC${randomInt(1e9, 9e9)}`);
    const terms = creditTerms({ order: orderNumber(), expiry: { date: '2033-12-30', place: 'Hong Kong' } });
    await shop.client.workflow.start('letterOfCredit', {
      workflowId: `credit-${talk.number}`,
      taskQueue: shop.taskQueue,
      args: [{ number: talk.number, terms, by: creditPeople.applicant, commandId: randomUUID(), rollOverAfter: 12 }],
    });
    await talk.workflow().executeUpdate(awaitDrafted);
    await talk.issue('bank', 'issue');
    await talk.issue('advising', 'advise');
    await talk.issue('bank', 'reportInterruption', { from: '2030-01-02', until: '2030-01-03', reason: 'typhoon' });
    await talk.issue('bank', 'reportInterruption', { from: '2030-02-02', until: '2030-02-03', reason: 'typhoon' });
    expect((await talk.credit()).interruptions).toHaveLength(2);
    const { runId } = await talk.workflow().describe();
    const [first] = (await talk.workflow().fetchHistory()).events ?? [];
    expect(first?.workflowExecutionStartedEventAttributes?.firstExecutionRunId).not.toBe(runId);
  });
});

describe('an order paid by letter of credit', () => {
  const byCredit = {
    paymentMethod: 'LETTER_OF_CREDIT' as const,
    paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }],
  };

  /** A credit against invoice and goods receipt over all the contract asks for. */
  async function creditOf(trade: Trade) {
    const order = await trade.running();
    const { currency, lines, incoterm, namedPlace } = order.contract.terms;
    const { latestShipment: _, ...terms } = creditTerms({
      order: order.order,
      contract: order.contract.hash,
      amountMinor: leftForCredit(order),
      currency,
      goods: lines,
      incoterm,
      namedPlace,
      documents: [
        { type: '380', originals: 1, copies: 0, states: [] },
        { type: '632', originals: 1, copies: 0, states: [] },
      ],
      expiry: { date: day(Date.now() + 90 * DAY), place: 'Hong Kong' },
    });
    const talk = talkToCredit(shop, desk, `LC${randomInt(1e9, 9e9)}`);
    await talk.draft(terms);
    return talk;
  }

  it('begins production when the bank is bound, and is paid exactly by the honoured credit', async () => {
    const trade = await playTrade(shop, upTo('escrow'), byCredit);
    const talk = await creditOf(trade);
    expect((await trade.order()).stage).toBe('escrow');
    await talk.issue('bank', 'issue');
    await trade.until(({ stage }) => stage === 'production', 'the credit to stand');
    await talk.issue('advising', 'advise');
    await trade.goOn('release');
    const order = await trade.running();
    const { terms, number } = await talk.credit();
    const asked = openRequests(order).map(({ id, reference, amountMinor, currency }) => ({
      request: id,
      reference,
      amountMinor,
      currency,
    }));
    expect(openRequests(order)[0]?.deadline).toBe(order.credit?.until);
    const documents = documentsFromOrder(['380', '632'], { order, terms, credit: number, names: {} });
    await talk.issue('beneficiary', 'present', { documents, requests: asked });
    expect((await talk.credit()).presentations[0]?.foreseen).toEqual([]);
    await talk.issue('bank', 'findComplying');
    await talk.issue('bank', 'honour');
    const { payments } = (await talk.credit()).presentations[0] ?? { payments: [] };
    expect(payments).toEqual(asked);
    for (const { reference, amountMinor, currency } of payments) {
      await trade.issue('bank', 'creditReceived', { entry: randomUUID(), reference, amountMinor, currency });
    }
    await trade.goOn('completed');
    expect(shop.troubles()).toEqual([]);
  });

  it('is paid by transfer, within its days, when the credit ends undrawn', async () => {
    const trade = await playTrade(shop, upTo('escrow'), byCredit);
    const talk = await creditOf(trade);
    await talk.issue('bank', 'issue');
    await talk.issue('advising', 'advise');
    await trade.until(({ stage }) => stage === 'production', 'the credit to stand');
    await trade.goOn('release');
    await talk.issue('applicant', 'requestAmendment', { reason: 'by transfer', terms: null });
    const { hash } = (await talk.credit()).amendment ?? {};
    await talk.issue('bank', 'issueAmendment', { hash });
    await talk.issue('beneficiary', 'acceptAmendment', { hash });
    const fallen = await trade.until((order) => order.attention?.code === 'credit-fell', 'the end of the credit');
    expect('credit' in fallen && fallen.credit).toBe(false);
    await trade.goOn('completed');
  });
});
