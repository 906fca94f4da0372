import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeRf } from '../../src/domain/identifiers/creditor-reference.ts';
import { bookable, classify, movedMoney } from '../../src/gateways/bank/classify.ts';
import { creditorReferencesIn, matchReferences } from '../../src/gateways/bank/matching.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { notification, ntry } from './fixtures/bank/ntry.ts';

const RF = 'RF18539007547034';
const entryOf = (xml: string) => parseBankNotification(notification(xml)).entries[0]!;
const withDetails = (details: string) => entryOf(ntry({ details: `<TxDtls>${details}</TxDtls>` }));
const strd = (reference: string, type = '<Cd>SCOR</Cd>') =>
  `<Strd><CdtrRefInf><Tp><CdOrPrtry>${type}</CdOrPrtry></Tp><Ref>${reference}</Ref></CdtrRefInf></Strd>`;
const marked = (mark: string, direction: string) =>
  classify(entryOf(ntry({ direction }).replace('<Sts>', `${mark}<Sts>`))).kind;

describe('the references of a credit', () => {
  it('are tried from the surest to the least sure', () => {
    const invoice = '<Strd><RfrdDocInf><Nb>INV-7</Nb></RfrdDocInf></Strd>';
    const entry = withDetails(`<Refs><EndToEndId>PO-1</EndToEndId></Refs>
      <RmtInf><Ustrd>pays rf62 b2b2 0260 0000 1</Ustrd>${strd('RF18 5390 0754 7034')}${invoice}</RmtInf>`);
    expect(matchReferences(entry)).toEqual([
      { reference: RF, from: 'CREDITOR_REFERENCE' },
      { reference: 'PO-1', from: 'END_TO_END_ID' },
      { reference: 'INV-7', from: 'DOCUMENT_NUMBER' },
      { reference: 'RF62B2B2026000001', from: 'FREE_TEXT' },
    ]);
  });

  it('leave out a structured one whose check digits are wrong', () => {
    expect(
      matchReferences(withDetails(`<RmtInf>${strd('RF19539007547034')}${strd('4654654654654654')}</RmtInf>`)),
    ).toEqual([]);
  });

  it('prefer a reference typed SCOR, and name each once', () => {
    const entry = withDetails(`<Refs><EndToEndId>${RF}</EndToEndId></Refs>
      <RmtInf>${strd('RF62B2B2026000001', '<Prtry>QRR</Prtry>')}${strd(RF)}</RmtInf>`);
    expect(matchReferences(entry).map(({ reference }) => reference)).toEqual([RF, 'RF62B2B2026000001']);
  });

  it('do not include NOTPROVIDED', () => {
    expect(matchReferences(withDetails('<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>'))).toEqual([]);
  });

  it.each([
    'RF18 5390 0754 7034',
    'rf18539007547034',
    'ORDER:RF18-5390-0754-7034.',
    'RF18 53900 7547 034 INVOICE 12',
    'R F18 5390 0754 7034',
    'see RF19539007547034 or RF18539007547034',
  ])("are found in the free text '%s'", (text) => {
    expect(creditorReferencesIn(text)).toContain(RF);
  });

  it('are found when the bank cuts the text into pieces', () => {
    expect(
      matchReferences(withDetails('<RmtInf><Ustrd>Payment RF1853900</Ustrd><Ustrd>7547034 thanks</Ustrd></RmtInf>'))[0]
        ?.reference,
    ).toBe(RF);
  });

  it('are found in what the bank adds to the entry', () => {
    const entry = entryOf(ntry({}).replace('</Ntry>', `<AddtlNtryInf>/REMI/${RF}/EREF/</AddtlNtryInf></Ntry>`));
    expect(matchReferences(entry)).toEqual([{ reference: RF, from: 'FREE_TEXT' }]);
  });

  it('are not found where no check digits pass', () => {
    expect(creditorReferencesIn('RF19539007547034, RF, RF1, surf 12, RF99')).toEqual([]);
  });

  it('of a hostile text are found without delay', () => {
    const started = performance.now();
    expect(creditorReferencesIn('RF11'.repeat(1_000_000)).length).toBeLessThan(10_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('are found whatever spaces, case and words surround them', () => {
    const body = fc.stringMatching(/^[A-Z0-9]{1,21}$/);
    const words = fc.stringMatching(/^[a-qs-z ,.]{0,30}$/);
    fc.assert(
      fc.property(body, words, words, fc.integer({ min: 1, max: 9 }), (reference, before, after, every) => {
        const rf = makeRf(reference);
        const printed = rf.replace(new RegExp(`(.{${every}})`, 'g'), '$1 ').toLowerCase();
        expect(creditorReferencesIn(`${before} ${printed}, ${after}`)).toContain(rf);
      }),
    );
  });
});

describe('an entry', () => {
  it('is a customer credit only when it is a booked credit', () => {
    expect(classify(entryOf(ntry({}))).kind).toBe('CUSTOMER_CREDIT');
    for (const status of ['PDNG', 'INFO', 'FUTR', 'book', '<Cd>PDNG</Cd>']) {
      expect(classify(entryOf(ntry({}).replace('<Sts>BOOK', `<Sts>${status}`))).kind).toBe('IGNORED');
    }
    expect(classify(entryOf(ntry({}).replace('<Sts>BOOK</Sts>', '')))).toEqual({
      kind: 'IGNORED',
      why: 'its status is not said; only BOOK entries have moved money',
    });
  });

  it('marked as a reversal means the opposite: our payment comes back, or a credit is taken back', () => {
    expect(marked('<RvslInd>true</RvslInd>', 'CRDT')).toBe('RETURNED_OUTGOING');
    expect(marked('<RvslInd>1</RvslInd>', 'CRDT')).toBe('RETURNED_OUTGOING');
    expect(marked('<RvslInd>true</RvslInd>', 'DBIT')).toBe('REVERSED_CREDIT');
    expect(marked('<RvslInd>false</RvslInd>', 'CRDT')).toBe('CUSTOMER_CREDIT');
    expect(marked('<RvslInd>false</RvslInd>', 'DBIT')).toBe('OUTGOING_DEBIT');
  });

  it('with return information is a return even without the reversal indicator', () => {
    const entry = withDetails('<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed account</AddtlInf></RtrInf>');
    expect(entry.returned).toEqual({ reasonCode: 'AC04', reasonText: 'closed account' });
    expect(classify(entry).kind).toBe('RETURNED_OUTGOING');
    expect(bookable(entry)).toMatchObject({ ok: false, code: 'not-a-customer-credit' });
  });

  it('is bookable with the money it moved', () => {
    expect(bookable(entryOf(ntry({ amount: '8.850' })))).toEqual({ ok: true, money: { currency: 'EUR', minor: 885 } });
  });

  it('is not bookable without a person when its amount is in doubt', () => {
    expect(bookable(withDetails('<Amt Ccy="EUR">99.99</Amt>'))).toEqual({
      ok: false,
      code: 'amount-unclear',
      why: 'the details add up to 99.99 EUR but the account was moved by 100.00 EUR',
    });
    expect(bookable(entryOf(ntry({ amount: '0.00' })))).toEqual({
      ok: false,
      code: 'amount-unclear',
      why: 'the amount is zero',
    });
  });

  it('that is a debit settles the transfer its EndToEndId names', () => {
    const debit = entryOf(
      ntry({ direction: 'DBIT', details: '<TxDtls><Refs><EndToEndId>PAYOUT-1</EndToEndId></Refs></TxDtls>' }),
    );
    expect(debit.endToEndId).toBe('PAYOUT-1');
    expect(classify(debit).kind).toBe('OUTGOING_DEBIT');
    expect(movedMoney(debit)).toEqual({ ok: true, money: { currency: 'EUR', minor: 10_000 } });
    expect(bookable(debit)).toMatchObject({ ok: false, code: 'not-a-customer-credit' });
  });
});
