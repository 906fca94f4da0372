import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Break } from '../../src/domain/reconciliation/breaks.ts';
import { transfer } from '../../src/domain/ledger.ts';
import { book } from '../../src/persistence/ledger-store.ts';
import { keepProof } from '../../src/persistence/reconciliation/cases.ts';
import { type Office, openOffice } from '../support/api.ts';

let office: Office;
const aBreak = (n: number): Break => ({
  kind: 'payout-without-order',
  subject: `bank-entry:${n}`,
  account: 'GB82WEST12345698765432',
  order: null,
  amountMinor: 5_000,
  currency: 'USD',
  sentence: 'The debit was ordered by nobody in the house.',
});
beforeAll(async () => {
  office = await openOffice();
  await book(office.orm, null, transfer('t1', 'x', 'USD', 900, 'trust:main:USD', 'suspense'));
  await keepProof(office.orm, { day: '2026-03-02', statements: 1, entries: 4, block: 7 }, [1, 2, 3].map(aBreak));
});
afterAll(() => office?.close());

const cases = '/v1/reconciliation/cases';
const reason = { reason: 'The bank recalled it.' };

describe('the cases of the daily proof', () => {
  it('are listed for the platform, with what they mean and the work that clears them', async () => {
    const first = await office.get('auditor', `${cases}?state=open&kind=payout-without-order&limit=2`).expect(200);
    expect(first.body.cases).toMatchObject([
      { ...aBreak(1), state: 'open', work: expect.stringContaining('fraud') },
      {},
    ]);
    const second = await office.get('auditor', `${cases}?after=${first.body.next}&limit=2`).expect(200);
    expect(second.body).toMatchObject({ cases: [{ subject: 'bank-entry:3' }], next: null });
  });

  it.each(['buyer', 'supplier', 'warehouse', 'inspector', 'broker', 'carrier'])(
    'are nothing for the %s',
    async (person) => {
      for (const path of [cases, '/v1/reconciliation/trial-balance']) {
        expect((await office.get(person, path).expect(403)).body).toMatchObject({ code: 'not-your-role' });
      }
      await office.post(person, `${cases}/1/resolve`, reason).expect(403);
    },
  );

  it('are resolved by two different people, the same answer for the same key', async () => {
    const { body } = await office.post('adviser', `${cases}/1/resolve`, reason, 'k1').expect(200);
    expect(body).toMatchObject({ case: 1, state: 'proposed', proposedBy: 'u-adviser' });
    expect((await office.post('adviser', `${cases}/1/resolve`, reason, 'k1').expect(200)).body).toEqual(body);
    expect((await office.post('adviser', `${cases}/1/resolve`, reason).expect(403)).body).toMatchObject({
      code: 'same-person',
    });
    expect((await office.post('auditor', `${cases}/1/resolve`, reason).expect(403)).body).toMatchObject({
      code: 'not-your-role',
    });
    const resolved = await office.post('adviser-two', `${cases}/1/resolve`, reason).expect(200);
    expect(resolved.body).toMatchObject({ state: 'resolved', resolvedBy: 'u-adviser-two' });
    expect((await office.post('operator', `${cases}/1/resolve`, reason).expect(409)).body).toMatchObject({
      code: 'case-resolved',
    });
  });

  it('that do not exist are unknown, and a reason has to be given', async () => {
    expect((await office.post('adviser', `${cases}/999/resolve`, reason).expect(404)).body).toMatchObject({
      code: 'case-unknown',
    });
    await office.post('adviser', `${cases}/x/resolve`, reason).expect(404);
    await office.post('adviser', `${cases}/2/resolve`, { reason: ' ' }).expect(422);
    await office.get('adviser', `${cases}?kind=nonsense`).expect(400);
  });
});

describe('the trial balance', () => {
  it('shows debits, credits and their difference by currency, and the last proofs', async () => {
    const { body } = await office.get('operator', '/v1/reconciliation/trial-balance').expect(200);
    expect(body).toMatchObject({
      currencies: [{ currency: 'USD', debitMinor: 900, creditMinor: 900, differenceMinor: 0 }],
      proofs: [{ day: '2026-03-02', entries: 4, breaks: 3, opened: 3, block: 7 }],
    });
  });
});
