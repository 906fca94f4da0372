import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import request from 'supertest';
import { type Office, openOffice } from '../support/api.ts';
import { playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const receiptChecks = [{ id: 'seal', text: 'The seal is whole', photograph: true }];
const photograph = Buffer.from('%PDF-1.7 the seal, photographed');
const sha256 = createHash('sha256').update(photograph).digest('hex');

async function file(path: string, visibleTo: string): Promise<void> {
  await request(office.app)
    .post(`${path}/documents?type=293&title=seal&visibleTo=${visibleTo}`)
    .set('Authorization', `Bearer ${await office.token('buyer')}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', 'application/pdf')
    .send(photograph)
    .expect(201);
}

describe("the contract's check-list", () => {
  it('is answered on receipt with evidence that is on file for both sides to see', async () => {
    const trade = await playTo(office, 'receipt', { receiptChecks });
    await trade.issue('buyer', 'collectAtPort', { reference: 'PICK-1' });
    const confirm = (checks?: object[]) =>
      office.post('buyer', `${trade.path}/confirmReceipt`, { lines: [{ line: 1, accepted: 1000 }], checks });
    expect((await confirm().expect(422)).body).toMatchObject({ code: 'invalid-input', data: { checks: ['seal'] } });
    const answers = [{ check: 'seal', conforms: true, evidence: [sha256] }];
    const refused = async () => (await confirm(answers).expect(422)).body;
    expect(await refused()).toMatchObject({ code: 'no-such-evidence' });
    expect((await refused()).detail).toMatch(/^checks\.0\.evidence: /);
    await file(trade.path, 'buyer');
    expect((await refused()).code).toBe('no-such-evidence');
    await file(trade.path, 'buyer,supplier');
    await confirm(answers).expect(200);
    const { receipt } = await trade.contracted();
    expect(receipt.confirmed?.checks).toEqual([{ check: 'seal', conforms: true, note: '', evidence: [sha256] }]);
  });

});
