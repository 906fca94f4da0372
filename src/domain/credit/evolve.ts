import { type Credit, type CreditStage, currentPresentation, drawnMinor, type Presentation } from './credit.ts';
import { creditClocks } from './clocks.ts';
import type { CreditFacts, CreditFactType, HappenedCreditFact } from './facts.ts';
import { amountRange, drawnInParts } from './terms.ts';

type Evolver<T extends CreditFactType> = (credit: Credit, data: CreditFacts[T], at: string) => Credit;

/** Another stage starts its own clocks; those that run over stages stay as they are. */
const enter = (credit: Credit, stage: CreditStage, since: string): Credit => ({
  ...credit,
  stage,
  stageSince: since,
  attention: null,
  elapsed: credit.elapsed.filter((clock) => creditClocks[clock]?.overall === true),
});

function presentation(credit: Credit, change: Partial<Presentation>): Credit {
  const current = currentPresentation(credit);
  if (current === null) throw new Error(`credit ${credit.number}: nothing was presented`);
  return { ...credit, presentations: [...credit.presentations.slice(0, -1), { ...current, ...change }] };
}

/** The credit by the amended terms; its clocks run by the new dates. */
function amended(credit: Credit, at: string): Credit {
  const { amendment } = credit;
  if (amendment === null) throw new Error(`credit ${credit.number}: no amendment is open`);
  const settled = { ...credit, amendment: null, amended: [...credit.amended, amendment.hash] };
  return amendment.terms === null ? settled : { ...settled, terms: amendment.terms, elapsed: [], stageSince: at };
}

/**
 * One drawing uses a credit up that forbids partial shipments; any other goes on while something is left of it, and
 * warns of the last day of the next instalment anew.
 */
function honoured(drawn: Credit, at: string): Credit {
  const { terms } = drawn;
  const credit = terms.instalments === undefined ? drawn : { ...drawn, elapsed: without(drawn.elapsed, 'expiryNear') };
  const left = drawnInParts(terms) && drawnMinor(credit) < Math.min(terms.amountMinor, amountRange(terms).most);
  return enter(credit, left ? 'advised' : 'honoured', at);
}

type Kept = Exclude<CreditFactType, 'CreditDrafted'>;

/** One entry for each fact there is: a fact left out does not compile. */
const evolvers: { [T in Kept]: Evolver<T> } = {
  CreditWithdrawn: (credit, { reason }, at) => close(credit, { outcome: 'withdrawn', reason }, at),
  CreditIssued: (credit, _data, at) => ({ ...enter(credit, 'issued', at), issuedAt: at }),
  CreditAdvised: (credit, _data, at) => ({ ...enter(credit, 'advised', at), advisedAt: at }),
  CreditConfirmed: (credit, _data, at) => ({ ...credit, confirmedAt: at }),
  AmendmentRequested: (credit, { amendment }) => ({ ...credit, amendment }),
  AmendmentDeclined: (credit) => ({ ...credit, amendment: null }),
  AmendmentIssued: (credit, _data, at) => ({
    ...credit,
    amendment: credit.amendment === null ? null : { ...credit.amendment, issuedAt: at },
  }),
  AmendmentAccepted: (credit, _data, at) => amended(credit, at),
  AmendmentRefused: (credit) => ({ ...credit, amendment: null }),
  ShipmentReported: (credit, { on }) => ({ ...credit, shippedOn: on, elapsed: without(credit.elapsed, 'expiryNear') }),
  DocumentsPresented: (credit, { presentation: made }, at) =>
    enter({ ...credit, presentations: [...credit.presentations, made] }, 'presented', at),
  ExaminationBegun: (credit, _data, at) => enter(credit, 'examining', at),
  DocumentsFoundComplying: (credit, _data, at) => enter(credit, 'complying', at),
  DiscrepanciesFound: (credit, { discrepancies }, at) =>
    enter(presentation(credit, { found: discrepancies }), 'discrepant', at),
  WaiverAsked: (credit) => presentation(credit, { waiver: 'ASKED' }),
  DiscrepanciesWaived: (credit) => presentation(credit, { waiver: 'GIVEN' }),
  WaiverDeclined: (credit) => presentation(credit, { waiver: 'DECLINED' }),
  DocumentsRefused: (credit, { discrepancies, disposal }, at) =>
    enter(presentation(credit, { notice: { at, discrepancies, disposal } }), 'refused', at),
  BankPrecluded: (credit, _data, at) => enter(presentation(credit, { precluded: true }), 'complying', at),
  CreditHonoured: (credit, { maturity }, at) => honoured(presentation(credit, { honoured: { at, maturity } }), at),
  BankInterrupted: (credit, { interruption }) => ({
    ...credit,
    interruptions: [...credit.interruptions, interruption],
  }),
  ExpiryNeared: (credit) => ({ ...credit, elapsed: [...credit.elapsed, 'expiryNear'] }),
  CreditAttentionRaised: (credit, { code, detail }, at) => ({
    ...credit,
    attention: { code, detail, since: at },
    elapsed: [...credit.elapsed, 'honourDue'],
  }),
  CreditClosed: (credit, closing, at) => close(credit, closing, at),
};

const without = (elapsed: string[], clock: string): string[] => elapsed.filter((each) => each !== clock);

const close = (credit: Credit, { outcome, reason }: CreditFacts['CreditClosed'], at: string): Credit => ({
  ...enter(credit, 'closed', at),
  outcome,
  reason,
});

const drafted = ({ number, terms }: CreditFacts['CreditDrafted'], at: string): Credit => ({
  number,
  order: terms.order,
  version: 1,
  stage: 'draft',
  stageSince: at,
  terms,
  draftedAt: at,
  issuedAt: null,
  advisedAt: null,
  confirmedAt: null,
  amendment: null,
  amended: [],
  presentations: [],
  interruptions: [],
  shippedOn: null,
  attention: null,
  elapsed: [],
  outcome: null,
  reason: null,
});

/** The credit after one more fact. Pure; throws only when the fact cannot have happened to it, which is a bug. */
export function evolveCredit(credit: Credit | null, happened: HappenedCreditFact): Credit {
  if (happened.type === 'CreditDrafted') return drafted(happened.data, happened.at);
  if (credit === null) throw new Error(`the first fact of a credit is CreditDrafted, not ${happened.type}`);
  const apply = evolvers[happened.type] as Evolver<typeof happened.type>;
  return { ...apply(credit, happened.data as never, happened.at), version: credit.version + 1 };
}
