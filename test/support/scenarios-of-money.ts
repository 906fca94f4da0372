import { randomUUID } from 'node:crypto';
import { accounts } from '../../src/domain/ledger.ts';
import { planOf } from '../../src/domain/suspense.ts';
import { bookSuspense } from '../../src/persistence/bank.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { approve, lockSuspended, movementOf, propose, returnIdOf } from '../../src/persistence/suspense.ts';
import { connectCreditDesk } from '../../src/temporal/credit-desk.ts';
import { connectReturnsDesk } from '../../src/temporal/returns-desk.ts';
import { creditWorkflowId, orderWorkflowId } from '../../workflows/messages.ts';
import { advised, at, byCredit, creditOf, DAY, day, drawn, undated } from './advised-credits.ts';
import { keepCredit } from './cash-desk.ts';
import { requests } from './credits.ts';
import { connected, ended, type Scenario } from './scenario.ts';
import { playTrade, upTo } from './trade.ts';
import type { Workshop } from './workshop.ts';

/** An order paid by the credit that secured its production, shipped and drawn. */
const creditDrawn: Scenario = async (shop) => {
  const desk = connectCreditDesk(connected(shop));
  try {
    const trade = await playTrade(shop, upTo('escrow'), byCredit);
    const talk = await creditOf({ shop, desk }, trade);
    await talk.issue('bank', 'issue');
    await trade.until(({ stage }) => stage === 'production', 'the credit to stand');
    await talk.issue('advising', 'advise');
    await trade.goOn('release');
    await drawn(trade, talk);
    await trade.goOn('shipment');
    await trade.goOn('completed');
    const { maturity } = (await talk.credit()).presentations[0]!.honoured!;
    await talk.skipTo(at(day(Date.parse(maturity) + 6 * DAY)));
    await ended(shop, creditWorkflowId(talk.number));
    return [creditWorkflowId(talk.number), orderWorkflowId(trade.number)];
  } finally {
    await desk.close();
  }
};

/** Discrepancies are noticed and waived; another credit is amended away, a third expires. */
const creditsRefused: Scenario = async (shop) => {
  const desk = connectCreditDesk(connected(shop));
  try {
    const [waived, cancelled, expired] = [
      await advised({ shop, desk }),
      await advised({ shop, desk }),
      await advised({ shop, desk }),
    ];
    await waived.issue('beneficiary', 'present', { documents: undated({ '271': { packages: 3 } }), requests });
    const marks = { article: '14(d)', document: '271', field: 'marks', expected: 'A', found: 'B' };
    await waived.issue('bank', 'findDiscrepancies', { foreseen: true, discrepancies: [marks] });
    await waived.issue('bank', 'askWaiver');
    await waived.issue('bank', 'refuseDocuments', { disposal: 'HOLDING_FOR_WAIVER' });
    await waived.issue('applicant', 'waiveDiscrepancies');
    await waived.issue('bank', 'honour');
    await cancelled.issue('applicant', 'requestAmendment', { reason: 'by transfer', terms: null });
    const { hash } = (await cancelled.credit()).amendment ?? {};
    await cancelled.issue('bank', 'issueAmendment', { hash });
    await cancelled.issue('beneficiary', 'acceptAmendment', { hash });
    await expired.skipTo(at(day(Date.parse((await expired.credit()).terms.expiry.date) + 10 * DAY)));
    const ids = [waived, cancelled, expired].map(({ number }) => creditWorkflowId(number));
    await Promise.all(ids.slice(1).map((id) => ended(shop, id)));
    return ids;
  } finally {
    await desk.close();
  }
};

/** Money of nobody's that two people send back: the bank's answer is lost and asked for; the next it refuses. */
const suspenseReturned: Scenario = async (shop) => {
  const desk = connectReturnsDesk(connected(shop));
  const ids: string[] = [];
  try {
    for (const treatment of [{ answer: 'lost' }, { answer: 'reject', reason: 'AC04' }] as const) {
      shop.bank.next(treatment);
      const id = await returnApproved(shop);
      await desk.start(id);
      ids.push(`suspense-return-${id}`);
      await ended(shop, ids.at(-1) ?? '');
    }
    return ids;
  } finally {
    await desk.close();
  }
};

async function returnApproved(shop: Workshop): Promise<string> {
  const entry = randomUUID();
  await keepCredit(shop, { entry, reference: 'NONE', amountMinor: 70_000, currency: 'USD' });
  await bookSuspense(shop.orm, entry, accounts.trust('main', 'USD'), { why: 'no order is named' });
  return inTransaction(shop.orm, async (db) => {
    const row = await lockSuspended(db, entry);
    if (row === null) throw new Error('the money is not in suspense');
    const planned = planOf(movementOf(row), { action: 'RETURN' }, null);
    if ('rejection' in planned) throw new Error(planned.rejection.detail);
    const when = new Date().toISOString();
    const proposal = await propose(db, row, planned.plan, { user: 'u-adviser', reason: 'whose is it?', at: when });
    await approve(db, row, proposal, { user: 'u-adviser-two', at: when });
    return returnIdOf(proposal.id);
  });
}

/** A day whose statement is missing. */
const dailyProof: Scenario = async (shop) => {
  const workflowId = `proof-${randomUUID()}`;
  await shop.client.workflow.execute('dailyProof', {
    workflowId,
    taskQueue: shop.taskQueue,
    args: [{ day: '2026-03-02' }],
  });
  return [workflowId];
};

/** Something to be stamped, by whichever authority the workshop has. */
const evidenceStamped: Scenario = async (shop) => {
  const workflowId = `stamp-${randomUUID()}`;
  await query(shop.orm, {
    text: `insert into evidence_timestamp (order_no, subject, number, hash) values ($1, 'CONTRACT', 1, 'h')`,
    values: [workflowId],
  });
  await shop.client.workflow.execute('stampEvidence', { workflowId, taskQueue: shop.taskQueue, args: [] });
  return [workflowId];
};

/** Letters of credit, money in suspense, the daily proof, and the stamping of evidence. */
export const scenariosOfMoney: Record<string, Scenario> = {
  'credit-drawn': creditDrawn,
  'credits-refused-amended-expired': creditsRefused,
  'daily-proof': dailyProof,
  'evidence-stamped': evidenceStamped,
  'suspense-returned': suspenseReturned,
};
