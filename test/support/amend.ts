import type { Terms } from '../../src/domain/order/terms.ts';
import { issue, last, type Played, running } from './played.ts';

export const termsOfOrder = (played: Played): Terms => running(played).contract.terms;
/** The contract's terms with another price of line 1. */
export const priced = (played: Played, minor: number): Terms => ({
  ...termsOfOrder(played),
  lines: termsOfOrder(played).lines.map((line) => (line.line === 1 ? { ...line, price: { minor, per: 1 } } : line)),
});
/** The supplier proposes other terms. */
export const propose = (played: Played, terms: Terms): Played =>
  issue(played, 'supplier', 'proposeAmendment', { terms, reason: 'agreed' });
/** The buyer consents to the amendment that waits. */
export const consent = (played: Played): Played =>
  issue(played, 'buyer', 'consentAmendment', { hash: last(played, 'AmendmentProposed').amendment.hash });
export const amend = (played: Played, terms: Terms): Played => consent(propose(played, terms));
