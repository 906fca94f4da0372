import { formatAmount } from '../../../src/domain/money.ts';
import type { PaymentRequest } from '../../../src/domain/order/parts.ts';
import { carryOut, openRequest, pay, reportAgain } from '../bank.ts';
import { bankParties } from '../files.ts';
import { visit } from '../http.ts';
import { does, refused } from '../moves.ts';
import { expectThat, fail, pathOf, read, seenBy, type Story } from '../story.ts';

interface Page {
  amount: string;
  amountMinor: number;
  currency: string;
  reference: string;
  sellerOfRecord: string;
  rails: { title: string; allowed: boolean }[];
}

/** A link by which anybody who has it could pay the deposit: opened, looked at by a stranger, and taken back. */
async function offerLink(story: Story, request: PaymentRequest): Promise<void> {
  await does(
    story,
    'buyer',
    'openPaymentLink',
    { request: request.id },
    { says: `one way to pay ${request.id}, once` },
  );
  await refused(story, 'buyer', 'openPaymentLink', { request: request.id }, 'payment-link-live');
  const listed = await read<{ links: { link: string; path: string | null }[] }>(
    story,
    'buyer',
    pathOf(story, '/payment-links'),
  );
  const { link, path } = listed.links.at(-1) ?? fail(story, 'the buyer should see the link');
  const stranger = visit(story.apiUrl);
  const { status, body } = await stranger.get<Page>(path ?? '');
  expectThat(story, status === 200, `the page should answer whoever has the link; it answered ${status}`);
  const { amount, amountMinor, currency, reference, sellerOfRecord, rails } = body;
  const asAsked = amountMinor === request.amountMinor && reference === request.reference;
  expectThat(story, asAsked, `the page should ask for the request's own amount; it shows ${JSON.stringify(body)}`);
  const secret = /brightworks/i.test(JSON.stringify(body));
  expectThat(story, !secret, 'the page should not tell whom the goods are bought from');
  story.teller.step('a stranger', 'open the link', {
    says: `${amount} ${currency} to ${sellerOfRecord}, ${reference}`,
  });
  const offered = rails.filter(({ allowed }) => allowed).map(({ title }) => title);
  expectThat(story, offered.length > 0, 'the page should offer at least one way to pay');
  story.teller.note('by', `${offered.join(', ')}; of ${rails.length} rails, the others are not set up here`);
  const reason = 'The accounts department pays by transfer after all.';
  await does(story, 'buyer', 'revokePaymentLink', { link, reason }, { says: reason });
  const late = await stranger.get<{ code: string }>(path ?? '');
  expectThat(story, late.status === 410, `a revoked link should be over; the page answered ${late.status}`);
  story.teller.step('a stranger', 'open the link', { refused: true, says: `REFUSED  410 ${late.body.code}` });
}

/** The deposit: first short, because a bank on the way kept its charge, and so sent back; then exact. */
export async function payDeposit(story: Story): Promise<void> {
  const { teller } = story;
  teller.title('Deposit into escrow');
  const request = await openRequest(story);
  const { amountMinor, currency, reference, deadline } = request;
  teller.note('asked', `${formatAmount(amountMinor, currency)} ${currency}, charges OUR, reference ${reference}`);
  teller.note('until', deadline);

  await offerLink(story, request);
  await pay(story, request, bankParties().wireChargeMinor);
  const short = await seenBy(story, 'operator');
  expectThat(story, short.stage === 'escrow', `a short payment should not fund the order; it is in ${short.stage}`);
  expectThat(story, short.heldMinor === 0, `nothing of a short payment should be held; ${short.heldMinor} is`);
  teller.note(
    'so',
    'Short by a bank charge: by the rules it goes back, less what the return costs; the request stays open.',
  );
  await carryOut(story, 'RETURN');

  const notification = await pay(story, request);
  await reportAgain(story, notification);
  const paid = await seenBy(story, 'operator');
  expectThat(
    story,
    paid.stage === 'production',
    `the exact deposit should start production; the order is in ${paid.stage}`,
  );
  expectThat(
    story,
    paid.heldMinor === request.amountMinor,
    `${request.amountMinor} should be held; ${paid.heldMinor} is`,
  );
}
