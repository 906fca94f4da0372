import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { signIn, withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const another = async (person: string) =>
  withToken(office, (await signIn(office, `${person}@sandbox.example`, 'sandbox-only-trade').expect(201)).body.token);
type Listed = { session: string; current: boolean };

describe('own sessions', () => {
  it('are listed, the one in use marked, page by page', async () => {
    const second = await another('auditor');
    const { body } = await second.get('/v1/sessions').expect(200);
    expect(body.sessions).toHaveLength(2);
    expect(body.sessions.filter(({ current }: Listed) => current)).toHaveLength(1);
    const first = await second.get('/v1/sessions?limit=1').expect(200);
    const rest = await second.get(`/v1/sessions?limit=1&after=${first.body.next}`).expect(200);
    expect([...first.body.sessions, ...rest.body.sessions]).toEqual(body.sessions);
    await second.get('/v1/sessions?after=nonsense').expect(404);
  });

  it('end one by one, at once, though the token was used before', async () => {
    const second = await another('carrier');
    const { body } = await second.get('/v1/sessions').expect(200);
    const own = body.sessions.find(({ current }: Listed) => current).session;
    const tokens = withToken(office, await office.token('carrier'));
    await tokens.delete(`/v1/sessions/${own}`).expect(204);
    await second.get('/v1/me').expect(401);
    await tokens.get('/v1/me').expect(200);
    await tokens.delete(`/v1/sessions/${own}`).expect(404);
  });

  it('of others are answered like sessions there are not', async () => {
    const { body } = await office.get('buyer', '/v1/sessions').expect(200);
    const supplier = withToken(office, await office.token('supplier'));
    const others = await supplier.delete(`/v1/sessions/${body.sessions[0].session}`).expect(404);
    expect(others.body).toEqual((await supplier.delete('/v1/sessions/none').expect(404)).body);
    await office.get('buyer', '/v1/me').expect(200);
  });

  it('end all together', async () => {
    const [one, other] = [await another('inspector'), await another('inspector')];
    await one.delete('/v1/sessions').expect(204);
    for (const each of [one, other]) await each.get('/v1/me').expect(401);
    await another('inspector');
  });
});
