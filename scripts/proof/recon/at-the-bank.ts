import { bankingDay } from '../../../src/domain/reconciliation/banking-days.ts';
import type { StatedEntry } from '../../../src/domain/reconciliation/books.ts';
import { subjects } from '../../../src/domain/reconciliation/breaks.ts';
import type { PlayedEntry, PlayedTransaction } from '../../../src/gateways/bank/reports.ts';
import { usd } from './days.ts';
import { charge } from './movements.ts';
import {
  accountOf, type Broken, lastCredits, lastOf, newest, plainCredits, posted, restated, rewritten, type Scene,
  withAccount, withPostings,
} from './scene.ts';

/** What goes wrong at the bank, or comes from it unasked: each makes one thing wrong in books that were sound. */

/** The bank adds an entry to its last statement; the house parks it in suspense, or has not seen it. */
function added(scene: Scene, entry: PlayedEntry, isParked: boolean): Broken {
  const books = restated(scene, (entries) => [...entries, entry]);
  const { key, amountMinor, creditDebit } = newest(books);
  const posting = posted(scene, key, { amountMinor: creditDebit === 'CRDT' ? amountMinor : -amountMinor });
  const all = isParked ? [...books.postings, posting] : books.postings;
  return { books: withPostings(books, all), subject: subjects.entry(key) };
}

const single = (
  { bank, day }: Scene, creditDebit: 'CRDT' | 'DBIT', amountMinor: number, more: Partial<PlayedTransaction>,
): PlayedEntry => {
  const bankReference = bank.reference();
  const transactions = [{ amountMinor, bankReference, ...more }];
  return { creditDebit, bankReference, bookingDate: day.books.day, transactions };
};

export const unseenCredit = (scene: Scene): Broken =>
  added(scene, single(scene, 'CRDT', scene.chance.between(1_000, 1e8), { text: ['PAYMENT'] }), false);

/** The same payment under a second reference; the house took it for another one and booked it. */
export function reportedTwice(scene: Scene): Broken {
  const marked = lastCredits(scene).filter(({ entry }) => entry.uetr !== null || entry.endToEndId !== null);
  const { played } = scene.chance.pick(marked);
  const bankReference = scene.bank.reference();
  const transactions = played.transactions.map((one) => ({ ...one, bankReference }));
  return added(scene, { ...played, bankReference, transactions }, true);
}

export function valueDateOff(scene: Scene): Broken {
  const { chance } = scene;
  const { played, entry } = chance.pick(lastCredits(scene));
  const valueDate = bankingDay(played.bookingDate, chance.between(2, 6) * (chance.percent(50) ? 1 : -1), 'HK');
  const books = restated(scene, (entries) => entries.map((one) => (one === played ? { ...one, valueDate } : one)));
  return { books, subject: subjects.entry(entry.key) };
}

/** The closing balance in the last statement's text is not what its entries make. */
export function closingDiffers(scene: Scene): Broken {
  const { day, chance } = scene;
  const off = chance.between(1, 1e6);
  const balance = /(<Cd>CLBD<\/Cd>(?:(?!<\/Bal>)[\s\S])*?<Amt Ccy="USD">)(\d+)\.(\d\d)(<\/Amt>)/;
  const last = day.statements.length - 1;
  const misstate = (_all: string, before: string, whole: string, cents: string, after: string): string => {
    const minor = String(Number(whole + cents) + off).padStart(3, '0');
    return `${before}${minor.slice(0, -2)}.${minor.slice(-2)}${after}`;
  };
  const statements = rewritten(scene, {}, (xml, part) => (part < last ? xml : xml.replace(balance, misstate)));
  return { books: withAccount(day.books, { statements }), subject: subjects.statement(lastOf(day).messageId) };
}

export function openingDiffers(scene: Scene): Broken {
  const { day, chance } = scene;
  const off = chance.between(1, 1e6);
  const statements = rewritten(scene, ({ openingMinor }) => ({ openingMinor: openingMinor + off }));
  const first = day.statements[0]?.messageId ?? '';
  return { books: withAccount(day.books, { statements }), subject: subjects.statement(first) };
}

/** The last statement came under the id of another one, which says something else. */
export function statementDiffers({ day }: Scene): Broken {
  const { statements } = accountOf(day.books);
  const last = statements.at(-1);
  if (last === undefined) throw new Error('the played day has no statement');
  const copy = { ...last, id: `${last.id}#0123456789abcdef`, repeats: last.id };
  const books = withAccount(day.books, { statements: [...statements.slice(0, -1), copy] });
  return { books, subject: subjects.statement(copy.id) };
}

/** Yesterday's statement never came, or today's, or the numbers in the statements leave one out. */
export function statementMissing(scene: Scene): Broken {
  const { day: { books, dayBefore, statements: played }, chance } = scene;
  const lost = (what: string) => subjects.statementDay(usd.id, usd.currency, what);
  const { before, earlier } = accountOf(books);
  const way = chance.between(1, 3);
  if (way === 1 && dayBefore !== null && before !== null) {
    const known = earlier.filter(({ statement }) => !scene.day.yesterday.has(statement));
    return { books: withAccount(books, { before: dayBefore, earlier: known }), subject: lost(before.day) };
  }
  if (way === 2 || before === null) return { books: withAccount(books, { statements: [] }), subject: lost(books.day) };
  const sequence = chance.between(1, 200);
  const numbered = rewritten(scene, {}, (xml, part) =>
    xml.replace(/(<Stmt>\s*<Id>[^<]*<\/Id>)/, `$1<ElctrncSeqNb>${sequence + 2 + part}</ElctrncSeqNb>`));
  if (numbered.length !== played.length) throw new Error('a numbered statement was not read');
  return {
    books: withAccount(books, { before: { ...before, sequence }, statements: numbered }),
    subject: lost(`number ${sequence + 1}`),
  };
}

export function unknownAccount(scene: Scene): Broken {
  const last = lastOf(scene.day);
  const account = scene.chance.percent(50) ? 'HK00OTHER0000009' : last.account;
  const messageId = scene.bank.reference();
  const currency = account === last.account ? 'EUR' : 'USD';
  const entries = last.entries.slice(0, scene.chance.between(0, 3));
  const books = scene.day.receive([{ ...last, messageId, account, currency, entries }]);
  return { books, subject: subjects.statement(messageId) };
}

/** The bank takes back a credit of the last days; the house has not seen it, or parked it and left the hold. */
export function reversalIgnored(scene: Scene): Broken {
  const { chance, day } = scene;
  const earlier = accountOf(day.books).earlier.filter(({ creditDebit, reversal, returned }) =>
    creditDebit === 'CRDT' && !reversal && !returned);
  const original: StatedEntry = chance.pick([...plainCredits(day), ...earlier]);
  const { endToEndId, uetr, amountMinor } = original;
  const marks = { ...(endToEndId === null ? {} : { endToEndId }), ...(uetr === null ? {} : { uetr }) };
  const taken = { ...single(scene, 'DBIT', amountMinor, marks), reversal: true };
  return added(scene, taken, chance.percent(50) && isBooked(scene, original));
}

const isBooked = ({ day: { books } }: Scene, { key }: StatedEntry): boolean =>
  books.postings.some(({ entry, against }) => entry === key && !against.includes('suspense'));

export const returnOfNothing = (scene: Scene): Broken =>
  added(scene, single(scene, 'CRDT', scene.chance.between(1_000, 1e7), {
    returnReason: 'AC04', ...(scene.chance.percent(50) ? { endToEndId: `99${scene.bank.reference()}` } : {}),
  }), scene.chance.percent(50));

/** Nobody ordered it, or nobody has approved it yet. */
export function unorderedPayout(scene: Scene): Broken {
  const { chance, day } = scene;
  const amountMinor = chance.between(1_000, 1e8);
  const id = `26${chance.between(100_000, 999_999)}-D9`;
  const named = single(scene, 'DBIT', amountMinor, chance.percent(30) ? {} : { endToEndId: id });
  const broken = added(scene, named, chance.percent(50));
  if (chance.percent(60)) return broken;
  const status = 'AWAITING_APPROVAL' as const;
  const waiting = { id, order: id.slice(0, 8), amountMinor, currency: 'USD', status, sentAt: null };
  return { ...broken, books: { ...broken.books, payments: [...day.books.payments, waiting] } };
}

/** A charge on its own, or on top of a payout, which then does not settle. */
export function unbookedCharges(scene: Scene): Broken {
  const { chance, day } = scene;
  const price = chance.between(100, 9_000);
  if (chance.percent(50)) return added(scene, charge(scene.bank, day.books.day, price).entry, false);
  const amountMinor = chance.between(10_000, 1e7);
  const id = `26${chance.between(100_000, 999_999)}-D3`;
  const charges = [{ minor: price, bearer: 'SHAR' as const }];
  const played = single(scene, 'DBIT', amountMinor + price, { endToEndId: id, charges });
  const broken = added(scene, played, false);
  const sentAt = `${day.books.day}T02:00:00.000Z`;
  const payment = { id, order: id.slice(0, 8), amountMinor, currency: 'USD', status: 'SENT' as const, sentAt };
  return { ...broken, books: { ...broken.books, payments: [...day.books.payments, payment] } };
}
