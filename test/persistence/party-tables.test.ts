import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Role } from '../../src/domain/parties.ts';
import { findAssignment } from '../../src/persistence/accounts/assignments.ts';
import { listFollowUps, notesOf } from '../../src/persistence/accounts/follow-ups.ts';
import { callOffsSeen, findAgreement, listAgreements } from '../../src/persistence/agreements/agreements.ts';
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
import { aRecord, momentAt } from './recorded.ts';

const order = '26000001';
const at = momentAt(1);
const limit = 10;
let orm: MikroORM;

/** A row of every table that holds something of a company: its columns as far as they must be given. */
const rows: Record<string, object> = {
  qualification: { company: 'c-harbour', version: 1, state: 'submitted', content: {}, updated_at: at },
  qualification_fact: {
    company: 'c-harbour',
    seq: 1,
    type: 'Submitted',
    at,
    by_party: 'applicant',
    by_user: 'u-buyer',
    by_company: 'c-harbour',
    data: {},
  },
  qualification_document: {
    ...{ company: 'c-harbour', id: 'f-1', media_type: 'application/pdf' },
    title: 'tax',
    sha256: 'x',
    bytes: '\\x00',
    at,
  },
  qualification_contact: { company: 'c-harbour', sha256: 'h', name: 'Mei', email: 'm@x.example', phone: '+1' },
  account_assignment: { company: 'c-harbour', manager: 'u-account-manager', every_days: 90, paused: false, since: at },
  account_note: { id: 'n-1', company: 'c-harbour', at, by_user: 'u-operator', text: 'slow payer' },
  follow_up: { id: 'f-1', company: 'c-harbour', manager: 'u-x', state: 'open', opened_at: at, due_at: at },
  stock_watch: { company: 'c-harbour', product: 'p-1', threshold: 5, at, by_user: 'u-buyer' },
  sourcing: {
    ...{ number: 'S1', buyer: 'c-harbour', by_user: 'u-buyer', state: 'open', title: 'lamps', deadline: at },
    content: { sealed: true, split: 'WHOLE', suppliers: ['c-brightworks'] },
    created_at: at,
    updated_at: at,
  },
  sourcing_invitation: { sourcing: 'S1', supplier: 'c-brightworks', order_no: order },
  sourcing_statement: { sourcing: 'S1', version: 1, content: {}, hash: 'x', at, by_user: 'u-buyer' },
  sourcing_evaluation: { sourcing: 'S1', version: 1, content: {}, hash: 'x', at, by_user: 'u-buyer' },
  sourcing_award: { sourcing: 'S1', version: 1, command_id: 'c-1', content: {}, at, by_user: 'u-buyer' },
  sourcing_extension: { sourcing: 'S1', version: 1, command_id: 'c-2', content: {}, at, by_user: 'u-buyer' },
  sourcing_outcome: { sourcing: 'S1', award: 1, order_no: order, result: 'awarded', detail: '-', at },
  preferred_provider: { company: 'c-harbour', place: 'bank', provider: 'c-trustbank', by_user: 'u-buyer', at },
  order_cost_plan: { order_no: order, version: 1, content: {}, hash: 'x', at, by_user: 'u-buyer' },
  order_cost: { id: 'oc-1', order_no: order, content: {}, company: 'c-harbour', by_user: 'u-buyer', at },
  approval_policy: { company: 'c-harbour', version: 1, content: {}, proposed_by: 'u-buyer', proposed_at: at },
  credit_limit: {
    ...{ company: 'c-harbour', currency: 'USD', version: 1, minor: 5, reason: '-', hash: 'x' },
    ...{ proposed_by: 'u-adviser', proposed_at: at },
  },
  credit_reservation: {
    ...{ command_id: 'x', order_no: order, company: 'c-harbour', currency: 'USD', amount_minor: 5, hash: 'x', at },
  },
  approval_delegation: {
    ...{ id: 'd-1', company: 'c-harbour', from_user: 'u-buyer', to_user: 'u-buyer-manager', starts_at: at },
    ends_at: momentAt(9),
    reason: 'leave',
    at,
  },
  approval_request: {
    id: 'a-1',
    company: 'c-harbour',
    order_no: order,
    hash: 'x',
    state: 'OPEN',
    version: 1,
    content: { id: 'a-1' },
    requested_at: at,
    started: true,
  },
  agreement: {
    id: 'g-1',
    buyer: 'c-harbour',
    supplier: 'c-brightworks',
    content: {},
    hash: 'x',
    state: 'SIGNED',
    signatures: [],
    at,
  },
  agreement_call_off: { order_no: order, agreement: 'g-1', lines: [], at },
  signing_key: { id: 'k-1', user_id: 'u-buyer', origin: 'OWN', public_key: 'pem', at },
  contract_signature: {
    ...{ command_id: 's-1', order_no: order, hash: 'h', user_id: 'u-buyer', company: 'c-harbour', key_id: 'k-1' },
    ...{ public_key: 'pem', signature: 'x', at },
  },
  evidence_timestamp: { order_no: order, subject: 'CONTRACT', number: 1, hash: 'h' },
  webhook: {
    id: 'w-1',
    company: 'c-harbour',
    url: 'https://x.example',
    types: '{}',
    state: 'enabled',
    secret: 'whsec_x',
    reached: 0,
    created_by: 'u-buyer',
    created_at: at,
  },
  webhook_delivery: { webhook: 'w-1', position: 1, order_no: order, since: at, next_attempt_at: at },
  payout_account_change: {
    company: 'c-harbour',
    version: 2,
    name: 'Harbour',
    account: '1',
    hash: 'x',
    state: 'open',
    proposed_by: 'u-buyer',
    proposed_at: at,
  },
  licence: {
    ...{ id: 'l-1', holder: 'c-harbour', type: '911', number: '1', content: {}, quantity: 5, state: 'CONFIRMED' },
    ...{ registered_by: 'u-buyer', registered_at: at },
  },
  licence_drawing: { order_no: order, line: 1, type: '911', licence: 'l-1', quantity: 1, command_id: 'x', at },
  credit_view: {
    credit_no: 'LC26000001',
    order_no: order,
    version: 1,
    stage: 'draft',
    applicant: 'c-harbour',
    beneficiary: 'c-brightworks',
    issuing_bank: 'c-trustbank',
    advising_bank: 'c-trustbank',
    currency: 'USD',
    amount_minor: 1,
    drawn_minor: 0,
    waiting_on: '{}',
    state: {},
    updated_at: at,
  },
  credit_fact: {
    credit_no: 'LC26000001',
    seq: 1,
    type: 'CreditDrafted',
    at,
    by_party: 'applicant',
    by_user: 'u-buyer',
    by_company: 'c-harbour',
    data: {},
    hash: 'x',
  },
};
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
