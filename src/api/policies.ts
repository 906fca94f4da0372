import { z } from 'zod';
import { policyNames } from '../domain/policies.ts';
import { locales } from '../domain/words/locale.ts';
import { publishedPolicies } from '../persistence/policies.ts';
import { policyText, policyVersions } from '../persistence/policy-versions.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { cursored } from './orders.ts';
import { problem } from './problem.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { afterSchema, instant, limitSchema, orderParams } from './schemas.ts';

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

const versionSchema = z.object({
  version: z.int(),
  /** Since when it was the published one. */
  effectiveAt: instant,
  texts: z.array(z.object({ locale: z.enum(locales), title: z.string(), sha256: z.string() })),
});

/** GET /v1/policies/{name}/versions: everything that was ever published under the name. */
const versionsOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/policies/{name}/versions',
    id: 'listPolicyVersions',
    tag: 'reference',
    access: 'public',
    summary: 'Every version of a policy, newest first: since when it holds, its languages, and the hash of each text',
    params: z.object({ name: z.enum(policyNames) }),
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ versions: z.array(versionSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 404],
    async handle({ params: { name }, query: page }) {
      return { status: 200, body: await cursored(() => policyVersions(deps.orm, name, page)) };
    },
  });

/** GET /v1/policies/{name}/versions/{version}: the text an order or a consent names, as it was published. */
const versionOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/policies/{name}/versions/{version}',
    id: 'getPolicyVersion',
    tag: 'reference',
    access: 'public',
    summary: 'A version of a policy in one language, of today or before: its text, its hash, and since when it holds',
    params: z.object({ name: z.enum(policyNames), version: z.coerce.number().int().min(1).max(1_000_000_000) }),
    query,
    answers: { 200: { description: 'The policy', schema: policySchema.extend({ effectiveAt: instant }) } },
    problems: [400, 404],
    async handle({ params: { name, version }, query: { locale: wanted }, request }) {
      const locale = wanted ?? localeOfRequest(request);
      const body = await policyText(deps.orm, { name, version, locale });
      if (body === null)
        throw problem(404, 'unknown-policy-version', 'The policy was never published in this version.');
      return { status: 200, body, headers: languageHeaders(locale) };
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

export const policyOperations = (deps: ApiDeps) => [
  listOperation(),
  policyOperation(),
  versionsOperation(deps),
  versionOperation(deps),
  heldOperation(),
];
