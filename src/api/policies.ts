import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { sha256Hex } from '../domain/hash.ts';
import { type Locale, locales } from '../domain/words/locale.ts';
import { operation } from './contract.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';

const names = ['delivery'] as const;
type Name = (typeof names)[number];

const policySchema = z.object({
  name: z.enum(names),
  locale: z.enum(locales),
  version: z.int(),
  title: z.string(),
  /** Markdown (CommonMark). */
  text: z.string(),
  /** SHA-256 of the text, by which it can be shown later what was published. */
  sha256: z.string(),
});
type Policy = z.output<typeof policySchema>;

const pattern = /^---\nversion: (\d+)\ntitle: (.+)\n---\n([\s\S]+)$/;

/** A policy as it is written down beside this file. Throws when it is not: that is seen when the API starts. */
function read(name: Name, locale: Locale): Policy {
  const source = readFileSync(new URL(`./policies/${name}.${locale}.md`, import.meta.url), 'utf8');
  const [, version, title, text] = pattern.exec(source) ?? [];
  if (version === undefined || title === undefined || text === undefined)
    throw new Error(`the policy ${name} has no version, title and text in ${locale}`);
  return { name, locale, version: Number(version), title, text, sha256: sha256Hex(text) };
}

/** Every policy in every language, as they are published now. */
export const publishedPolicies: readonly Policy[] = names.flatMap((name) =>
  locales.map((locale) => read(name, locale)),
);

/** GET /v1/policies/{name}: what is published to everybody, in the reader's language. */
export function policyOperation() {
  return operation({
    method: 'get',
    path: '/v1/policies/{name}',
    id: 'getPolicy',
    tag: 'reference',
    access: 'public',
    summary: 'A published policy in one language, with its version and the hash of its text',
    params: z.object({ name: z.enum(names) }),
    query: z.strictObject({ locale: z.enum(locales).optional() }),
    answers: { 200: { description: 'The policy', schema: policySchema } },
    problems: [400, 404],
    handle({ params: { name }, query, request }) {
      const locale = query.locale ?? localeOfRequest(request);
      const body = publishedPolicies.find((each) => each.name === name && each.locale === locale) as Policy;
      return Promise.resolve({ status: 200, body, headers: languageHeaders(locale) });
    },
  });
}
