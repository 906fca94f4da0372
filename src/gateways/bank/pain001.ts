import { faultOfCreditorReference } from '../../domain/identifiers/creditor-reference.ts';
import { faultOfIban } from '../../domain/identifiers/iban.ts';
import { decimalsOf, formatAmount, MAX_MINOR } from '../../domain/money.ts';
import { latin, reference } from './latin.ts';
import { BankMessageError, writeXml } from './xml.ts';

/** Who bears the charges: DEBT the payer (OUR), CRED the payee (BEN), SHAR each their own, SLEV as the scheme says. */
export type ChargeBearer = 'DEBT' | 'CRED' | 'SHAR' | 'SLEV';

export type Transfer = {
  /** Ours, at most 35 characters; comes back in pain.002, camt.054 and camt.053. */
  endToEndId: string;
  amountMinor: number;
  currency: string;
  /** `account` is an IBAN, or another account number of at most 34 characters. */
  creditor: { name: string; account: string; bic?: string };
  /**
   * A creditor reference (ISO 11649) goes structured as SCOR; any other text goes unstructured, at most 140
   * characters.
   */
  remittance: string;
  /** ISO date, YYYY-MM-DD. */
  requestedDate: string;
  chargeBearer: ChargeBearer;
};

export type TransferOrder = {
  messageId: string;
  /** ISO date-time. */
  createdAt: string;
  debtor: { name: string; iban?: string; other?: string; bic?: string };
  payments: readonly Transfer[];
};

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/**
 * A customer credit transfer initiation, pain.001.001.09, valid against its schema: one PmtInf for each requested
 * date, names up to 70 characters, amounts with the decimals of their currency. Throws BankMessageError naming the
 * field that a bank would not take.
 */
export function writePain001(order: TransferOrder): string {
  refuseUnpayable(order.payments);
  const sums = { NbOfTxs: String(order.payments.length), CtrlSum: controlSum(order.payments) };
  const messageId = reference('messageId', order.messageId);
  const debtor = debtorOf(order.debtor);
  const dates = [...new Set(order.payments.map(({ requestedDate }) => requestedDate))].sort();
  return writeXml({
    Document: {
      '@xmlns': NAMESPACE,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: messageId,
          CreDtTm: dateTime('createdAt', order.createdAt),
          ...sums,
          InitgPty: { Nm: debtor.Dbtr.Nm },
        },
        PmtInf: dates.map((date, index) => {
          const payments = order.payments.filter(({ requestedDate }) => requestedDate === date);
          return paymentInformation(
            paymentInformationId(messageId, index),
            isoDate('requestedDate', date),
            debtor,
            payments,
          );
        }),
      },
    },
  });
}

/** The message id itself for the only group; else numbered, shortened to stay within 35 characters. */
const paymentInformationId = (messageId: string, index: number): string =>
  index === 0 ? messageId : `${messageId.slice(0, 31 - String(index).length).replace(/\/$/, '-')}-G${index + 1}`;

type DebtorElements = ReturnType<typeof debtorOf>;

function paymentInformation(id: string, date: string, debtor: DebtorElements, payments: readonly Transfer[]): object {
  return {
    PmtInfId: id,
    PmtMtd: 'TRF',
    BtchBookg: 'false',
    NbOfTxs: String(payments.length),
    CtrlSum: controlSum(payments),
    ReqdExctnDt: { Dt: date },
    ...debtor,
    CdtTrfTxInf: payments.map(transaction),
  };
}

function transaction(payment: Transfer, index: number): object {
  const at = `payments[${index}]`;
  const { creditor } = payment;
  return {
    PmtId: { InstrId: reference(`${at}.endToEndId`, payment.endToEndId), EndToEndId: payment.endToEndId },
    Amt: { InstdAmt: { '@Ccy': payment.currency, '#text': formatAmount(payment.amountMinor, payment.currency) } },
    ChrgBr: payment.chargeBearer,
    CdtrAgt: creditor.bic === undefined ? undefined : agent(`${at}.creditor.bic`, creditor.bic),
    Cdtr: { Nm: latin(`${at}.creditor.name`, creditor.name, 70) },
    CdtrAcct: { Id: accountOf(`${at}.creditor.account`, creditor.account) },
    RmtInf: remittance(`${at}.remittance`, payment.remittance),
  };
}

function debtorOf({ name, iban, other, bic }: TransferOrder['debtor']) {
  const account = iban ?? other;
  if (account === undefined)
    throw new BankMessageError('invalid-field', 'debtor: must have an iban or another account number');
  const fault = iban === undefined ? null : faultOfIban(compact(iban));
  if (fault !== null) throw new BankMessageError('invalid-field', `debtor.iban: '${iban}' is not an IBAN. ${fault}`);
  return {
    Dbtr: { Nm: latin('debtor.name', name, 70) },
    DbtrAcct: { Id: accountOf('debtor.other', account) },
    // The schema asks for the agent; NOTPROVIDED is what the usage rules prescribe when the IBAN says it all.
    DbtrAgt: bic === undefined ? { FinInstnId: { Othr: { Id: 'NOTPROVIDED' } } } : agent('debtor.bic', bic),
  };
}

function agent(field: string, bic: string): object {
  if (!/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) {
    throw new BankMessageError(
      'invalid-field',
      `${field}: '${bic}' is not a BIC (ISO 9362: 8 or 11 letters and digits)`,
    );
  }
  return { FinInstnId: { BICFI: bic } };
}

const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/**
 * An account that looks like an IBAN and fails its check digits is a typing error, not another kind of account
 * number.
 */
function accountOf(field: string, account: string): object {
  const plain = compact(account);
  const fault = faultOfIban(plain);
  if (fault === null) return { IBAN: plain };
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) {
    throw new BankMessageError('invalid-field', `${field}: '${account}' has the form of an IBAN but is none. ${fault}`);
  }
  return { Othr: { Id: latin(field, account, 34) } };
}

function remittance(field: string, text: string): object {
  const plain = compact(text);
  if (faultOfCreditorReference(plain) !== null) return { Ustrd: latin(field, text, 140) };
  return { Strd: { CdtrRefInf: { Tp: { CdOrPrtry: { Cd: 'SCOR' } }, Ref: plain } } };
}

/** The arithmetic sum of the amounts whatever their currencies, as ISO 20022 defines ControlSum. */
function controlSum(payments: readonly Transfer[]): string {
  const decimals = Math.max(0, ...payments.map(({ currency }) => decimalsOf(currency)));
  const sum = payments.reduce(
    (total, { amountMinor, currency }) => total + BigInt(amountMinor) * 10n ** BigInt(decimals - decimalsOf(currency)),
    0n,
  );
  const digits = String(sum).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function refuseUnpayable(payments: readonly Transfer[]): void {
  if (payments.length === 0) throw new BankMessageError('invalid-field', 'payments: must hold at least one');
  const ids = payments.map(({ endToEndId }) => endToEndId);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined)
    throw new BankMessageError('invalid-field', `payments: endToEndId '${repeated}' is used twice`);
  const amiss = payments.findIndex(
    ({ amountMinor }) => !Number.isSafeInteger(amountMinor) || amountMinor <= 0 || amountMinor > MAX_MINOR,
  );
  if (amiss >= 0) {
    throw new BankMessageError(
      'invalid-field',
      `payments[${amiss}].amountMinor: must be a whole number of minor units above 0`,
    );
  }
}

function isoDate(field: string, text: string): string {
  const valid =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text);
  if (!valid)
    throw new BankMessageError('invalid-field', `${field}: '${text}' is not a calendar date written YYYY-MM-DD`);
  return text;
}

function dateTime(field: string, text: string): string {
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.test(text) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw new BankMessageError('invalid-field', `${field}: '${text}' is not an ISO 8601 date-time`);
  }
  return text;
}
