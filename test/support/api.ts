import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { MikroORM } from '@mikro-orm/postgresql';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/api/app.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { createMetrics } from '../../src/api/metrics.ts';
import { classify, movedMoney } from '../../src/gateways/bank/classify.ts';
import { decodeBankFile } from '../../src/gateways/bank/encoding.ts';
import { describeEntry } from '../../src/gateways/bank/entry.ts';
import { judgeRepeat } from '../../src/gateways/bank/identity.ts';
import { matchReferences } from '../../src/gateways/bank/matching.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { seededUsers } from '../../src/persistence/seed.ts';
import { freshDb } from './db.ts';
import { type MemoryDesk, memoryDesk } from './memory-desk.ts';

/** One of the sandbox's users, by the part of the address before the @. */
export type Person = string;

/** The API over a database of its own and the memory desk; time stands where the test puts it. */
export interface Office {
  app: Express;
  orm: MikroORM;
  desk: MemoryDesk;
  deps: ApiDeps;
  log: string[];
  /** Moves the clock of API and desk. */
  moveTo(instant: string): void;
  token(person: Person): Promise<string>;
  get(person: Person, path: string): request.Test;
  /** A write under a key of its own, unless one is given. */
  post(person: Person, path: string, body?: object, key?: string): request.Test;
  postXml(person: Person, path: string, xml: string | Buffer, key?: string): request.Test;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const orm = await freshDb({ seeded: true });
  let standing: number | null = null;
  const now = () => new Date(standing ?? Date.now()).toISOString();
  const desk = memoryDesk(orm, now);
  const log: string[] = [];
  const deps: ApiDeps = {
    orm,
    desk,
    now,
    bank: {
      decodeBankFile,
      parseBankNotification,
      describeEntry,
      classify,
      movedMoney,
      matchReferences,
      judgeRepeat,
    } as ApiDeps['bank'],
    jwtSecret: 'a secret of the tests, 32 characters long',
    logger: pino(
      { level: 'info' },
      {
        write: (line: string) => {
          log.push(line);
        },
      },
    ),
    metrics: createMetrics(),
    ready: () => Promise.resolve({ database: true, temporal: true }),
    checkAnswers: true,
  };
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
    deps,
    log,
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
