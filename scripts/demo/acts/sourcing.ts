import type { Agreed } from '../../../src/domain/order/order.ts';
import { companies, sourcingPlan } from '../company-files.ts';
import { catalogue, catalogueOf, negotiation } from '../files.ts';
import { does, refused } from '../moves.ts';
import { expectThat, fail, read, seenBy, type Story, turnedAway, write } from '../story.ts';
import { type SourcingSeen, untilSourcing } from '../sourcings.ts';
import { offerOf, standingQuote, tenderOf } from '../tender.ts';
import { inDays, repriced } from '../terms.ts';

/** The supplier that is trusted with the trade in the end, by its name in the play. */
const favourite = 'supplier';

/** The orders in which the suppliers answer, each told apart by its company; the house opens them one by one. */
async function ordersOf(story: Story): Promise<Map<string, string>> {
  const everyOneOpen = ({ invitations }: SourcingSeen) => invitations.every(({ stage }) => stage !== null);
  const { invitations } = await untilSourcing(story, 'every supplier has its order', everyOneOpen);
  return new Map(
    [...story.suppliers].map(([who, company]) => {
      const found = invitations.find(({ supplier }) => supplier === company);
      return [who, found?.order ?? fail(story, `${company} should be asked`)];
    }),
  );
}

/** Opens the sealed enquiry to every supplier of the play, with freight, duty and tax stated from the files. */
async function opensSourcing(story: Story): Promise<void> {
  const companyOf = (who: string): string => story.suppliers.get(who) ?? fail(story, `${who} should have a company`);
  story.deadline = new Date(Date.now() + sourcingPlan().answerSeconds * 1000).toISOString();
  const body = tenderOf([...story.suppliers.keys()], companyOf, story.deadline);
  const { sourcing } = await write<{ sourcing: string }>(story, 'buyer', '/v1/sourcings', body);
  story.sourcing = sourcing;
  const { compare } = body;
  const asked = `${story.suppliers.size} suppliers asked, sealed, compared as ${compare.incoterm} ${compare.place}`;
  story.teller.step('buyer', 'open a sourcing', { says: `${sourcing}: ${asked} in ${compare.currency}` });
  story.teller.note('until', story.deadline);
}

/** The supplier asks, is answered, offers, and betters its own offer while nobody has seen it. */
async function favouriteAnswers(story: Story): Promise<void> {
  await does(
    story,
    favourite,
    'askForDetails',
    { question: 'EU plug on both lamps, or a UK plug on the floor lamp?' },
    { says: 'EU plug on both lamps, or a UK plug on the floor lamp?' },
  );
  await does(
    story,
    'buyer',
    'answerDetails',
    { answer: 'EU plugs (CEE 7/16) on both.' },
    { says: 'EU plugs (CEE 7/16) on both.' },
  );
  await does(story, favourite, 'submitQuote', offerOf(standingQuote(), catalogue()), {
    leadsTo: 'quote',
    says: 'version 1, priced from its catalogue, under seal',
  });
  const [better] = negotiation();
  const { versions } = (await seenBy(story, favourite)).state as unknown as Agreed;
  const terms = versions.at(-1)?.terms ?? fail(story, 'the supplier should see its own quote');
  const offer = { terms: repriced(terms, better?.prices ?? {}), validUntil: inDays(standingQuote().validDays) };
  await does(story, favourite, 'counterOffer', offer, { says: 'version 2, still under seal' });
  story.teller.note('because', better?.because ?? '');
}

/** What the seal keeps from everybody but the supplier itself. */
async function staysSealed(story: Story): Promise<void> {
  const path = `/v1/sourcings/${story.sourcing}`;
  const seen = await read<{ asked: number; answered: number; options: unknown[] }>(
    story,
    'buyer',
    `${path}/comparison`,
  );
  expectThat(story, seen.options.length === 0, 'nobody should see a sealed quote before the deadline');
  story.teller.note('sealed', `${seen.answered} of ${seen.asked} have answered; what they offer nobody sees`);
  const { versions } = (await seenBy(story, favourite)).state as unknown as Agreed;
  const hash = versions.at(-1)?.hash ?? '';
  await refused(story, favourite, 'acceptQuote', { hash }, 'own-offer');
  await refused(story, 'buyer', 'acceptQuote', { hash }, 'award-decides');
  await turnedAway(story, 'buyer', {
    path: `${path}/evaluation`,
    body: { reason: 'Too early.' },
    what: 'evaluate the quotes',
    code: 'still-open',
  });
}

/** Three suppliers are asked at once and answer under seal, each in an order of its own. */
export async function source(story: Story): Promise<void> {
  story.teller.title('Sourcing from three suppliers');
  await opensSourcing(story);
  const orders = await ordersOf(story);
  story.orders = [...orders.values()];
  const { quotes } = sourcingPlan();
  for (const [who, planned] of Object.entries(quotes)) {
    story.order = orders.get(who) ?? fail(story, `${who} should have an order`);
    const name = companies().find((each) => each.as === who)?.catalogue ?? '';
    const { incoterm, namedPlace } = planned.clauses as Record<string, string>;
    await does(story, who, 'submitQuote', offerOf(planned, catalogueOf(name)), {
      leadsTo: 'quote',
      says: `in order ${story.order}: ${incoterm} ${namedPlace}, ${planned.leadTimeDays} days`,
    });
  }
  story.order = orders.get(favourite) ?? fail(story, `${favourite} should have an order`);
  await favouriteAnswers(story);
  await staysSealed(story);
}
