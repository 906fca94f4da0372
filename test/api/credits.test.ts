import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { goOn, type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';

let office: Office;
let trade: HttpTrade;
const byCredit = {
  paymentMethod: 'LETTER_OF_CREDIT' as const,
  paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }],
};
beforeAll(async () => {
  office = await openOffice();
  trade = await playTo(office, 'escrow', byCredit);
}, 60_000);
afterAll(() => office?.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const draft = (changes: object = {}) => ({
  issuingBank: 'c-trustbank',
  expiry: { date: inDays(90), place: 'Hong Kong' },
  documents: [{ type: '380' }, { type: '271' }, { type: '632' }],
  ...changes,
});
const credits = () => `${trade.path}/credits`;

describe('a letter of credit on an order', () => {
  it('is drafted by the buyer only, under a contract that wants one', async () => {
    await office.post('supplier', credits(), draft()).expect(403);
    const { body: hidden } = await office.post('buyer-two', credits(), draft()).expect(404);
    const { body: none } = await office.post('buyer-two', '/v1/orders/26999999/credits', draft()).expect(404);
    expect(hidden).toEqual(none);
    const other = await openTrade(office);
    const { body } = await office.post('buyer', `${other.path}/credits`, draft()).expect(409);
    expect(body).toMatchObject({ code: 'wrong-stage' });
  });

  it('names field and rule of what is wrong with it', async () => {
    const { body } = await office.post('buyer', credits(), draft({ documents: [{ type: '705' }] })).expect(422);
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual(['documents', 'latestShipment']);
    const bank = await office.post('buyer', credits(), draft({ issuingBank: 'c-harbour' })).expect(422);
    expect(bank.body).toMatchObject({ code: 'unknown-bank' });
    const amount = await office.post('buyer', credits(), draft({ amountMinor: 1 })).expect(422);
    expect(amount.body).toMatchObject({ code: 'invalid-input' });
    const past = await office
      .post('buyer', credits(), draft({ expiry: { date: '2020-01-06', place: 'HK' } }))
      .expect(422);
    expect(past.body.detail).toContain('expiry.date');
  });

  it('runs from draft to honour, with the money coming in by the bank’s notice alone', async () => {
    const key = randomUUID();
    const drafted = await office.post('buyer', credits(), draft(), key).expect(201);
    const path = String(drafted.headers.location);
    const again = await office.post('buyer', credits(), draft(), key).expect(201);
    expect(again.body).toEqual(drafted.body);
    expect((await office.post('buyer', credits(), draft()).expect(409)).body).toMatchObject({ code: 'credit-open' });

    const { body: read } = await office.get('buyer', path).expect(200);
    expect(read).toMatchObject({ stage: 'draft', amountMinor: 1_250_000, currency: 'USD', parties: ['applicant'] });
    expect((await office.post('supplier', `${path}/issue`).expect(403)).body).toMatchObject({ code: 'not-your-move' });
    await office.post('bank', `${path}/issue`).expect(200);
    await office.post('bank', `${path}/advise`).expect(200);
    expect((await office.get('buyer', trade.path).expect(200)).body.stage).toBe('production');

    await goOn(trade, 'release');
    const { body: before } = await office.post('supplier', `${path}/pre-check`).expect(200);
    expect(before).toMatchObject({ complies: true, drawnMinor: 1_250_000, discrepancies: [] });
    await office.post('buyer', `${path}/pre-check`).expect(403);
    const wrong = { documents: [{ type: '271', issuer: { name: 'Pearl River' }, packages: 9 }] };
    const { body: foreseen } = await office.post('supplier', `${path}/pre-check`, wrong).expect(200);
    expect(foreseen.discrepancies).toMatchObject([{ article: '14(d)', document: '632', field: 'packages' }]);

    await office.post('supplier', `${path}/present`).expect(200);
    await office.post('bank', `${path}/findComplying`).expect(200);
    const { body: honoured } = await office.post('bank', `${path}/honour`).expect(200);
    expect(honoured).toMatchObject({ stage: 'honoured', facts: ['CreditHonoured'] });
    const { body: held } = await office.get('buyer', trade.path).expect(200);
    expect(held.heldMinor).toBe(0);
    const { body: standing } = await office.get('bank', path).expect(200);
    const [{ reference, amountMinor }] = standing.state.presentations[0].payments;
    const [entry] = await trade.bank(notice([credit(reference, amountMinor)]));
    expect(entry).toMatchObject({ disposition: 'applied', facts: expect.arrayContaining(['PaymentReceived']) });
    await goOn(trade, 'completed');

    const { body: timeline } = await office.get('supplier', `${path}/timeline?limit=2`).expect(200);
    expect(timeline.facts.map(({ type }: { type: string }) => type)).toEqual(['CreditDrafted', 'CreditIssued']);
    const { body: rest } = await office.get('supplier', `${path}/timeline?after=${timeline.next}`).expect(200);
    expect(rest.facts.map(({ seq }: { seq: number }) => seq)).toEqual([3, 4, 5, 6]);
    const kinds = await query<{ kind: string }>(office.orm, {
      text: `select distinct kind from outbox_letter where kind like 'credit-%' order by kind`,
    });
    expect(kinds.map(({ kind }) => kind)).toEqual(['credit-advised', 'credit-honoured', 'credit-issued']);
  }, 60_000);

  it('is there for its parties only', async () => {
    const { body: mine } = await office.get('supplier', '/v1/credits').expect(200);
    expect(mine.credits).toHaveLength(1);
    const [{ credit: number }] = mine.credits;
    expect((await office.get('supplier-two', '/v1/credits').expect(200)).body.credits).toEqual([]);
    const hidden = await office.get('buyer-two', `/v1/credits/${number}`).expect(404);
    const none = await office.get('buyer-two', '/v1/credits/LC26999999').expect(404);
    expect(hidden.body).toEqual(none.body);
    await office.post('buyer-two', `/v1/credits/${number}/honour`).expect(404);
    await office.get('carrier', `/v1/credits/${number}/timeline`).expect(404);
    await office.get('operator', `/v1/credits/${number}`).expect(200);
    await office.get('supplier', '/v1/credits?after=nonsense').expect(404);
  });
});

describe('a letter of credit drawn by instalments', () => {
  const two = {
    paymentMethod: 'LETTER_OF_CREDIT' as const,
    paymentPlan: [6000, 4000].map((share) => ({ share, due: 'BEFORE_TITLE_TRANSFER' as const })),
  };
  const periods = [{ until: inDays(20) }, { until: inDays(30) }];
  afterAll(() => office.moveTo(new Date().toISOString()));

  it('has a period for each payment, and is not transferable', async () => {
    const waiting = await playTo(office, 'escrow', two);
    const drafting = (changes: object) => office.post('buyer', `${waiting.path}/credits`, draft(changes)).expect(422);
    const { body: three } = await drafting({ instalments: [...periods, { until: inDays(40) }] });
    expect(three.detail).toBe(
      'instalments: the contract asks for 2 payments before title transfer, each in a period of its own.',
    );
    const { body: past } = await drafting({ instalments: [{ until: '2020-01-06' }, { until: inDays(30) }] });
    expect(past.detail).toBe('instalments: the first period lies in the past.');
    const { body: transferable } = await drafting({ transferable: true });
    expect(transferable.issues[0]).toMatchObject({ path: 'transferable' });
    expect(transferable.issues[0].message).toContain('article 38');
  });

  it('pays the first; the second, missed, is paid by transfer, and title passes', async () => {
    const drawn = await playTo(office, 'escrow', two);
    const drafted = await office.post('buyer', `${drawn.path}/credits`, draft({ instalments: periods })).expect(201);
    const path = String(drafted.headers.location);
    await office.post('bank', `${path}/issue`).expect(200);
    await office.post('bank', `${path}/advise`).expect(200);
    await goOn(drawn, 'release');
    const { body: foreseen } = await office.post('supplier', `${path}/pre-check`).expect(200);
    expect(foreseen).toMatchObject({ complies: true, drawnMinor: 750_000, presentBy: expect.any(String) });
    for (const [person, command] of [
      ['supplier', 'present'],
      ['bank', 'findComplying'],
      ['bank', 'honour'],
    ] as const)
      await office.post(person, `${path}/${command}`).expect(200);
    const { body: again } = await office.post('supplier', `${path}/pre-check`).expect(200);
    expect(again.drawnMinor).toBe(500_000);

    office.moveTo(new Date(Date.now() + 40 * 86_400_000).toISOString());
    const { body: late } = await office.post('supplier', `${path}/present`).expect(409);
    expect(late).toMatchObject({ code: 'credit-expired' });
    expect(late.detail).toContain('article 32');
    const [first, second] = (await drawn.contracted()).payments;
    const byTransfer = new Date(Date.parse(office.deps.now()) + 10 * 86_400_000).toISOString().slice(0, 10);
    expect(second?.deadline.slice(0, 10)).toBe(byTransfer);
    expect((first?.deadline ?? '') > (second?.deadline ?? '')).toBe(true);
    for (const { reference, amountMinor } of [first, second] as { reference: string; amountMinor: number }[])
      await drawn.bank(notice([credit(reference, amountMinor)]));
    expect((await office.get('buyer', drawn.path).expect(200)).body.heldMinor).toBe(1_250_000);
    await goOn(drawn, 'shipment');
    expect((await drawn.contracted()).titleTransferredAt).not.toBeNull();
  });
});
