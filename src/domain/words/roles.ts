import type { Party } from '../parties.ts';
import type { Elsewhere } from './locale.ts';

/** Who takes part in a trade: a role without words does not compile. */
export const partyNames: Readonly<Record<Party, Elsewhere>> = {
  buyer: ['买方', '買方', 'kupující'],
  supplier: ['供应商', '供應商', 'dodavatel'],
  adviser: ['担保交易顾问', '擔保交易顧問', 'poradce'],
  'account-manager': ['客户经理', '客戶經理', 'správce účtu'],
  'warehouse-operator': ['仓库', '倉庫', 'provozovatel skladu'],
  inspector: ['检验机构', '檢驗機構', 'inspektor'],
  'customs-broker': ['报关行', '報關行', 'celní zástupce'],
  carrier: ['承运人', '承運人', 'dopravce'],
  bank: ['银行', '銀行', 'banka'],
  'customer-service': ['客户服务', '客戶服務', 'zákaznický servis'],
  operator: ['平台运营', '平台營運', 'provozovatel platformy'],
  auditor: ['审计', '審計', 'auditor'],
  house: ['平台', '平台', 'platforma'],
};
