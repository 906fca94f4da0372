import type { BreakKind } from '../../../src/domain/reconciliation/breaks.ts';
import {
  closingDiffers, openingDiffers, reportedTwice, returnOfNothing, reversalIgnored, statementDiffers, statementMissing,
  unbookedCharges, unknownAccount, unorderedPayout, unseenCredit, valueDateOff,
} from './at-the-bank.ts';
import {
  agedSuspense, amountDiffers, balanceDiffers, bookedTwice, currencyDiffers, directionDiffers, holdDiffers,
  ledgerAltered, notAtBank, notDebited, notInLedger, otherAccount,
} from './at-the-ledger.ts';
import type { Broken, Scene } from './scene.ts';

/** One way, or several, to bring about each kind of break; a kind without one does not compile. */
export const injections: Record<BreakKind, (scene: Scene) => Broken> = {
  'bank-entry-not-in-ledger': (scene) => (scene.chance.percent(50) ? unseenCredit(scene) : notInLedger(scene)),
  'ledger-not-at-bank': notAtBank,
  'amount-differs': amountDiffers,
  'currency-differs': currencyDiffers,
  'direction-differs': directionDiffers,
  'booked-twice': bookedTwice,
  'reported-twice': reportedTwice,
  'booked-on-other-account': otherAccount,
  'value-date-outside-cut-off': valueDateOff,
  'closing-differs': closingDiffers,
  'opening-differs': openingDiffers,
  'statement-differs': statementDiffers,
  'statement-missing': statementMissing,
  'statement-account-unknown': unknownAccount,
  'ledger-balance-differs': balanceDiffers,
  'reversal-not-followed': reversalIgnored,
  'return-without-original': returnOfNothing,
  'payout-without-order': unorderedPayout,
  'payout-not-debited': notDebited,
  'suspense-aged': agedSuspense,
  'charges-not-booked': unbookedCharges,
  'ledger-altered': ledgerAltered,
  'hold-differs': holdDiffers,
};
