import { addDays, isAfter } from '../order/time.ts';
import type { Agreement, AgreementSignature, Side } from './agreement.ts';
import { type AgreementRefusal, refuse } from './refusal.ts';

type Stepped = Agreement | { rejection: AgreementRefusal };

const signedBy = ({ signatures }: Agreement, side: Side): boolean => signatures.some((one) => one.side === side);

const notProposed = (agreement: Agreement): Stepped =>
  refuse('not-proposed', `The agreement is ${agreement.state.toLowerCase()}.`, { state: agreement.state });

/** The other side signs the hash, and the agreement counts. Refused: `not-proposed`, `not-your-move`, `stale-hash`. */
export function signAgreement(agreement: Agreement, signature: AgreementSignature): Stepped {
  if (agreement.state !== 'PROPOSED') return notProposed(agreement);
  if (signedBy(agreement, signature.side)) return refuse('not-your-move', 'Your side has signed: the other one does.');
  if (signature.hash !== agreement.hash) {
    return refuse('stale-hash', 'This is not the hash of the agreement.', { hash: agreement.hash });
  }
  return { ...agreement, state: 'SIGNED', signatures: [...agreement.signatures, signature] };
}

/** Either side lets a proposal go. */
export const declineAgreement = (agreement: Agreement): Stepped =>
  agreement.state === 'PROPOSED' ? { ...agreement, state: 'DECLINED' } : notProposed(agreement);

/**
 * One side asks for the end of a signed agreement, and the other one's asking ends it. For joint marketing the asking
 * is notice as well: after the days agreed it ends without the other.
 */
export function endAgreement(agreement: Agreement, side: Side, now: string): Stepped {
  if (agreement.state !== 'SIGNED') return refuse('not-in-force', `The agreement is ${agreement.state.toLowerCase()}.`);
  if (agreement.endAskedBy === null) {
    const { content } = agreement;
    const endsAt = content.kind === 'MARKETING' ? addDays(now, content.noticeDays) : null;
    return { ...agreement, endAskedBy: side, endsAt };
  }
  if (agreement.endAskedBy === side) {
    return refuse('not-your-move', 'Your side has asked already: the other one consents.');
  }
  const { endsAt } = agreement;
  return { ...agreement, state: 'ENDED', endsAt: endsAt !== null && isAfter(now, endsAt) ? endsAt : now };
}
