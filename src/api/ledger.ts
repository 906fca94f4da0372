import { z } from 'zod';
import { accounts, type Posting } from '../domain/ledger.ts';
import { overseers } from '../domain/parties.ts';
import { type BookedTransaction, ledgerOfOrder } from '../persistence/ledger-store.ts';
import { seenBy } from '../persistence/party-view.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { instant, orderParams } from './schemas.ts';
import { sightOf } from './sight.ts';
import type { VisibleOrder } from './visible-order.ts';

const amount = z.object({ account: z.string(), currency: z.string(), amountMinor: z.int() });
const ledgerSchema = z.object({
  order: z.string(),
  transactions: z.array(
    z.object({
      seq: z.int(),
      id: z.string(),
      kind: z.string(),
      at: instant,
      block: z.int().nullable(),
      postings: z.array(amount.extend({ balanceMinor: z.int() })),
    }),
  ),
  balances: z.array(amount),
});

/** What the order moved in the ledger: debits positive, credits negative, with the balance after each posting. */
export const ledgerOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/ledger',
    id: 'ledger',
    tag: 'money',
    access: {
      order: ['buyer', 'supplier', ...overseers],
      otherwise: { code: 'not-your-role', detail: 'The ledger is for the buyer, the supplier and the platform.' },
    },
    summary: "The order's postings with running balances; buyer and supplier see the accounts that are theirs",
    params: orderParams,
    answers: {
      200: {
        description: 'Postings first to last, and the balance of each account over this order',
        schema: ledgerSchema,
      },
    },
    problems: [401, 403, 404],
    async handle({ actor, found }) {
      const sees = accountsSeen(found);
      const booked = await ledgerOfOrder(seenBy(deps.orm, actor), found.view.order);
      return { status: 200, body: { order: found.view.order, ...withBalances(booked, sees) } };
    },
  });

/**
 * Which accounts a reader sees. Money sent back to the buyer never was the supplier's; those who move goods see none.
 */
function accountsSeen({ view, roles }: VisibleOrder): (account: string) => boolean {
  const own = [accounts.escrow(view.order)];
  switch (sightOf(roles)) {
    case 'platform':
      return () => true;
    case 'buyer':
      own.push(accounts.returns(view.order), accounts.payable(view.companies.buyer));
      break;
    case 'supplier':
      own.push(accounts.payable(view.companies.supplier));
      break;
    case 'logistics':
      return () => false;
  }
  return (account) => own.includes(account);
}

function withBalances(booked: BookedTransaction[], sees: (account: string) => boolean) {
  const sums = new Map<string, Posting>();
  const transactions = booked.map(({ seq, id, kind, at, block, postings }) => ({
    seq,
    id,
    kind,
    at,
    block,
    postings: postings
      .filter(({ account }) => sees(account))
      .map((posting) => {
        const place = `${posting.account} ${posting.currency}`;
        const balanceMinor = (sums.get(place)?.amountMinor ?? 0) + posting.amountMinor;
        sums.set(place, { ...posting, amountMinor: balanceMinor });
        return { ...posting, balanceMinor };
      }),
  }));
  return { transactions: transactions.filter(({ postings }) => postings.length > 0), balances: [...sums.values()] };
}
