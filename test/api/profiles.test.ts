import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { securedTrade, wholesale } from '../../src/domain/order/profile.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const content = (change: object = {}) => {
  const { version: _version, ...rest } = wholesale;
  return { profile: { ...rest, ...change }, reason: 'a new industry' };
};
const profileOf = async (order: string) =>
  (await office.get('buyer', `/v1/orders/${order}`).expect(200)).body.state.profile as { id: string; version: number };
const openWith = async (profile: string) =>
  (await office.post('buyer', '/v1/orders', { ...enquiry, profile }).expect(201)).body.order as string;

describe('process profiles', () => {
  it('come with secured trade, wholesale, services, retail and samples', async () => {
    const { body } = await office.get('buyer', '/v1/profiles').expect(200);
    expect(body.profiles.map(({ name }: { name: string }) => name)).toEqual([
      'retail@3',
      'samples@2',
      'secured-trade@3',
      'secured-trade-strict@3',
      'services@3',
      'wholesale@3',
    ]);
  });

  it('are added without code, and orders are opened with them', async () => {
    const { body, headers } = await office
      .post('operator', '/v1/profiles', content({ id: 'flowers', negotiationRounds: 2 }))
      .expect(201);
    expect(headers.location).toBe('/v1/profiles/flowers@1');
    expect(body).toMatchObject({ name: 'flowers@1', by: 'u-operator', reason: 'a new industry' });
    expect(await profileOf(await openWith('flowers'))).toMatchObject({
      id: 'flowers',
      version: 1,
      negotiationRounds: 2,
    });
  });

  it('leave a running order with the version it was opened with', async () => {
    const before = await openWith('wholesale');
    await office.post('operator', '/v1/profiles', content({ negotiationRounds: 7 })).expect(201);
    const after = await openWith('wholesale');
    expect(await profileOf(before)).toEqual(wholesale);
    expect(await profileOf(after)).toMatchObject({ id: 'wholesale', version: 4, negotiationRounds: 7 });
    expect(await profileOf(await openWith('wholesale@3'))).toEqual(wholesale);
    expect(await profileOf(await openWith('secured-trade'))).toEqual(securedTrade);
  });

  it('number their versions without a gap, also when two are added at once, and once for a key', async () => {
    const add = (key: string) => office.post('operator', '/v1/profiles', content({ id: 'seeds' }), key);
    const both = await Promise.all([add('one'), add('two')]);
    expect(both.map(({ body }) => body.name).sort()).toEqual(['seeds@1', 'seeds@2']);
    const again = await add('one');
    expect(both.map(({ body }) => body.name)).toContain(again.body.name);
    await office.get('buyer', '/v1/profiles/seeds@3').expect(404);
    const { body } = await office.get('buyer', '/v1/profiles/seeds').expect(200);
    expect(body).toMatchObject({ name: 'seeds@2', by: null, reason: null });
  });

  it('are added by operators only, and named field by field when they are wrong', async () => {
    await office.post('adviser', '/v1/profiles', content({ id: 'mine' })).expect(403);
    const { body } = await office.post('operator', '/v1/profiles', content({ skips: ['customs'] })).expect(422);
    expect(body.issues[0]).toMatchObject({ path: 'profile.skips' });
    await office.post('buyer', '/v1/orders', { ...enquiry, profile: 'wholesale@99' }).expect(404);
    await office.post('buyer', '/v1/orders', { ...enquiry, profile: 'mine' }).expect(404);
  });

  it('never change once they are kept', async () => {
    const change = query(office.orm, { text: `update profile set content = '{}' where id = 'seeds'` });
    await expect(change).rejects.toThrow('append-only');
  });
});
