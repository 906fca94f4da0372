import { accounts } from '../../../src/domain/ledger.ts';
import { bankingDay } from '../../../src/domain/reconciliation/banking-days.ts';
import { subjects } from '../../../src/domain/reconciliation/breaks.ts';
import { blockFaults, blockHash, genesis, type SealedTransaction } from '../../../src/persistence/ledger-chain.ts';
import { ledgerKeys, ledgerSigner } from '../../../src/persistence/ledger-signing.ts';
import {
  accountOf, type Broken, changed, lastCredits, plainCredits, posted, restated, type Scene, withAccount,
  withoutPostings, withPostings,
} from './scene.ts';

/** What goes wrong in the house: each makes one thing wrong in books that were sound. */

export function notInLedger(scene: Scene): Broken {
  const { key } = scene.chance.pick(plainCredits(scene.day));
  return { books: withoutPostings(scene.day.books, key), subject: subjects.entry(key) };
}

/** Either the bank leaves out what it had notified the day before, or the house booked what never was. */
export function notAtBank(scene: Scene): Broken {
  const { chance, day } = scene;
  const notified = new Set(day.books.notified.map(({ key }) => key));
  const late = lastCredits(scene).filter(({ entry }) => notified.has(entry.key));
  if (chance.percent(50) && late.length > 0) {
    const { played, entry } = chance.pick(late);
    const books = restated(scene, (entries) => entries.filter((one) => one !== played));
    const posting = books.postings.find((one) => one.entry === entry.key);
    return { books, subject: subjects.transaction(posting?.transaction ?? '') };
  }
  const at = `${bankingDay(day.books.day, -chance.between(1, 3), 'HK')}T06:00:00.000Z`;
  const invented = posted(scene, `none-${chance.between(1, 1e9)}`, { amountMinor: chance.between(1, 1e8), at });
  const cause = chance.percent(50) ? invented.entry : null;
  const books = withPostings(day.books, [...day.books.postings, { ...invented, entry: cause }]);
  return { books, subject: subjects.transaction(invented.transaction) };
}

/** The house booked another amount, or the bank states another one than it had notified. */
export function amountDiffers(scene: Scene): Broken {
  const { chance, day } = scene;
  const notified = new Set(day.books.notified.map(({ key }) => key));
  const late = lastCredits(scene).filter(({ entry }) => notified.has(entry.key));
  const off = chance.between(1, 90);
  if (chance.percent(50) && late.length > 0) {
    const { played } = chance.pick(late);
    const transactions = played.transactions.map((one) => ({ ...one, amountMinor: one.amountMinor + off }));
    const other = { ...played, transactions };
    const books = restated(scene, (entries) => [...entries.filter((one) => one !== played), other]);
    return { books, subject: subjects.entry(accountOf(books).statements.at(-1)?.entries.at(-1)?.key ?? '') };
  }
  const { key } = chance.pick(plainCredits(day));
  const books = changed(day.books, key, ({ amountMinor }) => ({ amountMinor: amountMinor + off }));
  return { books, subject: subjects.entry(key) };
}

const differently = (change: (amountMinor: number) => object) => (scene: Scene): Broken => {
  const { key } = scene.chance.pick(plainCredits(scene.day));
  const books = changed(scene.day.books, key, ({ amountMinor }) => change(amountMinor));
  return { books, subject: subjects.entry(key) };
};

export const currencyDiffers = differently(() => ({ ledger: accounts.trust('main', 'EUR'), currency: 'EUR' }));
export const directionDiffers = differently((amountMinor) => ({ amountMinor: -amountMinor }));
export const otherAccount = differently(() => ({ ledger: accounts.trust('reserve', 'USD') }));

export function bookedTwice(scene: Scene): Broken {
  const { books } = scene.day;
  const { key } = scene.chance.pick(plainCredits(scene.day));
  const first = books.postings.filter(({ entry }) => entry === key);
  const again = first.map((one) => ({ ...one, transaction: `${one.transaction}:again` }));
  return { books: withPostings(books, [...books.postings, ...again]), subject: subjects.entry(key) };
}

/** Somebody books once more for a movement that was proved long ago. */
export function balanceDiffers({ day: { books }, chance }: Scene): Broken {
  const { ledgerMinor, account } = accountOf(books);
  const off = chance.between(1, 1e7) * (chance.percent(50) ? 1 : -1);
  const subject = subjects.account(account.id, account.currency);
  return { books: withAccount(books, { ledgerMinor: ledgerMinor + off }), subject };
}

export function holdDiffers({ day: { books }, chance }: Scene): Broken {
  const wrong = chance.pick(books.holds);
  const off = chance.between(1, 1e6);
  const holds = books.holds.map((one) => (one === wrong ? { ...one, ledgerMinor: one.ledgerMinor + off } : one));
  return { books: { ...books, holds }, subject: subjects.order(wrong.order) };
}

export function agedSuspense({ day: { books }, chance }: Scene): Broken {
  const entry = `parked-${chance.between(1, 1e9)}`;
  const since = `${bankingDay(books.day, -chance.between(6, 30), 'HK')}T06:00:00.000Z`;
  const item = { entry, amountMinor: chance.between(1, 1e7), currency: 'USD', since };
  return { books: { ...books, suspense: [...books.suspense, item] }, subject: subjects.entry(entry) };
}

export function notDebited({ day: { books }, chance }: Scene): Broken {
  const order = `26${chance.between(100_000, 999_999)}`;
  const id = `${order}-D1`;
  const status = chance.percent(70) ? ('SENT' as const) : ('UNKNOWN' as const);
  const sentAt = `${bankingDay(books.day, -chance.between(3, 8), 'HK')}T06:00:00.000Z`;
  const payment = { id, order, amountMinor: chance.between(1, 1e7), currency: 'USD', status, sentAt };
  return { books: { ...books, payments: [...books.payments, payment] }, subject: subjects.disbursement(id) };
}

const signers = ['a', 'b'].map((letter) => ledgerSigner(Buffer.alloc(32, letter).toString('base64url')));

/** Somebody with the rights of the database changes, removes or reseals what was sealed that evening. */
export function ledgerAltered({ day, chance }: Scene): Broken {
  const [own, foreign] = signers;
  if (own === undefined || foreign === undefined) throw new Error('two signers are needed');
  const sealed = day.transactions.map(({ transaction, ...cause }, seq): SealedTransaction => ({
    seq, order: cause.order, at: cause.at, ...transaction,
  }));
  const number = chance.between(2, 900);
  const hash = blockHash(number, genesis, sealed);
  const signature = own.sign({ number, hash });
  const block = { number, count: sealed.length, previousHash: genesis, hash, keyId: own.keyId, signature };
  const victim = chance.pick(sealed);
  const stolen = sealed.map((one) => (one === victim
    ? { ...one, postings: one.postings.map((each) => ({ ...each, account: `${each.account}x` })) }
    : one));
  const resealed = blockHash(number, genesis, stolen);
  const [claimed, kept] = chance.pick([
    [block, stolen],
    [{ ...block, signature: foreign.sign(block) }, sealed],
    [{ ...block, hash: resealed, keyId: foreign.keyId, signature: foreign.sign({ number, hash: resealed }) }, stolen],
    [{ ...block, hash: resealed, keyId: null, signature: null }, stolen],
  ] as const);
  const previous = { number: number - 1, hash: genesis, keyId: own.keyId };
  const faults = blockFaults(claimed, previous, [...kept], ledgerKeys([own.publicKey]));
  return { books: { ...day.books, faults }, subject: subjects.ledger(`block ${number}`) };
}
