import type { Attempt } from '../../domain/rails/attempt.ts';
import { liveQuote } from '../../persistence/fx/quotes.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { Standing } from './standing.ts';

/**
 * What is paid in another currency under a locked quote, and what is kept of it; null without one. Throws ProblemError
 * 409 when the quote is over, of another payment, or not known.
 */
export async function exchangeFor(
  deps: ApiDeps,
  { order, request }: Standing,
  id: string | undefined,
): Promise<{ pay: { amountMinor: number; currency: string }; kept: NonNullable<Attempt['exchange']> } | null> {
  if (id === undefined) return null;
  const quote = await liveQuote(deps.orm, id, deps.now());
  const fits =
    quote !== null &&
    quote.order === order.order &&
    quote.request === request.id &&
    quote.to.amountMinor === request.amountMinor &&
    quote.to.currency === request.currency;
  if (!fits) throw problem(409, 'quote-over', 'quote: it is none of this payment, or it has run out.');
  return { pay: quote.from, kept: { quote: quote.id, expiresAt: quote.expiresAt, ...quote.to } };
}
