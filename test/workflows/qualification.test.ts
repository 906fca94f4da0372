import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAssignment } from '../../src/persistence/accounts/assignments.ts';
import { runningMembership } from '../../src/persistence/qualification/reading.ts';
import { qualify } from '../../workflows/messages.ts';
import { reviewer } from '../support/applications.ts';
import { timeOf } from '../support/clock.ts';
import { caseOf, fridayAfter, later } from '../support/company-case.ts';
import { codeOf } from '../support/refused.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  // Without a cache every task replays the whole history, as after a restart.
  shop = await openWorkshop({ maxCachedWorkflows: 0 });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

describe('the review of an application', () => {
  it('begun on a Friday is overdue on Tuesday, which operators see and hear of', async () => {
    const one = caseOf(shop, `c-${randomUUID()}`);
    expect(await one.submit()).toMatchObject({ answer: { state: 'submitted', version: 1 } });
    const friday = fridayAfter(await timeOf(shop, one.handle));
    await one.skipTo(friday);
    await one.files();
    const { review } = await one.state();
    expect(review?.dueAt.slice(0, 10)).toBe(later(friday, 4).slice(0, 10));
    await one.skipTo(later(friday, 3.5));
    expect((await one.until(({ review: clock }) => clock?.warned === true)).review?.breached).toBe(false);
    await one.skipTo(later(friday, 4.5));
    const late = await one.until(({ review: clock }) => clock?.breached === true);
    expect(late.attention?.code).toBe('review-overdue');
    expect(await one.letters()).toEqual([
      'qualification-submitted',
      'qualification-submitted',
      'qualification-due',
      'qualification-overdue',
    ]);
    const { currentDetails } = await one.handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('**Needs attention**');
  });

  it('waits while the applicant owes an answer', async () => {
    const one = caseOf(shop, `c-${randomUUID()}`);
    await one.submit();
    await one.files();
    await one.issue('ask-more-info', { question: 'Whose seal?' }, reviewer);
    await one.skipTo(later(new Date(await timeOf(shop, one.handle)).toISOString(), 20));
    expect(await one.state()).toMatchObject({ state: 'more-info', review: { warned: false, breached: false } });
    expect(await one.issue('answer', { answer: 'Ours.' }, one.applicant)).toMatchObject({
      answer: { state: 'under-review' },
    });
    const { review } = await one.state();
    expect(Date.parse(review?.dueAt ?? '')).toBeGreaterThan(await timeOf(shop, one.handle));
  });

  it('refuses what may not be without a trace, and whatever else is sent harms nothing', async () => {
    const one = caseOf(shop, `c-${randomUUID()}`);
    expect(await one.issue('approve', { tier: null, note: '' }, reviewer)).toMatchObject({
      rejection: { code: 'wrong-state' },
    });
    await one.submit();
    expect(await one.submit()).toMatchObject({ rejection: { code: 'wrong-state' } });
    for (const junk of [null, 7, {}, { commandId: 'x' }, { commandId: 'x', name: 'answer', by: null }]) {
      expect(await codeOf(one.handle.executeUpdate(qualify, { args: [junk as never] }))).toBe('invalid-input');
    }
    await one.files();
    expect((await one.state()).version).toBe(4);
  });
});

describe('a membership', () => {
  it('is kept for a year, reminded of, renewed in a run of its own, and ends when it is not renewed', async () => {
    const one = caseOf(shop, `c-${randomUUID()}`);
    await one.submit();
    await one.files();
    const approving = randomUUID();
    expect(await one.issue('approve', { tier: 'GOLD', note: '' }, reviewer, approving)).toMatchObject({
      answer: { state: 'approved' },
    });
    const { membership } = await one.state();
    const expires = membership!.expires;
    expect(await runningMembership(shop.orm, one.company, membership!.since)).toMatchObject({ tier: 'GOLD', expires });
    expect(await findAssignment(shop.orm, one.company)).toMatchObject({ manager: 'u-account-manager' });
    const firstRun = (await one.handle.describe()).runId;
    await one.skipTo(later(expires, -59));
    expect((await one.until(({ state }) => state === 'expiring')).reminded).toEqual([60]);
    await one.submit();
    await one.files();
    await one.issue('approve', { tier: null, note: '' }, reviewer);
    expect((await one.state()).membership).toMatchObject({ since: membership!.since });
    const next = (await one.state()).membership!.expires;
    expect(next.slice(0, 4)).toBe(String(Number(expires.slice(0, 4)) + 1));
    expect((await one.handle.describe()).runId).not.toBe(firstRun);
    await one.skipTo(later(next, 1));
    await one.until(({ state }) => state === 'expired');
    expect(await one.handle.result()).toBe('expired');
    expect(await runningMembership(shop.orm, one.company, membership!.since)).toBeNull();
    expect(await one.letters()).toEqual(expect.arrayContaining(['qualification-expiring', 'qualification-expired']));
    expect(await one.submit()).toMatchObject({ answer: { state: 'submitted' } });
    expect(shop.troubles()).toEqual([]);
  });
});
