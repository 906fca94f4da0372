import type { Party } from '../domain/parties.ts';
import { inColumn, type Elsewhere, type Locale, type OtherLocale } from '../domain/words/locale.ts';
import { stageIn } from '../domain/words/process.ts';
import { partyNames } from '../domain/words/roles.ts';
import { inWords } from '../domain/words/states.ts';
import { sentences } from '../domain/words/sentences.ts';
import type { Stage } from '../domain/order/order.ts';
import { dateIn, filled } from './filling.ts';

interface Known {
  shape: RegExp;
  slots: string[];
  /** How much of the sentence is its own: the more, the surer it is this one. */
  weight: number;
  words: Elsewhere;
}

const slot = /\{(\w+)\}/;
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function knownOf([english, words]: [string, Elsewhere]): Known {
  const parts = english.split(slot);
  const literals = parts.filter((_, at) => at % 2 === 0);
  return {
    shape: new RegExp(`^${literals.map(escaped).join('([\\s\\S]+?)')}$`),
    slots: parts.filter((_, at) => at % 2 === 1),
    weight: literals.join('').length,
    words,
  };
}

const plain = new Map(Object.entries(sentences).filter(([english]) => !slot.test(english)));
const shaped = Object.entries(sentences)
  .filter(([english]) => slot.test(english))
  .map(knownOf)
  .sort((left, right) => right.weight - left.weight);

/** Slots whose values are words of the engine: where something stands, whose it is, what is wanted. */
const worded: readonly string[] = ['state', 'status', 'verdict', 'window', 'whose', 'taker', 'papers', 'unit'];

const stops: Record<OtherLocale, string> = { 'zh-CN': '。', 'zh-HK': '。', cs: '.' };
const lists: Record<Locale, string> = { en: ', ', 'zh-CN': '、', 'zh-HK': '、', cs: ', ' };

/** What stands in a slot as the reader would write it: parties, stages, dates, and sentences within sentences. */
function valueIn(locale: OtherLocale, name: string, value: string): string | number {
  if (name === 'stage') return stageIn(locale, value as Stage, value);
  if (['party', 'parties', 'kinds', 'role'].includes(name)) {
    const named = (party: string) =>
      Object.hasOwn(partyNames, party)
        ? inColumn(partyNames[party as Party], locale)
        : (inWords(locale, party) ?? party);
    return value.split(', ').map(named).join(lists[locale]);
  }
  if (worded.includes(name)) {
    return value
      .split(/, | and the /)
      .map((one) => inWords(locale, one) ?? one)
      .join(lists[locale]);
  }
  if (/^\d{1,15}$/.test(value)) return Number(value);
  return dateIn(locale, value) ?? sentenceIn(locale, value);
}

/** Fields are named in front of what is said of them: `lines.0.price: …`. */
const field = /^([\w.[\]-]{1,80}): ([\s\S]+)$/;

/** Something with the reason for it, the reason in its reader's language. */
export const whyIn = <Reasoned extends object | null>(locale: Locale, one: Reasoned): Reasoned =>
  one !== null && 'why' in one && typeof one.why === 'string' ? { ...one, why: sentenceIn(locale, one.why) } : one;

/**
 * A sentence of a refusal in its reader's language, found by what it says in English; one that is not known stays
 * English, for a reader is better off with a sentence than without.
 */
export function sentenceIn(locale: Locale, english: string): string {
  if (locale === 'en' || english.length > 4000) return english;
  const whole = plain.get(english);
  if (whole !== undefined) return filled(inColumn(whole, locale), locale, {});
  for (const { shape, slots, words } of shaped) {
    const found = shape.exec(english);
    if (found === null) continue;
    const values = slots.map((name, at) => [name, valueIn(locale, name, found[at + 1] as string)] as const);
    return filled(inColumn(words, locale), locale, Object.fromEntries(values));
  }
  const [, path, said] = field.exec(english) ?? [];
  if (path !== undefined && said !== undefined) return `${path}: ${sentenceIn(locale, said)}`;
  // What a rule says of a field becomes a sentence by its full stop.
  const rule = english.endsWith('.') ? english.slice(0, -1) : english;
  const told = rule === english ? rule : sentenceIn(locale, rule);
  return told === rule ? english : `${told}${stops[locale]}`;
}
