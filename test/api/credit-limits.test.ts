import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { goOn, type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';

const price = 1_250_000;
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const path = '/v1/credit-limits';
const propose = (minor: number | null, who = 'adviser', company = 'c-harbour') =>
  office.post(who, path, { company, currency: 'USD', minor, reason: 'looked into the accounts' });
const confirm = (hash: string, who = 'adviser-two', currency = 'USD') =>
  office.post(who, `${path}/confirm`, { company: 'c-harbour', currency, hash });

async function set(minor: number | null): Promise<void> {
  const { body } = await propose(minor).expect(201);
  await confirm(body.hash).expect(200);
}

interface Standing {
  limitMinor: number;
  takenMinor: number;
  leftMinor: number;
}

/** What stands in USD, as the buyer reads it. */
async function standing(who = 'buyer'): Promise<Standing> {
  const { body } = await office.get(who, `${path}?company=c-harbour`).expect(200);
  return body.inForce.find((one: { currency: string }) => one.currency === 'USD') as Standing;
}

/** Lets so much be taken beside what is taken already. */
async function leave(minor: number): Promise<void> {
  await set(0);
  await set((await standing()).takenMinor + minor);
}

const offered = async (changes: Parameters<typeof openTrade>[1] = {}): Promise<HttpTrade> => {
  const trade = await openTrade(office, changes);
  await goOn(trade, 'quote');
  return trade;
};

async function accept(trade: HttpTrade) {
  const { state } = (await office.get('buyer', trade.path).expect(200)).body;
  return office.post('buyer', `${trade.path}/acceptQuote`, { hash: state.versions.at(-1).hash });
}

describe('a credit limit', () => {
  it('changes nothing where none is set', async () => {
    await playTo(office, 'escrow');
    expect(await standing()).toBeUndefined();
    expect(await query(office.orm, { text: 'select from credit_reservation' })).toHaveLength(0);
  });

  it('is set by one adviser, confirmed by another, and void when something else is proposed', async () => {
    const first = (await propose(1).expect(201)).body;
    expect((await confirm(first.hash, 'adviser').expect(403)).body.code).toBe('same-person');
    const second = (await propose(1, 'adviser-two').expect(201)).body;
    // The same amount set anew is another proposal, which the hash of the first does not name.
    expect(second.hash).not.toBe(first.hash);
    expect((await confirm(first.hash).expect(409)).body.code).toBe('stale-hash');
    expect((await confirm(second.hash, 'adviser', 'EUR').expect(409)).body.code).toBe('stale-hash');
    expect(await standing()).toBeUndefined();
    await confirm(second.hash, 'adviser').expect(200);
    expect((await confirm(second.hash, 'adviser').expect(409)).body.code).toBe('already-confirmed');
    await set(null);
    const { body } = await office.get('buyer', path).expect(200);
    expect(body.inForce).toEqual([]);
    const states = body.history.map((one: { version: number; state: string }) => `${one.version} ${one.state}`);
    expect(states).toEqual(['3 IN_FORCE', '2 REPLACED', '1 VOID']);
  });

  it('is the platform’s to set, and its buyer’s and the platform’s to read', async () => {
    expect((await propose(1, 'buyer').expect(403)).body.code).toBe('not-your-role');
    expect((await propose(1, 'adviser', 'c-brightworks').expect(422)).body.code).toBe('unknown-buyer');
    expect((await propose(-1).expect(422)).body.code).toBe('invalid-input');
    await office.get('supplier', path).expect(403);
    await office.get('buyer-two', `${path}?company=c-harbour`).expect(404);
    await set(5);
    expect(await standing('auditor')).toEqual({ currency: 'USD', limitMinor: 5, takenMinor: price, leftMinor: 0 });
    expect((await office.get('buyer-two', path).expect(200)).body).toEqual({ inForce: [], history: [] });
    const rewrite = { text: `update credit_limit set minor = 9 where company = 'c-harbour'` };
    await expect(query(office.orm, rewrite)).rejects.toThrow('kept as it was');
    await set(null);
  });

  it('is not gone beyond by one minor unit, and is used to the last', async () => {
    await leave(price - 1);
    const { takenMinor, limitMinor } = await standing();
    const trade = await offered();
    const { status, body } = await accept(trade);
    expect([status, body.code]).toEqual([409, 'credit-limit']);
    expect(body.data).toEqual({ currency: 'USD', limitMinor, takenMinor, wantedMinor: price });
    expect(body.detail).toContain("This takes 12500.00 USD of your company's credit of");
    await leave(price);
    expect((await accept(trade)).status).toBe(200);
    expect((await standing()).leftMinor).toBe(0);
    // The contract is made over the same amount and takes nothing more.
    await goOn(trade, 'escrow');
    expect((await standing()).leftMinor).toBe(0);
    expect((await accept(await offered())).body.code).toBe('credit-limit');
  });

  it('is taken by one of two contracts that come at once', async () => {
    await leave(2 * price - 1);
    const trades = [await offered(), await offered()];
    const answers = await Promise.all(trades.map(accept));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await standing()).leftMinor).toBe(price - 1);
  });

  it('is given back by what is paid in', async () => {
    await leave(price);
    const trade = await openTrade(office, {
      paymentPlan: [
        { share: 3000, due: 'ON_CONTRACT' },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
      ],
    });
    await goOn(trade, 'escrow');
    const next = await offered();
    expect((await standing()).leftMinor).toBe(0);
    await goOn(trade, 'production');
    expect((await standing()).leftMinor).toBe(0.3 * price);
    expect((await accept(next)).body.data.takenMinor).toBe((await standing()).takenMinor);
    const whole = await openTrade(office);
    await leave(price);
    await goOn(whole, 'escrow');
    expect((await accept(next)).status).toBe(409);
    await goOn(whole, 'production');
    expect((await standing()).leftMinor).toBe(price);
    expect((await accept(next)).status).toBe(200);
  });

  it('is given back by an order that ends without a contract', async () => {
    await leave(price);
    const [one, two] = [await offered(), await offered()];
    expect((await accept(one)).status).toBe(200);
    expect((await accept(two)).status).toBe(409);
    await office.post('buyer', `${one.path}/withdraw`, { reason: 'not needed' }).expect(200);
    expect((await accept(two)).status).toBe(200);
  });

  it('counts what was signed before it was set, until that is cancelled', async () => {
    await set(null);
    const trade = await playTo(office, 'escrow');
    await set(0);
    const { takenMinor } = await standing();
    const { feeMinor } = (await office.get('buyer', `${trade.path}/cancellation`).expect(200)).body;
    await trade.issue('buyer', 'cancel', { reason: 'not needed', feeMinor });
    expect((await standing()).takenMinor).toBe(takenMinor - price);
  });

  it('is not taken by a command the order refuses', async () => {
    await leave(price);
    const { takenMinor } = await standing();
    const trade = await offered();
    await office.post('supplier', `${trade.path}/withdraw`, { reason: 'sold out' }).expect(200);
    expect((await office.post('buyer', `${trade.path}/acceptQuote`, { hash: 'a'.repeat(64) })).status).toBe(409);
    expect((await standing()).takenMinor).toBe(takenMinor);
  });
});

describe('an amendment', () => {
  const amend = async (trade: HttpTrade, minor: number) => {
    const { contract } = await trade.contracted();
    const lines = contract.terms.lines.map((line) => ({ ...line, price: { minor, per: 1 } }));
    return office.post('buyer', `${trade.path}/proposeAmendment`, {
      terms: { ...contract.terms, lines },
      reason: 'dearer',
    });
  };

  it('takes what it adds, and gives it back when it is refused', async () => {
    await leave(price + 1000);
    const trade = await playTo(office, 'escrow');
    expect((await amend(trade, 1252)).body).toMatchObject({ code: 'credit-limit', data: { wantedMinor: 2000 } });
    expect((await amend(trade, 1251)).status).toBe(200);
    expect((await standing()).leftMinor).toBe(0);
    await trade.issue('supplier', 'refuseAmendment', { reason: 'no' });
    expect((await standing()).leftMinor).toBe(1000);
    expect((await amend(trade, 1251)).status).toBe(200);
    const again = (await trade.contracted()).amendment;
    await trade.issue('supplier', 'consentAmendment', { hash: again?.hash });
    expect((await standing()).leftMinor).toBe(0);
  });
});
