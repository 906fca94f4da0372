import { describe, expect, it } from '@jest/globals';
import {
  approveAccess,
  grantActions,
  grantStates,
  refuseAccess,
  requestAccess,
  revokeAccess,
} from '../../../src/domain/catalogue/access.ts';
import { isRefused } from '../../../src/domain/catalogue/refusal.ts';

const nda = { title: 'NDA 2026-7', sha256: 'a'.repeat(64) };
const buyer = { at: '2026-06-01T00:00:00.000Z', by: { user: 'u-buyer', company: 'c-harbour' } };
const supplier = { at: '2026-06-02T00:00:00.000Z', by: { user: 'u-supplier', company: 'c-brightworks' } };
const asked = requestAccess('g1', { supplier: 'c-brightworks', subject: 'Our lamp', nda }, buyer);
const approval = { ndaSha256: nda.sha256, products: ['p2', 'p1', 'p2'] };

function granted() {
  const answer = approveAccess(asked, approval, supplier);
  if (isRefused(answer)) throw new Error(answer.rejection.code);
  return answer.grant;
}

describe('access to private products', () => {
  it('is asked for by a buyer and shows nothing until it is approved', () => {
    expect(asked).toMatchObject({ state: 'REQUESTED', buyer: 'c-harbour', products: [] });
  });

  it('shows the products the supplier names, each once, under the agreement both have named', () => {
    expect(granted()).toMatchObject({ state: 'APPROVED', products: ['p1', 'p2'] });
    expect(granted().steps.map(({ state, by }) => [state, by.user])).toEqual([
      ['REQUESTED', 'u-buyer'],
      ['APPROVED', 'u-supplier'],
    ]);
  });

  it('is not approved under another agreement than the buyer named', () => {
    expect(approveAccess(asked, { ...approval, ndaSha256: 'b'.repeat(64) }, supplier)).toMatchObject({
      rejection: { code: 'stale-hash', data: { ndaSha256: nda.sha256 } },
    });
  });

  it('is answered once', () => {
    for (const answer of [approveAccess(granted(), approval, supplier), refuseAccess(granted(), 'no', supplier)]) {
      expect(answer).toMatchObject({ rejection: { code: 'not-requested' } });
    }
  });

  it('is refused and revoked with a reason that stays on record', () => {
    expect(refuseAccess(asked, 'not for export', supplier)).toMatchObject({
      grant: { state: 'REFUSED', steps: [{}, { reason: 'not for export' }] },
    });
    expect(revokeAccess(granted(), 'agreement ended', supplier)).toMatchObject({
      grant: { state: 'REVOKED', steps: [{}, {}, { reason: 'agreement ended' }] },
    });
  });

  it('is revoked only where there is some', () => {
    expect(revokeAccess(asked, 'x', supplier)).toMatchObject({ rejection: { code: 'not-approved' } });
  });

  it("is the supplier's to answer and to end", () => {
    const table = grantStates.map((state) => [
      state,
      grantActions({ ...asked, state }, 'c-brightworks').join(),
      grantActions({ ...asked, state }, 'c-harbour').join(),
    ]);
    expect(table).toEqual([
      ['REQUESTED', 'approve,refuse', ''],
      ['APPROVED', 'revoke', ''],
      ['REFUSED', '', ''],
      ['REVOKED', '', ''],
    ]);
  });
});
