import { openDayFrom } from '../../domain/credit/banking.ts';
import { type CreditRejection, reject } from '../../domain/credit/decision.ts';
import { type CreditDraft, type CreditTerms, draftSchema, type NamedParty } from '../../domain/credit/terms.ts';
import { leftForCredit } from '../../domain/order/secured.ts';
import { type Contracted, isContracted } from '../../domain/order/order.ts';
import { bankDateOf } from '../../domain/reconciliation/banking-days.ts';
import { allotCreditNumber, openCreditOf } from '../../persistence/credit/reader.ts';
import { companiesByIds, type Company } from '../../persistence/people.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { orderParams } from '../schemas.ts';
import type { VisibleOrder } from '../visible-order.ts';
import { expectSound, fromContract, wrongCount } from './composing.ts';
import { creditRefused } from './refusals.ts';
import { creditAcceptedSchema } from './schemas.ts';

const over = ['refund', 'completed'];

/** POST /v1/orders/{order}/credits: the applicant drafts a credit; its amount is what the contract still asks for. */
export const draftOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/orders/{order}/credits',
    id: 'draftCredit',
    tag: 'credits',
    access: {
      order: ['buyer'],
      otherwise: { code: 'not-your-move', detail: 'A letter of credit is drafted by the buyer.' },
    },
    key: true,
    summary: 'Draft a letter of credit (UCP 600) over what the contract asks for before title transfer',
    params: orderParams,
    body: json(draftSchema),
    answers: { 201: { description: 'Drafted; Location names the credit', schema: creditAcceptedSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, found, body, key, request }) {
      expectSound(body);
      const number = await allotCreditNumber(deps.orm, new Date(deps.now()).getUTCFullYear());
      const route = `POST /v1/orders/${found.view.order}/credits`;
      const write = { actor, key, route, order: number, opens: true, content: request.body as unknown };
      const reply = await once(deps, write, async ({ order: allotted, commandId }) => {
        const terms = await termsFor(deps, found, body);
        if ('rejection' in terms) return creditRefused(terms.rejection);
        const answered = await deps.credits.draft({ number: allotted ?? number, terms }, actor, commandId);
        return 'rejection' in answered
          ? creditRefused(answered.rejection)
          : { ...answered.answer, recorded: true as const };
      });
      if (reply.status !== 201) return reply;
      const { credit } = reply.body as { credit: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/credits/${credit}` } };
    },
  });

async function termsFor(
  deps: ApiDeps,
  { order }: VisibleOrder,
  draft: CreditDraft,
): Promise<CreditTerms | { rejection: CreditRejection }> {
  if (!isContracted(order) || over.includes(order.stage))
    return reject('wrong-stage', `No letter of credit is drafted in the stage ${order.stage}.`);
  const hindered = hindrance(order, draft, deps.now());
  if (hindered !== null) return hindered;
  const open = await openCreditOf(deps.orm, order.order);
  if (open !== null) return reject('credit-open', `The order has the letter of credit ${open}.`, { credit: open });
  const banks = [draft.issuingBank, draft.advisingBank, draft.confirmingBank].filter((id) => id !== undefined);
  const companies = await companiesByIds(deps.orm, [...banks, order.companies.buyer, order.companies.supplier]);
  const byId = new Map(companies.map((company) => [company.id, company]));
  const unknown = banks.find((id) => byId.get(id)?.kinds.includes('bank') !== true);
  if (unknown !== undefined) return reject('unknown-bank', `${unknown} is no bank of the platform.`);
  const [applicant, beneficiary] = [byId.get(order.companies.buyer), byId.get(order.companies.supplier)];
  if (applicant === undefined || beneficiary === undefined) throw new Error(`order ${order.order}: unknown companies`);
  return { ...draft, ...fromContract(order), applicant: party(applicant), beneficiary: party(beneficiary) };
}

function hindrance(order: Contracted, draft: CreditDraft, now: string): { rejection: CreditRejection } | null {
  if (order.contract.terms.paymentMethod !== 'LETTER_OF_CREDIT')
    return reject('not-by-credit', 'By the clause paymentMethod, the contract is not paid by letter of credit.');
  if (leftForCredit(order) <= 0)
    return reject('nothing-due', 'The contract asks for nothing more before title transfer.');
  const wrong = wrongCount(order, draft);
  if (wrong !== null) return wrong;
  const [first] = draft.instalments ?? [];
  if (first !== undefined && openDayFrom(first.until, draft) < bankDateOf(now))
    return reject('invalid-input', 'instalments: the first period lies in the past.');
  return openDayFrom(draft.expiry.date, draft) < bankDateOf(now)
    ? reject('invalid-input', 'expiry.date: lies in the past.')
    : null;
}

const party = ({ id, name, country }: Company): NamedParty => ({ company: id, name, country });
