import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messageIdOf, orderedAtOf } from '../../src/domain/order/payment-order.ts';
import { writePain002 } from '../../src/gateways/bank/sandbox.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { trustPostingsSince } from '../../src/persistence/reconciliation/trust-postings.ts';
import { type Office, openOffice } from '../support/api.ts';
import { debit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

type Status = 'ACCP' | 'ACSP' | 'ACSC' | 'RJCT';
let reports = 0;
/** A report on one payment order, named by its MsgId. */
const reportOn = (originalMessageId: string, endToEndId: string, status: Status): string => {
  reports += 1;
  const refused = status === 'RJCT' ? { reasonCode: 'AC04', reasonText: 'account closed' } : {};
  return writePain002({
    messageId: `PSR-${reports}`,
    createdAt: '2026-11-22T10:00:00Z',
    originalMessageId,
    verdicts: [{ endToEndId, status, ...refused }],
  });
};
const tell = async (xml: string) =>
  (await office.postXml('bank', '/v1/bank/status-reports', xml).expect(200)).body.reports as Record<string, unknown>[];

const payment = async (trade: HttpTrade) => {
  const [one] = (await trade.contracted()).disbursements;
  if (one === undefined) throw new Error('nothing is paid out');
  return { ...one, message: messageIdOf({ id: one.id, orderedAt: orderedAtOf(one) }) };
};

async function approve(trade: HttpTrade): Promise<void> {
  const { id, hash } = await payment(trade);
  for (const adviser of ['adviser', 'adviser-two'])
    await trade.issue(adviser, 'approvePayout', { disbursement: id, hash });
}

/** A trade whose payout is approved and at the bank. */
async function ordered(): Promise<HttpTrade> {
  const trade = await playTo(office, 'release');
  await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
  await approve(trade);
  return trade;
}

describe('a payment order the bank reports on', () => {
  it('that was refused waits for two people again, and a repetition or a late one changes nothing', async () => {
    const trade = await ordered();
    const { id, message } = await payment(trade);
    const refusal = reportOn(message, id, 'RJCT');
    expect(await tell(refusal)).toMatchObject([
      { payment: id, disposition: 'applied', order: trade.number, facts: ['DisbursementRefusedByBank'] },
    ]);
    const { disbursements, attention } = await trade.contracted();
    expect(disbursements).toMatchObject([{ status: 'AWAITING_APPROVAL', approvals: [] }]);
    expect(attention?.detail).toContain('AC04 account closed');
    await approve(trade);
    const [again] = await tell(refusal);
    expect(again).toMatchObject({ disposition: 'ignored', why: expect.stringContaining('what was ordered last') });
    expect(await payment(trade)).toMatchObject({ status: 'SENT' });
  });

  it('that was settled is settled once: its debit is noted, another one is not', async () => {
    const trade = await ordered();
    const { id, message, amountMinor } = await payment(trade);
    expect(await tell(reportOn(message, id, 'ACSP'))).toMatchObject([{ disposition: 'ignored' }]);
    const [done] = await tell(reportOn(message, id, 'ACSC'));
    expect(done?.facts).toContain('DisbursementSettled');
    expect((await trade.state()).stage).toBe('shipment');
    const trust = async () => (await balances(office.orm, 'trust:main:USD'))[0]?.amountMinor;
    const before = await trust();
    const told = notice([debit(id, amountMinor)]);
    const foreseen = await office.postXml('bank', '/v1/bank/notifications?dryRun=true', told).expect(200);
    expect(foreseen.body.entries).toMatchObject([{ wouldBook: null, why: expect.stringContaining('status report') }]);
    const inChinese = await office
      .postXml('bank', '/v1/bank/notifications?dryRun=true', told)
      .set('Accept-Language', 'zh-CN')
      .expect(200);
    expect(inChinese.body.entries).toMatchObject([{ why: expect.stringMatching(/[\u4e00-\u9fff]/) }]);
    const first = await trade.bank(told);
    expect(first).toMatchObject([{ disposition: 'applied', order: trade.number, facts: [] }]);
    expect(await trust()).toBe(before);
    const second = await trade.bank(notice([debit(id, amountMinor)]));
    expect(second).toMatchObject([{ disposition: 'suspense', why: expect.stringContaining('SETTLED') }]);
    expect((await trialBalance(office.orm)).map(({ differenceMinor }) => differenceMinor)).toEqual([0]);
    const key = (first as unknown as { entry: string }[])[0]?.entry;
    const postings = await inTransaction(office.orm, (client) => trustPostingsSince(client, '2026-01-01'));
    expect(postings.find(({ order, kind }) => order === trade.number && kind === 'payout-settled')?.entry).toBe(key);
  });

  it('is meant by the transaction, whatever is said of its group', async () => {
    const trade = await ordered();
    const { id, message } = await payment(trade);
    const xml = reportOn(message, id, 'RJCT').replace(
      '</OrgnlGrpInfAndSts>',
      '<GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>',
    );
    expect(await tell(xml)).toMatchObject([{ payment: id, status: 'RJCT', disposition: 'applied' }]);
  });

  it('is named by the message alone when the whole of it is refused', async () => {
    const trade = await ordered();
    const { id, message } = await payment(trade);
    const xml = reportOn(message, id, 'RJCT')
      .replace(/<OrgnlPmtInfAndSts>[\s\S]*<\/OrgnlPmtInfAndSts>/, '')
      .replace('</OrgnlGrpInfAndSts>', '<GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>');
    expect(await tell(xml)).toMatchObject([{ payment: id, disposition: 'applied' }]);
    expect(await payment(trade)).toMatchObject({ status: 'AWAITING_APPROVAL' });
  });

  it('that is none of ours is told so, and what is no report is refused', async () => {
    expect(await tell(reportOn('NOBODY-D1-x', 'NOBODY-D1', 'RJCT'))).toMatchObject([{ disposition: 'unknown' }]);
    const { body } = await office.postXml('bank', '/v1/bank/status-reports', notice([debit('x', 1)])).expect(422);
    expect(body.code).toBe('not-this-message');
    await office.postXml('adviser', '/v1/bank/status-reports', reportOn('a', 'b', 'RJCT')).expect(403);
  });
});

describe('what the bank moves', () => {
  it('comes by its messages alone: nobody types a credit, a debit or a refusal', async () => {
    const trade = await ordered();
    const { id, amountMinor } = await payment(trade);
    const moved = { entry: 'typed', amountMinor, currency: 'USD' };
    for (const [command, input] of [
      ['creditReceived', { ...moved, reference: 'RF18539007547034' }],
      ['transferSettled', { ...moved, disbursement: id }],
      ['disbursementRefused', { disbursement: id, reason: 'typed' }],
      ['disbursementSent', { disbursement: id, bankReference: 'typed' }],
    ] as const) {
      const { body } = await office.post('bank', `${trade.path}/${command}`, input).expect(404);
      expect(body.code).toBe('unknown-command');
    }
    const { body } = await office.get('bank', `${trade.path}/actions`).expect(200);
    expect(body.actions).toEqual([]);
  });
});
