import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/order/time.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { deadline, extendedTo, openTender, type Tender, validUntil } from './sourcing-tender.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const extend = async ({ path }: Tender, to: string, status: number, person = 'buyer') =>
  (await office.post(person, `${path}/deadline`, { deadline: to, reason: 'a holiday' }).expect(status)).body;
const viewOf = async ({ path }: Tender) => (await office.get('buyer', path).expect(200)).body;
const stateOf = async (person: string, order: string) =>
  (await office.get(person, `/v1/orders/${order}`).expect(200)).body;
const letters = async (order: string) =>
  query<{ quote: string; reader: string }>(office.orm, {
    text: `select data->>'quote' as quote, to_user as reader from outbox_letter
      where order_no = $1 and kind = 'sourcing-extended' order by key`,
    values: [order],
  });

describe('a sealed enquiry whose deadline is extended', () => {
  let tender: Tender;
  let answered: string;
  let asked: string;
  beforeAll(async () => {
    tender = await openTender(office);
    answered = await tender.quote('supplier', 1250);
    asked = tender.orderOf('c-pearlriver');
  });

  it('gives every supplier the new deadline, tells them, and keeps the seal', async () => {
    expect(await extend(tender, extendedTo, 200)).toEqual({
      sourcing: tender.number,
      extension: 1,
      from: deadline,
      deadline: extendedTo,
      lapsing: [],
    });
    expect(await stateOf('supplier-two', asked)).toMatchObject({ state: { answer: { dueAt: extendedTo } } });
    expect(await stateOf('buyer', answered)).toMatchObject({ totalMinor: null, nextDeadline: extendedTo });
    expect(await letters(asked)).toEqual([{ quote: 'none', reader: 'u-supplier-two' }]);
    expect(await letters(answered)).toEqual([{ quote: 'stands', reader: 'u-supplier' }]);
    expect(await viewOf(tender)).toMatchObject({ deadline: extendedTo, extensions: [{ reason: 'a holiday' }] });
  });

  it('opens nothing at the old deadline, and takes answers until the new one', async () => {
    office.moveTo(deadline);
    expect(await office.desk.elapseAll()).toBeUndefined();
    await expect(office.sourcing.deadlinePassed(tender.number)).rejects.toThrow('have not met the deadline');
    expect(await stateOf('buyer', answered)).toMatchObject({ stage: 'quote', totalMinor: null });
    await tender.quote('supplier-two', 1200);
  });

  it('names a quote that ends before that to its supplier alone while it is sealed, who renews it', async () => {
    const beyond = addDays(validUntil, 5);
    expect(await extend(tender, beyond, 200)).toMatchObject({ extension: 2, lapsing: [] });
    expect(await letters(answered)).toContainEqual({ quote: 'renew', reader: 'u-supplier' });
    expect((await viewOf(tender)).extensions[1].lapsing).toEqual([]);
    const { state } = await stateOf('supplier', answered);
    const renewed = { terms: state.versions[0].terms, validUntil: addDays(beyond, 10) };
    const same = { ...renewed, validUntil };
    const refused = await office.post('supplier', `/v1/orders/${answered}/counterOffer`, same).expect(422);
    expect(refused.body.code).toBe('valid-until-past');
    await office.post('supplier', `/v1/orders/${answered}/counterOffer`, renewed).expect(200);
    await tender.close(beyond);
    const { extensions, state: over } = await viewOf(tender);
    expect(over).toBe('evaluating');
    const { order: named } = extensions[1].lapsing.find((each: { order: string }) => each.order === answered);
    expect(named).toBe(answered);
    expect(await stateOf('buyer', answered)).toMatchObject({ stage: 'quote', totalMinor: 1_250_000 });
  });

  it('is not extended after the deadline, by anybody else, or to a place there is not', async () => {
    expect(await extend(tender, addDays(validUntil, 50), 409)).toMatchObject({ code: 'deadline-passed' });
    const other = await openTender(office);
    await extend(other, extendedTo, 404, 'buyer-two');
    await extend(other, extendedTo, 404, 'supplier');
    await extend(other, extendedTo, 403, 'operator');
    expect(await extend(other, deadline, 422)).toMatchObject({ code: 'deadline-not-later' });
    expect(await extend(other, '2027-06-01T02:00:00Z', 422)).toMatchObject({ code: 'deadline-too-far' });
    expect(await extend(other, 'tomorrow', 422)).toMatchObject({ code: 'invalid-input' });
    office.moveTo(deadline);
    expect(await extend(other, extendedTo, 409)).toMatchObject({ code: 'deadline-passed' });
  });

  it('is extended three times at most, also when all are asked for at once', async () => {
    const other = await openTender(office);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((days) =>
        office.post('buyer', `${other.path}/deadline`, { deadline: addDays(deadline, days), reason: 'more' }),
      ),
    );
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken.length).toBeLessThanOrEqual(3);
    expect((await viewOf(other)).extensions).toHaveLength(taken.length);
    for (const { body, status } of answers.filter((each) => each.status !== 200))
      expect([status, body.code]).toEqual(
        body.code === 'extensions-used-up' ? [409, 'extensions-used-up'] : [422, 'deadline-not-later'],
      );
  });
});

describe('an open enquiry whose deadline is extended', () => {
  it('names to the buyer whose quotes end before that', async () => {
    const tender = await openTender(office, { sealed: false });
    const order = await tender.quote('supplier', 1250);
    expect(await extend(tender, validUntil, 200)).toMatchObject({
      lapsing: [{ supplier: 'c-brightworks', order, validUntil }],
    });
  });
});
