import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { services, strictSecuredTrade, securedTrade, wholesale } from '../../src/domain/order/profile.ts';
import { expectClosed } from '../support/books.ts';
import type { Clauses } from '../support/deal.ts';
import { playTrade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 1_411_195;
const toTheSupplier = { received: total, supplier: total, buyer: 0, costs: 0 };
const made = 'enquiry quote contract escrow production warehouse';

const scenarios: [string, Clauses, string][] = [
  [
    'pays the supplier when title passes in the warehouse, before the goods are shipped',
    {},
    'inspection matching customs release shipment receipt completed',
  ],
  [
    'pays the supplier when the buyer has confirmed receipt, if the contract says so',
    { settlement: { trigger: 'RECEIPT_CONFIRMED' } },
    'inspection matching customs shipment receipt release completed',
  ],
  [
    'releases a share at each milestone, together the whole to the cent',
    {
      settlement: {
        trigger: 'MILESTONES',
        milestones: [
          { at: 'CONTRACT_FUNDED', share: 1111 },
          { at: 'TITLE_TRANSFER', share: 3333 },
          { at: 'BILL_OF_LADING', share: 3333 },
          { at: 'RECEIPT_CONFIRMED', share: 2223 },
        ],
      },
    },
    'inspection matching customs release shipment receipt release completed',
  ],
  [
    'sees a milestone paid out that was still on its way when the goods were received',
    {
      settlement: {
        trigger: 'MILESTONES',
        milestones: [
          { at: 'TITLE_TRANSFER', share: 4000 },
          { at: 'BILL_OF_LADING', share: 6000 },
        ],
      },
    },
    'inspection matching customs release shipment receipt release completed',
  ],
  [
    'asks for nothing before the goods are there when the deposit is 0 %, and for all before title passes',
    { paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' }] },
    'inspection matching customs release shipment receipt completed',
  ],
  [
    'takes 30 % on contract and 70 % before title passes',
    {
      paymentPlan: [
        { share: 3000, due: 'ON_CONTRACT' },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
      ],
    },
    'inspection matching customs release shipment receipt completed',
  ],
  [
    'takes the 70 % before the goods leave when settlement is on receipt',
    {
      settlement: { trigger: 'RECEIPT_CONFIRMED' },
      paymentPlan: [
        { share: 3000, due: 'ON_CONTRACT' },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
      ],
    },
    'inspection matching customs shipment receipt release completed',
  ],
  [
    'leaves inspection out where the contract does',
    { inspection: { mode: 'NONE' } },
    'matching customs release shipment receipt completed',
  ],
  [
    'inspects a percentage of the pieces and ships a part load',
    { inspection: { mode: 'PERCENT', percent: 5, majorDefectsBp: 100, minorDefectsBp: 250 }, transport: 'SEA_LCL' },
    'inspection matching customs release shipment receipt completed',
  ],
  [
    'moves title before customs where the profile allows it',
    { profile: { ...securedTrade, releaseAfterCustoms: false }, transport: 'AIR' },
    'inspection matching release customs shipment receipt completed',
  ],
  [
    'goes the way of wholesale without an inspection',
    { profile: wholesale },
    'matching customs release shipment receipt completed',
  ],
  [
    'keeps to the strict profile as long as every payment is exact',
    { profile: strictSecuredTrade },
    'inspection matching customs release shipment receipt completed',
  ],
];

describe('a whole trade', () => {
  it.each(scenarios)('%s', async (_rule, clauses, rest) => {
    const trade = await playTrade(shop, upTo('completed'), clauses);
    await expectClosed(shop, trade, { outcome: 'completed', path: `${made} ${rest} closed`, cash: toTheSupplier });
    expect(shop.bank.taken().length).toBeGreaterThan(0);
  });

  it('of services goes from performance to the client, by no warehouse, customs or carrier', async () => {
    const trade = await playTrade(shop, upTo('completed'), { profile: services });
    const paid = 32_000_000;
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: 'enquiry quote contract escrow production receipt release completed closed',
      cash: { received: paid, supplier: paid, buyer: 0, costs: 0 },
    });
  });
});
