import type { RecordedFact } from '../../domain/record.ts';
import { type Actor, overseers, traderRoles } from '../../domain/parties.ts';
import { type Agreed, agreedIn } from '../../domain/papers/agreed.ts';
import type { About } from '../../domain/papers/papers.ts';
import type { Locale } from '../../domain/words/locale.ts';
import type { Paper } from '../../domain/words/paper.ts';
import { factsOf } from '../../persistence/order-reader.ts';
import { type PartyView, seenBy } from '../../persistence/party-view.ts';
import { companiesByIds, type Company } from '../../persistence/people.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { VisibleOrder } from '../visible-order.ts';

const missing = {
  status: 404,
  code: 'unknown-document',
  detail: 'This order has no such document, or none for your role.',
} as const;
export const noSuchPaper = () => problem(404, missing.code, missing.detail);

/** Papers are for both sides and the platform; to those who only handle the goods there are none. */
export const paperReaders = { order: [...traderRoles, ...overseers], otherwise: missing } as const;

/** An order as both sides and the platform read its papers. */
export interface Papered {
  found: VisibleOrder;
  /** The database as the reader may read it. */
  seen: PartyView;
  facts: RecordedFact[];
  agreed: Agreed;
  companies: Company[];
}

/** What the parties of an order have put on paper. */
export async function papered({ orm }: ApiDeps, actor: Actor, found: VisibleOrder): Promise<Papered> {
  const seen = seenBy(orm, actor);
  const facts = await factsOf(seen, found.view.order);
  const companies = await companiesByIds(orm, Object.values(found.view.companies));
  return { found, seen, facts, agreed: agreedIn(facts), companies };
}

export const about = ({ found, companies }: Papered, locale: Locale): About => ({
  order: found.order,
  names: Object.fromEntries(companies.map(({ id, name }) => [id, name])),
  locale,
});

/** A paper as PDF, to be kept as a file under its own name. */
export async function pdfReply({ renderPdf }: ApiDeps, paper: Paper, name: string): Promise<Reply> {
  const headers = { 'Content-Disposition': `attachment; filename="${name}.pdf"` };
  return { status: 200, body: await renderPdf(paper), mediaType: 'application/pdf', headers };
}
