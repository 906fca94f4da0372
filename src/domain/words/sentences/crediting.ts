import type { Sentences } from '../sentences.ts';

/** What is said of what a buyer may leave unpaid. */
export const creditingSentences: Sentences = {
  "This takes {wanted} of your company's credit of {limit}, of which {taken} are taken by orders not yet paid in full.":
    [
      '此项占用贵公司信用额度{limit}中的{wanted}，其中{taken}已被未付清的订单占用。',
      '此項佔用貴公司信貸額度{limit}中的{wanted}，其中{taken}已被未付清的訂單佔用。',
      'Toto čerpá {wanted} z úvěru vaší společnosti {limit}, z něhož {taken} čerpají dosud nezaplacené objednávky.',
    ],
  'Credit limits are set by advisers of the platform.': [
    '信用额度由平台顾问设定。',
    '信貸額度由平台顧問設定。',
    'Úvěrové limity stanovují poradci platformy.',
  ],
  'Credit limits are for the buyer they are set for.': [
    '信用额度仅供其所属买方查看。',
    '信貸額度僅供其所屬買方查看。',
    'Úvěrové limity se týkají jen kupujícího, jemuž byly stanoveny.',
  ],
  'company: {company} is no buyer.': [
    'company：{company}不是买方。',
    'company：{company}不是買方。',
    'company: {company} není kupující.',
  ],
};
