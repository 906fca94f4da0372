import type { Wording } from './wording.ts';

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

export const english: Wording = {
  locale: 'en',
  purchaseOrder: 'Purchase order',
  contract: 'Purchase contract',
  contractDraft: 'Draft of the purchase contract',
  order: 'Order',
  number: 'Number',
  issued: 'Issued',
  buyer: 'Buyer',
  supplier: 'Supplier',
  warehouse: 'Designated warehouse',
  version: 'Version',
  previous: 'Hash of the version it amends',
  sealed: 'Sealed',
  method: { ONLINE: 'online', OFFLINE: 'on paper, confirmed by two persons' },
  signing: 'Signed',
  total: 'Total',
  goods: 'Goods and prices',
  columns: {
    line: 'Line',
    sku: 'SKU',
    description: 'Goods (HS code)',
    origin: 'Origin',
    quantity: 'Quantity',
    price: 'Price per units',
  },
  amount: 'Amount',
  customised: 'made to order, not returnable',
  minimum: (line, quantity, multiple) =>
    `Line ${line}: the price holds for any quantity from ${quantity} on, in multiples of ${multiple}.`,
  allowance: (line, share, amount, agreement) =>
    `Line ${line}: ${amount}, ${share} of the price, is taken off for joint marketing by agreement ${agreement}.`,
  packing: 'Packing',
  packed: (line, units, net, gross, size) =>
    `Line ${line}: ${units} units a carton, ${net} g net, ${gross} g gross, ${size} mm.`,
  madeToOrder: {
    heading: 'Goods made to order',
    artwork: (line, name, sha256) => `Line ${line}: artwork “${name}”, SHA-256 ${sha256}.`,
    colours: (line, names) => `Line ${line}: colours ${names}.`,
    packaging: (line, text) => `Line ${line}: packaging: ${text}`,
    logo: (line, placement, method, size) => `Line ${line}: logo, ${placement}, ${method}, ${size} mm.`,
    methods: {
      PRINT: 'printed',
      ENGRAVING: 'engraved',
      EMBROIDERY: 'embroidered',
      EMBOSSING: 'embossed',
      LABEL: 'on a label',
      MOULDED: 'moulded',
    },
    sample: (line, pieces, count) =>
      `Line ${line}: the contract is signed only when the buyer has approved a sample, ${pieces} pc., handed in ` +
      `within ${days(count)}.`,
  },
  delivery: 'Delivery',
  delivered: (incoterm, place, transport, by) =>
    `The goods are delivered ${incoterm} ${place} (Incoterms 2020), carried ${transport}, at the latest on ${by}.`,
  transports: {
    SEA_FCL: 'by sea in full containers',
    SEA_LCL: 'by sea as part of a container',
    AIR: 'by air',
    COURIER: 'by courier',
    ROAD: 'by road',
    RAIL: 'by rail',
  },
  late: {
    none: 'No damages are agreed for late delivery.',
    agreed: (perDay, graceDays, cap, measured) =>
      `For each day begun after the delivery date and ${days(graceDays)} of grace the supplier owes ${perDay} of the ` +
      `value delivered, at most ${cap}; ${measured}.`,
    measured: {
      GOODS_RECEIVED: 'counted to the goods receipt',
      GOODS_READY: 'counted to the day the goods were declared ready',
    },
  },
  payment: 'Payment',
  instalment: (nr, share, amount) => `Payment ${nr}: ${share} of the total, ${amount}, due`,
  due: { ON_CONTRACT: 'when the contract is sealed', BEFORE_TITLE_TRANSFER: 'before title passes' },
  paidBy: {
    TRANSFER: 'The payments are made by transfer, by card or by wallet.',
    LETTER_OF_CREDIT: 'What is due before title passes is paid by letter of credit.',
  },
  exact:
    'Each payment is made to the trust account, exactly, under the reference of its request. What is not exactly the ' +
    'amount asked for goes back less the cost of the return.',
  release: 'Release of the money',
  releasedAt: (share, event) => `${share} of the total is released to the supplier ${event}.`,
  events: {
    CONTRACT_FUNDED: 'once the first payments are received',
    TITLE_TRANSFER: 'when title to the goods passes',
    BILL_OF_LADING: 'when the goods are handed over against the transport document',
    RECEIPT_CONFIRMED: 'when the buyer has confirmed receipt',
  },
  afterCustoms: 'Title passes and money is released only after customs have released the goods.',
  quality: 'Quality and inspection',
  uninspected: 'The goods are not inspected before they are shipped.',
  percent: ({ percent }, major, minor) =>
    `${percent} % of the goods are inspected; at most ${major} major and ${minor} minor defects are accepted, ` +
    'and no critical one.',
  aql: ({ level, major, minor }) =>
    `The goods are inspected by ISO 2859-1, level ${level}, AQL ${major} for major and ${minor} for minor defects; ` +
    'no critical defect is accepted. What became of earlier lots of such goods makes the inspection normal or ' +
    'tightened, by the switching rules of the standard.',
  tolerances: (quantity, weight, volume) =>
    `Tolerances between contract, packing list and goods receipt: quantity ${quantity}, weight ${weight}, volume ` +
    `${volume}.`,
  documents: (types) => `On file before payment opens (UNTDID 1001): ${types}.`,
  claims: 'Receipt, claims and warranty',
  inspectionDays: (count) => `The buyer inspects the goods within ${days(count)} of receipt.`,
  claimDays: (count) =>
    count === 0 ? 'Claims end with the confirmation of receipt.' : `Claims may be made within ${days(count)}.`,
  checked: (text, line, tolerance, photograph) =>
    `Checked on receipt${line === undefined ? '' : `, line ${line}`}: ${text}` +
    `${tolerance === undefined ? '' : `; tolerance ${tolerance}`}${photograph ? '; with a photograph' : ''}.`,
  withdrawal: (count, sendBack, refund) =>
    `The consumer may withdraw without giving a reason within ${days(count)} of receiving the goods, sends them back ` +
    `within ${days(sendBack)} of the statement, and has the price, delivery included, back within ${days(refund)} of ` +
    'it; it may be withheld until the goods are back or shown to be sent. Until then the money stays in trust.',
  returnCost: {
    BUYER: 'The consumer bears what sending the goods back costs.',
    SUPPLIER: 'The supplier bears what sending the goods back costs.',
  },
  exempt: (line, ground) => `Line ${line} is outside the right of withdrawal: ${ground}.`,
  exemptions: {
    MARKET_PRICE: 'its price follows the financial market',
    CUSTOMISED: 'made to the consumer’s specifications',
    PERISHABLE: 'liable to deteriorate or expire rapidly',
    PERIODICAL: 'a newspaper, periodical or magazine',
    SEALED_HYGIENE: 'sealed for health or hygiene, once it is opened',
    SEALED_MEDIA: 'a sealed recording or software, once it is opened',
  },
  warrantyDays: (count) =>
    count === 0 ? 'There is no warranty beyond the claims.' : `The warranty lasts ${days(count)}.`,
  services: 'Services',
  consent:
    'The parties settle through the trust account and release by this contract; terms of service version 1. Their ' +
    'consent is part of the hash they sign.',
  signatures: 'Signatures',
  signatureColumns: { party: 'For', company: 'Company', user: 'Signed by', at: 'At', hash: 'Hash signed' },
  unsigned: 'not signed yet',
  proposal: 'This purchase order is a proposal by the agreed terms. It binds once both sides have signed the contract.',
  agreed: 'Hash of the agreed version',
  differences: 'Differences from the agreed version',
  differenceColumns: { clause: 'Clause', agreed: 'Agreed', drafted: 'Drafted' },
  binding: 'The record in JSON binds; this paper shows what it says. Times are UTC.',
};
