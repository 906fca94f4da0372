import { type Credit, type CreditPayment, honouredRequests } from '../../domain/credit/credit.ts';
import type { AmendmentRequest, ComposedAmendment } from '../../domain/credit/commands/amending.ts';
import type { ComposedPresentation, presentationSchema } from '../../domain/credit/commands/presenting.ts';
import { reject } from '../../domain/credit/decision.ts';
import { documentsFromOrder } from '../../domain/credit/set.ts';
import { type CreditTerms, faultsOfClauses, type FromContract } from '../../domain/credit/terms.ts';
import { openRequests } from '../../domain/order/escrow.ts';
import { leftForCredit, paymentsByCredit } from '../../domain/order/secured.ts';
import { type Contracted, isContracted, type Order } from '../../domain/order/order.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import type { ApiDeps } from '../deps.ts';
import { invalid, problem } from '../problem.ts';
import type { z } from 'zod';

/** What follows from the contract and is never typed; `drawnMinor` is what the credit has brought in already. */
export const fromContract = (order: Contracted, drawnMinor = 0): FromContract => ({
  order: order.order,
  contract: order.contract.hash,
  amountMinor: leftForCredit(order) + drawnMinor,
  currency: order.contract.terms.currency,
  goods: order.contract.terms.lines.map(({ line, description, quantity, unit, price, hsCode, origin }) => ({
    line,
    description,
    quantity,
    unit,
    price,
    hsCode,
    origin,
  })),
  incoterm: order.contract.terms.incoterm,
  namedPlace: order.contract.terms.namedPlace,
});

/** Each payment that the contract asks for before title transfer is drawn in a period of its own (article 32). */
export function wrongCount(order: Contracted, { instalments }: Pick<CreditTerms, 'instalments'>) {
  const payments = paymentsByCredit(order);
  return (instalments?.length ?? payments) === payments
    ? null
    : reject(
        'invalid-input',
        `instalments: the contract asks for ${payments} payments before title transfer, each in a period of its own.`,
      );
}

/** Throws ProblemError 422 naming field and rule when clauses contradict one another. */
export function expectSound(clauses: Parameters<typeof faultsOfClauses>[0]): void {
  const issues = faultsOfClauses(clauses).map(({ path, message }) => ({
    code: 'custom' as const,
    path: path.split('.'),
    message,
    input: undefined,
  }));
  if (issues.length > 0) throw invalid('body', issues);
}

/** The order of a credit with its contract; null once it is closed. */
async function contractedOrder({ orm }: ApiDeps, number: string): Promise<Contracted | null> {
  const view = await findOrder(orm, number);
  const order = view?.state as Order | undefined;
  return order !== undefined && isContracted(order) ? order : null;
}

/** Requests the credit pays, as the order has them open now; what is honoured is paid, though it has not arrived. */
const requestsOf = (order: Contracted, credit: Credit): CreditPayment[] =>
  openRequests(order)
    .filter(({ id, due }) => due === 'BEFORE_TITLE_TRANSFER' && !honouredRequests(credit).includes(id))
    .map(({ id, reference, amountMinor, currency }) => ({ request: id, reference, amountMinor, currency }));

/**
 * All documents of a presentation: those handed in, and beside them those the credit calls for that the order's own
 * data can fill.
 */
export async function composedPresentation(
  deps: ApiDeps,
  credit: Credit,
  { documents, fromOrder }: z.output<typeof presentationSchema>,
): Promise<ComposedPresentation> {
  const order = await contractedOrder(deps, credit.order);
  if (order === null) return { documents, requests: [] };
  const requests = requestsOf(order, credit);
  const [next] = credit.terms.instalments === undefined ? [] : requests;
  const handedIn = new Set(documents.map(({ type }) => type));
  const wanted = credit.terms.documents.map(({ type }) => type).filter((type) => !handedIn.has(type));
  const companies = fromOrder ? await companiesByIds(deps.orm, Object.values(order.companies)) : [];
  const names = Object.fromEntries(companies.map(({ id, name }) => [id, name]));
  const made = fromOrder
    ? documentsFromOrder(wanted, {
        ...{ order, terms: credit.terms, credit: credit.number, names },
        ...(next === undefined ? {} : { instalmentMinor: next.amountMinor }),
      })
    : [];
  return { documents: [...documents, ...made], requests };
}

/** The amended terms whole: what the request names replaces what stands, the contract's part only on request. */
export async function composedAmendment(
  deps: ApiDeps,
  credit: Credit,
  { reason, cancel, followContract, ...clauses }: AmendmentRequest,
): Promise<ComposedAmendment> {
  if (cancel) return { reason, terms: null };
  const standing = await contractedOrder(deps, credit.order);
  const order = followContract ? standing : null;
  const named = Object.fromEntries(Object.entries(clauses).filter(([, value]) => value !== undefined));
  const terms: CreditTerms = {
    ...credit.terms,
    ...named,
    ...(order === null ? {} : fromContract(order, broughtIn(credit, order))),
  };
  expectSound(terms);
  const wrong = standing === null ? null : wrongCount(standing, terms);
  if (wrong !== null) throw problem(422, wrong.rejection.code, wrong.rejection.detail);
  return { reason, terms };
}

/** What the order has received under the credit already, in minor units. */
function broughtIn(credit: Credit, order: Contracted): number {
  const funded = new Set(order.payments.filter(({ status }) => status === 'FUNDED').map(({ id }) => id));
  return credit.presentations
    .filter(({ honoured }) => honoured !== null)
    .flatMap(({ payments }) => payments)
    .filter(({ request }) => funded.has(request))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
