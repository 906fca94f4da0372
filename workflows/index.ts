export { dailyProof } from './daily-proof.ts';
export { afterSales, tradeOrder } from './trade-order.ts';
