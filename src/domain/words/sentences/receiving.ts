import type { Sentences } from '../sentences.ts';

/** What is said of the receipt of goods and after it. */
export const receivingSentences: Sentences = {
  'Five lots were not accepted under tightened inspection: the supplier has to improve (ISO 2859-1).': [
    '加严检验下已有五批未被接收：供应商须先改进（ISO 2859-1）。',
    '加嚴檢驗下已有五批未被接收：供應商須先改進（ISO 2859-1）。',
    'Při zpřísněné kontrole nebylo přijato pět dávek: dodavatel musí zjednat nápravu (ISO 2859-1).',
  ],
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
  'Receipt is confirmed already.': ['收货已确认。', '收貨已確認。', 'Převzetí už je potvrzeno.'],
  ['By the clause withdrawal, line {line} is outside the right of withdrawal ({ground}): it can be ' +
    'claimed under warranty only.']: [
    '按withdrawal条款，第{line}行不适用撤回权（{ground}），只能按保修索赔。',
    '按withdrawal條款，第{line}行不適用撤回權（{ground}），只能按保養索償。',
    'Podle doložky withdrawal nelze od koupě řádku {line} odstoupit ({ground}), jen uplatnit záruku.',
  ],
  'This contract grants no right of withdrawal.': [
    '本合同不含撤回权。',
    '本合約不含撤回權。',
    'Tato smlouva právo odstoupit nedává.',
  ],
  'The right of withdrawal ended at {until}.': [
    '撤回权已于{until}届满。',
    '撤回權已於{until}屆滿。',
    'Lhůta pro odstoupení skončila {until}.',
  ],
  'You have withdrawn from all of it.': ['您已全部撤回。', '您已全部撤回。', 'Odstoupili jste už od všeho.'],
  'lines: before the goods are handed over, the whole order is withdrawn from.': [
    'lines：货物交付承运之前，只能撤回整份订单。',
    'lines：貨物交付承運之前，只能撤回整份訂單。',
    'lines: dokud zboží není předáno dopravci, odstupuje se od celé objednávky.',
  ],
  '{at}.line: each line stands once.': [
    '{at}.line：每行只列一次。',
    '{at}.line：每行只列一次。',
    '{at}.line: každý řádek se uvádí jednou.',
  ],
  '{at}.line: the contract has no line {line}.': [
    '{at}.line：合同没有第{line}行。',
    '{at}.line：合約沒有第{line}行。',
    '{at}.line: smlouva nemá řádek {line}.',
  ],
  '{at}.unopened: line {line} is sealed ({ground}): unopened goods only.': [
    '{at}.unopened：第{line}行为密封货物（{ground}），只有未拆封的才能撤回。',
    '{at}.unopened：第{line}行為密封貨物（{ground}），只有未拆封的才能撤回。',
    '{at}.unopened: řádek {line} byl zapečetěn ({ground}): odstoupit lze jen od neotevřeného.',
  ],
  '{at}.quantity: {most} pieces of line {line} can be sent back.': [
    '{at}.quantity：第{line}行可撤回{most}件。',
    '{at}.quantity：第{line}行可撤回{most}件。',
    '{at}.quantity: odstoupit lze od {most, plural, one {# kusu} other {# kusů}} řádku {line}.',
  ],
  'lines: name the sealed goods, and that they are unopened.': [
    'lines：请列明密封货物并声明未拆封。',
    'lines：請列明密封貨物並聲明未拆封。',
    'lines: uveďte zapečetěné zboží a že je neotevřené.',
  ],
  'No withdrawn goods are awaited.': ['没有待寄回的货物。', '沒有待寄回的貨物。', 'Na žádné zboží po odstoupení se nečeká.'],
  'withdrawal: no goods are awaited for {id}.': [
    'withdrawal：{id}没有待寄回的货物。',
    'withdrawal：{id}沒有待寄回的貨物。',
    'withdrawal: na zboží k {id} se nečeká.',
  ],
  'The sending is shown already.': ['已出示寄出证明。', '已出示寄出證明。', 'Odeslání už je prokázáno.'],
  'By the clause withdrawal, goods are sent back within the right of withdrawal; it is over.': [
    '按withdrawal条款，货物须在撤回期内寄回；撤回期已过。',
    '按withdrawal條款，貨物須於撤回期內寄回；撤回期已過。',
    'Podle doložky withdrawal se zboží vrací ve lhůtě pro odstoupení; ta uplynula.',
  ],
  'The warranty ended at {until}.': ['保修期已于{until}结束。', '保養期已於{until}結束。', 'Záruka skončila {until}.'],
  'You have rated this trade.': ['您已评价本次交易。', '您已評價本次交易。', 'Tento obchod jste už ohodnotili.'],
  'checks: answer each of the {count} entries of the check-list once.': [
    'checks：检查清单共{count}项，每项须答复一次。',
    'checks：檢查清單共{count}項，每項須答覆一次。',
    'checks: na každou z {count} položek kontrolního seznamu odpovězte jednou.',
  ],
  'checks.{index}.evidence: the contract asks for a photograph of {check}.': [
    'checks.{index}.evidence：合同要求{check}附照片。',
    'checks.{index}.evidence：合約要求{check}附照片。',
    'checks.{index}.evidence: smlouva žádá fotografii k {check}.',
  ],
  'checks.{index}.note: {check} is not met, and all is accepted: say why.': [
    'checks.{index}.note：{check}不符而全部接受，请说明理由。',
    'checks.{index}.note：{check}不符而全部接納，請說明理由。',
    'checks.{index}.note: {check} není splněno a vše je přijato: uveďte proč.',
  ],
  'checks.{index}.evidence: no photograph of this hash is filed with the order for both sides to see.': [
    'checks.{index}.evidence：订单中没有此哈希值且双方可见的照片。',
    'checks.{index}.evidence：訂單中沒有此雜湊值且雙方可見的照片。',
    'checks.{index}.evidence: u objednávky není fotografie tohoto haše, kterou by viděly obě strany.',
  ],
  'items: answer each of the {count} entries of the check-list once.': [
    'items：检查清单共{count}项，每项须答复一次。',
    'items：檢查清單共{count}項，每項須答覆一次。',
    'items: na každou z {count} položek kontrolního seznamu odpovězte jednou.',
  ],
};
