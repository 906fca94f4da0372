import { inEveryLanguage as words } from '../letter.ts';

/** Samples of customised goods, before the contract. */
export const sampleLetters = {
  'sample-ordered': words(
    [
      'A sample of line {line} is wanted first',
      'Before the contract is signed the buyer approves a sample of line {line}: {pieces, plural, one {# ' +
        'piece} other {# pieces}}.\nSample: {sample}\nBy: {dueAt, date, instant}',
    ],
    [
      '第{line}行须先提供样品',
      '签约前须经买方确认第{line}行的样品：{pieces}件。\n样品号：{sample}\n期限：{dueAt, date, instant}',
    ],
    [
      '第{line}行須先提供樣品',
      '簽約前須經買方確認第{line}行的樣品：{pieces}件。\n樣品編號：{sample}\n期限：{dueAt, date, instant}',
    ],
    [
      'Nejprve je třeba vzorek k řádku {line}',
      'Před podpisem smlouvy schvaluje kupující vzorek k řádku {line}: {pieces, plural, one {# kus} few {# ' +
        'kusy} other {# kusů}}.\nVzorek: {sample}\nDo: {dueAt, date, instant}',
    ],
  ),
  'sample-submitted': words(
    [
      'Sample {sample} is there to be approved',
      'The supplier handed in sample {sample} under seal {reference}. Approve or refuse it by {answerBy, ' +
        'date, instant}.',
    ],
    [
      '样品 {sample} 待您确认',
      '供应商已提交样品{sample}，封样号{reference}。请于{answerBy, date, instant}前确认或拒绝。',
    ],
    [
      '樣品 {sample} 待您確認',
      '供應商已提交樣品{sample}，封樣編號{reference}。請於{answerBy, date, instant}前確認或拒絕。',
    ],
    [
      'Vzorek {sample} čeká na schválení',
      'Dodavatel předložil vzorek {sample} pod pečetí {reference}. Schvalte jej, nebo odmítněte do ' +
        '{answerBy, date, instant}.',
    ],
  ),
  'sample-approved': words(
    ['Sample {sample} is approved', 'Seal {reference} is the standard the goods are inspected by.'],
    ['样品 {sample} 已获确认', '封样{reference}为货物检验的标准。'],
    ['樣品 {sample} 已獲確認', '封樣{reference}為貨物檢驗的標準。'],
    ['Vzorek {sample} je schválen', 'Podle pečeti {reference} se bude zboží kontrolovat.'],
  ),
  'sample-refused': words(
    ['Sample {sample} was refused', 'Reason: {reason}\nHand in another one by {dueAt, date, instant}.'],
    ['样品 {sample} 被拒绝', '原因：{reason}\n请于{dueAt, date, instant}前重新提交。'],
    ['樣品 {sample} 被拒絕', '原因：{reason}\n請於{dueAt, date, instant}前重新提交。'],
    ['Vzorek {sample} byl odmítnut', 'Důvod: {reason}\nPředložte další do {dueAt, date, instant}.'],
  ),
};
