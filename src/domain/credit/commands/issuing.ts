import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { lastDayOf } from '../banking.ts';
import { accept, reject } from '../decision.ts';
import { creditFact } from '../facts.ts';
import { creditCommand } from '../rule.ts';
import { dateSchema } from '../terms.ts';

const nothing = z.strictObject({});
const text = (longest: number) => z.string().trim().min(1).max(longest);

export const withdrawDraft = creditCommand({
  by: ['applicant'],
  stages: ['draft'],
  summary: 'Withdraw the application; only before the bank has issued the credit, which is irrevocable (article 3)',
  input: z.strictObject({ reason: text(500) }),
  decide: (_credit, { reason }) => accept(creditFact('CreditWithdrawn', { reason })),
});

export const issue = creditCommand({
  by: ['issuing-bank'],
  stages: ['draft'],
  summary: 'Issue the credit; from now the bank is irrevocably bound to honour (article 7(b))',
  input: nothing,
  decide: ({ terms }) => accept(creditFact('CreditIssued', { hash: hashOf(terms) })),
});

export const advise = creditCommand({
  by: ['advising-bank'],
  stages: ['issued'],
  summary: 'Advise the credit to the beneficiary, its apparent authenticity checked (article 9)',
  input: nothing,
  decide: () => accept(creditFact('CreditAdvised', {})),
});

export const confirm = creditCommand({
  by: ['confirming-bank'],
  stages: ['issued', 'advised'],
  summary: "Add the confirming bank's own undertaking (article 8)",
  input: nothing,
  ready: ({ confirmedAt }) =>
    confirmedAt === null ? null : reject('not-confirmable', 'The credit is confirmed already.'),
  decide: () => accept(creditFact('CreditConfirmed', {})),
});

const longestInterruption = 60;

/** Days lost to force majeure neither count as banking days nor move the expiry (article 36). */
export const reportInterruption = creditCommand({
  by: ['issuing-bank', 'confirming-bank'],
  stages: ['issued', 'advised', 'presented', 'examining', 'discrepant', 'complying', 'refused'],
  summary: 'Report days on which force majeure kept the bank closed (article 36)',
  input: z
    .strictObject({ from: dateSchema, until: dateSchema, reason: text(200) })
    .refine(({ from, until }) => from <= until, { path: ['until'], error: 'ends before it begins' })
    .refine(({ from, until }) => Date.parse(until) - Date.parse(from) < longestInterruption * 86_400_000, {
      path: ['until'],
      error: `an interruption has at most ${longestInterruption} days; report a longer one as it goes on`,
    }),
  decide: (_credit, interruption) => accept(creditFact('BankInterrupted', { interruption })),
});

/** The order tells when the goods were shipped: the days of article 14(c) run from then. */
export const reportShipment = creditCommand({
  by: ['house'],
  stages: ['issued', 'advised', 'refused', 'presented', 'examining', 'discrepant', 'complying'],
  summary: 'The order tells when the goods were shipped',
  input: z.strictObject({ on: z.iso.date() }),
  decide: (credit, { on }) =>
    credit.shippedOn === on || on > lastDayOf(credit.terms) ? accept() : accept(creditFact('ShipmentReported', { on })),
});
