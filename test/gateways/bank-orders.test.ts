import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeRf } from '../../src/domain/identifiers/creditor-reference.ts';
import { classify } from '../../src/gateways/bank/classify.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { type Transfer, type TransferOrder, writePain001 } from '../../src/gateways/bank/pain001.ts';
import { parsePain002 } from '../../src/gateways/bank/pain002.ts';
import { readPain001, writePain002, writeSettlement } from '../../src/gateways/bank/sandbox.ts';
import { schemaErrors } from './fixtures/bank/schema.ts';

const payout: Transfer = {
  endToEndId: 'PAYOUT-2026-000001',
  amountMinor: 1_234_567,
  currency: 'USD',
  remittance: 'RF18 5390 0754 7034',
  requestedDate: '2026-03-02',
  creditor: { name: 'Société Générale de Thé & Cie', account: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPP' },
  chargeBearer: 'DEBT',
};
const order = (payments: Transfer[], debtor: Partial<TransferOrder['debtor']> = {}): TransferOrder => ({
  messageId: 'MSG-2026-000001',
  createdAt: '2026-03-02T09:00:00.000Z',
  payments,
  debtor: { name: 'Trade Escrow Ltd', iban: 'DE75512108001245126199', bic: 'SOGEDEFF', ...debtor },
});
const written =
  (change: Partial<Transfer> = {}) =>
  () =>
    writePain001(order([{ ...payout, ...change }]));
const creditor = (change: Partial<Transfer['creditor']>) => written({ creditor: { ...payout.creditor, ...change } });

describe('a payment order', () => {
  it('is valid against the schema of pain.001.001.09', async () => {
    const payments: Transfer[] = [
      payout,
      {
        ...payout,
        endToEndId: 'P2',
        currency: 'KWD',
        amountMinor: 1_500,
        creditor: { name: 'Al Noor', account: '0012-345 678' },
      },
      {
        ...payout,
        endToEndId: 'P3',
        currency: 'JPY',
        amountMinor: 7,
        requestedDate: '2026-03-05',
        remittance: 'refund of order 17',
        chargeBearer: 'SHAR',
      },
    ];
    expect(await schemaErrors(writePain001(order(payments)), 'pain.001.001.09')).toEqual([]);
    const { iban: _iban, bic: _bic, ...nameOnly } = order([]).debtor;
    expect(
      await schemaErrors(
        writePain001({ ...order([payout]), debtor: { ...nameOnly, other: '012-875-9-204417-1' } }),
        'pain.001.001.09',
      ),
    ).toEqual([]);
  });

  it('says amounts in the decimals of their currency and sums them whatever their currencies', () => {
    const xml = writePain001(
      order([
        payout,
        { ...payout, endToEndId: 'P2', currency: 'KWD', amountMinor: 1_505 },
        { ...payout, endToEndId: 'P3', currency: 'JPY', amountMinor: 7 },
      ]),
    );
    expect(xml).toContain('<InstdAmt Ccy="USD">12345.67</InstdAmt>');
    expect(xml).toContain('<InstdAmt Ccy="KWD">1.505</InstdAmt>');
    expect(xml).toContain('<InstdAmt Ccy="JPY">7</InstdAmt>');
    expect(readPain001(xml).controlSum).toBe('12354.175');
    expect(xml.match(/<NbOfTxs>3<\/NbOfTxs>/g)).toHaveLength(2);
  });

  it('groups payments by requested date, each group with its own id, count and sum', () => {
    const xml = writePain001(
      order([
        { ...payout, requestedDate: '2026-03-09' },
        { ...payout, endToEndId: 'P2', amountMinor: 100 },
      ]),
    );
    expect(xml.match(/<PmtInfId>[^<]+/g)).toEqual(['<PmtInfId>MSG-2026-000001', '<PmtInfId>MSG-2026-000001-G2']);
    expect(xml.match(/<CtrlSum>[^<]+/g)).toEqual(['<CtrlSum>12346.67', '<CtrlSum>1.00', '<CtrlSum>12345.67']);
  });

  it('writes names in Latin letters and creditor references structured', () => {
    const xml = written()();
    expect(xml).toContain('<Nm>Societe Generale de The + Cie</Nm>');
    expect(xml).toContain('<Ref>RF18539007547034</Ref>');
    expect(written({ remittance: 'Order 17, balance' })()).toContain('<Ustrd>Order 17, balance</Ustrd>');
  });

  it.each([
    ['a name no bank can carry', creditor({ name: '深圳市茶叶有限公司' }), /payments\[0\]\.creditor\.name: '深'/],
    [
      'a name of more than 70 characters',
      creditor({ name: 'x'.repeat(71) }),
      /creditor\.name: has 71 characters, at most 70/,
    ],
    ['an empty name', creditor({ name: ' ' }), /creditor\.name: must not be empty/],
    [
      'an IBAN with wrong check digits',
      creditor({ account: 'FR7630006000011234567890188' }),
      /creditor\.account: .* form of an IBAN/,
    ],
    ['a malformed BIC', creditor({ bic: 'AGRIFRP' }), /creditor\.bic: 'AGRIFRP' is not a BIC/],
    [
      'an EndToEndId of more than 35 characters',
      written({ endToEndId: 'x'.repeat(36) }),
      /endToEndId: .* 1 to 35 characters/,
    ],
    ['an EndToEndId with a double slash', written({ endToEndId: 'a//b' }), /endToEndId/],
    ['an amount of zero', written({ amountMinor: 0 }), /amountMinor: must be a whole number/],
    ['a negative amount', written({ amountMinor: -1 }), /amountMinor/],
    ['a fraction of a minor unit', written({ amountMinor: 1.5 }), /amountMinor/],
    ['a currency that does not exist', written({ currency: 'ZZZ' }), /currency: ZZZ/],
    ['a date that does not exist', written({ requestedDate: '2026-02-30' }), /requestedDate: '2026-02-30'/],
    ['a text of more than 140 characters', written({ remittance: 'x'.repeat(141) }), /remittance: has 141 characters/],
    ['no payments', () => writePain001(order([])), /payments: must hold at least one/],
    ['the same EndToEndId twice', () => writePain001(order([payout, payout])), /'PAYOUT-2026-000001' is used twice/],
    [
      'a debtor IBAN that is none',
      () => writePain001(order([payout], { iban: 'DE00512108001245126199' })),
      /debtor\.iban/,
    ],
    [
      'a message id of more than 35 characters',
      () => writePain001({ ...order([payout]), messageId: 'x'.repeat(36) }),
      /messageId/,
    ],
    ['a time that is none', () => writePain001({ ...order([payout]), createdAt: 'yesterday' }), /createdAt/],
  ])('is refused with %s', (_case, attempt, message) => {
    expect(attempt).toThrow(message);
  });

  it('reads back as it was written, and its settlement reports every transfer', () => {
    const transfer = fc.record({
      amountMinor: fc.integer({ min: 1, max: 9_000_000_000_000_000 }),
      body: fc.stringMatching(/^[A-Z0-9]{1,21}$/),
      requestedDate: fc.constantFrom('2026-03-02', '2026-03-03'),
    });
    fc.assert(
      fc.property(
        fc.array(transfer, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('USD', 'KWD', 'JPY'),
        (transfers, currency) => {
          const payments = transfers.map(({ amountMinor, body, requestedDate }, index) => ({
            ...payout,
            endToEndId: `P-${index}`,
            amountMinor,
            currency,
            remittance: makeRf(body),
            requestedDate,
          }));
          const xml = writePain001(order(payments));
          const bySaid = [...payments].sort((a, b) => a.requestedDate.localeCompare(b.requestedDate));
          expect(readPain001(xml).transfers).toEqual(
            bySaid.map(({ endToEndId, amountMinor, remittance, requestedDate }) => ({
              endToEndId,
              amountMinor,
              currency,
              remittance,
              requestedDate,
              creditorName: 'Societe Generale de The + Cie',
              creditorAccount: 'FR7630006000011234567890189',
            })),
          );
          const settled = parseBankNotification(
            writeSettlement(xml, { messageId: 'S-1', createdAt: '2026-03-02T12:00:00Z', bookingDate: '2026-03-02' }),
          ).entries;
          expect(settled.map(({ endToEndId, amountMinor }) => [endToEndId, amountMinor])).toEqual(
            bySaid.map(({ endToEndId, amountMinor }) => [endToEndId, amountMinor]),
          );
          expect(new Set(settled.map((entry) => classify(entry).kind))).toEqual(new Set(['OUTGOING_DEBIT']));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a payment status report', () => {
  it('is read at the level of group, payment information and transaction', () => {
    const xml = `<Document><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr>
      <OrgnlGrpInfAndSts><OrgnlMsgId>MSG-1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
      <OrgnlPmtInfAndSts><OrgnlPmtInfId>MSG-1</OrgnlPmtInfId><PmtInfSts>ACCP</PmtInfSts>
        <TxInfAndSts><OrgnlEndToEndId>P1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
        <TxInfAndSts><OrgnlEndToEndId>P2</OrgnlEndToEndId><TxSts>RJCT</TxSts>
          <StsRsnInf><Rsn><Cd>AC01</Cd></Rsn>
            <AddtlInf>incorrect</AddtlInf><AddtlInf>account number</AddtlInf></StsRsnInf>
        </TxInfAndSts>
      </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
    const shared = { originalMessageId: 'MSG-1', reasonCode: null, reasonText: null };
    expect(parsePain002(xml)).toEqual([
      { ...shared, paymentInformationId: null, endToEndId: null, status: 'PART', outcome: 'PENDING' },
      { ...shared, paymentInformationId: 'MSG-1', endToEndId: null, status: 'ACCP', outcome: 'PENDING' },
      { ...shared, paymentInformationId: 'MSG-1', endToEndId: 'P1', status: 'ACSC', outcome: 'SETTLED' },
      {
        ...shared,
        paymentInformationId: 'MSG-1',
        endToEndId: 'P2',
        status: 'RJCT',
        outcome: 'REJECTED',
        reasonCode: 'AC01',
        reasonText: 'incorrect account number',
      },
    ]);
  });

  it('written by the sandbox is valid and reads back', async () => {
    const verdicts = [
      { endToEndId: 'P1', status: 'ACSC' },
      { endToEndId: 'P2', status: 'RJCT', reasonCode: 'AC04', reasonText: 'closed' },
    ] as const;
    const xml = writePain002({
      messageId: 'R-1',
      createdAt: '2026-03-02T10:00:00Z',
      originalMessageId: 'MSG-1',
      verdicts,
    });
    expect(await schemaErrors(xml, 'pain.002.001.12')).toEqual([]);
    expect(parsePain002(xml)).toMatchObject([
      { endToEndId: 'P1', outcome: 'SETTLED' },
      { endToEndId: 'P2', outcome: 'REJECTED', reasonCode: 'AC04' },
    ]);
  });

  it('with a status nobody knows is refused, since guessing would release or keep money', () => {
    const xml =
      '<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><GrpSts>FINE</GrpSts></OrgnlGrpInfAndSts>' +
      '</CstmrPmtStsRpt></Document>';
    expect(() => parsePain002(xml)).toThrow("GrpSts: 'FINE' is not a payment status code");
    expect(() => parsePain002('<Document><BkToCstmrStmt/></Document>')).toThrow('no CstmrPmtStsRpt');
  });
});
