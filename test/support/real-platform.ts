import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createApp } from '../../src/api/app.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import type { Role } from '../../src/domain/parties.ts';
import { freshDb } from './db.ts';
import { codeTo } from './letters.ts';
import { memoryDeps } from './memory-deps.ts';
import { goodPassword, postOpen, signIn, withToken } from './newcomers.ts';

/** A platform as it is founded for real: a database without the sandbox, its API, and its command line. */
export interface RealPlatform {
  app: Express;
  orm: MikroORM;
  deps: ApiDeps;
  /** Runs the command line of the platform on its database. */
  command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  close(): Promise<void>;
}

export type Someone = ReturnType<typeof withToken> & { user: string; company: string; token: string };

const program = fileURLToPath(new URL('../../src/platform.main.ts', import.meta.url));

/** Runs the command line of a platform on a database. */
export const platformCommand = (databaseUrl: string, args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, NODE_OPTIONS: '' };
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

export async function openRealPlatform(): Promise<RealPlatform> {
  const orm = await freshDb();
  const { deps } = memoryDeps(orm, () => new Date().toISOString());
  return {
    app: createApp(deps),
    orm,
    deps,
    command: (...args) => platformCommand(orm.config.get('clientUrl') ?? '', args),
    close: () => orm.close(),
  };
}

const founding = ['--company', 'Harbourside Trade Limited', '--country', 'HK', '--name', 'Chan Tai Man'];
export const founderAddress = 'founder@harbourside.example';
export const foundArgs = ['found', ...founding, '--email', founderAddress, '--json'];

export const signedIn = async (platform: RealPlatform, email: string, user: string): Promise<Someone> => {
  const { body } = await signIn(platform, email).expect(201);
  const { token, user: of } = body as { token: string; user: { company: string } };
  return { ...withToken(platform, token), user, company: of.company, token };
};

/** Founds the platform from the command line, and signs its first administrator in. */
export async function foundedBy(platform: RealPlatform): Promise<Someone> {
  const { stdout } = await platform.command(...foundArgs);
  const { code, user } = JSON.parse(stdout) as { code: string; user: string };
  await postOpen(platform, `/v1/password-resets/${code}`, { password: goodPassword }).expect(204);
  return signedIn(platform, founderAddress, user);
}

/** Takes up the last invitation to an address, and signs in. */
export async function acceptedBy(
  platform: RealPlatform,
  email: string,
  letter: 'invitation' | 'provider-invitation' = 'invitation',
): Promise<Someone> {
  const token = await codeTo(platform.orm, letter, email);
  const accepting = { token, name: `Person of ${email}`, password: goodPassword };
  const { body } = await postOpen(platform, '/v1/invitations/acceptances', accepting).expect(201);
  return signedIn(platform, email, (body as { user: string }).user);
}

/** A colleague of somebody who administers a company, signed in. */
export async function colleagueOf(
  platform: RealPlatform,
  admin: Someone,
  { email, roles }: { email: string; roles: Role[] },
): Promise<Someone> {
  await admin.post('/v1/company/invitations', { email, roles, locale: 'en' }).expect(201);
  return acceptedBy(platform, email);
}

/** The second administrator: proposed by the first, approved from the command line. */
export async function secondAdministrator(platform: RealPlatform, founder: Someone): Promise<Someone> {
  const second = await colleagueOf(platform, founder, { email: 'second@harbourside.example', roles: ['operator'] });
  const rights = { roles: ['operator'], admin: true };
  const { body } = await founder.post(`/v1/company/users/${second.user}/rights`, rights).expect(202);
  const { proposal, hash } = body as { proposal: string; hash: string };
  await platform.command('approve', '--proposal', proposal, '--hash', hash);
  return second;
}

/** Gives somebody of the platform roles that move money: one administrator proposes it, the other approves. */
export async function grantedByTwo(
  [first, second]: readonly [Someone, Someone],
  subject: string,
  roles: Role[],
): Promise<void> {
  const { body } = await first.post(`/v1/company/users/${subject}/rights`, { roles, admin: false }).expect(202);
  const { proposal, hash } = body as { proposal: string; hash: string };
  await second.post(`/v1/company/role-proposals/${proposal}/approve`, { hash }).expect(200);
}
