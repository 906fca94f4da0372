import { z } from 'zod';
import { policyNames } from '../domain/policies.ts';
import { locales } from '../domain/words/locale.ts';
import { publishedPolicies } from '../persistence/policies.ts';
import { operation } from './contract.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { orderParams } from './schemas.ts';

const heldSchema = z.object({ name: z.string(), locale: z.string(), version: z.int(), sha256: z.string() });
const listedSchema = z.object({
  name: z.enum(policyNames),
  locale: z.enum(locales),
  version: z.int(),
  title: z.string(),
  /** SHA-256 of the text, by which it can be shown later what was published. */
  sha256: z.string(),
});
/** `text` is Markdown (CommonMark). */
const policySchema = listedSchema.extend({ text: z.string() });
const query = z.strictObject({ locale: z.enum(locales).optional() });

/** GET /v1/policies: what is published to everybody, in the reader's language. */
const listOperation = () =>
  operation({
    method: 'get',
    path: '/v1/policies',
    id: 'listPolicies',
    tag: 'reference',
    access: 'public',
    summary: 'The published policies in one language, each with its version and the hash of its text',
    query,
    answers: { 200: { description: 'The policies', schema: z.object({ policies: z.array(listedSchema) }) } },
    problems: [400],
    handle({ query: { locale: wanted }, request }) {
      const locale = wanted ?? localeOfRequest(request);
      const policies = publishedPolicies
        .filter((each) => each.locale === locale)
        .map(({ text: _, ...listed }) => listed);
      return Promise.resolve({ status: 200, body: { policies }, headers: languageHeaders(locale) });
    },
  });

/** GET /v1/policies/{name}: one of them, with its text. */
const policyOperation = () =>
  operation({
    method: 'get',
    path: '/v1/policies/{name}',
    id: 'getPolicy',
    tag: 'reference',
    access: 'public',
    summary: 'A published policy in one language, with its version and the hash of its text',
    params: z.object({ name: z.enum(policyNames) }),
    query,
    answers: { 200: { description: 'The policy', schema: policySchema } },
    problems: [400, 404],
    handle({ params: { name }, query: { locale: wanted }, request }) {
      const locale = wanted ?? localeOfRequest(request);
      const body = publishedPolicies.find((each) => each.name === name && each.locale === locale);
      return Promise.resolve({ status: 200, body: body as object, headers: languageHeaders(locale) });
    },
  });

/** GET /v1/orders/{order}/policies: what was published when the order was opened (requirements.md S89). */
const heldOperation = () =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/policies',
    id: 'orderPolicies',
    tag: 'orders',
    access: { order: 'everybody' },
    summary: 'The policies that hold for the order, by version and hash; none for orders from before they were kept',
    params: orderParams,
    answers: { 200: { description: 'The policies', schema: z.object({ policies: z.array(heldSchema) }) } },
    problems: [401, 403, 404],
    handle({ found: { order } }) {
      const policies = order.policies ?? order.consumer?.policies ?? [];
      return Promise.resolve({ status: 200, body: { policies } });
    },
  });

export const policyOperations = () => [listOperation(), policyOperation(), heldOperation()];
