import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const base = { hs: '9405', origin: 'CN', destination: 'HK', source: 'Notice 12 of 2026' };
const inForce = (...rules: object[]) =>
  office.post('operator', '/v1/compliance/rules', { table: { edition: 'HS2022', rules }, reason: 'a new notice' });
const export811 = { ...base, id: 'lamps-export', document: '811', gate: 'CONTRACT' };
const origin861 = { ...base, id: 'lamps-origin', document: '861', gate: 'CUSTOMS' };

async function licence(changes: object = {}, confirmed = true): Promise<string> {
  const content = {
    type: '811',
    number: randomUUID(),
    issuer: 'MOFCOM',
    hs: '94',
    origin: 'CN',
    destination: '*',
    unit: 'C62',
    quantity: 1500,
    validFrom: dateIn(-10),
    validUntil: dateIn(300),
    sha256: 'a'.repeat(64),
    ...changes,
  };
  const { body } = await office.post('supplier', '/v1/licences', content).expect(201);
  const decided = { reason: 'checked with the issuer' };
  if (confirmed) await office.post('operator', `/v1/licences/${body.id}/confirm`, decided).expect(200);
  return body.id as string;
}
const left = async (id: string): Promise<number> =>
  (await office.get('supplier', '/v1/licences').expect(200)).body.licences.find(
    (each: { id: string }) => each.id === id,
  ).left;
const revoke = (id: string) => office.post('operator', `/v1/licences/${id}/revoke`, { reason: 'over' }).expect(200);
const lodge = (trade: HttpTrade) =>
  office.post('broker', `${trade.path}/lodgeDeclaration`, { number: `D-${randomUUID().slice(0, 8)}`, mode: '0110' });

/** To the door of customs: the container is stuffed. */
async function packed(): Promise<HttpTrade> {
  const trade = await playTo(office, 'customs');
  await trade.issue('buyer', 'chooseTransport', { by: 'CONTAINER' });
  await trade.issue('warehouse', 'stuffContainer', { number: 'CSQU3054383', seal: 'SEAL1', vgmKg: 9000 });
  return trade;
}

const filed = async (path: string, bytes: Buffer) =>
  request(office.app)
    .post(`${path}/documents?type=861&title=Origin`)
    .set('Authorization', `Bearer ${await office.token('supplier')}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', 'application/pdf')
    .send(bytes)
    .expect(201);

describe('a contract', () => {
  it('is not drafted over goods that lack a licence, and says which, for what, by which rule', async () => {
    await inForce(export811, origin861).expect(201);
    const trade = await playTo(office, 'contract');
    const order = (await trade.state()) as unknown as { acceptedHash: string };
    await trade.issue('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: order.acceptedHash });
    const { body } = await office.post('supplier', `${trade.path}/draftContract`).expect(409);
    expect(body).toMatchObject({
      code: 'compliance-missing',
      data: { missing: [{ line: 1, hsCode: '940542', document: '811', rule: 'lamps-export', lack: 'NONE' }] },
    });
    expect(body.detail).toMatch(
      /^Line 1 \(LAMP-1\): the paper 811 \(UNTDID 1001\) that rule lamps-export \(platform, \d+\) wants is missing/,
    );
    const waiting = await licence({}, false);
    expect((await office.post('supplier', `${trade.path}/draftContract`).expect(409)).body.data.missing[0].lack).toBe(
      'UNCONFIRMED',
    );
    await office.post('operator', `/v1/licences/${waiting}/confirm`, { reason: 'checked' }).expect(200);
    await office.post('supplier', `${trade.path}/draftContract`).expect(200);
    expect(await left(waiting)).toBe(1500);
    await revoke(waiting);
  });
});

describe('a declaration', () => {
  it('draws the licence once, for one order of two, and needs the certificate of origin on file', async () => {
    await inForce().expect(201);
    const [first, second] = [await packed(), await packed()];
    await inForce(export811, origin861).expect(201);
    const id = await licence();
    const without = await lodge(first).expect(409);
    expect(without.body.data.missing).toMatchObject([{ document: '861', lack: 'NONE' }]);
    expect(await left(id)).toBe(1500);
    for (const { path } of [first, second]) {
      await filed(path, Buffer.from(`%PDF-1.7 origin of ${path}`));
    }
    const { body: before } = await office.get('broker', `${first.path}/compliance`).expect(200);
    expect(before.needs).toMatchObject([
      { document: '811', met: true, by: { licence: id, quantity: 1000, drawn: false } },
      { document: '861', met: true },
    ]);
    const both = await Promise.all([lodge(first), lodge(second)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.data.missing).toMatchObject([{ lack: 'EXHAUSTED' }]);
    expect(await left(id)).toBe(500);
    const [lodged, refused] = both[0].status === 200 ? [first, second] : [second, first];
    await lodge(lodged);
    expect(await left(id)).toBe(500);

    await office.post('broker', `${lodged.path}/customsRefused`, { reason: 'Wrong goods.' }).expect(200);
    expect(await left(id)).toBe(1500);
    await lodge(refused).expect(200);
    expect(await left(id)).toBe(500);
    await revoke(id);
    expect((await office.get('supplier', `${refused.path}/compliance`)).body.needs[0]).toMatchObject({
      met: true,
      by: { drawn: true },
    });
    await inForce().expect(201);
  });

  it('that the order refuses gives back what it had drawn', async () => {
    const trade = await playTo(office, 'customs');
    await inForce(export811).expect(201);
    const id = await licence();
    const refused = await lodge(trade).expect(409);
    expect(refused.body.code).toBe('transport-not-chosen');
    expect(await left(id)).toBe(1500);
    await revoke(id);
    await inForce().expect(201);
  });

  it('rests on a licence in force that day, counted in Hong Kong', async () => {
    const trade = await packed();
    await inForce(export811).expect(201);
    const id = await licence({ validUntil: dateIn(-2) });
    expect((await lodge(trade).expect(409)).body.data.missing[0].lack).toBe('NOT_IN_FORCE');
    await revoke(id);
    await inForce().expect(201);
    await lodge(trade).expect(200);
  });
});

describe('a table of rules', () => {
  const columns = 'id,hs,origin,destination,document,kind,gate,source';
  const imported = async (csv: string, edition: string, who = 'adviser') =>
    request(office.app)
      .post(`/v1/compliance/rules/import?name=strategic&edition=${edition}&reason=notice`)
      .set('Authorization', `Bearer ${await office.token(who)}`)
      .set('Idempotency-Key', randomUUID())
      .set('Content-Type', 'text/csv')
      .send(csv);

  it('comes from a file, whole or not at all, each edition once', async () => {
    const bad = await imported(
      `${columns}\na,9405,CN,HK,811,,CONTRACT,Notice 1\nb,9405,CN,HK,812,,CONTRACT,Notice 1`,
      '1',
    );
    expect(bad.body).toMatchObject({
      status: 422,
      code: 'rules-refused',
      data: { faultCount: 1, faults: [{ row: 3, field: 'document' }] },
    });
    const rows = `${columns}\ndual,9405,CN,HK,811,dual-use,CONTRACT,Notice 1`;
    expect((await imported(rows, '2026-01', 'buyer')).status).toBe(403);
    expect((await imported(rows, '2026-01')).body).toMatchObject({ name: 'strategic', edition: '2026-01' });
    expect((await imported(`${columns}\n`, '2026-01')).status).toBe(422);
    expect((await imported(rows, '2026-01')).body.code).toBe('edition-known');
    const { body } = await office.get('buyer', '/v1/compliance/rules').expect(200);
    expect(body.tables.map(({ name }: { name: string }) => name)).toEqual(['platform', 'strategic']);
  });

  it('stands beside others: a line draws on a licence of each kind, a refusal cites table and edition', async () => {
    await inForce().expect(201);
    await imported(`${columns}\ngone,9405,CN,DE,811,,CONTRACT,Notice 1`, '2026-02');
    const trade = await packed();
    await inForce(export811).expect(201);
    await imported(`${columns}\ndual,9405,CN,HK,811,dual-use,CONTRACT,Notice 1`, '2026-03');
    const { body: none } = await lodge(trade).expect(409);
    expect(none.data.missing).toMatchObject([
      { line: 1, document: '811', kind: 'general', table: 'platform', lack: 'NONE' },
      { line: 1, document: '811', kind: 'dual-use', table: 'strategic', edition: '2026-03', lack: 'NONE' },
    ]);
    const general = await licence();
    const { body: half } = await lodge(trade).expect(409);
    expect(half.detail).toContain('the paper 811 dual-use (UNTDID 1001) that rule dual (strategic, 2026-03) wants');
    expect(half.data.missing).toHaveLength(1);
    expect(await left(general)).toBe(1500);
    const dual = await licence({ kind: 'dual-use' });
    await lodge(trade).expect(200);
    expect([await left(general), await left(dual)]).toEqual([500, 500]);
    const { body: shown } = await office.get('broker', `${trade.path}/compliance`).expect(200);
    expect(shown.tables).toContainEqual({ name: 'strategic', edition: '2026-03' });
    expect(shown.needs.map(({ by }: { by: { licence: string } }) => by.licence)).toEqual([general, dual]);
    await revoke(general);
    await imported(`${columns}\ngone,9405,CN,DE,811,,CONTRACT,Notice 1`, '2026-04');
    await inForce().expect(201);
  });
});

describe('a licence', () => {
  it('is registered once, decided by operators alone, and known to nobody else', async () => {
    const id = await licence({ number: 'L-1' });
    const again = await office
      .post('supplier', '/v1/licences', {
        type: '811',
        number: 'L-1',
        issuer: 'MOFCOM',
        hs: '94',
        origin: 'CN',
        destination: '*',
        unit: 'C62',
        quantity: 1,
        validFrom: dateIn(0),
        validUntil: dateIn(1),
        sha256: 'b'.repeat(64),
      })
      .expect(409);
    expect(again.body.code).toBe('licence-known');
    expect((await office.get('buyer', '/v1/licences?holder=c-brightworks').expect(200)).body.licences).toEqual([]);
    await office.post('supplier-two', `/v1/licences/${id}/revoke`, { reason: 'x' }).expect(404);
    await office.post('supplier', `/v1/licences/${id}/confirm`, { reason: 'x' }).expect(403);
    expect((await office.post('operator', `/v1/licences/${id}/confirm`, { reason: 'x' }).expect(409)).body.code).toBe(
      'not-registered',
    );
    await revoke(id);
    await office.post('operator', `/v1/licences/${id}/revoke`, { reason: 'x' }).expect(409);
  });
});
