import type { Teller } from '../teller.ts';
import { approvals, compliance, creditLimits, deskWork } from './agreements.ts';
import { frames, jointMarketing, reviews, sourcing } from './agreements.ts';
import { catalogue } from './catalogue.ts';
import { unpaidCharges } from './charges.ts';
import { accounts, membership, people, providers, screening, sessions, signingUp } from './companies.ts';
import { creditPapers, creditTerms } from './credits.ts';
import { deadThings, payoutAccounts, rails, statusReports, suspense, webhooks } from './money.ts';
import { chaptersOfOrders, papersAndSamples, wholeTrade } from './orders.ts';
import { retail } from './retail.ts';

/** Together they come to every write there is. The sourcing moves the clock, so it stands last. */
export const stories: Record<string, (teller: Teller) => Promise<void>> = {
  wholeTrade,
  ...chaptersOfOrders,
  papersAndSamples,
  retail,
  signingUp,
  people,
  sessions,
  membership,
  providers,
  accounts,
  screening,
  catalogue,
  statusReports,
  suspense,
  unpaidCharges,
  payoutAccounts,
  rails,
  deadThings,
  webhooks,
  frames,
  jointMarketing,
  approvals,
  creditLimits,
  deskWork,
  compliance,
  reviews,
  creditTerms,
  creditPapers,
  sourcing,
};
