import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Role } from '../../src/domain/parties.ts';
import type { Office, Person } from './api.ts';
import { codeTo } from './letters.ts';

export const goodPassword = 'quiet-harbour lights 7';

/** Posts without being signed in, under a key of its own unless one is given. */
export const postOpen = (office: Pick<Office, 'app'>, path: string, body: object, key: string = randomUUID()) =>
  request(office.app).post(path).set('Idempotency-Key', key).send(body);

export const signIn = (office: Pick<Office, 'app'>, email: string, password: string = goodPassword) =>
  request(office.app).post('/v1/sessions').send({ email, password });

/** Sends with a token or a key of a system. */
export const withToken = (office: Pick<Office, 'app'>, token: string) => ({
  get: (path: string) => request(office.app).get(path).set('Authorization', `Bearer ${token}`),
  post: (path: string, body: object = {}, key: string = randomUUID()) =>
    request(office.app).post(path).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key).send(body),
  delete: (path: string, key: string = randomUUID()) =>
    request(office.app).delete(path).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key),
});

export const signUpOf = (email: string, more: object = {}) => ({
  company: 'Peak Lamps Limited 山頂燈飾',
  country: 'HK',
  kinds: ['buyer', 'supplier'],
  email,
  name: 'Mei Wong',
  password: goodPassword,
  locale: 'zh-HK',
  ...more,
});

/** Somebody invited by `by` who has accepted and is signed in. */
export async function invited(
  office: Office,
  by: Person,
  { email, roles, admin = false }: { email: string; roles: Role[]; admin?: boolean },
): Promise<{ user: string; token: string }> {
  await office.post(by, '/v1/company/invitations', { email, roles, admin, locale: 'en' }).expect(201);
  const token = await codeTo(office.orm, 'invitation', email);
  const accepting = { token, name: 'New Colleague', password: goodPassword };
  const { body } = await postOpen(office, '/v1/invitations/acceptances', accepting).expect(201);
  const session = await signIn(office, email).expect(201);
  return { user: (body as { user: string }).user, token: (session.body as { token: string }).token };
}
