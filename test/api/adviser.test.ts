import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, playTo } from '../support/http-trade.ts';

let office: Office;
let trade: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  trade = await playTo(office, 'production');
});
afterAll(() => office?.close());

const assign = (person: string, adviser: string) =>
  office.post(person, `${trade.path}/assignAdviser`, { adviser, reason: 'speaks Czech' });
const shownTo = async (person: string) => (await office.get(person, trade.path).expect(200)).body.adviser;
/** Who of the advisers was written to about the order, by kind of letter. */
const written = async (kind: string): Promise<string[]> =>
  (
    await query<{ reader: string }>(office.orm, {
      text: `select to_user as reader from outbox_letter where kind = $1 and order_no = $2 order by at, to_user`,
      values: [kind, trade.number],
    })
  ).map(({ reader }) => reader);

describe('the adviser of an order', () => {
  it('is assigned by an operator, among those who are advisers', async () => {
    expect(await shownTo('buyer')).toBeNull();
    expect((await assign('adviser', 'u-adviser').expect(403)).body.code).toBe('not-your-move');
    expect((await assign('buyer', 'u-adviser').expect(403)).body.code).toBe('not-your-move');
    for (const nobody of ['u-operator', 'u-nobody']) {
      const { body } = await assign('operator', nobody).expect(422);
      expect(body).toMatchObject({ code: 'no-such-adviser', detail: expect.stringContaining('adviser: ') });
    }
    await assign('operator', '').expect(422);
    expect((await assign('operator', 'u-adviser').expect(200)).body.facts).toEqual(['AdviserAssigned']);
    expect((await assign('operator', 'u-adviser').expect(409)).body.code).toBe('nothing-new');
  });

  it('is shown to both sides and the platform, and told to the three; those who move goods see none', async () => {
    for (const person of ['buyer', 'supplier', 'auditor']) {
      expect(await shownTo(person)).toMatchObject({ user: 'u-adviser', name: 'adviser' });
    }
    expect(await shownTo('warehouse')).toBeNull();
    expect(await written('order-assigned')).toEqual(['u-adviser']);
    expect(await written('adviser-assigned')).toContain('u-supplier');
    const { body } = await office.get('supplier', `${trade.path}/timeline`).expect(200);
    expect(JSON.stringify(body)).toContain('AdviserAssigned');
  });

  it('is the one who is written to about a dispute, and another one once that is assigned', async () => {
    await trade.issue('buyer', 'openDispute', { reason: 'late' });
    expect(await written('dispute-to-watch')).toEqual(['u-adviser']);
    await trade.issue('buyer', 'withdrawDispute');
    await assign('operator', 'u-adviser-two').expect(200);
    expect(await shownTo('buyer')).toMatchObject({ user: 'u-adviser-two' });
    await trade.issue('buyer', 'openDispute', { reason: 'later still' });
    expect(await written('dispute-to-watch')).toEqual(['u-adviser', 'u-adviser-two']);
    await trade.issue('buyer', 'withdrawDispute');
  });

  it('who is an adviser no more leaves the order to all who are', async () => {
    await query(office.orm, { text: `update platform_user set roles = '{auditor}' where id = 'u-adviser-two'` });
    expect(await shownTo('buyer')).toBeNull();
    await trade.issue('buyer', 'openDispute', { reason: 'for the third time' });
    expect((await written('dispute-to-watch')).at(-1)).toBe('u-adviser');
  });
});
