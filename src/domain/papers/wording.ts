import type { Line, SettlementEvent, Terms } from '../order/terms.ts';
import type { Locale } from '../words/locale.ts';

type Inspection = Terms['inspection'];
type Of<M extends Inspection['mode']> = Extract<Inspection, { mode: M }>;

/** The words of purchase orders and contracts in one language; amounts and shares come written out. */
export interface Wording {
  locale: Locale;
  purchaseOrder: string;
  contract: string;
  contractDraft: string;
  order: string;
  number: string;
  issued: string;
  buyer: string;
  supplier: string;
  warehouse: string;
  version: string;
  previous: string;
  sealed: string;
  method: Record<'ONLINE' | 'OFFLINE', string>;
  signing: string;
  total: string;
  goods: string;
  columns: { line: string; sku: string; description: string; origin: string; quantity: string; price: string };
  amount: string;
  customised: string;
  minimum: (line: number, quantity: string, multiple: string) => string;
  packing: string;
  packed: (line: number, units: number, net: number, gross: number, size: string) => string;
  madeToOrder: {
    heading: string;
    artwork: (line: number, name: string, sha256: string) => string;
    colours: (line: number, names: string) => string;
    packaging: (line: number, text: string) => string;
    logo: (line: number, placement: string, method: string, size: string) => string;
    methods: Record<NonNullable<NonNullable<Line['customisation']>['logo']>['method'], string>;
    sample: (line: number, pieces: number, days: number) => string;
  };
  delivery: string;
  delivered: (incoterm: string, place: string, transport: string, by: string) => string;
  transports: Record<Terms['transport'], string>;
  late: {
    none: string;
    agreed: (perDay: string, graceDays: number, cap: string, measured: string) => string;
    measured: Record<NonNullable<Terms['lateDelivery']>['measuredBy'], string>;
  };
  payment: string;
  instalment: (nr: number, share: string, amount: string) => string;
  due: Record<Terms['paymentPlan'][number]['due'], string>;
  paidBy: Record<NonNullable<Terms['paymentMethod']>, string>;
  exact: string;
  release: string;
  releasedAt: (share: string, event: string) => string;
  events: Record<SettlementEvent, string>;
  afterCustoms: string;
  quality: string;
  uninspected: string;
  percent: (given: Of<'PERCENT'>, major: string, minor: string) => string;
  aql: (given: Of<'AQL'>) => string;
  tolerances: (quantity: string, weight: string, volume: string) => string;
  documents: (types: string) => string;
  claims: string;
  inspectionDays: (days: number) => string;
  claimDays: (days: number) => string;
  warrantyDays: (days: number) => string;
  services: string;
  consent: string;
  signatures: string;
  signatureColumns: { party: string; company: string; user: string; at: string; hash: string };
  unsigned: string;
  proposal: string;
  agreed: string;
  differences: string;
  differenceColumns: { clause: string; agreed: string; drafted: string };
  binding: string;
}
