import type { Sentences } from '../sentences.ts';

/** Why money the bank tells of is booked, waits or goes to suspense. */
export const movementSentences: Sentences = {
  '{classified}; order {order} takes it by {command}': [
    '{classified}；由订单{order}以{command}入账',
    '{classified}；由訂單{order}以{command}入賬',
    '{classified}; objednávka {order} to přijme příkazem {command}',
  ],
  'it changed nothing': ['未引起任何变动', '沒有引起任何變動', 'nic se tím nezměnilo'],
  'the order it names has its trust account with another bank': [
    '所指订单的信托账户在另一家银行',
    '所指訂單的信託賬戶在另一間銀行',
    'uvedená objednávka má svěřenský účet u jiné banky',
  ],
  'no payment request has a reference the payer gave': [
    '没有付款请求使用付款人所给的参考号',
    '沒有付款要求使用付款人所給的參考編號',
    'žádná žádost o platbu nemá referenci, kterou plátce uvedl',
  ],
  'order {order} is closed': ['订单{order}已关闭', '訂單{order}已關閉', 'objednávka {order} je uzavřena'],
  'order {order} is closed, and this payment was in time: all of it goes back': [
    '订单{order}已关闭，而该付款未逾期：将全额退回',
    '訂單{order}已關閉，而該付款沒有逾期：將全數退回',
    'objednávka {order} je uzavřena a tato platba přišla včas: vrací se celá',
  ],
  'it pays the charge {request} of order {order}': [
    '支付订单{order}的费用{request}',
    '支付訂單{order}的費用{request}',
    'platí poplatek {request} objednávky {order}',
  ],
  'The buyer owes no such charge of a closed order.': [
    '买方没有这一已关闭订单的未付费用。',
    '買方沒有這一已關閉訂單的未付費用。',
    'Takový poplatek uzavřené objednávky kupující nedluží.',
  ],
  'No write-off of this charge waits for a second person.': [
    '没有待第二人批准的该笔费用核销。',
    '沒有待第二人批准的該筆費用撇帳。',
    'Žádný odpis tohoto poplatku nečeká na druhou osobu.',
  ],
  'the charge it pays has been settled': [
    '所支付的费用已经结清',
    '所支付的費用已經結清',
    'poplatek, který platí, je už vypořádán',
  ],
  'Whoever proposed it is no adviser any more: propose it anew.': [
    '提议人已不再是顾问：请重新提议。',
    '提議人已不再是顧問：請重新提議。',
    'Kdo to navrhl, už není poradcem: navrhněte to znovu.',
  ],
  'the bank takes a credit back that is not among those of the house': [
    '银行撤回一笔平台没有记录的入账',
    '銀行撤回一筆平台沒有記錄的入賬',
    'banka bere zpět připsanou částku, kterou dům nezná',
  ],
  'the bank takes a credit back, and {count} could be meant: a person has to say which': [
    '银行撤回一笔入账，可能是{count}笔中的任一笔：须由人确认是哪一笔',
    '銀行撤回一筆入賬，可能是{count}筆中的任何一筆：須由人確認是哪一筆',
    'banka bere zpět připsanou částku a může jít o {count} z nich: určit ji musí člověk',
  ],
  'the bank takes a credit back that was in suspense: {entry}': [
    '银行撤回一笔挂账中的入账：{entry}',
    '銀行撤回一筆暫記帳中的入賬：{entry}',
    'banka bere zpět připsanou částku, která byla v uschování: {entry}',
  ],
  'the bank takes a credit back ({entry}) that is {disposition}': [
    '银行撤回一笔入账（{entry}），其状态为{disposition}',
    '銀行撤回一筆入賬（{entry}），其狀態為{disposition}',
    'banka bere zpět připsanou částku ({entry}), jejíž stav je {disposition}',
  ],
  'the bank takes a credit of order {order} back, which is closed: the buyer owes it': [
    '银行撤回已关闭订单{order}的一笔入账：由买方补足',
    '銀行撤回已關閉訂單{order}的一筆入賬：由買方補足',
    'banka bere zpět částku uzavřené objednávky {order}: dluží ji kupující',
  ],
  'it names no payment of ours (no EndToEndId)': [
    '未指明本平台的任何付款（无EndToEndId）',
    '沒有指明本平台的任何付款（無EndToEndId）',
    'neuvádí žádnou naši platbu (chybí EndToEndId)',
  ],
  'no payment of ours has the EndToEndId {payment}': [
    '本平台没有EndToEndId为{payment}的付款',
    '本平台沒有EndToEndId為{payment}的付款',
    'žádná naše platba nemá EndToEndId {payment}',
  ],
  'a status report of the bank settled {payment} before': [
    '银行的状态报告此前已结清{payment}',
    '銀行的狀態報告此前已結清{payment}',
    'platbu {payment} už dříve vypořádala zpráva banky o stavu',
  ],
  '{payment} is {status}: nothing was to leave for it': [
    '{payment}的状态为{status}：不应有款项为此付出',
    '{payment}的狀態為{status}：不應有款項為此付出',
    '{payment} je ve stavu {status}: nic za ni nemělo odejít',
  ],
  '{payment} is {status}: a person has to look': [
    '{payment}的状态为{status}：须由人查看',
    '{payment}的狀態為{status}：須由人查看',
    '{payment} je ve stavu {status}: musí se podívat člověk',
  ],
  '{field}: holds a character no database keeps.': [
    '{field}：含有数据库无法保存的字符。',
    '{field}：含有資料庫無法保存的字元。',
    '{field}: obsahuje znak, který žádná databáze neuloží.',
  ],
  'A payment of this request over {rail} was disputed: it is paid over another rail.': [
    '该付款请求经{rail}的付款曾有争议：请改用其他渠道付款。',
    '該付款要求經{rail}的付款曾有爭議：請改用其他渠道付款。',
    'Platba této žádosti přes {rail} byla reklamována: platí se jinou cestou.',
  ],
  '{rail} carries at least {least} {currency}.': [
    '{rail}最少须付{least} {currency}。',
    '{rail}最少須付{least} {currency}。',
    '{rail} přenáší nejméně {least} {currency}.',
  ],
  '{rail} carries at most {most} {currency}.': [
    '{rail}最多可付{most} {currency}。',
    '{rail}最多可付{most} {currency}。',
    '{rail} přenáší nejvýše {most} {currency}.',
  ],
  '{rail} lets money rest {limit} days, the contract holds it for {lead} more.': [
    '{rail}最多可存放款项{limit}天，合同还需托管{lead}天。',
    '{rail}最多可存放款項{limit}日，合約還需託管{lead}日。',
    '{rail} nechá peníze ležet {limit} dní, smlouva je drží ještě {lead} dní.',
  ],
};
