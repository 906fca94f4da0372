import { documentTypes } from '../../document-types.ts';
import type { CreditDiscrepancy, PresentedDocument } from '../documents.ts';
import { insuranceTypes, invoiceTypes, type Requirement, transportArticles } from '../terms.ts';
import { type Examined, finding, holds, mayDescribe, partyFindings } from './examined.ts';

/** The presented documents the credit calls for; the others are disregarded and may be returned (article 14(g)). */
export const calledFor = ({ documents, terms }: Pick<Examined, 'documents' | 'terms'>): PresentedDocument[] =>
  documents.filter(({ type }) => terms.documents.some((required) => required.type === type));

/** Each document the credit calls for: there, in its originals and copies (article 17), issued and stating as asked. */
export function requirementFindings(required: Requirement, { documents }: Examined): CreditDiscrepancy[] {
  const presented = documents.filter(({ type }) => type === required.type);
  if (presented.length === 0) {
    const expected = documentTypes[required.type];
    return [{ article: '14(a)', document: required.type, field: 'documents', expected, found: 'not presented' }];
  }
  return presented.flatMap((document) => [
    ...countFindings(document, required),
    ...(required.issuer === undefined || holds(document.issuer.name, required.issuer)
      ? []
      : [finding(document, '14(f)', 'issuer', required.issuer, document.issuer.name)]),
    ...required.states
      .filter((statement) => !document.states.some((each) => holds(each, statement)))
      .map((statement) => finding(document, '14(a)', 'states', statement, undefined)),
  ]);
}

/** One original of each document at least (17(a)); where copies are asked for, originals do as well (17(d)). */
function countFindings(document: PresentedDocument, { originals, copies }: Requirement): CreditDiscrepancy[] {
  if (document.originals < originals) {
    return [finding(document, '17(a)', 'originals', `${originals}`, `${document.originals}`)];
  }
  const spare = document.originals - originals + document.copies;
  return spare >= copies ? [] : [finding(document, '17(d)', 'copies', `${copies}`, `${spare}`)];
}

const ownArticle = (type: PresentedDocument['type']): boolean =>
  invoiceTypes.includes(type) || insuranceTypes.includes(type) || transportArticles[type] !== undefined;

/**
 * What is asked of any document: not dated after its presentation (14(i); before the issue of the credit it may be),
 * naming this credit where it names one, the applicant as consignee where it names one, goods it may describe in
 * general terms (14(e)).
 */
export function faceFindings(document: PresentedDocument, { terms, presentedOn }: Examined, credit: string) {
  const found: CreditDiscrepancy[] = [];
  if (document.issuedOn !== undefined && document.issuedOn > presentedOn) {
    found.push(finding(document, '14(i)', 'issuedOn', `at latest ${presentedOn}`, document.issuedOn));
  }
  if (document.credit !== undefined && document.credit !== credit) {
    found.push(finding(document, '14(d)', 'credit', credit, document.credit));
  }
  if (document.beneficiary !== undefined && !invoiceTypes.includes(document.type)) {
    const parties = { expected: terms.beneficiary, stated: document.beneficiary };
    found.push(...partyFindings(document, '14(d)', 'beneficiary', parties));
  }
  if (document.consignee !== undefined) {
    const parties = { expected: terms.applicant, stated: document.consignee };
    found.push(...partyFindings(document, '14(d)', 'consignee', parties));
  }
  return invoiceTypes.includes(document.type) ? found : [...found, ...goodsFindings(document, terms.goods)];
}

function goodsFindings(document: PresentedDocument, goods: Examined['terms']['goods']): CreditDiscrepancy[] {
  return (document.lines ?? []).flatMap(({ line, description }) => {
    const known = goods.find((each) => each.line === line);
    const field = `lines.${line}.description`;
    if (known === undefined) return [finding(document, '14(d)', `lines.${line}`, 'goods of the credit', `${line}`)];
    if (description === undefined || mayDescribe(description, known.description)) return [];
    return [finding(document, ownArticle(document.type) ? '14(d)' : '14(e)', field, known.description, description)];
  });
}
