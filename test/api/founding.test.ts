import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seed } from '../../src/persistence/seed.ts';
import { query } from '../../src/persistence/sql.ts';
import { goodPassword, postOpen, signIn } from '../support/newcomers.ts';
import {
  colleagueOf,
  foundArgs,
  foundedBy,
  founderAddress,
  grantedByTwo,
  openRealPlatform,
  type RealPlatform,
  secondAdministrator,
} from '../support/real-platform.ts';

let platform: RealPlatform;
beforeEach(async () => {
  platform = await openRealPlatform();
});
afterEach(() => platform?.close());

const countOf = async (table: string): Promise<number> =>
  (await query<{ count: number }>(platform.orm, { text: `select count(*)::int as count from ${table}` }))[0]!.count;

describe('a real platform', () => {
  it('is founded once, also by two at once, with one administrator who chooses the password by a code', async () => {
    const both = await Promise.all([platform.command(...foundArgs), platform.command(...foundArgs)]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    const [made, other] = both.toSorted((one, another) => one.code - another.code);
    expect(other?.stderr).toContain('platform-exists: There is a platform already: Harbourside Trade Limited');
    expect([await countOf('company'), await countOf('platform_user')]).toEqual([1, 1]);
    const { code, company, user } = JSON.parse(made?.stdout ?? '') as Record<string, string>;
    const kept = await query(platform.orm, { text: 'select * from password_reset' });
    expect(JSON.stringify(kept)).not.toContain(code);
    await signIn(platform, founderAddress).expect(401);
    await postOpen(platform, `/v1/password-resets/${code}`, { password: 'short' }).expect(422);
    await postOpen(platform, `/v1/password-resets/${code}`, { password: goodPassword }).expect(204);
    const again = await postOpen(platform, `/v1/password-resets/${code}`, { password: goodPassword }).expect(404);
    expect(again.body.code).toBe('token-invalid');
    const session = await signIn(platform, founderAddress).expect(201);
    expect(session.body.user).toEqual({ id: user, company, roles: ['operator'] });
  });

  it('is told what is wrong with what it is to be founded of, by option and rule, and is not founded', async () => {
    const wrong = ['found', '--company', ' ', '--country', 'XX', '--name', 'Chan', '--email', 'chan'];
    const { code, stderr } = await platform.command(...wrong);
    expect(code).toBe(1);
    for (const option of ['--company: ', '--country: must be a country code', '--email: ']) {
      expect(stderr).toContain(option);
    }
    expect((await platform.command('found', '--password', 'secret')).stderr).toContain("Unknown option '--password'");
    expect(await countOf('company')).toBe(0);
  });

  it('gives a new code while nobody has signed in, and none after that', async () => {
    const { stdout } = await platform.command(...foundArgs);
    const first = JSON.parse(stdout) as { code: string };
    await query(platform.orm, { text: "update password_reset set expires_at = now() - interval '1 second'" });
    await postOpen(platform, `/v1/password-resets/${first.code}`, { password: goodPassword }).expect(404);
    const renewed = await platform.command('code', '--email', founderAddress, '--json');
    const { code } = JSON.parse(renewed.stdout) as { code: string };
    await postOpen(platform, `/v1/password-resets/${code}`, { password: goodPassword }).expect(204);
    await signIn(platform, founderAddress).expect(201);
    const late = await platform.command('code', '--email', founderAddress);
    expect([late.code, late.stderr]).toEqual([1, expect.stringContaining('already-with-us')]);
    const unknown = await platform.command('code', '--email', 'nobody@else.example');
    expect(unknown.stderr).toContain('not-registered');
  });

  it('says so where the database is not migrated', async () => {
    await query(platform.orm, { text: 'drop schema public cascade' });
    await query(platform.orm, { text: 'create schema public' });
    const { code, stderr } = await platform.command(...foundArgs);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the database is not migrated')]);
  });

  it('keeps the people of the sandbox out', async () => {
    await foundedBy(platform);
    await expect(seed(platform.orm)).rejects.toThrow('Harbourside Trade Limited is a real platform');
    expect(await countOf('platform_user')).toBe(1);
  });
});

describe('the first people of a real platform', () => {
  it('get a second administrator by the first and the command line, and money roles by both', async () => {
    const founder = await foundedBy(platform);
    const second = await colleagueOf(platform, founder, { email: 'second@harbourside.example', roles: ['operator'] });
    const rights = `/v1/company/users/${second.user}/rights`;
    const { body } = await founder.post(rights, { roles: ['operator'], admin: true }).expect(202);
    const { proposal, hash } = body as { proposal: string; hash: string };
    const approve = `/v1/company/role-proposals/${proposal}/approve`;
    expect((await founder.post(approve, { hash }).expect(403)).body.code).toBe('same-person');
    expect((await platform.command('proposals')).stdout).toContain(`${proposal}  ${second.user}`);
    const stale = await platform.command('approve', '--proposal', proposal, '--hash', 'f'.repeat(64));
    expect([stale.code, stale.stderr]).toEqual([1, expect.stringContaining('stale-hash')]);
    expect((await platform.command('approve', '--proposal', proposal, '--hash', hash)).code).toBe(0);
    expect((await second.get('/v1/me').expect(200)).body.admin).toBe(true);
    const decided = await founder.get('/v1/company/role-proposals').expect(200);
    expect(decided.body.proposals[0]).toMatchObject({ state: 'approved', decidedBy: 'command-line' });
    const adviser = await colleagueOf(platform, second, { email: 'adviser@harbourside.example', roles: ['auditor'] });
    await grantedByTwo([second, founder], adviser.user, ['adviser']);
    expect((await adviser.get('/v1/me').expect(200)).body.roles).toEqual(['adviser']);
  });

  it('get no role that moves money from the command line, nor a third administrator', async () => {
    const founder = await foundedBy(platform);
    const adviser = await colleagueOf(platform, founder, { email: 'adviser@harbourside.example', roles: ['auditor'] });
    const rights = `/v1/company/users/${adviser.user}/rights`;
    const approve = async (wanted: object) => {
      const { body } = await founder.post(rights, wanted).expect(202);
      const { proposal, hash } = body as { proposal: string; hash: string };
      return platform.command('approve', '--proposal', proposal, '--hash', hash);
    };
    for (const admin of [false, true]) {
      const { code, stderr } = await approve({ roles: ['adviser'], admin });
      expect([code, stderr]).toEqual([1, expect.stringContaining('needs-two-people')]);
    }
    await secondAdministrator(platform, founder);
    const { code, stderr } = await approve({ roles: ['auditor'], admin: true });
    expect([code, stderr]).toEqual([1, expect.stringContaining('Somebody else can approve it')]);
    expect((await platform.command('proposals')).stdout).toContain('none waits');
  });
});
