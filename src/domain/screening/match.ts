import { type NameParts, partsOf } from './names.ts';

/** A party of a list as published: `country` by ISO 3166-1 alpha-2, null where the list does not say. */
export interface DeniedParty {
  id: string;
  name: string;
  aliases: string[];
  country: string | null;
  programme: string;
}

/** A listed party that a company may be: the score of 0 to 100, and the sentence that says why. */
export interface Resemblance {
  party: DeniedParty;
  score: number;
  why: string;
}

/** From this score on people have to look. */
export const hitThreshold = 85;
const sameCountry = 3;
const otherCountry = -6;

/** Jaro-Winkler similarity of two words, 0 to 1: equal letters near each other, a common beginning counts more. */
export function similarity(one: string, other: string): number {
  if (one === other) return 1;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Set<number>();
  const fromOne: string[] = [];
  for (const [at, letter] of [...one].entries()) {
    for (let to = Math.max(0, at - reach); to <= Math.min(other.length - 1, at + reach); to += 1) {
      if (taken.has(to) || other[to] !== letter) continue;
      taken.add(to);
      fromOne.push(letter);
      break;
    }
  }
  const matches = fromOne.length;
  if (matches === 0) return 0;
  const fromOther = [...taken].sort((left, right) => left - right).map((to) => other[to]);
  const moved = fromOne.filter((letter, at) => letter !== fromOther[at]).length / 2;
  const jaro = (matches / one.length + matches / other.length + (matches - moved) / matches) / 3;
  const start = [...one.slice(0, 4)].findIndex((letter, at) => letter !== other[at]);
  const prefix = start === -1 ? Math.min(4, one.length) : start;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Words closer than this are one word written in two ways. */
const sameWord = 0.86;

/** How much of both names is in the other, 0 to 1; each word has one partner, long words count more than short ones. */
function overlap(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const free = [...other];
  let shared = 0;
  for (const word of one) {
    const near = free.map((each) => similarity(word, each));
    const best = Math.max(0, ...near);
    if (best < sameWord) continue;
    const [partner = ''] = free.splice(near.indexOf(best), 1);
    shared += best * (word.length + partner.length);
  }
  const letters = [...one, ...other].reduce((sum, word) => sum + word.length, 0);
  return shared / letters;
}

/** Words run together or divided otherwise are seen by comparing the names as one word each. */
const likeness = (one: NameParts, other: NameParts): number => {
  const words = Math.max(overlap(one.words, other.words), joinedLikeness(one.joined, other.joined));
  return one.chinese.some((run) => run.length > 1 && other.chinese.includes(run)) ? 1 : words;
};

const joinedLikeness = (one: string, other: string): number => {
  if (one.length < 5 || other.length < 5 || Math.abs(one.length - other.length) > 3) return 0;
  const value = similarity(one, other);
  return value >= 0.94 ? value : 0;
};

/** A listed party with its names taken apart, so that many companies are compared with it. */
export interface PreparedParty {
  party: DeniedParty;
  names: { text: string; parts: NameParts }[];
}

export const prepareParties = (parties: readonly DeniedParty[]): PreparedParty[] =>
  parties.map((party) => ({
    party,
    names: [party.name, ...party.aliases].map((text) => ({ text, parts: partsOf(text) })),
  }));

const countryPoints = (one: string, other: string | null): number =>
  other === null ? 0 : one === other ? sameCountry : otherCountry;

/**
 * The listed parties a company may be, the most alike first: names compared word by word whatever their order, Latin
 * letters without marks, Chinese names equal in simplified characters. The company's country (ISO 3166-1 alpha-2)
 * raises or lowers the score a little; a name that is quite the same is always a hit.
 */
export function resemblances(
  company: { name: string; country: string },
  parties: readonly PreparedParty[],
  threshold = hitThreshold,
): Resemblance[] {
  const own = partsOf(company.name);
  return parties
    .flatMap(({ party, names }) => {
      const best = names
        .map(({ text, parts }) => ({ text, value: likeness(own, parts) }))
        .reduce((high, each) => (each.value > high.value ? each : high), { text: '', value: 0 });
      const points = Math.round(best.value * 100) + countryPoints(company.country, party.country);
      const score = best.value === 1 ? Math.max(points, threshold) : points;
      if (best.value === 0 || score < threshold) return [];
      return [{ party, score: Math.min(100, score), why: reason(best, company.country, party) }];
    })
    .sort((one, other) => other.score - one.score || (one.party.id < other.party.id ? -1 : 1));
}

function reason({ text, value }: { text: string; value: number }, country: string, party: DeniedParty): string {
  const how = value === 1 ? 'is the same name as' : `is ${Math.round(value * 100)} % alike`;
  const which = text === party.name ? 'the name' : 'an alias';
  const where =
    party.country === null
      ? 'the list names no country'
      : party.country === country
        ? 'the country agrees'
        : `listed in ${party.country}`;
  return `${how} "${text}" (${which}); ${where}`;
}
