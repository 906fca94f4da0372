import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { playTo, termsOf } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const ofHeading = (hsCode: string) => ({
  lines: termsOf(office.deps.now()).lines.map((line) => ({ ...line, hsCode })),
});
async function inspected(verdict: 'accept' | 'reject', hsCode = '940542') {
  const trade = await playTo(office, 'inspection', ofHeading(hsCode));
  const { goods } = await trade.contracted();
  const defects = { critical: verdict === 'accept' ? 0 : 1, major: 0, minor: 0 };
  await trade.issue('inspector', 'recordFindings', { sampled: goods.plan?.sampleSize, defects });
  await trade.issue('inspector', 'giveVerdict', { verdict });
  return goods.plan;
}
const drawn = async (path: string) => (await office.get('supplier', `${path}/inspection/draw`).expect(200)).body;
/** Who handles the goods reads by which severity they are inspected, and not how the supplier's other lots went. */
async function knowsNoOtherLots(path: string, person: string): Promise<void> {
  const read = async (part: string) => office.get(person, `${path}${part}`).expect(200);
  const [order, { text: timeline }, { body: draw }] = [
    await read(''), await read('/timeline'), await read('/inspection/draw'),
  ];
  expect(order.body.state.goods.plan.basis).toContain('tightened');
  expect(timeline).toContain('InspectionPlanned');
  expect(order.text + timeline).not.toContain('notAccepted');
  expect(draw).toMatchObject({ switching: null, accept: { major: 3 } });
}

describe('the severity of an inspection', () => {
  it('follows from the supplier’s earlier lots of such goods, and is pinned in the order', async () => {
    const first = await inspected('reject');
    expect(first).toMatchObject({ accept: { major: 5 }, switching: { severity: 'normal', lots: 0 } });
    const second = await inspected('reject');
    expect(second).toMatchObject({ accept: { major: 5 }, switching: { severity: 'normal', lots: 1, notAccepted: 1 } });

    const trade = await playTo(office, 'inspection');
    const { goods } = await trade.contracted();
    expect(goods.plan).toMatchObject({
      ...{ sampleSize: 80, accept: { critical: 0, major: 3, minor: 5 } },
      switching: { severity: 'tightened', lots: 2, notAccepted: 2, last: [{ accepted: false }, { accepted: false }] },
    });
    const draw = await drawn(trade.path);
    expect(draw).toMatchObject({ switching: { severity: 'tightened' }, accept: { major: 3 } });
    expect(draw.basis).toContain('tightened');
    for (const person of ['carrier', 'inspector']) await knowsNoOtherLots(trade.path, person);
    // The plan names no order of another buyer, and what comes later does not change it.
    expect(JSON.stringify(goods.plan?.switching)).not.toMatch(/order|c-harbour/);
    await inspected('accept');
    expect((await drawn(trade.path)).switching.lots).toBe(2);

    expect(await inspected('accept', '853952')).toMatchObject({ switching: { severity: 'normal', lots: 0 } });
  }, 120_000);
});
