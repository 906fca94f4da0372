import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApprovalRequest, openRequest } from '../../src/domain/approvals/request.ts';
import { findRequest, keepRequest } from '../../src/persistence/approvals/requests.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { connectApprovalDesk } from '../../src/temporal/approval-desk.ts';
import { approvalWorkflowId } from '../../workflows/messages.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

/** A request whose first level's hours are over after so many milliseconds, watched over. */
async function asked(dueInMs = 3_600_000): Promise<ApprovalRequest> {
  const level = { needs: 'ANY' as const, ownRequest: false, timeoutHours: 4, onTimeout: 'ESCALATE' as const };
  const names = ['manager', 'director'];
  const opened = openRequest(
    {
      id: randomUUID(),
      company: 'c-harbour',
      order: 'T-1',
      command: 'acceptQuote',
      hash: randomUUID(),
      amountMinor: 1000,
      currency: 'USD',
      calendar: 'HK',
      requestedBy: 'u-buyer',
      levels: names.map((name) => ({ ...level, name, approvers: [`u-${name}`] })),
    },
    new Date().toISOString(),
  );
  if ('rejection' in opened) throw new Error(opened.rejection.detail);
  const request = { ...opened, dueAt: new Date(Date.now() + dueInMs).toISOString() };
  await inTransaction(shop.orm, (db) => keepRequest(db, request));
  await desk().watch(request);
  return request;
}
const desk = () => connectApprovalDesk(shop.client, shop.taskQueue);
const vote = (by: string, of: string, commandId = randomUUID()) => ({
  commandId,
  by,
  for: by,
  approve: true,
  reason: 'ok',
  hash: of,
});
const outcome = (id: string) => shop.client.workflow.getHandle(approvalWorkflowId(id)).result() as Promise<object>;

describe('the workflow of an approval', () => {
  it('takes the decisions of its levels, each recorded before it counts, and ends approved', async () => {
    const { id, hash: of } = await asked();
    await desk().watch({ id } as ApprovalRequest);
    const first = await desk().decide(id, vote('u-manager', of));
    expect(first).toMatchObject({ request: { level: 1, state: 'OPEN' } });
    expect(await findRequest(shop.orm, id)).toMatchObject({ level: 1, version: 2 });
    expect(await desk().decide(id, vote('u-manager', of))).toMatchObject({ rejection: { code: 'not-an-approver' } });
    expect(await desk().decide(id, vote('u-director', of))).toMatchObject({ request: { state: 'APPROVED' } });
    expect(await outcome(id)).toMatchObject({ state: 'APPROVED' });
    expect(await findRequest(shop.orm, id)).toMatchObject({ state: 'APPROVED', version: 3 });
  });

  it('hands on by itself when a level runs out of time, and tells those who decide next', async () => {
    const { id, hash: of } = await asked(300);
    let standing = await findRequest(shop.orm, id);
    for (let tries = 0; standing?.level === 0 && tries < 100; tries += 1) {
      await new Promise((next) => setTimeout(next, 100));
      standing = await findRequest(shop.orm, id);
    }
    expect(standing).toMatchObject({ level: 1, state: 'OPEN', version: 2 });
    const letters = await query<{ kind: string; to: string }>(shop.orm, {
      text: `select kind, to_user as "to" from outbox_letter where data->>'approval' = $1 order by key`,
      values: [id],
    });
    expect(letters.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      'approval-asked u-director',
      'approval-asked u-manager',
      'approval-overdue u-buyer',
    ]);
    await desk().decide(id, vote('u-director', of));
    expect(await outcome(id)).toMatchObject({ state: 'APPROVED' });
  });

  it('ends void when its terms are no longer on the table, once', async () => {
    const { id } = await asked();
    await desk().void(id, 'The terms have changed.');
    await desk().void(id, 'again');
    expect(await outcome(id)).toMatchObject({ state: 'VOID', outcome: 'The terms have changed.' });
  });

  it('refuses any JSON that is no decision, and goes on', async () => {
    const { id, hash: of } = await asked();
    for (const strange of [null, {}, { commandId: 1 }, { ...vote('u-manager', of), approve: 'yes' }]) {
      const update = shop.client.workflow.getHandle(approvalWorkflowId(id)).executeUpdate('decideApproval', {
        args: [strange],
      });
      await expect(update).rejects.toThrow();
    }
    expect(await desk().decide(id, vote('u-manager', of))).toMatchObject({ request: { level: 1 } });
    await desk().void(id, 'over');
  });

  it('that knows less than the record takes the record over and judges again', async () => {
    const { id, hash: of } = await asked();
    const before = (await findRequest(shop.orm, id)) as ApprovalRequest;
    await query(shop.orm, {
      text: `update approval_request set version = 2, content = $2 where id = $1`,
      values: [id, JSON.stringify({ ...before, version: 2, level: 1 })],
    });
    expect(await desk().decide(id, vote('u-manager', of))).toMatchObject({ rejection: { code: 'not-an-approver' } });
    expect(await desk().decide(id, vote('u-director', of))).toMatchObject({
      request: { state: 'APPROVED', version: 3 },
    });
  });
});
