import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Role } from '../../src/domain/parties.ts';
import { findAssignment } from '../../src/persistence/accounts/assignments.ts';
import { listFollowUps, notesOf } from '../../src/persistence/accounts/follow-ups.ts';
import { callOffsSeen, findAgreement, listAgreements } from '../../src/persistence/agreements/agreements.ts';
import { confirmedSeen, listCosts } from '../../src/persistence/agreements/marketing.ts';
import { delegationsOf } from '../../src/persistence/approvals/delegations.ts';
import { policiesOf } from '../../src/persistence/approvals/policies.ts';
import { creditLimitsOf } from '../../src/persistence/approvals/credit-limits.ts';
import { findRequest, listRequests } from '../../src/persistence/approvals/requests.ts';
import { findLicence, licencesOf } from '../../src/persistence/compliance/licences.ts';
import { creditFacts } from '../../src/persistence/credit/store.ts';
import { findCredit, listCredits } from '../../src/persistence/credit/reader.ts';
import { chainOf } from '../../src/persistence/evidence.ts';
import { record } from '../../src/persistence/order-store.ts';
import { type PartyView, read, seenBy } from '../../src/persistence/party-view.ts';
import { accountHistory } from '../../src/persistence/payout-accounts.ts';
import {
  findContact,
  findQualification,
  findQualificationFile,
  qualificationFacts,
  runningMembership,
} from '../../src/persistence/qualification/reading.ts';
import { costsOf } from '../../src/persistence/costs/costs.ts';
import { keysOf, signaturesOver } from '../../src/persistence/signing/keys.ts';
import { timestampsOf } from '../../src/persistence/signing/timestamps.ts';
import { awardsOf, outcomesOf } from '../../src/persistence/sourcing/awards.ts';
import { extensionsOf } from '../../src/persistence/sourcing/extensions.ts';
import { answersOf, findSourcing, listSourcings, reader } from '../../src/persistence/sourcing/sourcings.ts';
import { versionsOf } from '../../src/persistence/sourcing/versions.ts';
import { query } from '../../src/persistence/sql.ts';
import { listDeliveries } from '../../src/persistence/webhooks/deliveries.ts';
import { listWebhooks } from '../../src/persistence/webhooks/endpoints.ts';
import { extendFeed, readFeed } from '../../src/persistence/webhooks/feed.ts';
import { freshDb } from '../support/db.ts';
import { at, order, rows } from './party-rows.ts';
import { aRecord } from './recorded.ts';

const limit = 10;
let orm: MikroORM;

const asValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

beforeAll(async () => {
  orm = await freshDb({ seeded: true });
  await record(orm, aRecord(order, 1, 3));
  await extendFeed(orm);
  for (const [table, row] of Object.entries(rows)) {
    const names = Object.keys(row);
    const places = names.map((_, place) => `$${place + 1}`);
    await query(orm, {
      text: `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`,
      values: Object.values(row).map(asValue),
    });
  }
});
afterAll(() => orm?.close());

const as = (company: string, ...roles: Role[]): PartyView => seenBy(orm, { company, roles });
const buyer = () => as('c-harbour', 'buyer');
const supplier = () => as('c-brightworks', 'supplier');
const carrier = () => as('c-carrier', 'carrier');
const stranger = () => as('c-lantau', 'buyer');
const platform = () => as('c-platform', 'operator');
const count = async (view: PartyView, table: string): Promise<number> =>
  (await read<{ count: number }>(view, { text: `select count(*)::int as count from ${table}` }))[0]!.count;
const harbour = { user: 'u-buyer', company: 'c-harbour', roles: ['buyer' as const] };

/** Every reader that is called on behalf of a company, asked for the things of c-harbour. */
const readers: Record<string, (view: PartyView) => Promise<unknown>> = {
  findQualification: (view) => findQualification(view, 'c-harbour'),
  qualificationFacts: (view) => qualificationFacts(view, 'c-harbour'),
  findQualificationFile: (view) => findQualificationFile(view, 'c-harbour', 'f-1'),
  findContact: (view) => findContact(view, 'c-harbour', 'h'),
  runningMembership: (view) => runningMembership(view, 'c-harbour', at),
  findAssignment: (view) => findAssignment(view, 'c-harbour'),
  findSourcing: (view) => findSourcing(reader(view), 'S1'),
  listSourcings: async (view) => (await listSourcings(view, { limit })).sourcings,
  answersOf: (view) => answersOf(reader(view), 'S1'),
  extensions: (view) => extensionsOf(reader(view), 'S1'),
  statements: (view) => versionsOf(reader(view), 'sourcing_statement', 'S1'),
  evaluations: (view) => versionsOf(reader(view), 'sourcing_evaluation', 'S1'),
  awardsOf: (view) => awardsOf(reader(view), 'S1'),
  outcomesOf: (view) => outcomesOf(reader(view), 'S1'),
  costsOf: (view) => costsOf(reader(view), order),
  policiesOf: (view) => policiesOf(view, 'c-harbour'),
  creditLimitsOf: (view) => creditLimitsOf(view, 'c-harbour'),
  delegationsOf: (view) => delegationsOf(view, 'c-harbour'),
  findRequest: (view) => findRequest(view, 'a-1'),
  listRequests: async (view) => (await listRequests(view, { limit })).approvals,
  findAgreement: (view) => findAgreement(view, 'g-1'),
  listAgreements: async (view) => (await listAgreements(view, { limit })).agreements,
  callOffsSeen: (view) => callOffsSeen(view, 'g-1'),
  listCosts: async (view) => (await listCosts(view, 'g-1', { limit })).costs,
  confirmedSeen: async (view) => ((await confirmedSeen(view, 'g-1')).buyer === 0 ? null : 'told'),
  keysOf: (view) => keysOf(view, 'u-buyer'),
  signaturesOver: (view) => signaturesOver(view, order, ['h']),
  timestampsOf: (view) => timestampsOf(view, order),
  chainOf: (view) => chainOf(view, order),
  listWebhooks: (view) => listWebhooks(view, 'c-harbour'),
  listDeliveries: async (view) => (await listDeliveries(view, 'w-1', { limit })).deliveries,
  readFeed: async (view) => (await readFeed(view, { company: null, after: 0, limit })).events,
  accountHistory: async (view) => (await accountHistory(view, 'c-harbour')).changes,
  licencesOf: (view) => licencesOf(view, ['c-harbour'], at),
  findLicence: (view) => findLicence(view, 'l-1', at),
  findCredit: (view) => findCredit(view, 'LC26000001'),
  listCredits: async (view) => (await listCredits(view, { actor: harbour, limit })).credits,
  creditFacts: (view) => creditFacts(view, 'LC26000001', { after: 0, limit }),
};
const isNothing = (found: unknown): boolean => found === null || (Array.isArray(found) && found.length === 0);

describe('with the first lock off', () => {
  it.each(Object.keys(readers))('%s tells a stranger nothing, and the company whose it is everything', async (name) => {
    const ask = readers[name]!;
    expect(isNothing(await ask(stranger()))).toBe(true);
    expect(isNothing(await ask(buyer()))).toBe(false);
  });

  it.each(Object.keys(rows))('a stranger and a carrier of the order see no row of %s', async (table) => {
    expect([await count(stranger(), table), await count(carrier(), table)]).toEqual([0, 0]);
  });

  it('the other side sees what is between the two, and nothing of what the buyer has by itself', async () => {
    const seen = await Promise.all(Object.keys(rows).map(async (table) => [table, await count(supplier(), table)]));
    expect(seen.filter(([, found]) => found !== 0).map(([table]) => table)).toEqual([
      'agreement',
      'agreement_call_off',
      'agreement_order',
      'agreement_cost',
      'contract_signature',
      'evidence_timestamp',
      'credit_view',
      'credit_fact',
    ]);
  });

  it('notes and follow-ups are for the platform, not for the company they are about', async () => {
    for (const view of [buyer(), supplier()]) {
      expect((await notesOf(view, 'c-harbour', { limit })).notes).toEqual([]);
      expect((await listFollowUps(view, { limit })).followUps).toEqual([]);
    }
    expect((await notesOf(platform(), 'c-harbour', { limit })).notes).toHaveLength(1);
    expect((await listFollowUps(platform(), { limit })).followUps).toHaveLength(1);
  });

  it('a bank reads the credits it stands on, and no others', async () => {
    const bank = (company: string) => findCredit(seenBy(orm, { company, roles: [] }), 'LC26000001');
    expect(await bank('c-trustbank')).not.toBeNull();
    expect(await bank('c-other-bank')).toBeNull();
  });

  it.each([
    'select secret from webhook',
    'select old_secret from webhook',
    'select sealed from signing_key',
    'select * from screening_hit',
    'select * from mail',
    'select * from payment_attempt',
    'select * from suspense_proposal',
    'select * from purchase_reservation',
  ])('nobody may: %s', async (text) => {
    for (const view of [buyer(), platform()]) await expect(read(view, { text })).rejects.toThrow(/permission denied/);
  });
});
