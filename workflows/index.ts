export { approval } from './approval.ts';
export { dailyProof } from './daily-proof.ts';
export { followUp } from './follow-up.ts';
export { qualification } from './qualification.ts';
export { rescreen } from './rescreen.ts';
export { sourcing } from './sourcing.ts';
export { letterOfCredit } from './letter-of-credit.ts';
export { suspenseReturn } from './suspense-return.ts';
export { afterSales, tradeOrder } from './trade-order.ts';
