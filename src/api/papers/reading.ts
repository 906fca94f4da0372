import type { RecordedFact } from '../../domain/record.ts';
import type { Actor } from '../../domain/parties.ts';
import { type Agreed, agreedIn } from '../../domain/papers/agreed.ts';
import type { About } from '../../domain/papers/papers.ts';
import type { Locale } from '../../domain/words/locale.ts';
import type { Paper } from '../../domain/words/paper.ts';
import { factsOf } from '../../persistence/order-reader.ts';
import { companiesByIds, type Company } from '../../persistence/people.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { sightOf } from '../sight.ts';
import { type VisibleOrder, visibleOrder } from '../visible-order.ts';

export const noSuchPaper = () =>
  problem(404, 'unknown-document', 'This order has no such document, or none for your role.');

/** An order as both sides and the platform read its papers. */
export interface Papered {
  found: VisibleOrder;
  facts: RecordedFact[];
  agreed: Agreed;
  companies: Company[];
}

/**
 * What the parties of an order have put on paper. Throws ProblemError 404 for everybody who has no part in the order,
 * and for those who only handle its goods.
 */
export async function papered({ orm }: ApiDeps, number: string, actor: Actor): Promise<Papered> {
  const found = await visibleOrder(orm, number, actor);
  if (sightOf(found.roles) === 'logistics') throw noSuchPaper();
  const facts = await factsOf(orm, found.view.order);
  const companies = await companiesByIds(orm, Object.values(found.view.companies));
  return { found, facts, agreed: agreedIn(facts), companies };
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
