import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeCamt054 } from '../../src/gateways/bank/reports.ts';

/** A payment order the bank has taken out of the transfer folder. */
export interface TakenOrder {
  file: string;
  messageId: string;
  endToEndId: string;
  amount: string;
  currency: string;
  sha256: string;
}

/** Money that moved on the trust account, as the bank booked it: minor units, credits positive. */
export interface Movement {
  currency: string;
  amountMinor: number;
}

/** A payment of a buyer, as the bank tells of it. */
interface Received {
  reference: string;
  currency: string;
  amountMinor: number;
  payer: string;
}

/** The bank of the sandbox, played: takes payment orders from the folder, books, and says what it booked. */
export interface PlayedBank {
  /** Takes away what lies in the outbox, as a bank's transfer agent does, and answers every order taken so far. */
  take(): readonly TakenOrder[];
  /** Books a credit and answers its notification (camt.054). */
  credit(payment: Received): string;
  /** Books a debit that takes a credit back, under what its payer gave, and answers its notification. */
  takeBack(payment: Received): string;
  /** Books a debit for a payment order and answers its notification. */
  debit(payment: { endToEndId: string; currency: string; amountMinor: number }): string;
  /** Says again, in another message, what a notification said: banks do. */
  again(notification: string): string;
  movements(): readonly Movement[];
}

const textIn = (xml: string, tag: string): string =>
  new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
const currencyIn = (xml: string): string => /<InstdAmt Ccy="([A-Z]{3})"/.exec(xml)?.[1] ?? '';

function read(path: string, file: string): TakenOrder {
  const xml = readFileSync(path, 'utf8');
  return {
    file,
    messageId: textIn(xml, 'MsgId'),
    endToEndId: textIn(xml, 'EndToEndId'),
    amount: textIn(xml, 'InstdAmt'),
    currency: currencyIn(xml),
    sha256: createHash('sha256').update(xml).digest('hex'),
  };
}

/** `folder` is the one the workers hand payment orders over in; `run` makes the bank's references its own. */
export function playedBank({ folder, account, run }: { folder: string; account: string; run: string }): PlayedBank {
  const outbox = join(folder, 'outbox');
  const takenFolder = join(folder, 'taken');
  const taken: TakenOrder[] = [];
  const moved: Movement[] = [];
  let messages = 0;
  const notification = (currency: string, entry: Parameters<typeof writeCamt054>[0]['entries'][number]): string => {
    messages += 1;
    const createdAt = new Date().toISOString();
    return writeCamt054({ messageId: `${run}-${messages}`, createdAt, account, currency, entries: [entry] });
  };
  const today = () => new Date().toISOString().slice(0, 10);
  const received = ({ reference, currency, amountMinor, payer }: Received, sign: 1 | -1): string => {
    moved.push({ currency, amountMinor: sign * amountMinor });
    const bankReference = `${run}-${sign === 1 ? 'C' : 'R'}${moved.length}`;
    const debtor = { name: payer, account: 'DE89370400440532013000' };
    return notification(currency, {
      creditDebit: sign === 1 ? 'CRDT' : 'DBIT',
      reversal: sign === -1,
      bankReference,
      bookingDate: today(),
      transactions: [{ amountMinor, bankReference, reference, debtor }],
    });
  };
  return {
    take() {
      mkdirSync(takenFolder, { recursive: true });
      const files = existsSync(outbox) ? readdirSync(outbox).filter((file) => file.endsWith('.xml')) : [];
      for (const file of files) {
        const place = join(takenFolder, `${taken.length}-${file}`);
        renameSync(join(outbox, file), place);
        taken.push(read(place, file));
      }
      return taken;
    },
    credit: (payment) => received(payment, 1),
    takeBack: (payment) => received(payment, -1),
    debit({ endToEndId, currency, amountMinor }) {
      moved.push({ currency, amountMinor: -amountMinor });
      const bankReference = `${run}-D${moved.length}`;
      return notification(currency, {
        creditDebit: 'DBIT',
        bankReference,
        bookingDate: today(),
        transactions: [{ amountMinor, bankReference, endToEndId }],
      });
    },
    again(said) {
      messages += 1;
      return said.replaceAll(/<(MsgId|Id)>[^<]*<\/\1>/g, (whole, tag: string) =>
        whole.includes(run) ? `<${tag}>${run}-${messages}</${tag}>` : whole,
      );
    },
    movements: () => moved,
  };
}
