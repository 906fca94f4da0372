import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { operationsOf } from '../../src/api/app.ts';
import { openCommands } from '../../src/api/commands.ts';
import type { AnyOperation } from '../../src/api/contract.ts';
import { seededUsers } from '../../src/persistence/seed.ts';
import { lamp } from '../domain/catalogue/sample.ts';
import { type Office, openOffice } from '../support/api.ts';
import { platformRoles } from '../../src/domain/parties.ts';
import { enquiry } from '../support/http-trade.ts';
import { tender } from './sourcing-tender.ts';

/** Things of companies that nobody asked about here belongs to; ids by the name of the path's parameter. */
const theirs: Record<string, string> = {};
const none: Record<string, string> = {
  order: '99999999',
  user: 'u-none',
  invitation: 'i-none',
  proposal: 'p-none',
  id: 'k-none',
  session: 'none',
  product: '0123456789abcdef01234567',
  list: 'none',
  grant: 'none',
  item: 'none',
  case: '999999',
  document: 'none',
  version: '1',
  command: 'sendMessage',
  token: 'x'.repeat(43),
  agreement: 'a-none',
  approval: 'a-none',
  sourcing: 'S9999',
  credit: 'LC26999999',
  webhook: '999999',
  key: 'k-none',
  company: 'c-none',
  entry: 'ab'.repeat(32),
  hit: '999999',
};
const owners = ['buyer-two', 'supplier-two'];
const everyRole = seededUsers.map(({ email }) => email.split('@')[0] as string);
const strangers = everyRole.filter((person) => !owners.includes(person));
const queries: Record<string, string> = {
  uploadDocument: '?type=271&title=list',
  exportCatalogue: '?format=csv',
  exportFolder: '?format=csv',
  priceProduct: '?currency=USD&quantity=10',
  listOffers: '?currency=USD',
  importRates: '?source=ECB&base=EUR',
  importScreeningList: '?name=list',
  importComplianceRules: '?name=list&edition=1&reason=new',
  fileQualificationDocument: '?kind=TAX_REGISTRATION&title=tax',
};
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const frame = {
  kind: 'FRAME',
  validFrom: inDays(0).slice(0, 10),
  validUntil: inDays(90).slice(0, 10),
  currency: 'USD',
  lines: [{ line: 1, sku: 'L', description: 'Lamp', quantity: 25, unit: 'C62', price: { minor: 1200, per: 1 } }],
};
const nda = 'a'.repeat(64);
const bodies: Record<string, object> = {
  changeRights: { roles: ['buyer'], admin: false },
  approveRoleProposal: { hash: nda },
  changeProduct: { basedOn: 1, product: lamp },
  approveAccess: { products: ['x'], ndaSha256: nda },
  refuseAccess: { reason: 'no' },
  revokeAccess: { reason: 'no' },
  draftEnquiry: { destination: 'Hong Kong' },
  draftSampleOrder: { destination: 'Hong Kong' },
  draftContractOffer: {
    ...{ destination: 'Hong Kong', currency: 'USD', incoterm: 'FCA', namedPlace: 'Shenzhen', transport: 'SEA_LCL' },
  },
  issueCommand: { text: 'hello' },
  collectProduct: { product: 'x' },
};

let office: Office;
let operations: AnyOperation[];
beforeAll(async () => {
  office = await openOffice();
  operations = operationsOf(office.deps);
  const made = async (person: string, path: string, body: object) =>
    (await office.post(person, path, body)).body as Record<string, string>;
  const asked = { ...enquiry, supplier: 'c-pearlriver' };
  theirs.order = (await made('buyer-two', '/v1/orders', asked)).order ?? '';
  const guest = { email: 'guest@lantau.example', roles: ['buyer'], locale: 'en' };
  theirs.invitation = (await made('buyer-two', '/v1/company/invitations', guest)).invitation ?? '';
  theirs.id = (await made('buyer-two', '/v1/company/api-keys', { name: 'erp', roles: ['buyer'] })).id ?? '';
  const secret = { ...lamp, sku: 'SECRET', visibility: 'PRIVATE' };
  theirs.product = (await made('supplier-two', '/v1/catalogue/products', secret)).product ?? '';
  const wish = { supplier: 'c-pearlriver', subject: 'x', nda: { title: 'NDA', sha256: nda } };
  theirs.grant = (await made('buyer-two', '/v1/catalogue/access', wish)).id ?? '';
  theirs.agreement = (await made('buyer-two', '/v1/agreements', { partner: 'c-pearlriver', content: frame })).id ?? '';
  theirs.sourcing = (await made('buyer-two', '/v1/sourcings', tender({ deadline: inDays(10) }))).sourcing ?? '';
  theirs.webhook = (await made('buyer-two', '/v1/webhooks', { url: 'http://127.0.0.1:9/x' })).id ?? '';
  theirs.key = (await made('buyer-two', '/v1/signing-keys', {})).key ?? '';
  theirs.company = 'c-lantau';
  theirs.user = 'u-buyer-two';
  theirs.session = (await office.get('buyer-two', '/v1/sessions')).body.sessions[0].session;
});
afterAll(() => office?.close());

const pathOf = ({ path, id }: AnyOperation, ids: Record<string, string>) =>
  path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => (id === 'retryWebhook' ? none : ids)[name] ?? none[name] ?? 'none',
  ) + (queries[id] ?? '');

async function send(one: AnyOperation, person: string | null, ids: Record<string, string>) {
  const sent = request(office.app)[one.method](pathOf(one, ids)).set('Idempotency-Key', randomUUID());
  if (person !== null) sent.set('Authorization', `Bearer ${await office.token(person)}`);
  if (one.method !== 'post') return sent;
  return one.body?.kind === 'raw'
    ? sent.set('Content-Type', one.body.mediaTypes[0] as string).send('<a/>')
    : sent.send(bodies[one.id] ?? {});
}
const isRefused = ({ access }: AnyOperation, person: string): boolean => {
  const user = seededUsers.find(({ email }) => email.startsWith(`${person}@`))!;
  if (access === 'admin') return !user.admin;
  if (typeof access !== 'object' || !('roles' in access)) return false;
  return !access.roles.some((role) => user.roles.includes(role)) || (access.and === 'admin' && !user.admin);
};
/**
 * The platform's people know of every agreement, approval, sourcing, credit and company, as they know of every order.
 */
const isKnownTo = ({ path }: AnyOperation, person: string): boolean => {
  const user = seededUsers.find(({ email }) => email.startsWith(`${person}@`))!;
  return (
    user.roles.some((role) => platformRoles.includes(role)) &&
    /\{(agreement|approval|sourcing|credit|company)\}/.test(path)
  );
};

describe('every operation', () => {
  it('made what it is asked about here: there is something to be found', () => {
    for (const [name, id] of Object.entries(theirs)) expect([name, id.length > 3]).toEqual([name, true]);
  });

  it('that is about an order says so, and is not open to everybody signed in', () => {
    for (const { path, access, id } of operations.filter((one) => one.path.includes('{order}'))) {
      expect([id, path, typeof access === 'object' && 'order' in access]).toEqual([id, path, true]);
    }
  });

  it('but for the public ones is refused with 401 to somebody who is not signed in', async () => {
    for (const one of operations) {
      const { status } = await send(one, null, none);
      if (one.access === 'public') expect([one.id, status]).not.toEqual([one.id, 401]);
      else expect([one.id, status]).toEqual([one.id, 401]);
    }
  });

  it.each(everyRole)('is refused to %s with 403 or 404 where it is for others, whatever is sent', async (person) => {
    let refusals = 0;
    for (const one of operations.filter((each) => isRefused(each, person))) {
      const { status, body } = await send(one, person, none);
      expect([one.id, [403, 404].includes(status), typeof body.code]).toEqual([one.id, true, 'string']);
      refusals += 1;
    }
    expect(refusals).toBeGreaterThan(2);
  });

  it.each(strangers)(
    "answers %s about another company's things exactly as about things there are not",
    async (person) => {
      const onOrder = (await office.get(person, `/v1/orders/${theirs.order}`)).status === 200;
      const about = operations.filter(
        ({ id, path }) => path.includes('{') && !(path.includes('{order}') && onOrder) && id !== 'resetPassword',
      );
      expect(about.filter(({ access }) => typeof access === 'object' && 'thing' in access).length).toBeGreaterThan(30);
      for (const one of about.filter((each) => !isKnownTo(each, person))) {
        const [real, absent] = [await send(one, person, theirs), await send(one, person, none)];
        expect([one.id, real.status, real.body]).toEqual([one.id, absent.status, absent.body]);
        if (real.status < 400) expect([one.id, real.status]).toEqual(['dropItem', 204]);
      }
    },
  );
});

describe('every command', () => {
  it('is answered to a stranger like one on an order there is not', async () => {
    for (const command of new Set(openCommands.map((each) => each.command))) {
      const answers = await Promise.all(
        [theirs.order, none.order].map((order) => office.post('buyer', `/v1/orders/${order}/${command}`, {})),
      );
      expect([command, ...answers.map(({ status }) => status)]).toEqual([command, 404, 404]);
      expect(answers[0]!.body).toEqual(answers[1]!.body);
    }
  });

  it('is refused with 403 to a role on the order that no stage names', async () => {
    const parties = new Map<string, Set<string>>();
    for (const { command, rule } of openCommands) {
      parties.set(command, new Set([...(parties.get(command) ?? []), ...rule.by]));
    }
    for (const [command, by] of parties) {
      if (by.has('auditor')) continue;
      const { status, body } = await office.post('auditor', `/v1/orders/${theirs.order}/${command}`, {});
      expect([command, status, body.code]).toEqual([command, 403, 'not-your-move']);
    }
  });
});
