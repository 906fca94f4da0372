import { canonicalJson } from '../../domain/hash.ts';
import type { Contract, Order } from '../../domain/order/order.ts';
import { isSealed } from '../../domain/order/sourced.ts';
import { contractContent } from '../../domain/order/stages/contract.ts';
import { contractPaper, purchaseOrderPaper } from '../../domain/papers/papers.ts';
import type { Locale } from '../../domain/words/locale.ts';
import type { RecordedFact } from '../../domain/record.ts';
import { documentsOf } from '../../persistence/documents.ts';
import { chainOf, type ChainedFact } from '../../persistence/evidence.ts';
import { wholeThread } from '../../persistence/kept.ts';
import type { ApiDeps } from '../deps.ts';
import { factFor, isOffer } from '../fact-sight.ts';
import { seesDocument, type Sight, sightOf } from '../sight.ts';
import { type EvidencePart, factName, jsonPart, part, sha256 } from './parts.ts';
import { keyedParts, timestampParts } from './proofs.ts';
import { about, type Papered } from './reading.ts';

/** Everything that proves what was agreed and what happened, as files with their hashes. */
export interface Evidence {
  format: 'trade-evidence/1';
  order: string;
  madeAt: string;
  /** The lines of a SHA256SUMS file over all parts, as `sha256sum --check` reads them. */
  manifest: string;
  /** SHA-256 of the manifest. */
  root: string;
  parts: EvidencePart[];
}

/** What was signed, byte for byte: its SHA-256 is the hash that every signature names. */
function signedPart({ found, agreed }: Papered, contract: Contract): EvidencePart {
  const { version, previousHash, terms, goldenSamples } = contract;
  const before = version === 1 ? (agreed.purchaseOrder?.number ?? null) : previousHash;
  return jsonPart(`contract-${version}.json`, contractContent(found.order, version, before, terms, goldenSamples));
}

async function contractParts(deps: ApiDeps, papers: Papered, locale: Locale): Promise<EvidencePart[]> {
  const parts: EvidencePart[] = [];
  for (const contract of papers.agreed.contracts) {
    parts.push(signedPart(papers, contract));
    const paper = await deps.renderPdf(contractPaper(about(papers, locale), contract));
    parts.push(part(`contract-${contract.version}.pdf`, 'application/pdf', paper));
  }
  return parts;
}

async function orderParts(deps: ApiDeps, papers: Papered, locale: Locale): Promise<EvidencePart[]> {
  const issued = papers.agreed.purchaseOrder;
  if (issued === null) return [];
  const { version, terms, validUntil, buildUp } = issued.version;
  const built = buildUp === undefined ? {} : { buildUp };
  const paper = await deps.renderPdf(purchaseOrderPaper(about(papers, locale), issued));
  return [
    jsonPart('offer-agreed.json', { order: papers.found.order.order, version, terms, validUntil, ...built }),
    jsonPart('purchase-order.json', issued),
    part('purchase-order.pdf', 'application/pdf', paper),
  ];
}

function isSeenWhole(fact: RecordedFact, sight: Sight): boolean {
  const seen = factFor(sight, fact);
  return seen !== null && canonicalJson(seen) === canonicalJson(fact);
}

/** The chain up to an offer under seal: a hash over little that is unknown could be tried out. */
function unsealed(chain: ChainedFact[], order: Order, sight: Sight): ChainedFact[] {
  const first = isSealed(order) && sight !== 'supplier' ? chain.findIndex(isOffer) : -1;
  return first === -1 ? chain : chain.slice(0, first);
}

/**
 * The facts with the chain of their hashes. A fact the reader may see whole comes as the very bytes its hash is over;
 * of the others only the hash is told, which the next fact carries on. An offer under seal ends what is told.
 */
function factParts({ found, facts }: Papered, whole: ChainedFact[]): EvidencePart[] {
  const sight = sightOf(found.roles);
  const chain = unsealed(whole, found.order, sight);
  const shown = new Set(facts.filter((fact) => isSeenWhole(fact, sight)).map(({ seq }) => seq));
  const rows = chain.map(({ seq, hash, at, type }) => `${seq} ${hash} ${at} ${shown.has(seq) ? type : 'withheld'}`);
  return [
    part('chain.txt', 'text/plain', `${rows.join('\n')}\n`),
    ...chain
      .filter(({ seq }) => shown.has(seq))
      .map(({ seq, hashed }) => part(`${factName(seq)}.txt`, 'text/plain', hashed)),
  ];
}

/** What happened, as the reader may read it: of facts that are withheld as a whole, the part that is for them. */
function timelinePart({ found, facts }: Papered): EvidencePart {
  const sight = sightOf(found.roles);
  const sealed = isSealed(found.order);
  return jsonPart(
    'timeline.json',
    facts.flatMap((fact) => factFor(sight, fact, sealed) ?? []),
  );
}

/** The thread of the order, each message in the stage it was sent in; internal notes are for the platform only. */
async function threadPart(deps: ApiDeps, { found }: Papered): Promise<EvidencePart> {
  const internal = sightOf(found.roles) === 'platform';
  return jsonPart('messages.json', await wholeThread(deps.orm, { order: found.view.order, internal }));
}

/** Gathers the evidence of an order for one of its parties or the platform, in one piece. */
export async function gatherEvidence(deps: ApiDeps, papers: Papered, locale: Locale): Promise<Evidence> {
  const { order } = papers.found.view;
  const kept = await documentsOf(papers.seen, order, papers.found.roles);
  const documents = kept.filter((one) => seesDocument(sightOf(papers.found.roles), papers.found.order, one));
  const signatures = papers.agreed.contracts.at(-1)?.signatures ?? [];
  const parts = [
    ...(await contractParts(deps, papers, locale)),
    ...(await orderParts(deps, papers, locale)),
    jsonPart('signatures.json', signatures),
    ...(await keyedParts(papers)),
    ...(await timestampParts(papers)),
    jsonPart('companies.json', papers.companies),
    jsonPart('documents.json', documents),
    await threadPart(deps, papers),
    timelinePart(papers),
    ...factParts(papers, await chainOf(papers.seen, order)),
  ];
  const manifest = parts.map((one) => `${one.sha256}  ${one.name}\n`).join('');
  const root = sha256(Buffer.from(manifest, 'utf8'));
  return { format: 'trade-evidence/1', order, madeAt: deps.now(), manifest, root, parts };
}
