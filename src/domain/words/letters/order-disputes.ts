import { inEveryLanguage as words } from '../letter.ts';

/** Leaving a trade, disputes, after-sales, and what operators have to look at. */
export const disputeLetters = {
  'adviser-assigned': words(
    [
      'An adviser looks after your order',
      'The platform has assigned an adviser to this order, who watches its money and disputes. ' +
        'The order shows who it is.',
    ],
    ['您的订单已指派顾问', '平台已为本订单指派顾问，负责关注资金与争议。顾问姓名见订单。'],
    ['您的訂單已指派顧問', '平台已為本訂單指派顧問，負責關注資金與爭議。顧問姓名見訂單。'],
    [
      'Vaší objednávce je přidělen poradce',
      'Platforma přidělila této objednávce poradce, který dohlíží na její peníze a spory. Jeho jméno je v objednávce.',
    ],
  ),
  'order-assigned': words(
    ['You look after this order', 'Its money and its disputes are yours to watch; letters about them come to you.'],
    ['本订单由您负责', '请关注本订单的资金与争议，相关函件将发送给您。'],
    ['本訂單由您負責', '請關注本訂單的資金與爭議，相關函件將發送給您。'],
    ['Tato objednávka je vaše', 'Dohlížíte na její peníze a spory; dopisy o nich chodí vám.'],
  ),
  'cancellation-proposed': words(
    ['The other side wants to cancel', 'Fee: {fee}. Reason: {reason}\n\nPlease consent or refuse.'],
    ['对方请求取消', '费用：{fee}。理由：{reason}\n\n请同意或拒绝。'],
    ['對方請求取消', '費用：{fee}。理由：{reason}\n\n請同意或拒絕。'],
    ['Druhá strana chce objednávku zrušit', 'Poplatek: {fee}. Důvod: {reason}\n\nProsíme o souhlas, nebo odmítnutí.'],
  ),
  'cancellation-refused': words(
    ['The order goes on', 'The cancellation was refused or taken back. Reason: {reason}'],
    ['订单继续执行', '取消请求被拒绝或撤回。理由：{reason}'],
    ['訂單繼續執行', '取消要求被拒絕或撤回。理由：{reason}'],
    ['Objednávka pokračuje', 'Zrušení bylo odmítnuto, nebo vzato zpět. Důvod: {reason}'],
  ),
  'order-cancelled': words(
    ['The order is cancelled', 'Fee: {fee}. Reason: {reason}'],
    ['订单已取消', '费用：{fee}。理由：{reason}'],
    ['訂單已取消', '費用：{fee}。理由：{reason}'],
    ['Objednávka je zrušena', 'Poplatek: {fee}. Důvod: {reason}'],
  ),
  'dispute-opened': words(
    [
      'A dispute was opened',
      '{reason}\n\nPlease answer by {answerBy, date, instant}. What is held stays held until the dispute is settled.',
    ],
    ['对方提出争议', '{reason}\n\n请在{answerBy, date, instant}前答复。争议解决前托管款项不予放行。'],
    ['對方提出爭議', '{reason}\n\n請於{answerBy, date, instant}前回覆。爭議解決前託管款項不予放行。'],
    [
      'Byl otevřen spor',
      '{reason}\n\nOdpovězte prosím do {answerBy, date, instant}. Co je v úschově, tam zůstane, dokud ' +
        'nebude spor vyřešen.',
    ],
  ),
  'dispute-to-watch': words(
    ['A dispute may come to you', 'The parties have until {negotiateUntil, date, instant} to settle it themselves.'],
    ['争议或需您裁决', '双方可在{negotiateUntil, date, instant}前自行和解。'],
    ['爭議或需您裁決', '雙方可於{negotiateUntil, date, instant}前自行和解。'],
    ['Spor se může dostat k vám', 'Strany mají do {negotiateUntil, date, instant} čas dohodnout se samy.'],
  ),
  'dispute-answered': words(
    ['The other side answered the dispute', '{answer}'],
    ['对方已答复争议', '{answer}'],
    ['對方已回覆爭議', '{answer}'],
    ['Druhá strana odpověděla na spor', '{answer}'],
  ),
  'settlement-offered': words(
    ['An offer to settle the dispute', '{buyer} would get {share} of what is held, {supplier} the rest.'],
    ['争议和解方案', '{buyer}获得托管款项的{share}，其余归{supplier}。'],
    ['爭議和解方案', '{buyer}獲得託管款項的{share}，其餘歸{supplier}。'],
    ['Návrh na smírné vyřešení sporu', 'Kupující {buyer} by z úschovy dostal {share}, zbytek dodavatel {supplier}.'],
  ),
  'ruling-to-confirm': words(
    ['A ruling waits for a second adviser', '{buyer} would get {share} of what is held. Reason: {reason}'],
    ['裁决待第二位顾问确认', '{buyer}获得托管款项的{share}。理由：{reason}'],
    ['裁決待第二位顧問確認', '{buyer}獲得託管款項的{share}。理由：{reason}'],
    ['Rozhodnutí čeká na druhého poradce', 'Kupující {buyer} by z úschovy dostal {share}. Důvod: {reason}'],
  ),
  'dispute-withdrawn': words(
    ['The dispute was withdrawn', 'The trade goes on.'],
    ['争议已撤回', '交易继续。'],
    ['爭議已撤回', '交易繼續。'],
    ['Spor byl vzat zpět', 'Obchod pokračuje.'],
  ),
  'dispute-resolved': words(
    [
      'The dispute is {how, select, AGREED {settled} other {ruled}}',
      '{buyer} gets {share} of what was held, {supplier} the rest.',
    ],
    ['争议已{how, select, AGREED {和解} other {裁决}}', '{buyer}获得原托管款项的{share}，其余归{supplier}。'],
    ['爭議已{how, select, AGREED {和解} other {裁決}}', '{buyer}獲得原託管款項的{share}，其餘歸{supplier}。'],
    [
      'Spor byl {how, select, AGREED {vyřešen smírem} other {rozhodnut}}',
      'Kupující {buyer} dostane z úschovy {share}, zbytek dodavatel {supplier}.',
    ],
  ),
  'return-asked': words(
    ['{buyer} asks to return pieces', 'Case {id}: {quantity} of line {line}. {detail}'],
    ['{buyer}申请退货', '个案{id}：第{line}行，{quantity}件。{detail}'],
    ['{buyer}申請退貨', '個案{id}：第{line}項，{quantity}件。{detail}'],
    [
      '{buyer} žádá o vrácení zboží',
      'Případ {id}: {quantity, plural, one {# kus} few {# kusy} other {# kusů}} z řádku {line}. {detail}',
    ],
  ),
  'warranty-claimed': words(
    ['{buyer} claims under warranty', 'Case {id}: {quantity} of line {line}. {detail}'],
    ['{buyer}提出保修索赔', '个案{id}：第{line}行，{quantity}件。{detail}'],
    ['{buyer}提出保養索償', '個案{id}：第{line}項，{quantity}件。{detail}'],
    [
      '{buyer} uplatňuje záruku',
      'Případ {id}: {quantity, plural, one {# kus} few {# kusy} other {# kusů}} z řádku {line}. {detail}',
    ],
  ),
  'parts-ordered': words(
    ['{buyer} orders spare parts', 'Case {id}: {quantity} for line {line}. {detail}'],
    ['{buyer}订购备件', '个案{id}：第{line}行，{quantity}件。{detail}'],
    ['{buyer}訂購零件', '個案{id}：第{line}項，{quantity}件。{detail}'],
    [
      '{buyer} objednává náhradní díly',
      'Případ {id}: {quantity, plural, one {# kus} few {# kusy} other {# kusů}} k řádku {line}. {detail}',
    ],
  ),
  rated: words(
    ['You were rated {stars} of 5', '{comment}'],
    ['对方评价：{stars} 分（满分 5 分）', '{comment}'],
    ['對方評價：{stars} 分（滿分 5 分）', '{comment}'],
    ['Vaše hodnocení: {stars} z 5', '{comment}'],
  ),
  attention: words(
    ['The order needs attention', '{code}: {detail}'],
    ['订单需要处理', '{code}：{detail}'],
    ['訂單需要處理', '{code}：{detail}'],
    ['Objednávka vyžaduje pozornost', '{code}: {detail}'],
  ),
};
