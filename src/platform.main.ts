// npm run platform: founds a real platform in the database of DATABASE_URL, and lets it have its second administrator.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import type { MikroORM } from '@mikro-orm/postgresql';
import { readSettings } from './config.ts';
import { sha256Hex } from './domain/hash.ts';
import { foundingSchema } from './domain/identity/founding.ts';
import type { Refused } from './domain/identity/refusal.ts';
import { foundPlatform, renewFirstCode, standIn, waitingForStandIn } from './persistence/identity/platform.ts';
import { openOrm } from './persistence/orm.ts';
import { sqlState } from './persistence/store-error.ts';

const codeHours = 24;
const usage = `npm run platform -- found --company <legal name> --country <HK> --name <person> --email <address>
npm run platform -- code --email <address>
npm run platform -- proposals
npm run platform -- approve --proposal <id> --hash <hash>

  found      makes the platform's company and its first administrator, once; prints a code to choose the password with
  code       a new code in place of that one, while nobody of the platform has signed in
  proposals  the proposals of one more administrator that nobody who signs in could approve
  approve    approves one of them, as the second of two people
  --locale   the language of the administrator: en, zh-CN or zh-HK
  --json     prints one line of JSON instead`;

/** The command line was not understood, or what it asks for was refused. */
class CommandError extends Error {}

const text = { type: 'string' } as const;
const options = {
  company: text,
  country: text,
  name: text,
  email: text,
  locale: text,
  proposal: text,
  hash: text,
  json: { type: 'boolean' },
} as const;

function asked() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    if (positionals.length !== 1) throw new Error('say one of found, code, proposals, approve');
    return { command: positionals[0] as string, ...values };
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
type Asked = ReturnType<typeof asked>;

/** What was done: its figures for programs, and what a person reads. */
interface Told {
  json: object;
  lines: string[];
}

function needed(given: Asked, name: 'email' | 'proposal' | 'hash'): string {
  const value = given[name];
  if (value === undefined) throw new CommandError(`--${name}: must be given\n\n${usage}`);
  return value;
}

function unlessRefused<T extends object>(result: Refused | T): T {
  if ('rejection' in result) throw new CommandError(`${result.rejection.code}: ${result.rejection.detail}`);
  return result;
}

const secret = (): string => randomBytes(32).toString('base64url');

function firstCode() {
  const [code, now] = [secret(), Date.now()];
  const expiresAt = new Date(now + codeHours * 3_600_000).toISOString();
  return { code, kept: { tokenHash: sha256Hex(code), at: new Date(now).toISOString(), expiresAt } };
}

const howTo = (code: string, expiresAt: string, url: string): string[] => [
  `code, good once until ${expiresAt}: ${code}`,
  `choose the password with it: POST ${url}/v1/password-resets/${code} {"password": "…"} with an Idempotency-Key`,
];

async function found(orm: MikroORM, given: Asked, url: string): Promise<Told> {
  const { company, country, name, email, locale } = given;
  const language = locale === undefined ? {} : { locale };
  const parsed = foundingSchema.safeParse({ company, country, name, email, ...language });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
    throw new CommandError(`${faults.join('\n')}\n\n${usage}`);
  }
  const { code, kept } = firstCode();
  const ids = { company: `c-${sha256Hex(`company ${code}`).slice(0, 20)}`, user: `u-${sha256Hex(code).slice(0, 20)}` };
  const passwordHash = await hash(secret());
  const made = unlessRefused(await foundPlatform(orm, parsed.data, { ...ids, passwordHash, code: kept }));
  const { expiresAt } = kept;
  return {
    json: { ...made, code, expiresAt },
    lines: [
      `founded: ${parsed.data.company} (${made.company})`,
      `first administrator: ${parsed.data.name} <${parsed.data.email}> (${made.user})`,
      ...howTo(code, expiresAt, url),
    ],
  };
}

async function renew(orm: MikroORM, given: Asked, url: string): Promise<Told> {
  const { code, kept } = firstCode();
  const made = unlessRefused(await renewFirstCode(orm, needed(given, 'email'), kept));
  return { json: { ...made, code, expiresAt: kept.expiresAt }, lines: howTo(code, kept.expiresAt, url) };
}

async function proposals(orm: MikroORM): Promise<Told> {
  const waiting = await waitingForStandIn(orm);
  const lines = waiting.map((each) => `${each.id}  ${each.subject}, by ${each.proposedBy}  --hash ${each.hash}`);
  return { json: waiting, lines: lines.length === 0 ? ['none waits for the command line'] : lines };
}

async function approve(orm: MikroORM, given: Asked): Promise<Told> {
  const approval = { proposal: needed(given, 'proposal'), hash: needed(given, 'hash'), at: new Date().toISOString() };
  const done = unlessRefused(await standIn(orm, approval));
  return { json: done, lines: [`approved: ${done.subject} administers the platform`] };
}

async function carriedOut(orm: MikroORM, given: Asked, url: string): Promise<Told> {
  switch (given.command) {
    case 'found':
      return found(orm, given, url);
    case 'code':
      return renew(orm, given, url);
    case 'proposals':
      return proposals(orm);
    case 'approve':
      return approve(orm, given);
    default:
      throw new CommandError(`${given.command}: there is no such command\n\n${usage}`);
  }
}

/** undefined_table and undefined_column: the tables are not there, or are those of an older version. */
const unmigrated = new Set(['42P01', '42703']);

async function main(): Promise<void> {
  const given = asked();
  const { databaseUrl, publicUrl } = readSettings(process.env);
  const orm = await openOrm(databaseUrl);
  try {
    const { json, lines } = await carriedOut(orm, given, publicUrl);
    process.stdout.write(`${given.json === true ? JSON.stringify(json) : lines.join('\n')}\n`);
  } catch (error) {
    if (!unmigrated.has(sqlState(error))) throw error;
    const first = 'run node src/persistence/migrate.main.ts first';
    throw new CommandError(`DATABASE_URL: the database is not migrated; ${first}`);
  } finally {
    await orm.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
