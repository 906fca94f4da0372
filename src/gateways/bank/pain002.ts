import {
  allAt,
  at,
  BankMessageError,
  children,
  findAll,
  readXml,
  textAt,
  textsAt,
  type XmlLimits,
  type XmlNode,
} from './xml.ts';

/** ISO 20022 external payment group and transaction status codes that banks send for credit transfers. */
export const paymentStatuses = {
  RCVD: 'PENDING',
  PATC: 'PENDING',
  PDNG: 'PENDING',
  ACTC: 'PENDING',
  ACCP: 'PENDING',
  ACFC: 'PENDING',
  ACWC: 'PENDING',
  ACWP: 'PENDING',
  ACSP: 'PENDING',
  PART: 'PENDING',
  ACSC: 'SETTLED',
  ACCC: 'SETTLED',
  RJCT: 'REJECTED',
  CANC: 'REJECTED',
} as const;

export type PaymentStatus = keyof typeof paymentStatuses;

export type StatusReport = {
  /** MsgId of the pain.001 this answers. */
  originalMessageId: string | null;
  /** Null where the status is for the whole message or for one PmtInf. */
  endToEndId: string | null;
  paymentInformationId: string | null;
  status: PaymentStatus;
  /** PENDING has moved no money for certain, SETTLED has, REJECTED has not and will not. */
  outcome: (typeof paymentStatuses)[PaymentStatus];
  reasonCode: string | null;
  reasonText: string | null;
};

/**
 * Reads a customer payment status report (pain.002, version 03 or newer): one line for each status the bank gives, of
 * the group, a payment information or a transaction. Throws BankMessageError when it is no such report or holds a
 * status that is not an ISO 20022 code.
 */
export function parsePain002(xml: string, limits: Partial<XmlLimits> = {}): StatusReport[] {
  const reports = findAll(readXml(xml, limits), 'CstmrPmtStsRpt');
  if (reports.length === 0)
    throw new BankMessageError('not-this-message', 'the file holds no CstmrPmtStsRpt (pain.002)');
  return reports.flatMap(({ node: report }) => {
    const group = at(report, 'OrgnlGrpInfAndSts');
    const original = { originalMessageId: textAt(group, 'OrgnlMsgId'), endToEndId: null, paymentInformationId: null };
    return [
      ...line(group, 'GrpSts', original),
      ...children(report, 'OrgnlPmtInfAndSts').flatMap((information) => ofInformation(information, original)),
    ];
  });
}

type Subject = Pick<StatusReport, 'originalMessageId' | 'endToEndId' | 'paymentInformationId'>;

function ofInformation(information: XmlNode, original: Subject): StatusReport[] {
  const subject = { ...original, paymentInformationId: textAt(information, 'OrgnlPmtInfId') };
  return [
    ...line(information, 'PmtInfSts', subject),
    ...children(information, 'TxInfAndSts').flatMap((transaction) =>
      // Some banks name a transaction by its instruction alone; ours carries the same id.
      line(transaction, 'TxSts', {
        ...subject,
        endToEndId: textAt(transaction, 'OrgnlEndToEndId') ?? textAt(transaction, 'OrgnlInstrId'),
      }),
    ),
  ];
}

function line(node: XmlNode | undefined, name: string, subject: Subject): StatusReport[] {
  const status = textAt(node, name);
  if (status === null) return [];
  if (!isPaymentStatus(status))
    throw new BankMessageError('not-this-message', `${name}: '${status}' is not a payment status code of ISO 20022`);
  const reasons = allAt(node, 'StsRsnInf');
  return [
    {
      ...subject,
      status,
      outcome: paymentStatuses[status],
      reasonCode:
        reasons
          .map((reason) => textAt(reason, 'Rsn', 'Cd') ?? textAt(reason, 'Rsn', 'Prtry'))
          .find((code) => code !== null) ?? null,
      reasonText: reasons.flatMap((reason) => textsAt(reason, 'AddtlInf')).join(' ') || null,
    },
  ];
}

const isPaymentStatus = (text: string): text is PaymentStatus => Object.hasOwn(paymentStatuses, text);
