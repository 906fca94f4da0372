import type { Terms } from '../../src/domain/order/terms.ts';
import type { Office } from '../support/api.ts';
import { termsOf } from '../support/http-trade.ts';

export const start = '2026-06-01T02:00:00.000Z';
export const deadline = '2026-06-10T02:00:00.000Z';
/** A deadline later than the first, and when it has passed. */
export const extendedTo = '2026-06-20T02:00:00.000Z';
export const after = '2026-06-10T03:00:00.000Z';
export const validUntil = '2026-07-10T02:00:00.000Z';

/** Two suppliers asked for 1,000 lamps, compared as if delivered duty unpaid in Hong Kong. */
export const tender = (changes: object = {}) => ({
  title: 'LED lamps 2026',
  demand: { items: [{ description: 'LED lamp', quantity: 1000 }], destination: 'Hong Kong' },
  suppliers: ['c-brightworks', 'c-pearlriver'],
  sealed: true,
  deadline,
  split: 'BY_QUANTITY',
  compare: { incoterm: 'DAP', place: 'Kwai Chung', currency: 'HKD' },
  weights: { landedCost: 6000, leadTime: 1500, rating: 1000, validity: 500, paymentTerms: 1000 },
  ...changes,
});

/** Freight for everybody, a rate for dollars: 7.8 HKD. */
export const statement = {
  rates: [{ from: 'USD', rate: '7.8', source: 'HKMA', date: '2026-06-10' }],
  costs: [
    { component: 'mainCarriage', minor: 500_000, currency: 'HKD', by: 'VOLUME', source: 'forwarder A' },
    { component: 'insurance', minor: 12_000, currency: 'HKD', by: 'VALUE', source: 'open cover' },
    { component: 'inlandDelivery', minor: 80_000, currency: 'HKD', by: 'WEIGHT', source: 'haulier B' },
  ],
};

/** A tender as a test plays it over HTTP. */
export interface Tender {
  number: string;
  path: string;
  orderOf(supplier: string): string;
  quote(person: string, minor: number, changes?: Partial<Terms>, more?: object): Promise<string>;
  /** Moves past the deadline, with what the workflow does then. */
  close(to?: string): Promise<void>;
  /** The hash of a supplier's latest own terms. */
  hashOf(person: string, order: string): Promise<string>;
}

const companyOf: Record<string, string> = { supplier: 'c-brightworks', 'supplier-two': 'c-pearlriver' };

export async function openTender(office: Office, changes: object = {}): Promise<Tender> {
  office.moveTo(start);
  const opened = await office.post('buyer', '/v1/sourcings', tender(changes)).expect(201);
  const number = opened.body.sourcing as string;
  const path = `/v1/sourcings/${number}`;
  const { body } = await office.get('buyer', path).expect(200);
  const orderOf = (supplier: string): string =>
    body.invitations.find((each: { supplier: string }) => each.supplier === supplier).order;
  const hashOf = async (person: string, order: string): Promise<string> => {
    const { state } = (await office.get(person, `/v1/orders/${order}`).expect(200)).body;
    return state.versions.at(-1).hash;
  };
  return {
    number,
    path,
    orderOf,
    hashOf,
    async quote(person, minor, terms = {}, more = {}) {
      const order = orderOf(companyOf[person] ?? '');
      const base = termsOf(deadline, terms);
      const [line] = base.lines;
      const lines = terms.lines ?? [{ ...line, price: { minor, per: 1 }, minimum: { quantity: 300, multiple: 100 } }];
      const offer = { terms: { ...base, lines }, validUntil, ...more };
      const answer = await office.post(person, `/v1/orders/${order}/submitQuote`, offer);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return order;
    },
    async close(to = after) {
      office.moveTo(to);
      await office.sourcing.deadlinePassed(number);
    },
  };
}
