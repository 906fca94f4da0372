import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { describeEntry } from '../../src/gateways/bank/entry.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { notification, ntry } from './fixtures/bank/ntry.ts';

const fixture = (name: string): string => readFileSync(new URL(`./fixtures/bank/${name}`, import.meta.url), 'utf8');
const entriesOf = (entries: string) => parseBankNotification(notification(entries)).entries;
const only = (entries: string) => entriesOf(entries)[0]!;

describe('a bank notification', () => {
  it('is read through envelopes, prefixes, CDATA and character references', () => {
    const { message, entries, skipped } = parseBankNotification(fixture('enveloped-prefixed.xml'));
    expect(message).toEqual({ kind: 'camt.054', version: '08', messageId: 'ENV-1', createdAt: '2026-03-02T09:00:00Z' });
    expect(skipped).toEqual([]);
    expect(entries).toMatchObject([
      {
        account: 'DE75512108001245126199',
        amountMinor: 1_250_000,
        currency: 'USD',
        amountFrom: 'TxDtls/Amt',
        endToEndId: null,
        uetr: 'eb6305c9-1f7f-49de-aed0-16487c27b42d',
        status: 'BOOK',
        bookingDate: '2026-03-02T08:59:00+01:00',
        debtor: { name: 'Wrażliwa & Söhne GmbH', account: '4711' },
        bankTransactionCode: 'PMNT/RCDT/XBCT',
        unstructured: 'order payment rf18 5390 0754 7034 <first> & only',
      },
    ]);
  });

  it('may start with a byte order mark, use CRLF and leave the namespace out', () => {
    const { message, entries } = parseBankNotification(
      `\uFEFF${fixture('two-statements-v02.xml').replaceAll('\n', '\r\n')}`,
    );
    expect(message).toMatchObject({ kind: 'camt.053', version: null, messageId: 'STMT-7' });
    expect(entries).toHaveLength(5);
  });

  it('may be of a version newer than the ones known', () => {
    const newer = fixture('enveloped-prefixed.xml').replaceAll('camt.054.001.08', 'camt.054.001.14');
    expect(parseBankNotification(newer).message.version).toBe('14');
  });

  it('with several statements keeps the account and place of each entry', () => {
    const { entries } = parseBankNotification(fixture('two-statements-v02.xml'));
    expect(
      entries.map(({ statementId, account, entryIndex, txIndex }) => [statementId, account, entryIndex, txIndex]),
    ).toEqual([
      ['A', '012-875-9-204417-1', 1, 1],
      ['A', '012-875-9-204417-1', 1, 2],
      ['A', '012-875-9-204417-1', 2, 0],
      ['B', 'KW-1', 1, 0],
      ['B', 'KW-1', 2, 0],
    ]);
  });

  it('gives the references, invoices, charges and instructed amount of a transaction in a batch', () => {
    const [first, second] = parseBankNotification(fixture('two-statements-v02.xml')).entries;
    expect(first).toMatchObject({
      amount: '400.00',
      amountFrom: 'AmtDtls/TxAmt',
      structuredReferences: ['RF18 5390 0754 7034', '000000270148751802165444888'],
      structuredReferenceTypes: ['SCOR', 'QRR'],
      documentNumbers: ['INV-2026-17'],
      additionalInfo: 'second instalment bulk credit',
      instructedAmount: { amount: '405.00', currency: 'HKD', minor: 40_500 },
      charges: [{ amount: '5.00', currency: 'HKD', minor: 500, bearer: 'SHAR', creditDebit: null, includedInd: null }],
      valueDate: '2026-03-03',
    });
    expect(second).toMatchObject({ amountMinor: 60_000, charges: [], structuredReferences: [], unstructured: '' });
  });

  it('gives the balances of a statement', () => {
    const { balances } = parseBankNotification(fixture('two-statements-v02.xml'));
    expect(balances).toEqual([
      {
        amount: '10.000',
        minor: 1_000,
        type: 'OPBD',
        date: '2026-03-01',
        creditDebit: 'CRDT',
        currency: 'HKD',
        statementId: 'A',
        account: '012-875-9-204417-1',
      },
      {
        amount: '990.00',
        minor: 99_000,
        type: 'CLBD',
        date: '2026-03-02T23:59:00',
        creditDebit: 'CRDT',
        currency: 'HKD',
        statementId: 'A',
        account: '012-875-9-204417-1',
      },
    ]);
  });

  it('says what it could not read and where', () => {
    expect(parseBankNotification(fixture('two-statements-v02.xml')).skipped).toEqual([
      { where: 'Stmt B, Ntry 2', why: "amount: '1.5005' has more than the 3 decimals of KWD" },
      {
        where: 'Stmt B, Ntry 3',
        why: 'the entry has no CdtDbtInd with CRDT or DBIT, so nothing can be booked from it',
      },
    ]);
  });

  it('without any statement reports nothing, and says so', () => {
    const { entries, skipped } = parseBankNotification(
      '<Document><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr></BkToCstmrStmt></Document>',
    );
    expect(entries).toEqual([]);
    expect(skipped).toEqual([{ where: 'BkToCstmrStmt', why: 'it holds no Stmt, so it reports nothing' }]);
  });
});

describe('the amount of a transaction', () => {
  it.each([
    ['8.850', 'EUR', '8.85', 885],
    ['200000', 'SEK', '200000.00', 20_000_000],
    ['1.5', 'KWD', '1.500', 1_500],
    ['007', 'JPY', '7', 7],
    ['8.85000', 'EUR', '8.85', 885],
    ['.5', 'EUR', '0.50', 50],
    ['5.', 'EUR', '5.00', 500],
    ['12.0', 'JPY', '12', 12],
  ])('%s %s is %s', (amount, currency, described, minor) => {
    const entry = only(ntry({ amount, currency }));
    expect(entry).toMatchObject({ amount, amountMinor: minor, amountProblem: null });
    expect(describeEntry(entry)).toMatchObject({ amount: described, currency });
  });

  it.each([
    ['8.8501', 'EUR'],
    ['1.5', 'JPY'],
    ['-5.00', 'EUR'],
    ['1,000.00', 'EUR'],
    ['1e3', 'EUR'],
    ['5.00', 'XXX'],
    ['NaN', 'EUR'],
    ['99999999999999999', 'EUR'],
  ])('%s %s is refused, never rounded', (amount, currency) => {
    const entry = only(ntry({ amount, currency }));
    expect(entry).toMatchObject({ amount, amountMinor: null });
    expect(entry.amountProblem).toMatch(/^(amount|currency|minor):/);
    expect(describeEntry(entry).amount).toBe(amount);
  });

  it('is not invented where a batch does not say it', () => {
    const entries = entriesOf(ntry({ details: '<TxDtls/><TxDtls/>' }));
    expect(entries.map(describeEntry)).toMatchObject([
      { amount: null, currency: null },
      { amount: null, currency: null },
    ]);
    expect(entries[0]?.amountProblem).toBe('2 of the 2 details of the entry say no amount of their own');
    expect(entries[0]?.booked).toMatchObject({ minor: 10_000, currency: 'EUR', details: 2 });
  });

  it('is doubtful when the details do not add up to what the account was moved by', () => {
    const details = '<TxDtls><Amt Ccy="EUR">60.00</Amt></TxDtls><TxDtls><Amt Ccy="EUR">50.00</Amt></TxDtls>';
    const entries = entriesOf(ntry({ details }));
    expect(entries.map(({ amountMinor }) => amountMinor)).toEqual([6_000, 5_000]);
    expect(entries.map(({ amountProblem }) => amountProblem)).toEqual(
      Array(2).fill('the details add up to 110.00 EUR but the account was moved by 100.00 EUR'),
    );
  });

  it('is doubtful when it is in another currency than the account was moved in', () => {
    const entry = only(ntry({ details: '<TxDtls><Amt Ccy="USD">108.00</Amt></TxDtls>' }));
    expect(entry.amountProblem).toBe('a detail says 108.00 USD but the account was moved by 100.00 EUR');
  });

  it('counts a detail against the entry when it goes the other way', () => {
    const details =
      '<TxDtls><Amt Ccy="EUR">110.00</Amt></TxDtls>' +
      '<TxDtls><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>';
    const entries = entriesOf(ntry({ details }));
    expect(entries).toMatchObject([
      { creditDebit: 'CRDT', amountProblem: null },
      { creditDebit: 'DBIT', amountProblem: null },
    ]);
  });

  it('of a batch whose details are missing is that of many payments, so it is doubtful', () => {
    const entry = only(ntry({ details: '<Btch><NbOfTxs>3</NbOfTxs></Btch>' }));
    expect(entry).toMatchObject({
      txIndex: 0,
      amountMinor: 10_000,
      amountProblem: 'the entry is a batch of 3 transactions whose details are not given',
    });
  });
});

describe('the charges of a transaction', () => {
  const record = (amount: string, more = '') =>
    `<Rcrd><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>${more}</Rcrd>`;
  const chargesOf = (before: string, details: string) =>
    entriesOf(ntry({ before, details })).map((entry) => entry.charges.map(({ amount }) => amount));

  it('are counted once when the entry repeats them', () => {
    expect(chargesOf(`<Chrgs>${record('0.70')}</Chrgs>`, `<TxDtls><Chrgs>${record('0.70')}</Chrgs></TxDtls>`)).toEqual([
      ['0.70'],
    ]);
  });

  it('are counted once when the entry repeats them as a total', () => {
    const total = '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1.00</TtlChrgsAndTaxAmt></Chrgs>';
    expect(chargesOf(total, `<TxDtls><Chrgs>${record('0.70')}${record('0.30')}</Chrgs></TxDtls>`)).toEqual([
      ['0.70', '0.30'],
    ]);
  });

  it('come from the entry when a single transaction says none, and add up when the entry has others as well', () => {
    expect(chargesOf(`<Chrgs>${record('0.70')}</Chrgs>`, '<TxDtls/>')).toEqual([['0.70']]);
    expect(
      chargesOf(
        `<Chrgs>${record('0.70')}${record('2.00')}</Chrgs>`,
        `<TxDtls><Chrgs>${record('0.70')}</Chrgs></TxDtls>`,
      ),
    ).toEqual([['0.70', '2.00']]);
  });

  it('of a batch belong to the transaction that says them', () => {
    const batch = `<TxDtls><Amt Ccy="EUR">60</Amt><Chrgs>${record('0.70')}</Chrgs></TxDtls>
      <TxDtls><Amt Ccy="EUR">40</Amt></TxDtls>`;
    expect(chargesOf(`<Chrgs>${record('0.70')}</Chrgs>`, batch)).toEqual([['0.70'], []]);
  });

  it('may be a bare total', () => {
    expect(chargesOf('<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">4.140</TtlChrgsAndTaxAmt></Chrgs>', '')).toEqual([['4.140']]);
    const entry = only(
      ntry({ before: `<Chrgs>${record('4.140', '<ChrgInclInd>true</ChrgInclInd><Br>CRED</Br>')}</Chrgs>` }),
    );
    expect(describeEntry(entry).charges).toEqual([
      { amount: '4.14', currency: 'EUR', creditDebit: 'DBIT', includedInd: true, bearer: 'CRED' },
    ]);
  });
});
