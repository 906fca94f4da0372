import type { Express } from 'express';
import type { MikroORM } from '@mikro-orm/postgresql';
import { SignJWT } from 'jose';
import request from 'supertest';
import { createApp } from '../../../src/api/app.ts';
import type { Role } from '../../../src/domain/parties.ts';
import { createSession } from '../../../src/persistence/people.ts';
import { pool, query } from '../../../src/persistence/sql.ts';
import { type Office, officeOver } from '../../../test/support/api.ts';
import { type RailsOffice, secret, withRails } from '../../../test/support/rails-office.ts';

/** A request as it can be sent again and again; `token` is who sends it, null for nobody. */
export interface Ask {
  method: 'post' | 'delete';
  path: string;
  token: string | null;
  body?: object | Buffer | string;
  /** The media type of a body that is no JSON. */
  type?: string;
}

/** What is kept for a key. */
export interface Kept {
  actor: string;
  commandId: string;
  state: 'running' | 'done';
}

/** The API, the same API in a process that dies as soon as it has taken a key, and a look into what both leave. */
export interface World {
  office: RailsOffice;
  send(ask: Ask, key: string | null): Promise<request.Response>;
  sendDying(ask: Ask, key: string): Promise<request.Response>;
  kept(key: string): Promise<Kept[]>;
  /** Lets the lease of whoever holds the key run out. */
  endLease(key: string): Promise<void>;
  /** How many rows every table has. */
  rows(): Promise<Record<string, number>>;
  signedIn(user: string): Promise<string>;
  /** Founds a company with one person, who administers nothing; answers the person's token. */
  found(company: string, name: string, role: Role): Promise<string>;
  /** The token of a colleague: another person of the same company, with the same roles. */
  colleague(user: string): Promise<string>;
}

const tokenOf = async ({ deps, orm }: Office, user: string): Promise<string> => {
  const { id } = await createSession(orm, user, '2099-01-01T00:00:00Z');
  return new SignJWT({ sid: id })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('trade-process-engine')
    .setExpirationTime('50y')
    .sign(new TextEncoder().encode(deps.jwtSecret));
};

/** The database as a process sees it that is killed the moment its claim of a key is in. */
async function dyingAfterClaim(orm: MikroORM): Promise<MikroORM> {
  const real = await pool(orm);
  const dying = {
    connect: () => real.connect(),
    async query(statement: { name?: string; text: string }) {
      const answer = await real.query(statement);
      if (statement.name === 'idempotency_claim' && answer.rows.length > 0) throw new Error('the process died');
      return answer;
    },
  };
  const em = { getConnection: () => ({ getNativeClient: () => Promise.resolve(dying) }) };
  return Object.create(orm, { em: { value: em } }) as MikroORM;
}

function sendTo(app: Express, { method, path, token, body, type }: Ask, key: string | null): request.Test {
  const sent = request(app)[method](path);
  if (token !== null) sent.set('Authorization', `Bearer ${token}`);
  if (key !== null) sent.set('Idempotency-Key', key);
  if (body === undefined) return sent;
  return type === undefined ? sent.send(body) : sent.set('Content-Type', type).send(body);
}

/** Opens the office over a seeded database, with a colleague for every person of the sandbox. */
export async function openIdempotencyWorld(orm: MikroORM): Promise<World> {
  const office = withRails(await officeOver(orm, { standardWebhookSecret: secret }));
  const dyingApp = createApp({ ...office.deps, orm: await dyingAfterClaim(orm) });
  await query(orm, {
    text: `insert into platform_user (id, email, name, password_hash, company, roles, locale, admin)
      select id || '-colleague', 'colleague-of-' || email, name || ' (colleague)', '-', company, roles, locale, admin
      from platform_user`,
  });
  const tables = await query<{ table: string }>(orm, {
    text: `select table_name as table from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  });
  const counting = tables.map(({ table }) => `select '${table}' as table, count(*)::int as rows from "${table}"`);
  const colleagues = new Map<string, Promise<string>>();
  return {
    office,
    send: (ask, key) => sendTo(office.app, ask, key),
    sendDying: (ask, key) => sendTo(dyingApp, ask, key),
    kept: (key) =>
      query<Kept & Record<string, unknown>>(orm, {
        text: 'select actor, command_id as "commandId", state from idempotency where key = $1 order by created_at',
        values: [key],
      }),
    async endLease(key) {
      await query(orm, {
        text: `update idempotency set lease_until = now() - interval '1 second' where key = $1 and state = 'running'`,
        values: [key],
      });
    },
    async rows() {
      const counted = await query<{ table: string; rows: number }>(orm, {
        name: 'rows_of_every_table',
        text: counting.join(' union all '),
      });
      return Object.fromEntries(counted.map(({ table, rows }) => [table, rows]));
    },
    signedIn: (user) => tokenOf(office, user),
    async found(company, name, role) {
      await query(orm, {
        text: `with made as (
            insert into company (id, name, country, kinds) values ($1, $2, 'HK', array[$3]) returning id)
          insert into platform_user (id, email, name, password_hash, company, roles)
            select 'u-' || id, id || '@new.example', id, '-', id, array[$3] from made`,
        values: [company, name, role],
      });
      return tokenOf(office, `u-${company}`);
    },
    colleague(user) {
      const known = colleagues.get(user) ?? tokenOf(office, `${user}-colleague`);
      colleagues.set(user, known);
      return known;
    },
  };
}
