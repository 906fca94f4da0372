import { readFileSync } from 'node:fs';
import { sha256Hex } from '../domain/hash.ts';
import type { HeldPolicy } from '../domain/order/consumer.ts';
import { policyFigures, type PolicyName, policyNames } from '../domain/policies.ts';
import { type Locale, locales } from '../domain/words/locale.ts';

/** A policy as it is published: Markdown (CommonMark), and the SHA-256 of the text by which it can be shown later. */
export interface PublishedPolicy {
  name: PolicyName;
  locale: Locale;
  version: number;
  title: string;
  text: string;
  sha256: string;
}

const pattern = /^---\nversion: (\d+)\ntitle: (.+)\n---\n([\s\S]+)$/;

/** The text with the figures it names. Throws for a figure there is none of. */
const figured = (text: string): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const figure = policyFigures[name];
    if (figure === undefined) throw new Error(`there is no figure ${name} for a policy`);
    return figure;
  });

/** A policy as it is written down beside this file. Throws when it is not: that is seen when the API starts. */
function read(name: PolicyName, locale: Locale): PublishedPolicy {
  const source = readFileSync(new URL(`./policies/${name}.${locale}.md`, import.meta.url), 'utf8');
  const [, version, title, written] = pattern.exec(source) ?? [];
  if (version === undefined || title === undefined || written === undefined)
    throw new Error(`the policy ${name} has no version, title and text in ${locale}`);
  const text = figured(written);
  return { name, locale, version: Number(version), title, text, sha256: sha256Hex(text) };
}

/** Every policy in every language, as they are published now. */
export const publishedPolicies: readonly PublishedPolicy[] = policyNames.flatMap((name) =>
  locales.map((locale) => read(name, locale)),
);

/** What an order keeps of the policies that hold when it is opened, in one language. */
export const policiesIn = (locale: Locale): HeldPolicy[] =>
  publishedPolicies
    .filter((each) => each.locale === locale)
    .map(({ name, version, sha256 }) => ({ name, locale, version, sha256 }));
