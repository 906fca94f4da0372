import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { SignJWT } from 'jose';
import type { Role } from '../../src/domain/parties.ts';
import { createSession } from '../../src/persistence/people.ts';
import { query } from '../../src/persistence/sql.ts';
import type { Office } from '../support/api.ts';

/** Somebody of a company that is no member yet, signed in. */
export interface Newcomer {
  company: string;
  get(path: string): request.Test;
  post(path: string, body?: object, key?: string): request.Test;
  file(path: string, bytes: Buffer, mediaType?: string): request.Test;
}

/** Founds a company with one person and signs that person in. */
export async function found(
  office: Office,
  company: string,
  { name, country = 'HK', role = 'buyer' as Role }: { name: string; country?: string; role?: Role },
): Promise<Newcomer> {
  const user = `u-${company}`;
  await query(office.orm, {
    text: 'insert into company (id, name, country, kinds) values ($1, $2, $3, $4)',
    values: [company, name, country, [role]],
  });
  await query(office.orm, {
    text: `insert into platform_user (id, email, name, password_hash, company, roles) values ($1, $2, $1, '-', $3, $4)`,
    values: [user, `${company}@new.example`, company, [role]],
  });
  const { id } = await createSession(office.orm, user, '2099-01-01T00:00:00Z');
  const secret = new TextEncoder().encode(office.deps.jwtSecret);
  const token = await new SignJWT({ sid: id })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('trade-process-engine')
    .setExpirationTime('50y')
    .sign(secret);
  const bearer = `Bearer ${token}`;
  return {
    company,
    get: (path) => request(office.app).get(path).set('Authorization', bearer),
    post: (path, body = {}, key = randomUUID()) =>
      request(office.app).post(path).set('Authorization', bearer).set('Idempotency-Key', key).send(body),
    file: (path, bytes, mediaType = 'application/pdf') =>
      request(office.app)
        .post(path)
        .set('Authorization', bearer)
        .set('Idempotency-Key', randomUUID())
        .set('Content-Type', mediaType)
        .send(bytes),
  };
}

export const application = {
  licenceNumber: '1234 5678',
  taxNumber: '12345678',
  annualVolume: { minor: 50_000_000, currency: 'USD' },
  contact: { name: 'Chan Tai Man', email: 'chan@new.example', phone: '+852 2345 6789' },
};
export const pdf = Buffer.from('%PDF-1.7 a licence');

/** Applies and files both documents: the review runs. */
export async function applyWhole({ company, post, file }: Newcomer): Promise<void> {
  await post('/v1/qualifications', application).expect(201);
  const documents = `/v1/qualifications/${company}/documents`;
  await file(`${documents}?kind=BUSINESS_LICENCE&title=licence.pdf`, pdf).expect(201);
  await file(`${documents}?kind=TAX_REGISTRATION&title=tax.pdf`, pdf).expect(201);
}

/** The kinds of letters that were posted to one user, in order. */
export const lettersTo = async ({ orm }: Office, user: string): Promise<string[]> =>
  (
    await query<{ kind: string }>(orm, {
      text: 'select kind from outbox_letter where to_user = $1 order by at, kind',
      values: [user],
    })
  ).map(({ kind }) => kind);

/** Imports a list of denied parties for the operator, row by row. */
export const importList = async (office: Office, rows: string[], status = 201) =>
  (
    await request(office.app)
      .post('/v1/screening/lists?name=Example')
      .set('Authorization', `Bearer ${await office.token('operator')}`)
      .set('Idempotency-Key', randomUUID())
      .set('Content-Type', 'text/csv')
      .send(['id,name,aliases,country,programme', ...rows].join('\n'))
      .expect(status)
  ).body;
