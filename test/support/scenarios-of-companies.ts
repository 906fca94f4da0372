import { randomUUID } from 'node:crypto';
import { assignLeastLoaded } from '../../src/persistence/accounts/assignments.ts';
import { recordFollowUp } from '../../src/persistence/accounts/follow-ups.ts';
import { keepList } from '../../src/persistence/screening/lists.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { companyDesk } from '../../src/temporal/company-workflows.ts';
import { orderWorkflowId, qualificationWorkflowId, rescreenWorkflowId } from '../../workflows/messages.ts';
import { reviewer } from './applications.ts';
import { skipTime, timeOf } from './clock.ts';
import { caseOf, fridayAfter, later } from './company-case.ts';
import { ended, type Scenario } from './scenario.ts';
import { playTrade, upTo } from './trade.ts';

/** Approved, reminded of, renewed in a run of its own, and expired. */
const qualificationRenewed: Scenario = async (shop) => {
  const one = caseOf(shop, `c-${randomUUID()}`);
  await one.submit();
  await one.files();
  await one.issue('approve', { tier: 'GOLD', note: '' }, reviewer);
  const { membership } = await one.state();
  await one.skipTo(later(membership!.expires, -59));
  await one.until(({ state }) => state === 'expiring');
  await one.submit();
  await one.files();
  await one.issue('approve', { tier: null, note: '' }, reviewer);
  await one.skipTo(later((await one.state()).membership!.expires, 1));
  await ended(shop, qualificationWorkflowId(one.company));
  return [qualificationWorkflowId(one.company)];
};

/** A question stops the review's clock; then the review is overdue, and the application is refused. */
const qualificationOverdue: Scenario = async (shop) => {
  const one = caseOf(shop, `c-${randomUUID()}`);
  await one.submit();
  await one.files();
  await one.issue('ask-more-info', { question: 'Whose seal?' }, reviewer);
  await one.issue('answer', { answer: 'Ours.' }, one.applicant);
  await one.skipTo(later(fridayAfter(await timeOf(shop, one.handle)), 7));
  await one.until(({ review }) => review?.breached === true);
  await one.issue('reject', { reason: 'The licence belongs to another company.' }, reviewer);
  await ended(shop, qualificationWorkflowId(one.company));
  return [qualificationWorkflowId(one.company)];
};

/** One is recorded in time, one is missed. */
const followUps: Scenario = async (shop) => {
  const company = 'c-harbour';
  const now = () => new Date().toISOString();
  await inTransaction(shop.orm, (db) => assignLeastLoaded(db, company, now()));
  const [recorded, missed] = [`follow-up-${randomUUID()}`, `follow-up-${randomUUID()}`];
  for (const id of [recorded, missed]) {
    const handle = await shop.client.workflow.start('followUp', {
      workflowId: id,
      taskQueue: shop.taskQueue,
      args: [{ company }],
    });
    if (id === recorded) {
      const told = { at: now(), user: 'u-account-manager', summary: 'They want a cheaper lamp.' };
      while ((await inTransaction(shop.orm, (db) => recordFollowUp(db, { id, company }, told))) === null)
        await new Promise((resume) => setTimeout(resume, 50));
    }
    await skipTime(shop, handle);
    await handle.result();
  }
  return [recorded, missed];
};

/** A list comes with the buyer's name on it: its running order is alerted, and so is the one that was completed. */
const rescreened: Scenario = async (shop) => {
  const running = await playTrade(shop, upTo('enquiry'));
  const list = randomUUID();
  const party = { id: 'EX-1', name: 'Harbour Trading', aliases: [], country: 'HK', programme: 'X' };
  const version = { version: list, name: 'Example', importedAt: new Date().toISOString(), importedBy: 'u-operator' };
  await inTransaction(shop.orm, (db) => keepList(db, version, [party]));
  await companyDesk(shop.client, shop.taskQueue).rescreen(list);
  await ended(shop, rescreenWorkflowId(list));
  await running.until((order) => order.attention?.code === 'screening-hit', 'the alert');
  await running.issue('operator', 'clearAttention', { reason: 'another company of that name' });
  return [rescreenWorkflowId(list), orderWorkflowId(running.number)];
};

/** Qualifications, follow-ups and screenings. */
export const scenariosOfCompanies: Record<string, Scenario> = {
  'follow-ups': followUps,
  'qualification-overdue': qualificationOverdue,
  'qualification-renewed': qualificationRenewed,
  rescreened,
};
