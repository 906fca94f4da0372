import { formatAmount, parseAmount } from '../../../src/domain/money.ts';
import type { Agreed, QuoteVersion } from '../../../src/domain/order/order.ts';
import { lineOf } from '../clauses.ts';
import { catalogue, enquiry, negotiation, quote } from '../files.ts';
import { does, opens, refused } from '../moves.ts';
import { seenBy, type Story } from '../story.ts';

const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** The terms so far, as this act reads them back from the order. */
async function agreed(
  story: Story,
  who: 'buyer' | 'supplier',
): Promise<{ versions: QuoteVersion[]; drafting: Agreed['drafting'] }> {
  return (await seenBy(story, who)).state as unknown as Agreed;
}

async function latest(story: Story, who: 'buyer' | 'supplier'): Promise<QuoteVersion> {
  const { versions } = await agreed(story, who);
  return versions.at(-1) as QuoteVersion;
}

/** The supplier's first offer: every line of the enquiry at the catalogue's price, and the standing clauses. */
function firstTerms(): object {
  const products = new Map(catalogue().map((product) => [product.sku, product]));
  const { clauses, leadTimeDays } = quote();
  const lines = enquiry().demand.items.map(({ sku, quantity }, index) => {
    const product = products.get(sku);
    if (product === undefined)
      throw new Error(`examples/enquiry.json asks for ${sku}, which the catalogue does not have`);
    return lineOf(product, index + 1, quantity);
  });
  return { ...clauses, deliverBy: inDays(leadTimeDays).slice(0, 10), lines };
}

/** From the buyer's enquiry to a contract both have signed by its hash. */
export async function agree(story: Story): Promise<void> {
  const asked = enquiry();
  story.teller.title('Enquiry');
  await opens(
    story,
    'buyer',
    asked,
    `${asked.demand.items.length} items of examples/enquiry.json, asked of c-brightworks`,
  );
  await does(
    story,
    'supplier',
    'askForDetails',
    { question: 'EU plug on both lamps, or a UK plug on the floor lamp?' },
    {
      says: 'the answer clock pauses',
    },
  );
  await does(
    story,
    'buyer',
    'answerDetails',
    { answer: 'EU plugs (CEE 7/16) on both.' },
    { says: 'the answer clock goes on' },
  );
  await does(
    story,
    'supplier',
    'submitQuote',
    { terms: firstTerms(), validUntil: inDays(quote().validDays) },
    {
      leadsTo: 'quote',
      says: 'version 1, priced from examples/catalogue.csv',
    },
  );
  story.teller.note('offer', await offerIn(story));
  await negotiate(story);
  await sign(story);
}

async function offerIn(story: Story): Promise<string> {
  const { terms } = await latest(story, 'buyer');
  const price = (minor: number) => formatAmount(minor, terms.currency);
  const lines = terms.lines.map(({ quantity, sku, price: { minor } }) => `${quantity} × ${sku} at ${price(minor)}`);
  const total = terms.lines.reduce((sum, { quantity, price: { minor } }) => sum + quantity * minor, 0);
  return `${lines.join(', ')} = ${price(total)} ${terms.currency}; ${terms.warrantyDays} days of warranty`;
}

async function negotiate(story: Story): Promise<void> {
  story.teller.title('Quote and negotiation');
  const first = await latest(story, 'buyer');
  for (const { by, prices, clauses, because } of negotiation()) {
    const { terms } = await latest(story, by);
    const lines = terms.lines.map((line) => {
      const price = prices[line.sku];
      return price === undefined
        ? line
        : { ...line, price: { ...line.price, minor: parseAmount(price, terms.currency) } };
    });
    await does(story, by, 'counterOffer', {
      terms: { ...terms, ...clauses, lines },
      validUntil: inDays(quote().validDays),
    });
    const { version, changes } = await latest(story, by);
    story.teller.note(
      `v${version}`,
      changes.map(({ path, from, to }) => `${path} ${String(from)} → ${String(to)}`).join(', '),
    );
    story.teller.note('because', because);
  }
  await refused(story, 'supplier', 'acceptQuote', { hash: (await latest(story, 'supplier')).hash }, 'own-offer');
  await refused(story, 'buyer', 'acceptQuote', { hash: first.hash }, 'stale-hash');
  const { hash, version } = await latest(story, 'buyer');
  await does(
    story,
    'buyer',
    'acceptQuote',
    { hash },
    {
      leadsTo: 'contract',
      says: `version ${version} by its hash ${hash.slice(0, 12)}…`,
      twice: true,
    },
  );
  story.teller.note('agreed', await offerIn(story));
}

async function sign(story: Story): Promise<void> {
  story.teller.title('Contract');
  const { hash } = await latest(story, 'buyer');
  await does(
    story,
    'buyer',
    'issuePurchaseOrder',
    { number: `PO-${story.order}`, hash },
    { says: 'a proposal, not yet binding' },
  );
  await does(story, 'supplier', 'draftContract', {}, { says: 'drafted and signed from the agreed version' });
  const { drafting } = await agreed(story, 'buyer');
  const draft = drafting.draft?.hash ?? '';
  await does(
    story,
    'buyer',
    'confirmContract',
    { hash: draft },
    {
      leadsTo: 'escrow',
      says: `by the draft's hash ${draft.slice(0, 12)}…: now it binds`,
    },
  );
}
