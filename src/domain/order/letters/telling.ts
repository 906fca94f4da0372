import { formatAmount } from '../../money.ts';
import type { OrderLetterKind } from '../../words/letters/order.ts';
import type { LetterData } from '../../words/letter.ts';
import type { Facts, FactType, HappenedFact } from '../facts.ts';
import type { Order } from '../order.ts';
import type { Terms } from '../terms.ts';

/** Who can be written to about an order: a role, of the order's company where the role is bound to one. */
export type Reader =
  | 'buyer'
  | 'supplier'
  | 'warehouse-operator'
  | 'inspector'
  | 'customs-broker'
  | 'carrier'
  | 'bank'
  | 'adviser'
  | 'operator';

/** A letter before it is addressed. */
export interface Told {
  to: Reader;
  kind: OrderLetterKind;
  data: LetterData;
  /** The company of the readers where it is not the one that stands on the order. */
  company?: string;
}

/** What a fact makes the house write, and to whom; `order` is the order after the command that caused it. */
export type Teller<T extends FactType> = (data: Facts[T], order: Order, happened: HappenedFact) => Told[];
/** Null: nobody is written to about this fact. */
export type Tellers<T extends FactType> = { [Type in T]: Teller<Type> | null };

export const tell = (to: Reader, kind: OrderLetterKind, data: LetterData = {}): Told => ({ to, kind, data });
export const tellBoth = (kind: OrderLetterKind, data: LetterData = {}): Told[] => [
  tell('buyer', kind, data),
  tell('supplier', kind, data),
];
export const otherSide = (side: string): 'buyer' | 'supplier' => (side === 'buyer' ? 'supplier' : 'buyer');

/** An amount for people: `USD 12,500.00`. */
export function amount(minor: number, currency: string): string {
  const [whole = '', fraction] = formatAmount(minor, currency).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${fraction === undefined ? grouped : `${grouped}.${fraction}`}`;
}

/** Basis points as a percentage: 2550 is `25.5 %`. */
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`;

/** The lines of a contract, one below the other. */
export const itemsOf = ({ lines }: Pick<Terms, 'lines'>): string =>
  lines.map(({ line, quantity, sku, description }) => `${line}. ${quantity} × ${sku} ${description}`).join('\n');
