import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { MikroORM } from '@mikro-orm/postgresql';
import request from 'supertest';
import type { RailSettings } from '../../src/gateways/open-rails.ts';
import { createApp } from '../../src/api/app.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { seededUsers } from '../../src/persistence/seed.ts';
import { freshDb } from './db.ts';
import type { MemoryCompanies } from './memory-companies.ts';
import { memoryDeps } from './memory-deps.ts';
import type { MemoryDesk } from './memory-desk.ts';
import type { MemorySourcing } from './memory-sourcing.ts';

/** One of the sandbox's users, by the part of the address before the @. */
export type Person = string;

/** The API over a database of its own and the memory desk; time stands where the test puts it. */
export interface Office {
  app: Express;
  orm: MikroORM;
  desk: MemoryDesk;
  companies: MemoryCompanies;
  sourcing: MemorySourcing;
  deps: ApiDeps;
  log: string[];
  /** Returns of money in suspense that were handed to the engine. */
  returned: string[];
  /** Moves the clock of API and desk. */
  moveTo(instant: string): void;
  token(person: Person): Promise<string>;
  get(person: Person, path: string): request.Test;
  /** A write under a key of its own, unless one is given. */
  post(person: Person, path: string, body?: object, key?: string): request.Test;
  postXml(person: Person, path: string, xml: string | Buffer, key?: string): request.Test;
  close(): Promise<void>;
}

export const openOffice = async (railSettings: Partial<RailSettings> = {}): Promise<Office> =>
  officeOver(await freshDb({ seeded: true }), railSettings);

/** The office over a database that has the sandbox's people. */
export async function officeOver(orm: MikroORM, railSettings: Partial<RailSettings> = {}): Promise<Office> {
  let standing: number | null = null;
  const now = () => new Date(standing ?? Date.now()).toISOString();
  const { deps, desk, companies, sourcing, log, returned } = memoryDeps(orm, now, railSettings);
  const app = createApp(deps);
  const tokens = new Map<Person, Promise<string>>();
  const signIn = async (person: Person): Promise<string> => {
    const user = seededUsers.find(({ email }) => email.startsWith(`${person}@`));
    if (user === undefined) throw new Error(`nobody is called ${person}`);
    const { body } = await request(app)
      .post('/v1/sessions')
      .send({ email: user.email, password: user.password })
      .expect(201);
    return (body as { token: string }).token;
  };
  const token = (person: Person): Promise<string> => {
    const known = tokens.get(person) ?? signIn(person);
    tokens.set(person, known);
    return known;
  };
  await Promise.all(seededUsers.map(({ email }) => token(email.split('@')[0] as string)));
  const settled = new Map<Person, string>();
  for (const [person, promise] of tokens) settled.set(person, await promise);
  const bearer = (person: Person) => `Bearer ${settled.get(person) ?? ''}`;
  return {
    app,
    orm,
    desk,
    companies,
    sourcing,
    deps,
    log,
    returned,
    token,
    moveTo(instant) {
      standing = Date.parse(instant);
    },
    get: (person, path) => request(app).get(path).set('Authorization', bearer(person)),
    post: (person, path, body = {}, key = randomUUID()) =>
      request(app).post(path).set('Authorization', bearer(person)).set('Idempotency-Key', key).send(body),
    postXml: (person, path, xml, key = randomUUID()) =>
      request(app)
        .post(path)
        .set('Authorization', bearer(person))
        .set('Idempotency-Key', key)
        .set('Content-Type', 'application/xml')
        .send(xml),
    close: () => orm.close(),
  };
}
