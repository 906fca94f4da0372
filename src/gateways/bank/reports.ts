import { formatAmount } from '../../domain/money.ts';
import type { CreditDebit } from './entry.ts';
import { BankMessageError, writeXml } from './xml.ts';

/** The versions a played bank can speak; each is valid against its own schema. */
export type CamtVersion = '02' | '04' | '08';

export type PlayedCharge = {
  minor: number;
  creditDebit?: CreditDebit;
  included?: boolean;
  bearer?: 'DEBT' | 'CRED' | 'SHAR' | 'SLEV';
};

export type PlayedTransaction = {
  amountMinor: number;
  endToEndId?: string;
  /** The bank's own reference for the transaction. */
  bankReference?: string;
  /** Only version 08 carries it. */
  uetr?: string;
  /** A creditor reference, sent structured as SCOR. */
  reference?: string;
  /** Free text, one Ustrd for each piece. */
  text?: readonly string[];
  debtor?: { name: string; account?: string };
  creditor?: { name: string; account?: string };
  instructed?: { currency: string; minor: number };
  charges?: readonly PlayedCharge[];
  /** ISO 20022 return reason, such as AC04; marks a payment that comes back. */
  returnReason?: string;
};

export type PlayedEntry = {
  creditDebit: CreditDebit;
  /** The bank's reference for the booking (AcctSvcrRef). */
  bankReference?: string;
  reversal?: boolean;
  status?: 'BOOK' | 'PDNG' | 'INFO';
  /** ISO dates, YYYY-MM-DD; the value date is the booking date unless said. */
  bookingDate: string;
  valueDate?: string;
  charges?: readonly PlayedCharge[];
  /**
   * More than one makes a batch; the entry's amount is their sum. None leaves the details out, and needs
   * `amountMinor`.
   */
  transactions: readonly PlayedTransaction[];
  amountMinor?: number;
};

export type PlayedReport = {
  messageId: string;
  createdAt: string;
  /** An IBAN, or another account number. */
  account: string;
  currency: string;
  entries: readonly PlayedEntry[];
  version?: CamtVersion;
};

/**
 * A debit/credit notification (camt.054) as a bank sends it, valid against its schema; for tests, the demo and the
 * proof of crash safety.
 */
export function writeCamt054(report: PlayedReport): string {
  const { messageId, createdAt, version = '08' } = report;
  return document('camt.054', version, {
    BkToCstmrDbtCdtNtfctn: {
      GrpHdr: { MsgId: messageId, CreDtTm: createdAt },
      Ntfctn: {
        Id: messageId,
        CreDtTm: createdAt,
        Acct: account(report),
        Ntry: report.entries.map((each) => entry(each, report)),
      },
    },
  });
}

export type PlayedStatement = PlayedReport & { openingMinor: number; date: string };

/**
 * An end-of-day statement (camt.053) of one account; the closing balance is the opening one with the BOOK entries
 * added.
 */
export function writeCamt053(report: PlayedStatement): string {
  const { messageId, createdAt, version = '08', openingMinor, date, currency } = report;
  const moved = report.entries
    .filter(({ status }) => (status ?? 'BOOK') === 'BOOK')
    .reduce((sum, each) => sum + (each.creditDebit === 'CRDT' ? 1 : -1) * totalOf(each), 0);
  return document('camt.053', version, {
    BkToCstmrStmt: {
      GrpHdr: { MsgId: messageId, CreDtTm: createdAt },
      Stmt: {
        Id: messageId,
        CreDtTm: createdAt,
        Acct: account(report),
        Bal: [balance('OPBD', openingMinor, currency, date), balance('CLBD', openingMinor + moved, currency, date)],
        Ntry: report.entries.map((each) => entry(each, report)),
      },
    },
  });
}

const document = (kind: string, version: CamtVersion, content: object): string =>
  writeXml({ Document: { '@xmlns': `urn:iso:std:iso:20022:tech:xsd:${kind}.001.${version}`, ...content } });

const account = ({ account: id, currency }: PlayedReport): object => ({ Id: accountId(id), Ccy: currency });

const accountId = (id: string): object =>
  /^[A-Z]{2}\d{2}[A-Za-z0-9]{1,30}$/.test(id) ? { IBAN: id } : { Othr: { Id: id } };

const amountOf = (minor: number, currency: string): object => ({
  '@Ccy': currency,
  '#text': formatAmount(minor, currency),
});

const balance = (type: string, minor: number, currency: string, date: string): object => ({
  Tp: { CdOrPrtry: { Cd: type } },
  Amt: amountOf(Math.abs(minor), currency),
  CdtDbtInd: minor < 0 ? 'DBIT' : 'CRDT',
  Dt: { Dt: date },
});

function totalOf({ transactions, amountMinor }: PlayedEntry): number {
  const total = amountMinor ?? transactions.reduce((sum, each) => sum + each.amountMinor, 0);
  if (total < 0)
    throw new BankMessageError('invalid-field', 'entries: an amount is never negative, its direction is creditDebit');
  return total;
}

function entry(played: PlayedEntry, { currency, version = '08' }: PlayedReport): object {
  const { status = 'BOOK', transactions } = played;
  return {
    Amt: amountOf(totalOf(played), currency),
    CdtDbtInd: played.creditDebit,
    RvslInd: String(played.reversal ?? false),
    Sts: version === '08' ? { Cd: status } : status,
    BookgDt: { Dt: played.bookingDate },
    ValDt: { Dt: played.valueDate ?? played.bookingDate },
    AcctSvcrRef: played.bankReference,
    BkTxCd: bankTransactionCode(played),
    Chrgs: charges(played.charges, currency, version),
    NtryDtls:
      transactions.length === 0
        ? undefined
        : {
            Btch: transactions.length > 1 ? { NbOfTxs: String(transactions.length) } : undefined,
            TxDtls: transactions.map((each) => transaction(each, played, { currency, version })),
          },
  };
}

/** Received or issued credit transfer; RRTN is the code of a transfer returned. */
const bankTransactionCode = ({ creditDebit, reversal }: PlayedEntry): object => ({
  Domn: { Cd: 'PMNT', Fmly: { Cd: creditDebit === 'CRDT' ? 'RCDT' : 'ICDT', SubFmlyCd: reversal ? 'RRTN' : 'XBCT' } },
});

type Form = { currency: string; version: CamtVersion };

function transaction(played: PlayedTransaction, { creditDebit }: PlayedEntry, { currency, version }: Form): object {
  const amount = amountOf(played.amountMinor, currency);
  const { instructed } = played;
  return {
    Refs: {
      AcctSvcrRef: played.bankReference,
      EndToEndId: played.endToEndId ?? 'NOTPROVIDED',
      UETR: version === '08' ? played.uetr : undefined,
    },
    Amt: version === '02' ? undefined : amount,
    CdtDbtInd: version === '02' ? undefined : creditDebit,
    AmtDtls: {
      InstdAmt: instructed === undefined ? undefined : { Amt: amountOf(instructed.minor, instructed.currency) },
      TxAmt: { Amt: amount },
    },
    Chrgs: charges(played.charges, currency, version),
    RltdPties: parties(played, version),
    RmtInf: remittance(played),
    RtrInf: played.returnReason === undefined ? undefined : { Rsn: { Cd: played.returnReason } },
  };
}

/** Up to version .02 every charge stands alone; from .03 on they are records under a total. */
function charges(
  played: readonly PlayedCharge[] | undefined,
  currency: string,
  version: CamtVersion,
): object | undefined {
  if (played === undefined || played.length === 0) return undefined;
  const record = ({ minor, creditDebit = 'DBIT', included, bearer }: PlayedCharge, withIncluded: boolean): object => ({
    Amt: amountOf(minor, currency),
    CdtDbtInd: creditDebit,
    ChrgInclInd: withIncluded && included !== undefined ? String(included) : undefined,
    Br: bearer,
  });
  if (version === '02') return played.map((each) => record(each, false));
  const total = played.reduce((sum, { minor, creditDebit }) => sum + (creditDebit === 'CRDT' ? -minor : minor), 0);
  return { TtlChrgsAndTaxAmt: amountOf(Math.abs(total), currency), Rcrd: played.map((each) => record(each, true)) };
}

function parties({ debtor, creditor }: PlayedTransaction, version: CamtVersion): object | undefined {
  if (debtor === undefined && creditor === undefined) return undefined;
  const named = (party: PlayedTransaction['debtor']): object | undefined =>
    party === undefined ? undefined : version === '08' ? { Pty: { Nm: party.name } } : { Nm: party.name };
  const accountOf = (party: PlayedTransaction['debtor']): object | undefined =>
    party?.account === undefined ? undefined : { Id: accountId(party.account) };
  return { Dbtr: named(debtor), DbtrAcct: accountOf(debtor), Cdtr: named(creditor), CdtrAcct: accountOf(creditor) };
}

function remittance({ reference, text = [] }: PlayedTransaction): object | undefined {
  if (reference === undefined && text.length === 0) return undefined;
  const structured = { CdtrRefInf: { Tp: { CdOrPrtry: { Cd: 'SCOR' } }, Ref: reference } };
  return { Ustrd: [...text], Strd: reference === undefined ? undefined : structured };
}
