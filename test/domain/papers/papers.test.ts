import { describe, expect, it } from '@jest/globals';
import { agreedIn } from '../../../src/domain/papers/agreed.ts';
import { contractPaper, draftPaper, purchaseOrderPaper } from '../../../src/domain/papers/papers.ts';
import { dateOf } from '../../../src/domain/papers/written.ts';
import { wordings } from '../../../src/domain/papers/words.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import type { Paper } from '../../../src/domain/words/paper.ts';
import { termsOf } from '../../support/deal.ts';
import { drafted, hashOnTable, upTo } from '../../support/play.ts';
import { issue, monday, type Played, running } from '../../support/played.ts';
import { milestones } from '../../support/terms.ts';

const record = ({ facts }: Played) => facts as unknown as Parameters<typeof agreedIn>[0];
const names = { 'c-harbour': 'Harbour Trading', 'c-brightworks': 'Brightworks' };
const textOf = (paper: Paper): string => JSON.stringify(paper.sections);
const about = (played: Played, locale: (typeof locales)[number] = 'en') => ({ order: played.order, names, locale });

describe('what was agreed', () => {
  it('is read off the record when the running order has forgotten it', () => {
    const played = upTo('escrow');
    const { purchaseOrder, contracts } = agreedIn(record(played));
    expect(purchaseOrder).toMatchObject({ number: 'PO-1', by: { user: 'u-buyer' }, version: { version: 1 } });
    expect(contracts).toEqual([running(played).contract]);
  });

  it('has no draft any more once another is asked for, or another purchase order is issued', () => {
    const draft = drafted(upTo('contract'));
    expect(agreedIn(record(draft)).draft?.hash).toBe(hashOnTable(draft));
    expect(agreedIn(record(issue(draft, 'buyer', 'requestChange', { change: 'x' }))).draft).toBeNull();
    const { order } = draft;
    const hash = order.stage === 'contract' ? order.acceptedHash : null;
    const again = issue(draft, 'buyer', 'issuePurchaseOrder', { number: 'PO-2', hash });
    expect(agreedIn(record(again))).toMatchObject({ draft: null, purchaseOrder: { number: 'PO-2' } });
  });
});

describe('the purchase order on paper', () => {
  it('says what, how many, for how much, and that it is a proposal by the agreed hash', () => {
    const played = drafted(upTo('contract'));
    const issued = agreedIn(record(played)).purchaseOrder;
    if (issued === null) throw new Error('not issued');
    const paper = purchaseOrderPaper(about(played), issued);
    expect(paper).toMatchObject({ title: 'Purchase order', subtitle: 'PO-1', hash: issued.version.hash });
    const [goods] = paper.sections;
    expect(goods?.table?.rows[0]).toEqual([
      ...['1', 'LAMP-1', 'Desk lamp, model 1 (940521)', 'CN', '1,000 pcs', '12.51 / 1', '12,510.00'],
    ]);
    expect(goods?.paragraphs).toEqual(['Total: 14,111.95 USD']);
    expect(textOf(paper)).toContain('is a proposal');
  });
});

describe('the contract on paper', () => {
  it('says every clause the engine runs, both signatures, and the hash', () => {
    const played = upTo('escrow', {
      paymentPlan: [
        { share: 3333, due: 'ON_CONTRACT' },
        { share: 6667, due: 'BEFORE_TITLE_TRANSFER' },
      ],
      settlement: milestones(['TITLE_TRANSFER', 3333], ['BILL_OF_LADING', 6667]),
    });
    const { contract } = running(played);
    const paper = contractPaper(about(played), contract);
    const text = textOf(paper);
    const { deliverBy } = contract.terms;
    for (const said of [
      `delivered FCA Designated warehouse, Shenzhen (Incoterms 2020), carried by sea in full containers`,
      `at the latest on ${dateOf('en', deliverBy)}`,
      'Payment 1: 33.33 % of the total, 4,703.51 USD, due when the contract is sealed',
      'Payment 2: 66.67 % of the total, 9,408.44 USD, due before title passes',
      '33.33 % of the total is released to the supplier when title to the goods passes.',
      'only after customs have released the goods',
      'ISO 2859-1, level II, AQL 2.5 for major and 4.0 for minor',
      'quantity 2 %, weight 5 %, volume 5 %',
      'within 7 days of receipt',
      '20 units a carton, 8000 g net, 9000 g gross, 600 × 400 × 350 mm',
    ]) {
      expect(text).toContain(said);
    }
    expect(paper.sections.at(-1)?.table?.rows.map(([party, company, user]) => [party, company, user])).toEqual([
      ['Supplier', 'Brightworks', 'u-supplier'],
      ['Buyer', 'Harbour Trading', 'u-buyer'],
    ]);
    expect(paper.hash).toBe(contract.hash);
  });

  it('of an amended version names the hash of the one before it', () => {
    const before = upTo('production');
    const terms = { ...running(before).contract.terms, claimDays: 44 };
    const proposed = issue(before, 'supplier', 'proposeAmendment', { terms, reason: 'more time' });
    const hash = running(proposed).amendment?.hash;
    const played = issue(proposed, 'buyer', 'consentAmendment', { hash });
    const { contracts } = agreedIn(record(played));
    expect(contracts.map(({ version }) => version)).toEqual([1, 2]);
    const paper = contractPaper(about(played), running(played).contract);
    expect(paper.facts.map(({ value }) => value)).toContain(contracts[0]?.hash);
    expect(textOf(paper)).toContain('within 44 days');
  });

  it('is a draft until the buyer signs, and shows first where it is not what was agreed', () => {
    const standing = upTo('contract');
    const agreed = termsOf({}, monday);
    const played = drafted(standing, { ...agreed, warrantyDays: 0, claimDays: 31 });
    const { draft } = agreedIn(record(played));
    if (draft === null) throw new Error('not drafted');
    const paper = draftPaper(about(played), draft);
    expect(paper.sections[0]?.table?.rows).toEqual([
      ['claimDays', String(agreed.claimDays), '31'],
      ['warrantyDays', String(agreed.warrantyDays), '0'],
    ]);
    expect(textOf(paper)).toContain('Buyer: not signed yet');
    expect(textOf(paper)).toContain('no warranty beyond the claims');
  });

  it('says the same in every language, each in its own words', () => {
    const played = upTo('escrow');
    const papers = locales.map((locale) => contractPaper(about(played, locale), running(played).contract));
    const shapes = papers.map(({ sections }) =>
      sections.map(({ paragraphs, table }) => [paragraphs.length, table?.rows.length]),
    );
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
    expect(papers.map(({ title }) => title)).toEqual([
      'Purchase contract',
      '采购合同',
      '採購合約',
      'Kupní smlouva',
    ]);
    const keys = locales.map((locale) => Object.keys(wordings[locale]));
    for (const each of keys) expect(each).toEqual(keys[0]);
  });
});
