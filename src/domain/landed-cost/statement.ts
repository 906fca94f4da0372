import { z } from 'zod';
import { incotermCodes } from '../incoterms.ts';
import { currencySchema } from '../money.ts';

/** Where a figure comes from: a tariff, a forwarder's offer, a central bank, with its date. */
const source = z.string().trim().min(1).max(300);
const basisPoints = z.int().min(0).max(1_000_000);
const minor = z.int().min(0).max(1_000_000_000_000);
const decimalRate = z.string().regex(/^(?=.*[1-9])\d{1,9}(?:\.\d{1,10})?$/, 'a decimal number above 0, e.g. 7.8123');

export const allocationBases = ['VALUE', 'WEIGHT', 'VOLUME', 'QUANTITY'] as const;
export type AllocationBasis = (typeof allocationBases)[number];

/** Costs that are stated as a sum; duty, tax and premium are worked out from rates. */
const statedComponents = [
  'exportPacking',
  'exportInland',
  'exportCustoms',
  'mainCarriage',
  'insurance',
  'inlandDelivery',
] as const;

export const targetSchema = z.strictObject({
  incoterm: z.enum(incotermCodes),
  place: z.string().trim().min(2).max(120),
  currency: currencySchema,
});
export type Target = z.output<typeof targetSchema>;

/**
 * What a quote does not say and its buyer has to: rates of exchange into the currency of the comparison, freight,
 * premium, duty and tax, each with its source. Sums in minor units of their currency for the whole consignment.
 */
export const statementSchema = z
  .strictObject({
    rates: z
      .array(z.strictObject({ from: currencySchema, rate: decimalRate, source, date: z.iso.date() }))
      .max(20)
      .default([]),
    costs: z
      .array(
        z.strictObject({
          component: z.enum(statedComponents),
          minor,
          currency: currencySchema,
          by: z.enum(allocationBases),
          source,
          /** The company whose quote it is for; left out, for every quote that has none of its own. */
          supplier: z.string().min(1).max(64).optional(),
        }),
      )
      .max(200)
      .default([]),
    insurance: z
      .strictObject({
        /** Premium in parts of a million of the sum insured. */
        ratePpm: z.int().min(1).max(100_000),
        /** Sum insured in basis points of the value of goods and carriage; 11,000 is the least of CIF and CIP. */
        insuredBp: z.int().min(10_000).max(20_000),
        clauses: z.enum(['ICC (A)', 'ICC (B)', 'ICC (C)']),
        source,
      })
      .optional(),
    duty: z
      .strictObject({
        /** Value for customs with carriage and insurance to the border (CIF), or without (FOB). */
        value: z.enum(['CIF', 'FOB']),
        rates: z
          .array(
            z.strictObject({
              hs: z.string().regex(/^\d{2,13}$/, 'the first 2 to 13 digits of an HS code'),
              origin: z
                .string()
                .regex(/^[A-Z]{2}$/, 'a country code of two capital letters')
                .optional(),
              rateBp: basisPoints,
              source,
            }),
          )
          .max(500),
      })
      .optional(),
    tax: z
      .strictObject({
        rateBp: basisPoints,
        /** True: carriage inside the country of import is part of the base (Directive 2006/112/EC, article 86). */
        includesDelivery: z.boolean(),
        /** True: the buyer gets it back, so it is shown and not counted. */
        recoverable: z.boolean(),
        source,
      })
      .optional(),
  })
  .superRefine(({ rates, costs, duty }, context) => {
    const twice = (path: string, keys: string[]) => {
      if (new Set(keys).size < keys.length) context.addIssue({ code: 'custom', path: [path], message: 'stated twice' });
    };
    twice(
      'rates',
      rates.map(({ from }) => from),
    );
    twice(
      'costs',
      costs.map(({ component, supplier = '' }) => `${component} ${supplier}`),
    );
    twice(
      'duty',
      (duty?.rates ?? []).map(({ hs, origin = '' }) => `${hs} ${origin}`),
    );
  });
export type Statement = z.output<typeof statementSchema>;

/** One supplier's costs out of a statement: its own where there are any, else what is stated for everybody. */
export const statementFor = (statement: Statement, supplier: string): Statement => ({
  ...statement,
  costs: statement.costs.filter(
    (each) =>
      each.supplier === supplier ||
      (each.supplier === undefined &&
        !statement.costs.some((own) => own.supplier === supplier && own.component === each.component)),
  ),
});

/** A statement that says nothing, for quotes that are compared as they are. */
export const nothingStated: Statement = { rates: [], costs: [] };
