type Side = 'buyer' | 'seller';

type Rule = {
  name: string;
  /** Whether the rule is for every mode of transport, or for sea and inland waterway only. */
  modes: 'any' | 'sea';
  riskPasses: string;
  mainCarriage: Side;
  exportClearance: Side;
  importClearance: Side;
  /** The seller's duty to insure for the buyer: Institute Cargo Clauses, and the least sum in percent of the price. */
  insurance: { clauses: 'ICC (A)' | 'ICC (C)'; minimumPercent: 110 } | null;
  /** For the sea rules, the rule that suits containers, which are handed over before they reach the ship. */
  forContainers: 'FCA' | 'CPT' | 'CIP' | null;
};

const bySeller = { exportClearance: 'seller', importClearance: 'buyer', insurance: null, forContainers: null } as const;
const anyMode = { modes: 'any', ...bySeller } as const;
const seaOnly = { modes: 'sea', ...bySeller } as const;

/**
 * The eleven rules of Incoterms 2020 (ICC publication 723). They divide cost, risk and duties; when title passes is
 * for the contract.
 */
export const incoterms = {
  EXW: {
    ...anyMode,
    name: 'Ex Works',
    riskPasses: "at the seller's premises, not loaded",
    mainCarriage: 'buyer',
    exportClearance: 'buyer',
  },
  FCA: { ...anyMode, name: 'Free Carrier', riskPasses: "when handed to the buyer's carrier", mainCarriage: 'buyer' },
  CPT: { ...anyMode, name: 'Carriage Paid To', riskPasses: 'when handed to the first carrier', mainCarriage: 'seller' },
  CIP: {
    ...anyMode,
    name: 'Carriage and Insurance Paid To',
    riskPasses: 'when handed to the first carrier',
    mainCarriage: 'seller',
    insurance: { clauses: 'ICC (A)', minimumPercent: 110 },
  },
  DAP: {
    ...anyMode,
    name: 'Delivered at Place',
    riskPasses: 'at the place, ready for unloading',
    mainCarriage: 'seller',
  },
  DPU: {
    ...anyMode,
    name: 'Delivered at Place Unloaded',
    riskPasses: 'at the place, unloaded',
    mainCarriage: 'seller',
  },
  DDP: {
    ...anyMode,
    name: 'Delivered Duty Paid',
    riskPasses: 'at the place, ready for unloading',
    mainCarriage: 'seller',
    importClearance: 'seller',
  },
  FAS: {
    ...seaOnly,
    name: 'Free Alongside Ship',
    riskPasses: 'alongside the ship',
    mainCarriage: 'buyer',
    forContainers: 'FCA',
  },
  FOB: { ...seaOnly, name: 'Free on Board', riskPasses: 'on board', mainCarriage: 'buyer', forContainers: 'FCA' },
  CFR: { ...seaOnly, name: 'Cost and Freight', riskPasses: 'on board', mainCarriage: 'seller', forContainers: 'CPT' },
  CIF: {
    ...seaOnly,
    name: 'Cost, Insurance and Freight',
    riskPasses: 'on board',
    mainCarriage: 'seller',
    insurance: { clauses: 'ICC (C)', minimumPercent: 110 },
    forContainers: 'CIP',
  },
} as const satisfies Record<string, Rule>;

export type IncotermCode = keyof typeof incoterms;

export const incotermCodes = Object.keys(incoterms) as [IncotermCode, ...IncotermCode[]];

export const transports = ['SEA_FCL', 'SEA_LCL', 'AIR', 'COURIER', 'ROAD', 'RAIL'] as const;
export type Transport = (typeof transports)[number];

export type IncotermCheck = { errors: string[]; warnings: string[] };

/**
 * Whether a rule, its named place and the transport go together. An unknown rule, a missing place and a sea rule for
 * another mode are errors; a sea rule for containers, full or consolidated, is a warning (ICC publication 723,
 * explanatory notes to FAS, FOB, CFR and CIF).
 */
export function checkIncoterm({
  rule,
  place,
  transport,
}: {
  rule: string;
  place: string;
  transport: Transport;
}): IncotermCheck {
  if (!Object.hasOwn(incoterms, rule)) {
    return {
      errors: [`rule: ${rule} is not one of the Incoterms 2020 rules ${incotermCodes.join(', ')}`],
      warnings: [],
    };
  }
  const { modes, forContainers }: Rule = incoterms[rule as IncotermCode];
  const errors = place.trim() === '' ? [`place: ${rule} needs a named place (Incoterms 2020)`] : [];
  if (modes === 'any') return { errors, warnings: [] };
  if (transport !== 'SEA_FCL' && transport !== 'SEA_LCL') {
    errors.push(`transport: ${rule} is for sea and inland waterway transport only (Incoterms 2020), not ${transport}`);
    return { errors, warnings: [] };
  }
  return {
    errors,
    warnings: [
      `rule: ${rule} does not suit containers, which the carrier takes over before the ship; consider ${forContainers}`,
    ],
  };
}
