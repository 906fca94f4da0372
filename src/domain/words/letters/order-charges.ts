import { inEveryLanguage as words } from '../letter.ts';

/** What payments cost, which the buyer bears. */
export const chargesLetters = {
  'charges-asked': words(
    [
      'Charges of your payment: please pay {amount}',
      `Your payment has cost charges, which the buyer bears. They are asked apart from the price.

Amount: {amount}, exactly\nReference: {reference}\nBy: {deadline, date, instant}, by bank transfer`,
    ],
    [
      '付款费用：请支付 {amount}',
      '您的付款产生了费用，由买方承担，与货款分开收取。\n\n金额：{amount}（须完全一致）\n付款参考号：{reference}\n期限：{deadline, date, instant}，以银行转账支付',
    ],
    [
      '付款費用：請支付 {amount}',
      '您的付款產生了費用，由買方承擔，與貨款分開收取。\n\n金額：{amount}（須完全一致）\n付款參考編號：{reference}\n期限：{deadline, date, instant}，以銀行轉賬支付',
    ],
    [
      'Náklady vaší platby: zaplaťte prosím {amount}',
      'Vaše platba stála poplatky, které nese kupující; žádají se odděleně od ceny.\n\nČástka: {amount}, přesně\n' +
        'Reference: {reference}\nDo: {deadline, date, instant}, bankovním převodem',
    ],
  ),
  'charges-paid': words(
    ['Charges paid: {amount}', 'The charges of your payment, {amount}, have been paid.'],
    ['费用已付：{amount}', '您的付款费用{amount}已收到。'],
    ['費用已付：{amount}', '您的付款費用{amount}已收到。'],
    ['Náklady zaplaceny: {amount}', 'Náklady vaší platby, {amount}, jsou zaplaceny.'],
  ),
  'charges-reversed': words(
    [
      'Charges {request} are to be paid again: {amount}',
      'What paid them was taken back: {reason}\nPlease pay {amount} again under the same reference.',
    ],
    ['费用 {request} 须重新支付：{amount}', '该笔付款被撤回：{reason}\n请以同一付款参考号重新支付{amount}。'],
    ['費用 {request} 須重新支付：{amount}', '該筆付款被撤回：{reason}\n請以同一付款參考編號重新支付{amount}。'],
    [
      'Náklady {request} je třeba zaplatit znovu: {amount}',
      'Platba, která je uhradila, byla vzata zpět: {reason}\nZaplaťte prosím {amount} znovu se stejnou referencí.',
    ],
  ),
  'charges-covered': words(
    ['Charges {request} were kept out of your refund', 'Of what goes back to you, {amount} pay the charges you owed.'],
    ['费用 {request} 已从退款中扣除', '退还给您的款项中，{amount}用于支付尚欠的费用。'],
    ['費用 {request} 已從退款中扣除', '退還給您的款項中，{amount}用於支付尚欠的費用。'],
    [
      'Náklady {request} byly strženy z vrácených peněz',
      'Z toho, co se vám vrací, uhradí {amount} náklady, které jste dlužili.',
    ],
  ),
};
