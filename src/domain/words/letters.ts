import type { LetterWords } from './letter.ts';
import { contractLetters } from './letters/contract.ts';
import { creditLetters } from './letters/credit.ts';
import { identityLetters } from './letters/identity.ts';
import { inquiryLetters } from './letters/inquiry.ts';
import { orderLetters } from './letters/order.ts';
import { payoutAccountLetters } from './letters/payout-account.ts';
import { providerLetters } from './letters/provider.ts';
import { qualificationLetters } from './letters/qualification.ts';
import { sourcingLetters } from './letters/sourcing.ts';
import type { Locale } from './locale.ts';

/** Every kind of letter there is, with its words; a kind posted without words is a bug and stays in the outbox. */
export const letterWords: Readonly<Record<string, LetterWords>> = {
  ...contractLetters,
  ...creditLetters,
  ...identityLetters,
  ...inquiryLetters,
  ...orderLetters,
  ...payoutAccountLetters,
  ...providerLetters,
  ...qualificationLetters,
  ...sourcingLetters,
};

/** What of a letter's data the engine itself says, line by line: it is told in the reader's language like a refusal. */
export const saidByEngine: Readonly<Record<string, string>> = {
  attention: 'detail',
  discrepancies: 'list',
  'mail-refused': 'reason',
};

/** What stands around the words of every letter; `about` is empty for a letter that is about no order. */
export const letterFrame: Record<Locale, { greeting: string; about: string; foot: string }> = {
  en: {
    greeting: 'Dear {reader},',
    about: 'Order {order}: {buyer} buys from {supplier}.',
    foot: 'Sent by the trade platform because you take part in this. Times are Hong Kong time.',
  },
  'zh-CN': {
    greeting: '{reader}，您好：',
    about: '订单{order}：买方{buyer}，卖方{supplier}。',
    foot: '您是相关当事人，故由交易平台发出本函。所列时间均为香港时间。',
  },
  'zh-HK': {
    greeting: '{reader}，您好：',
    about: '訂單{order}：買方{buyer}，賣方{supplier}。',
    foot: '您是相關當事人，故由交易平台發出本函。所列時間均為香港時間。',
  },
  cs: {
    greeting: 'Dobrý den, {reader},',
    about: 'Objednávka {order}: {buyer} kupuje od {supplier}.',
    foot: 'Posílá obchodní platforma, protože se vás to týká. Časy jsou v hongkongském čase.',
  },
};
