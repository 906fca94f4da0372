import { formatAmount, MAX_MINOR } from '../../domain/money.ts';
import { chargesOfDetail, creditDebitOf, isTrue, readCharges } from './charges.ts';
import { accountId, amountAt, bankTransactionCode, type Detail, detailsOf, provided, readDetail } from './detail.ts';
import {
  type Balance,
  type BankEntry,
  type BankNotification,
  minorUnits,
  type SaidAmount,
  type Skipped,
} from './entry.ts';
import { type Unkeyed, withKeys } from './identity.ts';
import {
  at,
  BankMessageError,
  children,
  findAll,
  readXml,
  textAt,
  textOf,
  type XmlLimits,
  type XmlNode,
} from './xml.ts';

const messages = {
  BkToCstmrStmt: { kind: 'camt.053', part: 'Stmt' },
  BkToCstmrDbtCdtNtfctn: { kind: 'camt.054', part: 'Ntfctn' },
} as const;

const messageNames = Object.keys(messages) as (keyof typeof messages)[];

/**
 * Reads a bank's account statement (camt.053) or debit/credit notification (camt.054), version 02 or newer, in any
 * envelope and with any namespace prefix. What a file says wrongly is read as far as it can be; what cannot be read
 * is listed in `skipped`. Throws BankMessageError for what is not well-formed XML, not safe to read or not one of the
 * two messages.
 */
export function parseBankNotification(xml: string, limits: Partial<XmlLimits> = {}): BankNotification {
  const found = findAll(readXml(xml, limits), ...messageNames, 'MsgDefIdr');
  const parts = messageNames.flatMap((name) =>
    found.filter((each) => each.name === name).map(({ node }) => ({ name, node, ...messages[name] })),
  );
  const first = parts[0];
  if (first === undefined) {
    throw new BankMessageError(
      'not-this-message',
      'the file holds neither BkToCstmrStmt (camt.053) nor BkToCstmrDbtCdtNtfctn (camt.054)',
    );
  }
  const read = parts.map(({ node, part, name }) => readMessage(node, part, name));
  const header = at(first.node, 'GrpHdr');
  const definition = found.find(({ name }) => name === 'MsgDefIdr');
  return {
    message: {
      kind: first.kind,
      version: versionOf(xml, textOf(definition?.node), first.kind),
      messageId: textAt(header, 'MsgId'),
      createdAt: textAt(header, 'CreDtTm'),
    },
    entries: withKeys(read.flatMap(({ entries }) => entries)),
    skipped: read.flatMap(({ skipped }) => skipped),
    balances: read.flatMap(({ balances }) => balances),
  };
}

/** From the namespace, or from the business application header where banks leave the namespace out. */
function versionOf(xml: string, definition: string | null, kind: string): string | null {
  const pattern = `${kind.replace('.', '\\.')}\\.\\d{3}\\.(\\d{2})`;
  const namespace = new RegExp(`xmlns(?::[\\w.-]+)?\\s*=\\s*["'][^"']{0,200}${pattern}`).exec(xml);
  return namespace?.[1] ?? new RegExp(pattern).exec(definition ?? '')?.[1] ?? null;
}

type Read = { entries: Unkeyed[][]; skipped: Skipped[]; balances: Balance[] };

function readMessage(message: XmlNode, part: string, name: string): Read {
  const parts = children(message, part);
  if (parts.length === 0) {
    return { entries: [], balances: [], skipped: [{ where: name, why: `it holds no ${part}, so it reports nothing` }] };
  }
  const messageId = textAt(message, 'GrpHdr', 'MsgId');
  const read = parts.map((statement) => readStatement(statement, part, messageId));
  return {
    entries: read.flatMap(({ entries }) => entries),
    skipped: read.flatMap(({ skipped }) => skipped),
    balances: read.flatMap(({ balances }) => balances),
  };
}

function readStatement(statement: XmlNode, part: string, messageId: string | null): Read {
  const context = { messageId, statementId: textAt(statement, 'Id'), account: accountId(at(statement, 'Acct')) };
  const place = `${part} ${context.statementId ?? '(no Id)'}`;
  const read = children(statement, 'Ntry').map((entry, index) =>
    readEntry(entry, { ...context, entryIndex: index + 1 }, place),
  );
  return {
    entries: read.flatMap(({ details }) => (details.length > 0 ? [details] : [])),
    skipped: read.flatMap(({ skipped }) => skipped),
    balances: children(statement, 'Bal').flatMap((balance) => readBalance(balance, context)),
  };
}

function readBalance(node: XmlNode, context: Pick<Balance, 'statementId' | 'account'>): Balance[] {
  const amount = amountAt(node, 'Amt');
  if (amount === null) return [];
  return [
    {
      ...amount,
      statementId: context.statementId,
      account: context.account,
      type: textAt(node, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(node, 'Tp', 'CdOrPrtry', 'Prtry'),
      creditDebit: creditDebitOf(textAt(node, 'CdtDbtInd')),
      date: dateAt(node, 'Dt'),
    },
  ];
}

const dateAt = (node: XmlNode, name: string): string | null => textAt(node, name, 'Dt') ?? textAt(node, name, 'DtTm');

type Context = Pick<BankEntry, 'messageId' | 'statementId' | 'account' | 'entryIndex'>;

function readEntry(node: XmlNode, context: Context, place: string): { details: Unkeyed[]; skipped: Skipped[] } {
  const where = `${place}, Ntry ${context.entryIndex}`;
  const amount = amountAt(node, 'Amt');
  const creditDebit = creditDebitOf(textAt(node, 'CdtDbtInd'));
  if (amount === null || creditDebit === null) {
    const missing = amount === null ? 'Amt with a currency' : 'CdtDbtInd with CRDT or DBIT';
    return { details: [], skipped: [{ where, why: `the entry has no ${missing}, so nothing can be booked from it` }] };
  }
  const { nodes, promised } = detailsOf(node);
  const details = (nodes.length > 0 ? nodes : [undefined]).map(readDetail);
  const booked = { ...amount, creditDebit, details: nodes.length };
  const amountProblem = problemOf(booked, details, promised);
  const shared = { ...context, ...entryFacts(node), booked, amountProblem, entryCharges: readCharges(node) };
  return {
    details: details.map((detail, index) => detailOf(shared, detail, nodes[index], nodes.length === 0 ? 0 : index + 1)),
    skipped: amountProblem === null ? [] : [{ where, why: amountProblem }],
  };
}

function entryFacts(node: XmlNode) {
  return {
    entryReference: textAt(node, 'NtryRef'),
    reversal: isTrue(textAt(node, 'RvslInd')),
    status: textAt(node, 'Sts') ?? textAt(node, 'Sts', 'Cd') ?? textAt(node, 'Sts', 'Prtry'),
    bookingDate: dateAt(node, 'BookgDt'),
    valueDate: dateAt(node, 'ValDt'),
    acctSvcrRef: provided(textAt(node, 'AcctSvcrRef')),
    bankTransactionCode: bankTransactionCode(at(node, 'BkTxCd')),
    additionalInfo: textAt(node, 'AddtlNtryInf'),
  };
}

type Shared = Context & ReturnType<typeof entryFacts> & Pick<BankEntry, 'booked' | 'amountProblem' | 'entryCharges'>;

function detailOf(shared: Shared, detail: Detail, node: XmlNode | undefined, txIndex: number): Unkeyed {
  const { said, saidIn, ...facts } = detail;
  const { booked } = shared;
  const amount = said ?? (booked.details <= 1 ? booked : null);
  return {
    ...shared,
    ...facts,
    txIndex,
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
    amountMinor: amount?.minor ?? null,
    amountFrom: saidIn ?? (amount === null ? null : 'Ntry/Amt'),
    creditDebit: detail.creditDebit ?? booked.creditDebit,
    bankTransactionCode: detail.bankTransactionCode ?? shared.bankTransactionCode,
    additionalInfo: [detail.additionalInfo, shared.additionalInfo ?? ''].filter((text) => text !== '').join(' '),
    charges: chargesOfDetail(readCharges(node), shared.entryCharges, booked.details),
  };
}

/**
 * The account moved by the entry's amount, so the details may be booked only if they add up to it. Anything else (a
 * detail in another currency, a batch whose details are missing or say no amounts, a sum that is off) is for a person
 * to settle.
 */
function problemOf(booked: BankEntry['booked'], details: Detail[], promised: number): string | null {
  if (booked.minor === null) return String(minorUnits(booked.amount, booked.currency));
  const amounts = details.flatMap(({ said, creditDebit }) =>
    said === null ? [] : [{ ...said, creditDebit: creditDebit ?? booked.creditDebit }],
  );
  if (amounts.length === 0 && promised > Math.max(booked.details, 1)) {
    return `the entry is a batch of ${promised} transactions whose details are not given`;
  }
  if (amounts.length < details.length && details.length > 1) {
    const silent = details.length - amounts.length;
    return `${silent} of the ${details.length} details of the entry say no amount of their own`;
  }
  const inexact = amounts.find(({ minor }) => minor === null);
  if (inexact !== undefined) return String(minorUnits(inexact.amount, inexact.currency));
  const foreign = amounts.find(({ currency }) => currency !== booked.currency);
  if (foreign !== undefined) {
    return `a detail says ${said(foreign)} but the account was moved by ${said(booked)}`;
  }
  const sum = amounts.reduce(
    (total, { minor, creditDebit }) => total + BigInt(minor ?? 0) * (creditDebit === booked.creditDebit ? 1n : -1n),
    0n,
  );
  if (amounts.length === 0 || sum === BigInt(booked.minor)) return null;
  const total = sum > -MAX && sum < MAX ? formatAmount(Number(sum), booked.currency) : 'more than can be counted in';
  return `the details add up to ${total} ${booked.currency} but the account was moved by ${said(booked)}`;
}

const MAX = BigInt(MAX_MINOR);

const said = ({ amount, currency }: SaidAmount): string => `${amount} ${currency}`;
