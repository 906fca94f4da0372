import { formatAmount } from '../money.ts';
import type { LetterData } from '../words/letter.ts';
import { closingOf } from './banking.ts';
import { examineBy, presentBy } from './clocks.ts';
import { type Credit, currentPresentation } from './credit.ts';
import type { CreditDiscrepancy } from './documents.ts';
import type { HappenedCreditFact } from './facts.ts';
import type { CreditLetter } from './record.ts';

type Reader = 'applicant' | 'beneficiary' | 'issuing-bank' | 'advising-bank';

const money = (minor: number, currency: string): string => `${formatAmount(minor, currency)} ${currency}`;

/** Article, document and field of each discrepancy, one a line: the notice names every one (article 16(c)(ii)). */
const listed = (discrepancies: readonly CreditDiscrepancy[]): string =>
  discrepancies
    .map(
      ({ article, document, field, expected, found }) =>
        `${article} ${document ?? ''} ${field}: ${expected} ≠ ${found}`,
    )
    .join('\n');

function to(credit: Credit, reader: Reader): CreditLetter['to'] {
  const { applicant, beneficiary, issuingBank, advisingBank } = credit.terms;
  switch (reader) {
    case 'applicant':
      return { company: applicant.company, role: 'buyer' };
    case 'beneficiary':
      return { company: beneficiary.company, role: 'supplier' };
    case 'issuing-bank':
      return { company: issuingBank, role: 'bank' };
    case 'advising-bank':
      return { company: advisingBank ?? issuingBank, role: 'bank' };
  }
}

/** The letters one fact sends, by kind: to whom, and what fills them. `credit` is the credit after the fact. */
export function creditLettersOf(credit: Credit, happened: HappenedCreditFact, seq: number): CreditLetter[] {
  const written = wordsFor(credit, happened);
  if (written === null) return [];
  const { kind, readers, data } = written;
  return readers.map((reader) => ({
    key: `credit:${credit.number}:${seq}:${kind}:${reader}`,
    kind,
    to: to(credit, reader),
    data: { credit: credit.number, order: credit.order, ...data },
    at: happened.at,
  }));
}

interface Written {
  kind: string;
  readers: Reader[];
  data: LetterData;
}

function wordsFor(credit: Credit, happened: HappenedCreditFact): Written | null {
  const { terms } = credit;
  const amount = money(terms.amountMinor, terms.currency);
  const lastDay = presentBy(credit);
  switch (happened.type) {
    case 'CreditIssued':
      return { kind: 'credit-issued', readers: ['applicant', 'advising-bank'], data: { amount, lastDay } };
    case 'CreditAdvised':
      return { kind: 'credit-advised', readers: ['beneficiary'], data: { amount, lastDay } };
    case 'AmendmentIssued':
      return {
        kind: 'credit-amendment-proposed',
        readers: ['beneficiary'],
        data: { reason: credit.amendment?.reason ?? '', cancels: credit.amendment?.terms === null ? 'yes' : 'no' },
      };
    case 'WaiverAsked':
      return {
        kind: 'credit-waiver-asked',
        readers: ['applicant'],
        data: { discrepancies: listed(currentPresentation(credit)?.found ?? []), until: examineBy(credit) },
      };
    case 'DocumentsRefused': {
      const { discrepancies, disposal } = happened.data;
      return {
        kind: 'credit-discrepancies',
        readers: ['beneficiary', 'applicant'],
        data: { discrepancies: listed(discrepancies), count: discrepancies.length, disposal },
      };
    }
    case 'CreditHonoured': {
      const { amountMinor, maturity } = happened.data;
      return {
        kind: 'credit-honoured',
        readers: ['beneficiary', 'applicant'],
        data: { amount: money(amountMinor, terms.currency), maturity },
      };
    }
    case 'ExpiryNeared':
      return {
        kind: 'credit-expiring',
        readers: ['beneficiary', 'applicant'],
        data: { amount, lastDay, closes: closingOf(lastDay, terms) },
      };
    default:
      return null;
  }
}
