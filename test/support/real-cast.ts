import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { ProviderKind } from '../../src/domain/identity/provider.ts';
import type { Role } from '../../src/domain/parties.ts';
import { applyWhole } from '../api/companies.ts';
import type { Office } from './api.ts';
import { codeTo } from './letters.ts';
import { postOpen, signUpOf } from './newcomers.ts';
import {
  acceptedBy,
  colleagueOf,
  foundedBy,
  grantedByTwo,
  type RealPlatform,
  secondAdministrator,
  signedIn,
  type Someone,
} from './real-platform.ts';

/** The people of a real platform, none of them of the sandbox, by what they do; more can join. */
export interface Cast extends Pick<Office, 'get' | 'post' | 'postXml' | 'deps'> {
  people: Map<string, Someone>;
  /** The company of somebody of the cast. */
  companyOf(person: string): string;
  /** Registers a company of a kind, and signs in whoever administers it. */
  provider(person: string, kind: ProviderKind): Promise<Someone>;
}

const approvedByTwo = async (second: Someone, subject: string): Promise<void> => {
  const { body } = await second.get('/v1/company/role-proposals?state=open').expect(200);
  const open = (body as { proposals: { proposal: string; hash: string; subject: string }[] }).proposals;
  const { proposal, hash } = open.find((each) => each.subject === subject) ?? { proposal: '', hash: '' };
  await second.post(`/v1/company/role-proposals/${proposal}/approve`, { hash }).expect(200);
};

let numbers = 7_000_000;

/** A company that serves trades, registered by the first administrator; for a bank the second approves who acts. */
async function registered(platform: RealPlatform, person: string, kind: ProviderKind, by: [Someone, Someone]) {
  numbers += 1;
  const email = `${person}@providers.example`;
  const registration = {
    name: `Company of ${person}`,
    country: 'HK',
    kinds: [kind],
    registrationNumber: String(numbers),
    address: { lines: ['1 Container Port Road'], city: 'Hong Kong', country: 'HK' },
    administrator: { email, locale: 'en' },
  };
  await by[0].post('/v1/providers', registration).expect(201);
  const first = await acceptedBy(platform, email, 'provider-invitation');
  if (kind === 'bank') await approvedByTwo(by[1], first.user);
  return first;
}

/** Posts what is no JSON. */
const sent = (
  { app }: RealPlatform,
  { token }: Someone,
  { path, bytes, mediaType, key = randomUUID() }: Record<'path' | 'mediaType', string> & {
    bytes: string | Buffer;
    key?: string;
  },
) =>
  request(app)
    .post(path)
    .set('Authorization', `Bearer ${token}`)
    .set('Idempotency-Key', key)
    .set('Content-Type', mediaType)
    .send(bytes);

/** A trading company that signs up, applies with its papers and is taken as a member. */
async function trader(platform: RealPlatform, role: 'buyer' | 'supplier', manager: Someone): Promise<Someone> {
  const email = `${role}@traders.example`;
  await postOpen(platform, '/v1/companies', signUpOf(email, { kinds: [role], company: `Traders ${role}` })).expect(202);
  const token = await codeTo(platform.orm, 'confirm-address', email);
  const { body } = await postOpen(platform, '/v1/companies/confirmations', { token }).expect(201);
  const person = await signedIn(platform, email, (body as { user: string }).user);
  await applyWhole({
    ...person,
    file: (path, bytes, mediaType = 'application/pdf') => sent(platform, person, { path, bytes, mediaType }),
  });
  await manager.post(`/v1/qualifications/${person.company}/approve`, { tier: 'GOLD' }).expect(200);
  return person;
}

const colleagues: [string, Role[]][] = [
  ['adviser', ['auditor']],
  ['adviser-two', ['auditor']],
  ['auditor', ['auditor']],
  ['account-manager', ['account-manager']],
];
const providers: [string, ProviderKind][] = [
  ['warehouse', 'warehouse-operator'],
  ['inspector', 'inspector'],
  ['broker', 'customs-broker'],
  ['carrier', 'carrier'],
  ['bank', 'bank'],
];

/** Founds a platform and fills it with everybody a trade needs, all of them by its command line and its API. */
export async function openCast(platform: RealPlatform): Promise<Cast> {
  const operator = await foundedBy(platform);
  const second = await secondAdministrator(platform, operator);
  const people = new Map<string, Someone>([['operator', operator]]);
  for (const [person, roles] of colleagues) {
    const joined = await colleagueOf(platform, operator, { email: `${person}@harbourside.example`, roles });
    if (person.startsWith('adviser')) await grantedByTwo([operator, second], joined.user, ['adviser']);
    people.set(person, joined);
  }
  const provider = async (person: string, kind: ProviderKind): Promise<Someone> => {
    const joined = await registered(platform, person, kind, [operator, second]);
    people.set(person, joined);
    return joined;
  };
  for (const [person, kind] of providers) await provider(person, kind);
  const of = (person: string): Someone => {
    const found = people.get(person);
    if (found === undefined) throw new Error(`nobody is called ${person}`);
    return found;
  };
  for (const role of ['buyer', 'supplier'] as const) {
    people.set(role, await trader(platform, role, of('account-manager')));
  }
  return {
    people,
    deps: platform.deps,
    companyOf: (person) => of(person).company,
    provider,
    get: (person, path) => of(person).get(path),
    post: (person, path, body = {}, key = randomUUID()) => of(person).post(path, body, key),
    postXml: (person, path, bytes, key = randomUUID()) =>
      sent(platform, of(person), { path, bytes, mediaType: 'application/xml', key }),
  };
}
