import { query } from '../../src/persistence/sql.ts';
import { afterSalesWorkflowId, orderWorkflowId } from '../../workflows/messages.ts';
import type { Scenario } from './scenario.ts';
import { scenariosOfCompanies } from './scenarios-of-companies.ts';
import { scenariosOfMoney } from './scenarios-of-money.ts';
import { scenariosOfPurchasing } from './scenarios-of-purchasing.ts';
import { people } from './people.ts';
import { playTrade, type Trade, upTo } from './trade.ts';
import type { Workshop } from './workshop.ts';

const onReceipt = { settlement: { trigger: 'RECEIPT_CONFIRMED' }, inspection: { mode: 'NONE' } } as const;

const disputed = async (shop: Workshop, number: string): Promise<Trade> => {
  const trade = await playTrade(shop, upTo('receipt'), { ...onReceipt, number });
  await trade.issue('buyer', 'rejectReceipt', { reason: 'Half of them are dented.' });
  await trade.issue('supplier', 'answerDispute', { answer: 'They were fine when they left.' });
  const { dispute } = await trade.running();
  await trade.skipTo(dispute?.negotiateUntil ?? '');
  const ruling = { buyerShareBp: 5000, reason: 'Both are right.' };
  await trade.issue('adviser', 'ruleDispute', ruling);
  await trade.issue('secondAdviser', 'ruleDispute', ruling);
  await trade.settleDisbursements();
  return trade;
};

const refunded = async (shop: Workshop, number: string): Promise<Trade> => {
  const trade = await playTrade(shop, upTo('inspection'), { number });
  const { goods } = await trade.running();
  await trade.issue('inspector', 'recordFindings', {
    sampled: goods.plan?.sampleSize,
    defects: { critical: 1, major: 0, minor: 0 },
    notes: '',
  });
  await trade.issue('inspector', 'giveVerdict', { verdict: 'reject' });
  await trade.settleDisbursements();
  return trade;
};

const confirmedBySilence = async (shop: Workshop, number: string): Promise<Trade> => {
  const trade = await playTrade(shop, upTo('receipt'), { transport: 'AIR', number });
  await trade.skipDays(5);
  await trade.issue('carrier', 'reportException', { detail: 'The pallet was dropped.' });
  await trade.skipDays(30);
  await trade.issue('carrier', 'resolveException', { detail: 'Only the film was torn.' });
  await trade.skipDays(11);
  return trade;
};

const unknownToTheBank = async (shop: Workshop, number: string): Promise<Trade> => {
  const trade = await playTrade(shop, upTo('release'), { number });
  await trade.issue('warehouse', 'transferTitle', { act: 'ACT-1' });
  shop.bank.next({ answer: 'reject', reason: 'account blocked' });
  await trade.approve();
  await trade.until((order) => order.attention?.code === 'bank-refused', 'the refusal of the bank');
  shop.bank.next({ answer: 'lost' });
  await trade.settleDisbursements();
  await trade.goOn('completed');
  return trade;
};

/** The first of two advisers is none any more when the second approves, and is again later. */
const approvalLapsed = async (shop: Workshop, number: string): Promise<Trade> => {
  const trade = await playTrade(shop, upTo('release'), { number });
  await trade.issue('warehouse', 'transferTitle', { act: 'ACT-1' });
  const [payout] = (await trade.running()).disbursements;
  const approval = { disbursement: payout?.id, hash: payout?.hash };
  await trade.issue('adviser', 'approvePayout', approval);
  await becomes(shop, people.adviser.user, ['customer-service']);
  await trade.issue('secondAdviser', 'approvePayout', approval);
  await becomes(shop, people.adviser.user, ['adviser']);
  await trade.issue('adviser', 'approvePayout', approval);
  await trade.debit();
  await trade.goOn('completed');
  return trade;
};

const becomes = (shop: Workshop, user: string, roles: string[]) =>
  query(shop.orm, { text: 'update platform_user set roles = $2 where id = $1', values: [user, roles] });

const trades: Record<string, (shop: Workshop, number: string) => Promise<Trade>> = {
  'paid-on-title': (shop, number) => playTrade(shop, upTo('completed'), { number }),
  'paid-on-receipt': (shop, number) =>
    playTrade(shop, upTo('completed'), {
      number,
      settlement: { trigger: 'RECEIPT_CONFIRMED' },
      paymentPlan: [
        { share: 3000, due: 'ON_CONTRACT' },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
      ],
    }),
  refunded,
  disputed,
  'confirmed-by-silence': confirmedBySilence,
  'handed-over-between-runs': (shop, number) => playTrade(shop, upTo('completed'), { number, rollOverAfter: 60 }),
  'unknown-to-the-bank': unknownToTheBank,
  'approval-lapsed': approvalLapsed,
};

const ofTrades = Object.entries(trades).map(([name, play], index) => [
  name,
  async (shop: Workshop): Promise<string[]> => {
    const number = `2600000${index + 1}`;
    await (await play(shop, number)).finish();
    return [orderWorkflowId(number), afterSalesWorkflowId(number)];
  },
]);

/**
 * What is played for the histories that are kept: every release must be able to go on with what older ones began.
 */
export const scenarios: Record<string, Scenario> = {
  ...Object.fromEntries(ofTrades),
  ...scenariosOfCompanies,
  ...scenariosOfMoney,
  ...scenariosOfPurchasing,
};
