import { parseAmount } from '../../domain/money.ts';
import { accountId } from './detail.ts';
import type { BankGateway, Submission } from './gateway.ts';
import { type PlayedEntry, writeCamt054 } from './reports.ts';
import {
  allAt,
  at,
  attribute,
  BankMessageError,
  children,
  findAll,
  readXml,
  textAt,
  writeXml,
  type XmlNode,
} from './xml.ts';

/** One transfer of a pain.001 as the bank reads it. */
export type OrderedTransfer = {
  endToEndId: string;
  amountMinor: number;
  currency: string;
  creditorName: string | null;
  creditorAccount: string | null;
  requestedDate: string | null;
  /** The structured creditor reference, or else the free text. */
  remittance: string | null;
};

export type OrderedTransfers = {
  messageId: string;
  debtorAccount: string | null;
  controlSum: string | null;
  transfers: OrderedTransfer[];
};

/**
 * Reads a pain.001 the way a bank does; throws BankMessageError when it is none, and RangeError for an amount that is
 * not exact.
 */
export function readPain001(xml: string): OrderedTransfers {
  const initiation = findAll(readXml(xml), 'CstmrCdtTrfInitn')[0]?.node;
  const messageId = textAt(initiation, 'GrpHdr', 'MsgId');
  if (messageId === null)
    throw new BankMessageError('not-this-message', 'the file holds no CstmrCdtTrfInitn (pain.001) with a MsgId');
  return {
    messageId,
    debtorAccount: accountId(at(initiation, 'PmtInf', 'DbtrAcct')),
    controlSum: textAt(initiation, 'GrpHdr', 'CtrlSum'),
    transfers: children(initiation, 'PmtInf').flatMap((information) => {
      const requestedDate = textAt(information, 'ReqdExctnDt', 'Dt') ?? textAt(information, 'ReqdExctnDt');
      return allAt(information, 'CdtTrfTxInf').map((transfer) => transferOf(transfer, requestedDate));
    }),
  };
}

function transferOf(node: XmlNode, requestedDate: string | null): OrderedTransfer {
  const currency = attribute(at(node, 'Amt', 'InstdAmt'), 'Ccy') ?? '';
  return {
    endToEndId: textAt(node, 'PmtId', 'EndToEndId') ?? '',
    amountMinor: parseAmount(textAt(node, 'Amt', 'InstdAmt') ?? '', currency),
    currency,
    creditorName: textAt(node, 'Cdtr', 'Nm'),
    creditorAccount: accountId(at(node, 'CdtrAcct')),
    requestedDate,
    remittance: textAt(node, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref') ?? textAt(node, 'RmtInf', 'Ustrd'),
  };
}

type Verdict = {
  endToEndId: string;
  status: 'ACCP' | 'ACSP' | 'ACSC' | 'PDNG' | 'RJCT';
  reasonCode?: string;
  reasonText?: string;
};

/** A payment status report (pain.002.001.12) on the transfers of one pain.001. */
export function writePain002(report: {
  messageId: string;
  createdAt: string;
  originalMessageId: string;
  verdicts: readonly Verdict[];
}): string {
  return writeXml({
    Document: {
      '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.12',
      CstmrPmtStsRpt: {
        GrpHdr: { MsgId: report.messageId, CreDtTm: report.createdAt },
        OrgnlGrpInfAndSts: { OrgnlMsgId: report.originalMessageId, OrgnlMsgNmId: 'pain.001.001.09' },
        OrgnlPmtInfAndSts: {
          OrgnlPmtInfId: report.originalMessageId,
          TxInfAndSts: report.verdicts.map(({ endToEndId, status, reasonCode, reasonText }) => ({
            OrgnlEndToEndId: endToEndId,
            TxSts: status,
            StsRsnInf: reasonCode === undefined ? undefined : { Rsn: { Cd: reasonCode }, AddtlInf: reasonText },
          })),
        },
      },
    },
  });
}

/** The camt.054 debits by which a bank reports that the transfers of a pain.001 were paid, one entry each. */
export function writeSettlement(
  pain001Xml: string,
  played: { messageId: string; createdAt: string; bookingDate: string },
): string {
  const { debtorAccount, transfers } = readPain001(pain001Xml);
  const [currency, other] = new Set(transfers.map((transfer) => transfer.currency));
  if (debtorAccount === null || currency === undefined || other !== undefined) {
    throw new BankMessageError('not-this-message', 'a settlement needs a debtor account and transfers of one currency');
  }
  const entries: PlayedEntry[] = transfers.map((transfer, index) => ({
    creditDebit: 'DBIT',
    bankReference: `${played.messageId}-${index + 1}`,
    bookingDate: played.bookingDate,
    transactions: [
      {
        amountMinor: transfer.amountMinor,
        endToEndId: transfer.endToEndId,
        creditor: {
          name: transfer.creditorName ?? 'unnamed',
          ...(transfer.creditorAccount === null ? {} : { account: transfer.creditorAccount }),
        },
      },
    ],
  }));
  return writeCamt054({
    messageId: played.messageId,
    createdAt: played.createdAt,
    account: debtorAccount,
    currency,
    entries,
  });
}

/** How the sandbox bank treats its next order; `lost` takes the order but the answer never arrives. */
export type NextOrder =
  | { answer: 'accept' }
  | { answer: 'reject'; reason: string }
  | { answer: 'lost' }
  | { answer: 'unreachable' };

export type SandboxBank = BankGateway & {
  next(treatment: NextOrder): void;
  /** The pain.001 texts the bank has taken, each once, oldest first. */
  taken(): string[];
};

/**
 * A bank in memory, for tests and the demo: it keeps its word about idempotency keys and fails in the ways banks do
 * when told to.
 */
export function sandboxBank(): SandboxBank {
  const orders = new Map<string, { xml: string; answer: Submission }>();
  const treatments: NextOrder[] = [];
  const take = (xml: string, key: string, answer: Submission): Submission => {
    orders.set(key, { xml, answer });
    return answer;
  };
  return {
    next: (treatment) => void treatments.push(treatment),
    taken: () => [...orders.values()].filter(({ answer }) => answer.status === 'ACCEPTED').map(({ xml }) => xml),
    async submit(xml, key) {
      const before = orders.get(key);
      if (before !== undefined) {
        return before.xml === xml
          ? before.answer
          : { status: 'REJECTED', reason: `another message was submitted under the key ${key}` };
      }
      const treatment = treatments.shift() ?? { answer: 'accept' };
      if (treatment.answer === 'unreachable') return { status: 'UNKNOWN', reason: 'the bank could not be reached' };
      if (treatment.answer === 'reject') return take(xml, key, { status: 'REJECTED', reason: treatment.reason });
      const accepted = take(xml, key, { status: 'ACCEPTED', bankReference: readPain001(xml).messageId });
      return treatment.answer === 'lost' ? { status: 'UNKNOWN', reason: 'the answer of the bank was lost' } : accepted;
    },
    async ask(key) {
      return orders.get(key)?.answer ?? { status: 'UNKNOWN', reason: `the bank has no order under the key ${key}` };
    },
  };
}
