import { drawCartons } from '../../../src/domain/sampling/carton-draw.ts';
import type { InspectionPlan } from '../../../src/domain/order/inspected.ts';
import { cartonMeasures, cartonScans, despatchAdvice, inspection, productionMilestones } from '../files.ts';
import { does, keeps, refused } from '../moves.ts';
import { expectThat, pathOf, read, seenBy, type Story } from '../story.ts';
import { tally } from '../telling.ts';

const lanes = 6;
/** Rows of the scan file that came with the first truck. */
const firstTruck = 100;

/** Production, until the cartons are announced to the warehouse. */
export async function produce(story: Story): Promise<void> {
  story.teller.title('Production');
  for (const milestone of productionMilestones()) {
    await does(story, 'supplier', 'reportMilestone', milestone, { says: `${milestone.name}: ${milestone.detail}` });
  }
  await keeps(story, 'account-manager', 'sendMessage', {
    text: 'Two floor lamps fewer than agreed: please settle it when the papers are matched.',
  });
  story.teller.step('account-manager', 'sendMessage', { says: 'tells both sides about the two missing lamps' });
  await does(story, 'supplier', 'readyForDispatch', { note: '180 cartons on 12 pallets' });
  const advice = despatchAdvice();
  const cartons = advice.map(({ sscc, line, quantity, gross_g, length_mm, width_mm, height_mm }) => ({
    sscc,
    line,
    quantity,
    grossGrams: gross_g,
    lengthMm: length_mm,
    widthMm: width_mm,
    heightMm: height_mm,
  }));
  await does(
    story,
    'supplier',
    'bookInbound',
    { booking: advice[0]?.booking ?? '', cartons },
    {
      leadsTo: 'warehouse',
      says: `${cartons.length} cartons with SSCC labels`,
    },
  );
}

type Scan = ReturnType<typeof cartonScans>[number];
type Scanned = Scan & { outcome: string };

/** Scans of a truck, several readers at once, as at a warehouse door. */
async function scan(story: Story, scans: readonly Scan[]): Promise<Scanned[]> {
  const waiting = [...scans];
  const done: Scanned[] = [];
  const reader = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { sscc, condition } = next;
      const { outcome } = await keeps<{ outcome: string }>(story, 'warehouse', 'scanCarton', { sscc, condition });
      done.push({ ...next, outcome });
    }
  };
  await Promise.all(Array.from({ length: lanes }, reader));
  return done.sort((left, right) => left.sequence - right.sequence);
}

function tellScans({ teller }: Story, scanned: readonly Scanned[]): void {
  teller.step('warehouse', 'scanCarton', {
    says: `${scanned.length} scans: ${tally(scanned.map(({ outcome }) => outcome))}`,
  });
  for (const { outcome, condition, sscc, remark } of scanned) {
    if (outcome !== 'OK' || condition !== 'GOOD') teller.note('carton', `${sscc} ${outcome} ${condition}: ${remark}`);
  }
}

/** The warehouse scans, weighs and measures every carton; the first truck alone is a partial arrival, which waits. */
export async function receive(story: Story): Promise<void> {
  story.teller.title('Warehouse');
  const scans = cartonScans();
  const early = await scan(story, scans.slice(0, firstTruck));
  tellScans(story, early);
  await does(
    story,
    'warehouse',
    'issueGoodsReceipt',
    { number: `GR-${story.order}-1` },
    { says: 'first truck only: whole shipments, so it waits' },
  );
  const late = await scan(story, scans.slice(firstTruck));
  tellScans(story, late);
  const unusual = [...early, ...late]
    .filter(({ outcome }) => outcome !== 'OK')
    .map(({ outcome }) => outcome)
    .sort();
  expectThat(
    story,
    unusual.join() === 'BAD_CHECK_DIGIT,DUPLICATE,UNKNOWN',
    `the three unusual scans should stand out; they are ${unusual.join()}`,
  );

  const measured = cartonMeasures().map(({ sscc, gross_g, length_mm, width_mm, height_mm }) => ({
    sscc,
    grossGrams: gross_g,
    lengthMm: length_mm,
    widthMm: width_mm,
    heightMm: height_mm,
  }));
  await keeps(story, 'warehouse', 'recordMeasures', { cartons: measured });
  story.teller.step('warehouse', 'recordMeasures', { says: `${measured.length} cartons weighed and measured` });
  await does(story, 'warehouse', 'issueGoodsReceipt', { number: `GR-${story.order}-2` }, { leadsTo: 'inspection' });
  await tellReceipt(story);
}

async function tellReceipt(story: Story): Promise<void> {
  const { receipt } = (await seenBy(story, 'warehouse')).state.goods;
  for (const { line, cartons, quantity, grossGrams, volumeCm3 } of receipt?.perLine ?? []) {
    const measured = `${grossGrams / 1000} kg gross, ${(volumeCm3 / 1_000_000).toFixed(2)} m³`;
    story.teller.note(`line ${line}`, `${quantity} pieces in ${cartons} cartons, ${measured}`);
  }
}

/** The inspector opens the cartons drawn by lot; the verdict follows from the plan of ISO 2859-1. */
export async function inspect(story: Story): Promise<void> {
  story.teller.title('Inspection');
  const { goods } = (await seenBy(story, 'inspector')).state;
  const plan = goods.plan as InspectionPlan;
  const { accept, basis, cartonsToOpen, sampleSize, seed } = plan;
  story.teller.note('plan', `${basis}: ${sampleSize} pieces out of ${cartonsToOpen} cartons`);
  story.teller.note('', `accepted up to ${accept.major} major and ${accept.minor} minor defects, none critical`);
  const { cartons } = await read<{ cartons: string[] }>(story, 'inspector', pathOf(story, '/inspection/draw'));
  const received = despatchAdvice().map(({ sscc }) => sscc);
  const again = drawCartons(seed, received, cartonsToOpen);
  expectThat(story, again.join() === cartons.join(), 'anybody should draw the same cartons from the seed');
  const drawn = cartons.map((sscc) => sscc.slice(-5)).join(' ');
  story.teller.note('draw', `seed ${seed.slice(0, 12)}… draws the cartons ${drawn}; drawn again, the same`);

  const { tooFew, findings, verdict } = inspection();
  await refused(story, 'inspector', 'recordFindings', { ...findings, sampled: tooFew }, 'sample-too-small');
  const { major, minor, critical } = findings.defects;
  await does(story, 'inspector', 'recordFindings', findings, {
    says: `${findings.sampled} pieces: ${critical} critical, ${major} major, ${minor} minor`,
  });
  await refused(story, 'inspector', 'giveVerdict', { verdict: 'reject' }, 'verdict-contradicts-findings');
  await does(story, 'inspector', 'giveVerdict', { verdict }, { leadsTo: 'matching' });
}
