import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isOpen } from '../../src/domain/calendar/calendar.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { documentsFromOrder } from '../../src/domain/credit/set.ts';
import { brokenCreditFacts } from '../../src/persistence/credit/store.ts';
import { type ConnectedCredits, connectCreditDesk } from '../../src/temporal/credit-desk.ts';
import { awaitDrafted, creditState } from '../../workflows/messages.ts';
import {
  advised,
  at,
  byCredit,
  christmas,
  creditOf,
  DAY,
  day,
  drawn,
  openBefore,
  undated,
} from '../support/advised-credits.ts';
import { talkToCredit } from '../support/credit-talk.ts';
import { creditPeople, creditTerms, requests } from '../support/credits.ts';
import { playTrade, upTo } from '../support/trade.ts';
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

describe('the examination of documents', () => {
  it('takes five banking days without the holidays among them; then the bank must honour', async () => {
    const talk = await advised({ shop, desk });
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
    const talk = await advised({ shop, desk });
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
    const talk = await advised({ shop, desk }, { expiry: { date: christmas(), place: 'Hong Kong' } });
    let last = christmas();
    while (!isOpen(last, 'HK')) last = day(Date.parse(last) + DAY);
    await talk.skipTo(at(last, '16:59'));
    expect((await talk.credit()).stage).toBe('advised');
    await talk.skipTo(at(last, '17:01'));
    expect(await talk.workflow().result()).toEqual({ credit: talk.number, outcome: 'expired' });
    expect(await talk.refusal('beneficiary', 'present', { documents: undated(), requests })).toBe('wrong-stage');
  });

  it('goes on as it was when the beneficiary refuses an amendment', async () => {
    const talk = await advised({ shop, desk });
    const { terms } = await talk.credit();
    await talk.issue('applicant', 'requestAmendment', { reason: 'longer', terms: { ...terms, presentationDays: 30 } });
    const { hash } = (await talk.credit()).amendment ?? {};
    await talk.issue('bank', 'issueAmendment', { hash });
    await talk.issue('beneficiary', 'refuseAmendment', { hash, reason: 'The price would have to follow.' });
    expect(await talk.credit()).toMatchObject({ stage: 'advised', amendment: null, terms: { presentationDays: 21 } });
    expect((await talk.workflow().query(creditState)).version).toBe(6);
  });

  it('answers a command that comes again as it did, and takes an order’s second credit from nobody', async () => {
    const talk = await advised({ shop, desk });
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
  it('begins production when the bank is bound, and is paid exactly by the honoured credit', async () => {
    const trade = await playTrade(shop, upTo('escrow'), byCredit);
    const talk = await creditOf({ shop, desk }, trade);
    expect((await trade.order()).stage).toBe('escrow');
    await talk.issue('bank', 'issue');
    await trade.until(({ stage }) => stage === 'production', 'the credit to stand');
    await talk.issue('advising', 'advise');
    await trade.goOn('release');
    const order = await trade.running();
    expect(openRequests(order)[0]?.deadline).toBe(order.credit?.until);
    const asked = await drawn(trade, talk);
    const [presentation] = (await talk.credit()).presentations;
    expect(presentation?.foreseen).toEqual([]);
    expect(presentation?.payments).toEqual(asked);
    await trade.goOn('completed');
    expect(shop.troubles()).toEqual([]);
  });

  it('is paid by transfer, within its days, when the credit ends undrawn', async () => {
    const trade = await playTrade(shop, upTo('escrow'), byCredit);
    const talk = await creditOf({ shop, desk }, trade);
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

  it('keeps what was honoured due from the bank, and asks for a missed instalment by transfer', async () => {
    const paymentPlan = [6000, 4000].map((share) => ({ share, due: 'BEFORE_TITLE_TRANSFER' as const }));
    const trade = await playTrade(shop, upTo('escrow'), { ...byCredit, paymentPlan });
    const instalments = [20, 30].map((days) => ({ until: day(Date.now() + days * DAY) }));
    const talk = await creditOf({ shop, desk }, trade, { instalments });
    await talk.issue('bank', 'issue');
    await talk.issue('advising', 'advise');
    await trade.until(({ stage }) => stage === 'production', 'the credit to stand');
    await trade.goOn('release');
    const [first, second] = openRequests(await trade.running());
    const order = await trade.running();
    const { terms, number } = await talk.credit();
    const [asked] = [first].map((one) => ({
      ...{ request: one?.id ?? '', reference: one?.reference ?? '', amountMinor: one?.amountMinor ?? 0 },
      currency: 'USD',
    }));
    const data = { order, terms, credit: number, names: {}, instalmentMinor: asked?.amountMinor ?? 0 };
    const documents = documentsFromOrder(['380', '632'], data);
    await talk.issue('beneficiary', 'present', { documents, requests: [asked] });
    await talk.issue('bank', 'findComplying');
    await talk.issue('bank', 'honour');
    expect((await talk.credit()).stage).toBe('advised');
    await talk.skipTo(new Date(Date.now() + 34 * DAY).toISOString());
    expect((await talk.until(({ stage }) => stage === 'closed')).reason).toContain('Instalment 2');
    const fallen = await trade.until((now) => now.attention?.code === 'credit-fell', 'the end of the credit');
    const deadlines = 'payments' in fallen ? fallen.payments.map(({ deadline }) => deadline) : [];
    expect(deadlines[0]).toBe(first?.deadline);
    expect((deadlines[1] ?? '') < (second?.deadline ?? '')).toBe(true);
    await trade.goOn('completed');
    expect(shop.troubles()).toEqual([]);
  });
});
