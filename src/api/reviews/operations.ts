import { z } from 'zod';
import type { Actor } from '../../domain/parties.ts';
import type { Order } from '../../domain/order/order.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { beginReview, findReview, type Review, reviewsOf, say } from '../../persistence/reviews/reviews.ts';
import { visibleProduct } from '../catalogue/reading.ts';
import { pageLimit, productParams } from '../catalogue/schemas.ts';
import { forBuyers, forSuppliers, keyedWrite } from '../catalogue/writes.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem, refusalOf } from '../problem.ts';
import { afterSchema, instant } from '../schemas.ts';
import { reviewSummary, reviewSummarySchema, starsSchema } from './summary.ts';

const stars = starsSchema;
const text = z.string().trim().min(1).max(4000);
const entry = z.object({ stars: stars.nullable(), text: z.string(), at: instant });
const reviewView = z.object({
  id: z.string(), product: z.string(), stars, text: z.string(), at: instant,
  /** Where the buyer is: who it is is for those who know the order. */
  country: z.string(), buyer: z.string().nullable(), order: z.string().nullable(),
  /** Everything the buyer said before, first to last. */
  earlier: z.array(entry),
  answers: z.array(entry.omit({ stars: true })),
  actions: z.array(z.enum(['change', 'answer'])),
});

function shown({ id, product, country, buyer, order, entries }: Review, supplier: string, { company, roles }: Actor) {
  const said = entries.filter(({ kind }) => kind === 'REVIEW').map(({ kind: _, ...each }) => each);
  const answers = entries.filter(({ kind }) => kind === 'ANSWER').map(({ text: answer, at }) => ({ text: answer, at }));
  const last = said.at(-1)!;
  const mine = buyer === company && roles.includes('buyer');
  const answering = supplier === company && roles.includes('supplier');
  return {
    id, product, country, buyer, order, ...last, earlier: said.slice(0, -1), answers,
    actions: [...(mine ? ['change'] : []), ...(answering ? ['answer'] : [])],
  };
}

/** A line of a completed order by which a product was bought; null where it was not. */
function boughtBy(order: Order, sku: string, number: number): object | null {
  const isCompleted = order.stage === 'completed' || (order.stage === 'closed' && order.outcome === 'completed');
  const lines = isCompleted && 'contract' in order ? order.contract.terms.lines : [];
  return lines.find((each) => each.line === number && each.sku === sku) ?? null;
}

const list = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}/reviews', id: 'listReviews', tag: 'catalogue',
  access: 'signed-in',
  summary: 'What buyers who received a product say of it, and their stars; what the record says of the supplier is its '
    + 'scorecard',
  params: productParams,
  query: z.strictObject({ after: afterSchema.optional(), limit: pageLimit }),
  answers: {
    200: {
      description: 'One page; `averageHundredths` is of the stars as they stand now, null without any',
      schema: reviewSummarySchema.extend({ reviews: z.array(reviewView), next: z.string().nullable() }),
    },
  },
  problems: [400, 401, 404],
  async handle({ actor, params, query: { after, limit } }) {
    const { product, supplier } = await visibleProduct(deps, actor, params.product);
    const view = seenBy(deps.orm, actor);
    const [summary, { reviews, next }] = await cursored(() => Promise.all([
      reviewSummary(view, product), reviewsOf(view, product, { limit, ...(after === undefined ? {} : { after }) }),
    ]));
    const body = { ...summary, reviews: reviews.map((review) => shown(review, supplier, actor)), next };
    return { status: 200, body };
  },
});

const write = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/products/{product}/reviews', id: 'writeReview', tag: 'catalogue', key: true,
  access: { ...forBuyers, known: (actor, { product = '' }) => visibleProduct(deps, actor, product) },
  summary: 'Say what you think of a product you have received by a completed order: once for each line of it',
  params: productParams,
  body: json(z.strictObject({ order: z.string().min(1).max(40), line: z.int().min(1).max(999), stars, text })),
  answers: { 201: { description: 'Written', schema: z.object({ review: z.string() }) } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params, body, key }) {
    const { product, supplier, content } = await visibleProduct(deps, actor, params.product);
    const write = {
      actor, key, route: 'POST /v1/catalogue/products/{product}/reviews', content: { product, ...body },
    };
    return keyedWrite(deps, write, async ({ db, deed, idOf }) => {
      const view = await findOrder(seenBy(deps.orm, actor), body.order);
      if (view === null) return refusalOf(404, 'unknown-order', 'There is no such order.');
      const { companies } = view;
      const bought = companies.buyer === actor.company && companies.supplier === supplier
        && boughtBy(view.state as Order, content.sku, body.line) !== null;
      if (!bought) {
        return refusalOf(409, 'not-received', 'Your company has not received the product by that line of the order.');
      }
      const [buyer] = await companiesByIds(deps.orm, [companies.buyer]);
      const id = idOf('review');
      const begun = { id, product, order: view.order, line: body.line, country: buyer?.country ?? '' };
      if (!(await beginReview(db, begun, deed))) {
        return refusalOf(409, 'already-reviewed', 'The line has been reviewed: change what you said instead.');
      }
      await say(db, id, { kind: 'REVIEW', stars: body.stars, text: body.text }, deed);
      return { status: 201, body: { review: id } };
    });
  },
});

/** A review for the side that may add to it. Throws ProblemError 404, or 403 for everybody else who may read it. */
async function reviewFor(deps: ApiDeps, actor: Actor, id: string, side: 'buyer' | 'supplier'): Promise<Review> {
  const review = await findReview(seenBy(deps.orm, actor), id);
  if (review === null) throw problem(404, 'unknown-review', 'There is no such review.');
  const { supplier } = await visibleProduct(deps, actor, review.product);
  if ((side === 'buyer' ? review.buyer : supplier) === actor.company) return review;
  throw problem(403, 'not-your-review', 'Reviews are changed by who wrote them and answered by the supplier.');
}
const reviewParams = z.object({ review: z.string().max(64) });

const change = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/reviews/{review}/versions', id: 'changeReview', tag: 'catalogue', key: true,
  access: forBuyers,
  summary: 'Say something else of a product you reviewed; what you said before stays readable',
  params: reviewParams,
  body: json(z.strictObject({ stars, text })),
  answers: { 201: { description: 'Changed', schema: z.object({ review: z.string() }) } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params, body, key }) {
    const { id } = await reviewFor(deps, actor, params.review, 'buyer');
    const write = { actor, key, route: 'POST /v1/catalogue/reviews/{review}/versions', content: { id, ...body } };
    return keyedWrite(deps, write, async ({ db, deed }) => {
      await say(db, id, { kind: 'REVIEW', ...body }, deed);
      return { status: 201, body: { review: id } };
    });
  },
});

const answer = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/reviews/{review}/answers', id: 'answerReview', tag: 'catalogue', key: true,
  access: forSuppliers,
  summary: 'Answer a review of a product of yours',
  params: reviewParams,
  body: json(z.strictObject({ text })),
  answers: { 201: { description: 'Answered', schema: z.object({ review: z.string() }) } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params, body, key }) {
    const { id } = await reviewFor(deps, actor, params.review, 'supplier');
    const write = { actor, key, route: 'POST /v1/catalogue/reviews/{review}/answers', content: { id, ...body } };
    return keyedWrite(deps, write, async ({ db, deed }) => {
      await say(db, id, { kind: 'ANSWER', stars: null, text: body.text }, deed);
      return { status: 201, body: { review: id } };
    });
  },
});

/** Reviews of products by those who received them, apart from the facts a scorecard is made of. */
export const reviewOperations = (deps: ApiDeps): AnyOperation[] => [
  list(deps), write(deps), change(deps), answer(deps),
];
