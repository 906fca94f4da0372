import type { Contract, ContractDraft, OrderCore, Signature } from '../order/order.ts';
import type { FieldChange } from '../order/terms.ts';
import type { Locale } from '../words/locale.ts';
import type { Paper } from '../words/paper.ts';
import type { IssuedOrder } from './agreed.ts';
import { clausesOf, deliverySection, goodsSection, paymentSection } from './clauses.ts';
import type { Wording } from './wording.ts';
import { wordings } from './words.ts';
import { dateOf } from './written.ts';

/** The order a paper is about; `names` gives the companies' names by id. */
export interface About {
  order: Pick<OrderCore, 'order' | 'companies' | 'profile'>;
  names: Readonly<Record<string, string>>;
  locale: Locale;
}

const partiesOf = ({ order, names }: About, words: Wording): Paper['facts'] => {
  const { buyer, supplier, warehouse } = order.companies;
  const name = (id: string) => `${names[id] ?? id} (${id})`;
  return [
    { label: words.order, value: order.order },
    { label: words.buyer, value: name(buyer) },
    { label: words.supplier, value: name(supplier) },
    { label: words.warehouse, value: name(warehouse) },
  ];
};

/** The buyer's purchase order on paper: a proposal by the agreed version, named by its hash (requirements.md S52). */
export function purchaseOrderPaper(about: About, { number, issuedAt, version }: IssuedOrder): Paper {
  const words = wordings[about.locale];
  const { terms, hash } = version;
  return {
    title: words.purchaseOrder,
    subtitle: number,
    locale: about.locale,
    facts: [
      { label: words.number, value: number },
      { label: words.issued, value: dateOf(about.locale, issuedAt) },
      ...partiesOf(about, words),
      { label: words.agreed, value: hash },
    ],
    sections: [
      goodsSection(terms, words),
      deliverySection(terms, words),
      paymentSection(terms, words),
      { heading: words.purchaseOrder, paragraphs: [words.proposal] },
    ],
    hash,
    footer: words.binding,
  };
}

const signaturesSection = (about: About, signatures: Signature[], words: Wording): Paper['sections'][number] => {
  const { party, company, user, at, hash } = words.signatureColumns;
  const rows = signatures.map((one) => [
    words[one.party],
    about.names[one.company] ?? one.company,
    one.user,
    dateOf(about.locale, one.at),
    one.hash,
  ]);
  const missing = (['supplier', 'buyer'] as const).filter((side) => !signatures.some((one) => one.party === side));
  return {
    heading: words.signatures,
    paragraphs: missing.map((side) => `${words[side]}: ${words.unsigned}`),
    table: { columns: [party, company, user, at, hash].map((label) => ({ label })), rows },
  };
};

/**
 * A signed contract on paper: its clauses in words from the terms the engine runs, every signature with the hash it is
 * under, and the hash of the version it amends (requirements.md S28, S55).
 */
export function contractPaper(about: About, contract: Contract): Paper {
  const words = wordings[about.locale];
  const { version, sealedAt, method, previousHash, terms, hash, signatures } = contract;
  return {
    title: words.contract,
    subtitle: `${about.order.order}, ${words.version} ${version}`,
    locale: about.locale,
    facts: [
      ...partiesOf(about, words),
      { label: words.version, value: String(version) },
      { label: words.sealed, value: dateOf(about.locale, sealedAt) },
      { label: words.signing, value: words.method[method] },
      ...(previousHash === null ? [] : [{ label: words.previous, value: previousHash }]),
    ],
    sections: [...clausesOf(terms, about.order.profile, words), signaturesSection(about, signatures, words)],
    hash,
    footer: words.binding,
  };
}

const written = (value: unknown): string => (value === null ? '–' : JSON.stringify(value));

function differences(changes: FieldChange[], words: Wording): Paper['sections'] {
  if (changes.length === 0) return [];
  const { clause, agreed, drafted } = words.differenceColumns;
  const rows = changes.map(({ path, from, to }) => [path, written(from), written(to)]);
  const columns = [clause, agreed, drafted].map((label) => ({ label }));
  return [{ heading: words.differences, paragraphs: [], table: { columns, rows } }];
}

/** The supplier's draft on paper, first of all where it differs from what was agreed (requirements.md S53). */
export function draftPaper(about: About, { terms, hash, changes, draftedAt, signature }: ContractDraft): Paper {
  const words = wordings[about.locale];
  return {
    title: words.contractDraft,
    subtitle: about.order.order,
    locale: about.locale,
    facts: [...partiesOf(about, words), { label: words.issued, value: dateOf(about.locale, draftedAt) }],
    sections: [
      ...differences(changes, words),
      ...clausesOf(terms, about.order.profile, words),
      signaturesSection(about, [signature], words),
    ],
    hash,
    footer: words.binding,
  };
}
