import type { Sentences } from '../sentences.ts';

/** What is said of the receipt of goods and after it. */
export const receivingSentences: Sentences = {
  'Answer every line once; its quantities add up to what was shipped.': [
    '请逐行各答复一次；各项数量之和须等于发货数量。',
    '請逐行各回覆一次；各項數量之和須等於發貨數量。',
    'Ke každému řádku odpovězte jednou; množství dávají dohromady to, co bylo odesláno.',
  ],
  'What is held has changed since the offer: it does not stand any more.': [
    '托管金额自提出方案后已变动：该方案不再有效。',
    '託管金額自提出方案後已變動：該方案不再有效。',
    'Částka v úschově se od nabídky změnila: nabídka už neplatí.',
  ],
  'An exception of the transport is open.': [
    '有运输异常尚未解除。',
    '有運輸異常尚未解除。',
    'Výjimka v přepravě není vyřešena.',
  ],
  'Only a full container is collected at the port.': [
    '只有整箱货可在港口提取。',
    '只有整櫃貨可於港口提取。',
    'V přístavu se vyzvedává jen celý kontejner.',
  ],
  'The goods are collected already.': ['货物已提取。', '貨物已提取。', 'Zboží už bylo vyzvednuto.'],
  'The bill of lading is not surrendered.': ['提单尚未交还。', '提單尚未交還。', 'Konosament nebyl odevzdán.'],
  'Only a part load is collected at the warehouse.': [
    '只有拼箱货可在仓库提取。',
    '只有拼櫃貨可於倉庫提取。',
    'Ve skladu se vyzvedává jen kusová zásilka.',
  ],
  'releaseCode: not the code of this delivery order.': [
    'releaseCode：不是本提货单的提货码。',
    'releaseCode：不是本提貨單的提貨碼。',
    'releaseCode: toto není kód tohoto vydacího příkazu.',
  ],
  'The letter of credit has not paid yet: title passes when it has.': [
    '信用证尚未付款：付款后所有权方转移。',
    '信用證尚未付款：付款後所有權方轉移。',
    'Z akreditivu ještě nebylo zaplaceno: vlastnické právo přejde až poté.',
  ],
  'The rejection is already being dealt with.': [
    '拒收事宜已在处理中。',
    '拒收事宜已在處理中。',
    'Odmítnutí se už řeší.',
  ],
  'The time was extended once already.': [
    '验货期已延长过一次。',
    '驗貨期已延長過一次。',
    'Lhůta už byla jednou prodloužena.',
  ],
  'No exception is open.': [
    '没有未解除的运输异常。',
    '沒有未解除的運輸異常。',
    'Žádná výjimka v přepravě není otevřena.',
  ],
  'Line {line} has {pieces} pieces, {already} of them in cases already.': [
    '第{line}行共{pieces}件，其中{already}件已有售后申请。',
    '第{line}行共{pieces}件，其中{already}件已有售後申請。',
    'Řádek {line} má {pieces, plural, one {# kus} few {# kusy} other {# kusů}}, v řízení je už {already}.',
  ],
  'The claim period ended at {until}.': [
    '索赔期已于{until}结束。',
    '索償期已於{until}結束。',
    'Reklamační lhůta skončila {until}.',
  ],
  ['By clause {clause} of line {line} these goods were made for the buyer: they cannot be ' +
    'returned, only claimed under warranty.']: [
    '按第{line}行的{clause}条款，该货物为买方定制：不能退货，只能按保修索赔。',
    '按第{line}行的{clause}條款，該貨物為買方訂製：不能退貨，只能按保養索償。',
    'Podle doložky {clause} řádku {line} bylo zboží zhotoveno pro kupujícího: nelze je vrátit, jen uplatnit záruku.',
  ],
  'The warranty ended at {until}.': ['保修期已于{until}结束。', '保養期已於{until}結束。', 'Záruka skončila {until}.'],
  'You have rated this trade.': ['您已评价本次交易。', '您已評價本次交易。', 'Tento obchod jste už ohodnotili.'],
  'items: answer each of the {count} entries of the check-list once.': [
    'items：检查清单共{count}项，每项须答复一次。',
    'items：檢查清單共{count}項，每項須答覆一次。',
    'items: na každou z {count} položek kontrolního seznamu odpovězte jednou.',
  ],
};
