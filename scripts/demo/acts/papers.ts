import { customs, packingList, stuffing } from '../files.ts';
import { does, refused } from '../moves.ts';
import { expectThat, seenBy, type Story } from '../story.ts';
import { track } from '../tracking.ts';

/** A packing list of the examples as the API takes it. */
function listOf(name: Parameters<typeof packingList>[0]): object {
  const rows = packingList(name);
  return {
    reference: rows[0]?.reference ?? '',
    marks: `HARBOUR / HAMBURG / C/NO. ${rows.map(({ carton_numbers }) => carton_numbers).join(', ')}`,
    rows: rows.map(({ line, sku, hs_code, quantity, cartons, net_g, gross_g, length_mm, width_mm, height_mm }) => ({
      line,
      sku,
      hsCode: hs_code,
      quantity,
      cartons,
      netGrams: net_g,
      grossGrams: gross_g,
      lengthMm: length_mm,
      widthMm: width_mm,
      heightMm: height_mm,
    })),
  };
}

/** Tells the open discrepancies, which have to be so many. */
async function tellDiscrepancies(story: Story, expected: number): Promise<void> {
  const { discrepancies } = (await seenBy(story, 'supplier')).state.goods;
  const open = discrepancies ?? [];
  for (const { field, detail } of open) story.teller.note('differs', `${field}: ${detail}`);
  expectThat(story, open.length === expected, `${expected} discrepancies should be open; there are ${open.length}`);
}

/** Contract, packing list and goods receipt differ by two lamps: both sides amend, then the papers agree. */
export async function match(story: Story): Promise<void> {
  story.teller.title('Matching of documents');
  await does(story, 'supplier', 'submitPackingList', listOf('packing-list.csv'), {
    says: 'made out for the contract, before two lamps failed',
  });
  await tellDiscrepancies(story, 1);

  const { contract, goods } = (await seenBy(story, 'supplier')).state;
  const counted = new Map(goods.receipt?.perLine.map(({ line, quantity }) => [line, quantity]));
  const lines = contract.terms.lines.map((line) => ({ ...line, quantity: counted.get(line.line) ?? line.quantity }));
  await does(story, 'supplier', 'proposeAmendment', {
    terms: { ...contract.terms, lines },
    reason: 'Two floor lamps failed the final test; the contract follows what was delivered.',
  });
  await refused(story, 'supplier', 'submitPackingList', listOf('packing-list-corrected.csv'), 'amendment-open');
  const { amendment } = (await seenBy(story, 'buyer')).state;
  const changes = amendment?.changes.map(({ path, from, to }) => `${path} ${String(from)} → ${String(to)}`).join(', ');
  await does(story, 'buyer', 'consentAmendment', { hash: amendment?.hash ?? '' }, { says: `by its hash: ${changes}` });
  await tellDiscrepancies(story, 1);
  const amended = (await seenBy(story, 'buyer')).state;
  const delta = amended.contract.totalMinor - contract.totalMinor;
  expectThat(
    story,
    delta === amendment?.deltaMinor && delta < 0,
    `the price should move by ${amendment?.deltaMinor}; it moved by ${delta}`,
  );
  await does(story, 'supplier', 'submitPackingList', listOf('packing-list-corrected.csv'), {
    leadsTo: 'customs',
    says: 'corrected: the three papers agree',
  });
}

/** Stuffed, declared, asked about, released. */
export async function clear(story: Story): Promise<void> {
  story.teller.title('Customs');
  const { declaration, query, answer, release } = customs();
  await refused(story, 'buyer', 'chooseTransport', { by: 'COURIER' }, 'transport-mode');
  await does(story, 'buyer', 'chooseTransport', { by: 'CONTAINER' });
  const { container, vgm } = stuffing();
  await does(story, 'warehouse', 'stuffContainer', container, {
    says: `${container.number}, seal ${container.seal}, VGM ${container.vgmKg} kg (${vgm.method})`,
  });
  await track(story, 'carrier', '01-gate-in');
  await does(story, 'broker', 'lodgeDeclaration', declaration, {
    says: `export declaration ${declaration.number}, supervision mode ${declaration.mode}`,
  });
  await does(story, 'broker', 'customsQueried', query, { says: query.query });
  await refused(story, 'broker', 'customsReleased', release, 'query-open');
  await does(story, 'supplier', 'answerQuery', answer, { says: answer.answer });
  await does(story, 'broker', 'customsReleased', release, { leadsTo: 'release', says: release.document });
  await track(story, 'broker', '02-customs-released');
}
