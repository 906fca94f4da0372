import { tell, type Tellers } from './telling.ts';

type OtherWays = 'CreditStood' | 'CreditFell' | 'CreditToldOfShipment';

/** What letters of credit do to an order; the credit itself writes to its parties about all else. */
export const creditTellers: Tellers<OtherWays> = {
  CreditStood: null,
  CreditFell: ({ credit, deadline }) => [tell('buyer', 'credit-fell', { credit, deadline })],
  CreditToldOfShipment: null,
};
