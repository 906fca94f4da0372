import { hashOf } from '../hash.ts';
import { percentSample, samplingPlan, type Severity } from '../sampling.ts';
import { share } from '../money.ts';
import type { Contracted } from './order.ts';
import type { DefectClass, Findings, InspectionPlan } from './inspected.ts';

const classes: DefectClass[] = ['critical', 'major', 'minor'];

/**
 * What the inspection clause asks of this delivery: how many pieces to examine, with how many defects it still passes,
 * and how many cartons to open (enough for the sample, and at least the square root of all, the trade's custom). One
 * critical defect always rejects. The seed follows from contract, goods receipt and round, so nobody can choose the
 * cartons.
 */
export function planInspection(order: Contracted): InspectionPlan {
  const { goods, contract } = order;
  const receipt = goods.receipt;
  if (receipt === null) throw new Error(`order ${order.order} entered inspection without a goods receipt`);
  const lot = receipt.perLine.reduce((total, { quantity }) => total + quantity, 0);
  const round = goods.rounds + 1;
  const seed = hashOf({ contract: contract.hash, receipt: receipt.sha256, round });
  const { inspection } = contract.terms;
  const switching = inspection.mode === 'AQL' ? goods.switching : undefined;
  const { sampleSize, accept, basis } = sampleOf(inspection, lot, switching?.severity);
  const perCarton = Math.max(1, Math.ceil(lot / receipt.cartonsReceived));
  const cartons = Math.max(Math.ceil(Math.sqrt(receipt.cartonsReceived)), Math.ceil(sampleSize / perCarton));
  const plan = { round, seed, cartonsToOpen: Math.min(receipt.cartonsReceived, cartons), sampleSize, accept, basis };
  const checklist = order.demand.items
    .filter(({ quality }) => quality !== '')
    .map(({ description, quality }) => ({ item: description, quality }));
  return {
    ...plan,
    ...(checklist.length === 0 ? {} : { checklist }),
    ...(switching === undefined ? {} : { switching }),
    ...(contract.goldenSamples === undefined ? {} : { goldenSamples: contract.goldenSamples }),
  };
}

type Clause = Contracted['contract']['terms']['inspection'];

function sampleOf(
  clause: Clause,
  lot: number,
  severity: Severity = 'normal',
): Pick<InspectionPlan, 'sampleSize' | 'accept' | 'basis'> {
  if (clause.mode === 'AQL') {
    const major = samplingPlan({ lot, level: clause.level, aql: clause.major, severity });
    const minor = samplingPlan({ lot, level: clause.level, aql: clause.minor, severity });
    const of = `lot of ${lot}${severity === 'tightened' ? ', tightened' : ''}`;
    return {
      // Both classes are examined on the larger sample, so each carton is opened once; the acceptance numbers stay
      // their own.
      sampleSize: Math.max(major.sampleSize, minor.sampleSize),
      accept: { critical: 0, major: major.accept, minor: minor.accept },
      basis: `ISO 2859-1 level ${clause.level}, AQL major ${clause.major}, minor ${clause.minor}, ${of}`,
    };
  }
  if (clause.mode === 'PERCENT') {
    const sampleSize = percentSample(lot, clause.percent);
    return {
      sampleSize,
      accept: {
        critical: 0,
        major: Math.floor(share(sampleSize * 100, clause.majorDefectsBp) / 100),
        minor: Math.floor(share(sampleSize * 100, clause.minorDefectsBp) / 100),
      },
      basis: `${clause.percent} % of a lot of ${lot}`,
    };
  }
  throw new Error('a contract without inspection has no sampling plan');
}

/**
 * Accepts when no class has more defects than the plan allows and the goods are as the demand asked; the reasons name
 * each class that has, and each entry of the check-list that is not met.
 */
export function verdictOn(
  plan: InspectionPlan,
  findings: Findings,
): { verdict: 'accept' | 'reject'; reasons: string[] } {
  const reasons = classes
    .filter((each) => findings.defects[each] > plan.accept[each])
    .map((each) => `${findings.defects[each]} ${each} defects, at most ${plan.accept[each]} allowed`);
  for (const { item, conforms, note } of findings.items ?? [])
    if (!conforms) reasons.push(`${plan.checklist?.[item - 1]?.item ?? `entry ${item}`} is not as asked: ${note}`);
  return { verdict: reasons.length === 0 ? 'accept' : 'reject', reasons };
}
