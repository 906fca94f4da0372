import { creditDebitOf } from './charges.ts';
import { type BankEntry, type Party, type SaidAmount, saidAmount } from './entry.ts';
import { allAt, at, attribute, children, textAt, textsAt, type XmlNode } from './xml.ts';

export type Detail = Pick<
  BankEntry,
  | 'txAcctSvcrRef'
  | 'endToEndId'
  | 'txId'
  | 'uetr'
  | 'instrId'
  | 'structuredReferences'
  | 'structuredReferenceTypes'
  | 'documentNumbers'
  | 'unstructured'
  | 'additionalInfo'
  | 'instructedAmount'
  | 'debtor'
  | 'creditor'
  | 'returned'
> & {
  said: SaidAmount | null;
  saidIn: 'TxDtls/Amt' | 'AmtDtls/TxAmt' | null;
  creditDebit: BankEntry['creditDebit'] | null;
  bankTransactionCode: string | null;
};

/** Reads one TxDtls of camt.053/camt.054, versions 02 and newer; every field is empty for an entry that has none. */
export function readDetail(node: XmlNode | undefined): Detail {
  return {
    ...amountOf(node),
    creditDebit: creditDebitOf(textAt(node, 'CdtDbtInd')),
    ...referencesOf(node),
    ...remittanceOf(node),
    instructedAmount: amountAt(node, 'AmtDtls', 'InstdAmt', 'Amt'),
    debtor: partyOf(node, 'Dbtr'),
    creditor: partyOf(node, 'Cdtr'),
    returned: returnOf(node),
    bankTransactionCode: bankTransactionCode(at(node, 'BkTxCd')),
  };
}

/** An amount element with its currency; null when either is missing. */
export function amountAt(node: XmlNode | undefined, ...path: string[]): SaidAmount | null {
  const element = at(node, ...path);
  const amount = textAt(element);
  const currency = attribute(element, 'Ccy');
  return amount === null || currency === null ? null : saidAmount(amount, currency);
}

function amountOf(node: XmlNode | undefined): Pick<Detail, 'said' | 'saidIn'> {
  const own = amountAt(node, 'Amt');
  if (own !== null) return { said: own, saidIn: 'TxDtls/Amt' };
  const transaction = amountAt(node, 'AmtDtls', 'TxAmt', 'Amt');
  return { said: transaction, saidIn: transaction === null ? null : 'AmtDtls/TxAmt' };
}

function referencesOf(node: XmlNode | undefined) {
  const references = at(node, 'Refs');
  return {
    txAcctSvcrRef: provided(textAt(references, 'AcctSvcrRef')),
    endToEndId: provided(textAt(references, 'EndToEndId')),
    txId: provided(textAt(references, 'TxId')),
    uetr: textAt(references, 'UETR'),
    instrId: provided(textAt(references, 'InstrId')),
  };
}

/** Banks must fill mandatory references they do not have; NONREF is the word SWIFT messages bring along. */
export const provided = (reference: string | null): string | null =>
  reference === null || /^(NOT ?PROVIDED|NONREF)$/i.test(reference) ? null : reference;

function remittanceOf(node: XmlNode | undefined) {
  const information = at(node, 'RmtInf');
  const structured = children(information, 'Strd');
  const referenced = structured
    .flatMap((each) => children(each, 'CdtrRefInf'))
    .flatMap((each) => {
      const reference = textAt(each, 'Ref');
      const type = textAt(each, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(each, 'Tp', 'CdOrPrtry', 'Prtry') ?? '';
      return reference === null ? [] : [{ reference, type }];
    });
  return {
    structuredReferences: referenced.map(({ reference }) => reference),
    structuredReferenceTypes: referenced.map(({ type }) => type),
    documentNumbers: structured.flatMap((each) => children(each, 'RfrdDocInf')).flatMap(invoiceNumber),
    unstructured: textsAt(information, 'Ustrd').join(' '),
    additionalInfo: [...textsAt(information, 'Strd', 'AddtlRmtInf'), ...textsAt(node, 'AddtlTxInf')].join(' '),
  };
}

/** CINV is the commercial invoice of the external document type list; a number without a type is taken as one. */
function invoiceNumber(document: XmlNode): string[] {
  const type = textAt(document, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(document, 'Tp', 'CdOrPrtry', 'Prtry') ?? 'CINV';
  const number = textAt(document, 'Nb');
  return number !== null && type === 'CINV' ? [number] : [];
}

/** Name and account; from version .08 on a party is wrapped in `Pty`, or is a bank under `Agt`. */
function partyOf(node: XmlNode | undefined, role: 'Dbtr' | 'Cdtr'): Party {
  const party = at(node, 'RltdPties', role);
  return {
    name: textAt(party, 'Nm') ?? textAt(party, 'Pty', 'Nm') ?? textAt(party, 'Agt', 'FinInstnId', 'Nm'),
    account: accountId(at(node, 'RltdPties', `${role}Acct`)),
  };
}

/** The IBAN, or whatever other identification the account has. */
export function accountId(account: XmlNode | undefined): string | null {
  const iban = textAt(account, 'Id', 'IBAN');
  return iban === null ? textAt(account, 'Id', 'Othr', 'Id') : iban.replaceAll(' ', '').toUpperCase();
}

function returnOf(node: XmlNode | undefined): BankEntry['returned'] {
  const information = at(node, 'RtrInf');
  if (information === undefined) return null;
  return {
    reasonCode: textAt(information, 'Rsn', 'Cd') ?? textAt(information, 'Rsn', 'Prtry'),
    reasonText: textsAt(information, 'AddtlInf').join(' ') || null,
  };
}

/** Domain, family and sub-family joined by '/', or the bank's own code. */
export function bankTransactionCode(node: XmlNode | undefined): string | null {
  const family = at(node, 'Domn', 'Fmly');
  const parts = [textAt(node, 'Domn', 'Cd'), textAt(family, 'Cd'), textAt(family, 'SubFmlyCd')].filter(
    (part) => part !== null,
  );
  return parts.length > 0 ? parts.join('/') : textAt(node, 'Prtry', 'Cd');
}

/**
 * Every TxDtls of an entry, whatever number of NtryDtls they are spread over, and how many transactions its batches
 * promise.
 */
export function detailsOf(entry: XmlNode): { nodes: XmlNode[]; promised: number } {
  const promised = textsAt(entry, 'NtryDtls', 'Btch', 'NbOfTxs').map(Number).filter(Number.isSafeInteger);
  return { nodes: allAt(entry, 'NtryDtls', 'TxDtls'), promised: promised.reduce((sum, each) => sum + each, 0) };
}
