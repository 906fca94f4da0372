import { describe, expect, it } from '@jest/globals';
import type { ServingPlace } from '../../../src/domain/parties.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, monday, type Played, running } from '../../support/played.ts';
import { examined, settleAll, upTo } from '../../support/play.ts';
import { toldIn } from '../../support/told.ts';

const taking = (place: ServingPlace, company = 'c-second') => ({ place, company, reason: 'suspended' });
const replaced = (played: Played, place: ServingPlace, company?: string) =>
  issue(played, 'adviser', 'replaceProvider', taking(place, company));

describe('a company that serves an order', () => {
  it.each(['enquiry', 'contract', 'production', 'inspection'] as const)('is replaced by an adviser in %s', (stage) => {
    const after = given(upTo(stage)).when('adviser', 'replaceProvider', taking('broker')).thenFacts('ProviderReplaced');
    expect(after.order.companies.broker).toBe('c-second');
    expect(after.order.formerly).toEqual([{ place: 'broker', company: 'c-broker', until: after.now }]);
    for (const who of ['buyer', 'operator', 'broker'] as const) {
      given(upTo(stage)).when(who, 'replaceProvider', taking('broker')).thenRejected('not-your-move');
    }
  });

  it('is replaced by another one, which serves from then on until it is replaced itself', () => {
    const once = replaced(upTo('production'), 'carrier');
    given(once).when('adviser', 'replaceProvider', taking('carrier')).thenRejected('nothing-new');
    const twice = replaced(once, 'carrier', 'c-third');
    expect(twice.facts.at(-1)?.data).toMatchObject({ before: 'c-second', since: once.now });
    expect(twice.order.formerly?.map(({ company }) => company)).toEqual(['c-carrier', 'c-second']);
  });

  it('leaves what it did on the record, and the next goes on from there', () => {
    const begun = examined(upTo('inspection'), 0);
    const after = replaced(begun, 'inspector');
    expect(after.facts.at(-1)?.data).toMatchObject({ before: 'c-inspection', work: [{ what: 'FINDINGS' }] });
    const done = issue(after, 'inspector', 'giveVerdict', { verdict: 'accept' });
    expect(done.order.stage).toBe('matching');
    const former = { user: 'u-inspector', company: 'c-inspection', roles: ['inspector' as const] };
    expect(done.facts.find(({ type }) => type === 'FindingsRecorded')?.by.company).toBe(former.company);
  });

  it('is not replaced where everything it does has been done', () => {
    for (const place of ['inspector', 'broker'] as const) {
      given(upTo('shipment')).when('adviser', 'replaceProvider', taking(place)).thenRejected('place-served');
    }
    given(upTo('completed')).when('adviser', 'replaceProvider', taking('carrier')).thenRejected('wrong-stage');
  });

  it('that keeps the trust account is not replaced once money of the order came to it', () => {
    expect(replaced(upTo('escrow'), 'bank').order.companies.bank).toBe('c-second');
    given(upTo('production')).when('adviser', 'replaceProvider', taking('bank')).thenRejected('money-at-bank');
    const paid = settleAll(upTo('shipment'));
    expect(running(paid).disbursements).toMatchObject([{ status: 'SETTLED' }]);
    given(paid).when('adviser', 'replaceProvider', taking('bank')).thenRejected('money-at-bank');
  });

  it('is told, as are the one that follows and both sides', () => {
    const told = toldIn(replaced(upTo('production'), 'warehouse').facts).slice(-4);
    expect(told.map(({ kind, company }) => [kind, company])).toEqual([
      ['provider-replaced', 'c-harbour'],
      ['provider-replaced', 'c-brightworks'],
      ['order-to-serve', 'c-second'],
      ['order-served-no-more', 'c-warehouse'],
    ]);
  });

  it('stays known once the order is closed', () => {
    const closed = issue(replaced(upTo('quote'), 'bank'), 'buyer', 'withdraw', { reason: 'no need' });
    expect(closed.order).toMatchObject({ stage: 'closed', formerly: [{ place: 'bank' }] });
    expect(elapse(closed, monday).order.companies.bank).toBe('c-second');
  });
});
