import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { allCommands } from '../../src/domain/order/process.ts';
import { type Office, openOffice } from '../support/api.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const ask = (path: string) => request(office.app).get(`/v1/reference/${path}`);

describe('the sampling plan', () => {
  it.each([
    ['lot=3000&level=II&aql=2.5', { codeLetter: 'K', sampleSize: 125, accept: 7, reject: 8 }],
    ['lot=60&level=II&aql=2.5', { codeLetter: 'F', sampleSize: 20, accept: 1, reject: 2 }],
    ['lot=8&level=II&aql=1.0', { sampleSize: 8, accept: 0, reject: 1 }],
  ])('for %s is the one of ISO 2859-1', async (query, plan) => {
    const { body } = await ask(`sampling-plan?${query}`).expect(200);
    expect(body).toMatchObject(plan);
  });

  it.each([
    ['lot=0&aql=2.5', 'lot'],
    ['lot=10&level=IX&aql=2.5', 'level'],
    ['lot=10&aql=2.7', 'aql'],
    ['lot=10', 'aql'],
  ])('names the field that is wrong in %s', async (query, field) => {
    const { body } = await ask(`sampling-plan?${query}`).expect(400);
    expect(body.issues.map(({ path }: { path: string }) => path)).toContain(field);
  });
});

describe('business time', () => {
  it.each([
    ['from=2026-02-13T10:00:00%2B08:00&days=2&calendar=CN', '2026-02-24T02:00:00.000Z'],
    ['from=2026-11-20T10:00:00+08:00&days=1&calendar=HK', '2026-11-23T02:00:00.000Z'],
    ['from=2026-11-21T02:00:00Z&days=0&calendar=HK', '2026-11-23T02:00:00.000Z'],
  ])('for %s is %s', async (query, due) => {
    const { body } = await ask(`business-time?${query}`).expect(200);
    expect(body.due).toBe(due);
  });

  it.each([
    ['from=yesterday&days=1&calendar=HK', 'from'],
    ['from=2026-11-20T10:00:00Z&days=-1&calendar=HK', 'days'],
    ['from=2026-11-20T10:00:00Z&days=1&calendar=UK', 'calendar'],
    ['from=2099-11-20T10:00:00Z&days=1&calendar=HK', 'from'],
    ['from=2026-11-20T10:00:00Z&days=1001&calendar=HK', 'days'],
    ['from=2026-11-20T10:00:00&days=1&calendar=HK', 'from'],
  ])('names the field that is wrong in %s', async (query, field) => {
    const { body } = await ask(`business-time?${query}`).expect(400);
    expect(body.issues[0].path).toBe(field);
  });
});

describe('the check of identifiers', () => {
  const check = (body: object) => request(office.app).post('/v1/reference/check').send(body);

  it.each([
    ['container', 'CSQU3054383', true],
    ['container', 'CSQU3054384', false],
    ['sscc', '106141411234567897', true],
    ['rf', 'RF18 5390 0754 7034', true],
    ['iban', 'GB82WEST12345698765432', true],
    ['lei', '213800KUD8LAJWSQ9D15', true],
    ['uscc', '91110000600037341L', true],
    ['hs', '940542', true],
    ['locode', 'HKHKG', true],
    ['imo', 'IMO 9074729', true],
    ['gtin', '4006381333931', true],
  ])('of %s %s answers %s, and why not', async (kind, value, valid) => {
    const { body } = await check({ kind, value }).expect(200);
    expect(body.valid).toBe(valid);
    expect(body.reason === null).toBe(valid);
  });

  it('refuses a kind there is not', async () => {
    const { body } = await check({ kind: 'isbn', value: '1' }).expect(422);
    expect(body.issues[0].path).toBe('kind');
  });
});

describe('the process', () => {
  it('lists every stage and every command people can issue, with the schema of its input', async () => {
    const { body } = await request(office.app).get('/v1/process').expect(200);
    expect(body.stages).toHaveLength(14);
    const names = body.commands.map(({ command }: { command: string }) => command);
    expect(names).toEqual(expect.arrayContaining(['submitQuote', 'scanCarton', 'cancel', 'sendMessage']));
    expect(names).not.toContain('disbursementSent');
    const byMessage = allCommands().filter(
      ({ rule }) => rule.by.every((party) => party === 'house' || party === 'bank') || 'relayed' in rule,
    );
    expect(names.length).toBe(allCommands().length - byMessage.length);
    for (const { input } of body.commands)
      expect(input).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
  });
});

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        security?: object[];
        'x-access': string;
        parameters?: { name: string }[];
        responses: object;
      }
    >
  >;
  components: { schemas: Record<string, object> };
}

/** Posts that keep nothing a repetition could double; a provider's event is known by its own id. */
const writesNothing = [
  'post /v1/landed-cost',
  'post /v1/sessions',
  'post /v1/reference/check',
  'post /v1/folders/{item}/enquiry-draft',
  'post /v1/folders/{item}/sample-draft',
  'post /v1/folders/{item}/contract-draft',
  'post /v1/orders/{order}/contract-preview',
  'post /v1/credits/{credit}/pre-check',
  'post /v1/webhooks/in/{provider}',
];

/** What somebody can use who is not signed in, besides the reference and what is outside /v1. */
const publicOnes = [
  'post /v1/sessions',
  'get /v1/sessions/oidc',
  'get /v1/sessions/oidc/callback',
  'post /v1/companies',
  'post /v1/companies/confirmations',
  'post /v1/companies/confirmations/resend',
  'post /v1/password-resets',
  'post /v1/password-resets/{token}',
  'post /v1/invitations/acceptances',
  'get /v1/process',
  'get /v1/pay/{token}',
  'post /v1/pay/{token}/attempts',
  'post /v1/webhooks/in/{provider}',
];

describe('the OpenAPI document', () => {
  const read = async (): Promise<Document> => (await request(office.app).get('/openapi.json').expect(200)).body;

  it('is OpenAPI 3.1, and every reference in it leads somewhere', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name as string,
    );
    expect(references.length).toBeGreaterThan(100);
    for (const name of references) expect(document.components.schemas).toHaveProperty(name);
  });

  it('has every command as a path of its own, and every operation id once', async () => {
    const { paths } = await read();
    for (const { command, rule } of allCommands()) {
      const open = rule.by.some((party) => party !== 'house' && party !== 'bank') && !('relayed' in rule);
      expect([command, `/v1/orders/{order}/${command}` in paths]).toEqual([command, open]);
    }
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks every write for an Idempotency-Key, and everything but what is public for a token', async () => {
    const { paths } = await read();
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { parameters = [], security, 'x-access': access }] of Object.entries(operations)) {
        const free = writesNothing.includes(`${method} ${path}`) || method === 'get';
        expect([path, parameters.some(({ name }) => name === 'Idempotency-Key')]).toEqual([path, !free]);
        const open =
          publicOnes.includes(`${method} ${path}`) ||
          !path.startsWith('/v1/') ||
          path === '/v1/policies' ||
          path.startsWith('/v1/policies/') ||
          path.startsWith('/v1/reference/');
        expect([path, security !== undefined]).toEqual([path, !open]);
        expect([path, access === 'everybody']).toEqual([path, open]);
      }
    }
  });
});
