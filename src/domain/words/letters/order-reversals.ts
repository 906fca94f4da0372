import { inEveryLanguage as words } from '../letter.ts';

/** Money the bank takes back or cannot place, and delivery that comes late. */
export const reversalLetters = {
  'payment-reversed': words(
    [
      'The bank took a payment back: {amount}',
      'The bank took back a payment of {amount}: {reason}\n{owes, select, no {Nothing of it had left the ' +
        'trust account.} other {Of it {claim} had been paid out already and is owed by the buyer.}}\nNothing ' +
        'is released until the trade is whole again.',
    ],
    [
      '银行撤回款项：{amount}',
      '银行撤回了一笔{amount}的款项：{reason}\n{owes, select, no {该款项尚未从信托账户支出。} other {其中{claim}已经付出，由买方补足。}}\n款项补足前不予放行。',
    ],
    [
      '銀行撤回款項：{amount}',
      '銀行撤回了一筆{amount}的款項：{reason}\n{owes, select, no {該款項尚未從信託賬戶支出。} other {其中{claim}已經付出，由買方補足。}}\n款項補足前不予放行。',
    ],
    [
      'Banka vzala platbu zpět: {amount}',
      'Banka vzala zpět platbu {amount}: {reason}\n{owes, select, no {Nic z ní ještě neopustilo svěřenský ' +
        'účet.} other {Z ní už bylo vyplaceno {claim}; tuto částku dluží kupující.}}\nDokud nebude vše ' +
        'doplněno, nic se neuvolní.',
    ],
  ),
  'payment-request-reopened': words(
    ['Payment request {request} is open again', 'Please pay it by {deadline, date, instant}.'],
    ['付款请求 {request} 重新开放', '请于{deadline, date, instant}前付款。'],
    ['付款要求 {request} 重新開放', '請於{deadline, date, instant}前付款。'],
    ['Žádost o platbu {request} je znovu otevřena', 'Zaplaťte ji prosím do {deadline, date, instant}.'],
  ),
  'claim-covered': words(
    ['What was owed is made up for: {amount}', '{amount} of what came in makes up for what you owed.'],
    ['欠款已补足：{amount}', '来款中的{amount}已用于补足您的欠款。'],
    ['欠款已補足：{amount}', '來款中的{amount}已用於補足您的欠款。'],
    ['Dluh je vyrovnán: {amount}', 'Částka {amount} z došlé platby vyrovnává, co jste dlužili.'],
  ),
  'disbursement-voided': words(
    ['Payment {disbursement} is void', 'It had not left and must be approved anew. Reason: {reason}'],
    ['付款 {disbursement} 已作废', '该款尚未付出，须重新审批。原因：{reason}'],
    ['付款 {disbursement} 已作廢', '該款尚未付出，須重新審批。原因：{reason}'],
    ['Platba {disbursement} je zrušena', 'Neodešla a musí se schválit znovu. Důvod: {reason}'],
  ),
  'disbursement-revived': words(
    ['Payment {disbursement} left although it was void', 'The bank had carried it out: {amount} counts again.'],
    ['付款 {disbursement} 作废后仍已付出', '银行已执行该笔付款，{amount}重新计入。'],
    ['付款 {disbursement} 作廢後仍已付出', '銀行已執行該筆付款，{amount}重新計入。'],
    ['Platba {disbursement} odešla, ačkoli byla zrušena', 'Banka ji provedla: {amount} se znovu započítává.'],
  ),
  'disbursement-returned': words(
    [
      'Payment {disbursement} came back: {amount}',
      'The receiving bank sent {amount} back: {reason}\nIt is approved and sent anew.',
    ],
    ['付款 {disbursement} 被退回：{amount}', '收款银行退回了{amount}：{reason}\n该款将重新审批并付出。'],
    ['付款 {disbursement} 被退回：{amount}', '收款銀行退回了{amount}：{reason}\n該款將重新審批並付出。'],
    [
      'Platba {disbursement} se vrátila: {amount}',
      'Banka příjemce poslala {amount} zpět: {reason}\nPlatba se znovu schválí a odešle.',
    ],
  ),
  'late-delivery': words(
    [
      'Delivery was late: damages of {amount}',
      '{days, plural, one {# day} other {# days}} late. By the contract {amount} goes to the buyer out of the release.',
    ],
    ['交货迟延：违约金 {amount}', '迟延{days}天。按合同，{amount}将从放款中付给买方。'],
    ['交貨遲延：違約金 {amount}', '遲延{days}天。按合約，{amount}將從放款中付給買方。'],
    [
      'Pozdní dodání: smluvní pokuta {amount}',
      'Zpoždění {days, plural, one {# den} few {# dny} other {# dní}}. Podle smlouvy připadne {amount} z ' +
        'uvolněných peněz kupujícímu.',
    ],
  ),
  'force-majeure-claimed': words(
    ['{supplier} claims force majeure', 'Reason: {reason}\nAccept or refuse the claim in the order.'],
    ['{supplier}主张不可抗力', '理由：{reason}\n请在订单中接受或拒绝。'],
    ['{supplier}主張不可抗力', '理由：{reason}\n請在訂單內接受或拒絕。'],
    ['{supplier} se dovolává vyšší moci', 'Důvod: {reason}\nUznejte to, nebo odmítněte v objednávce.'],
  ),
  'force-majeure-accepted': words(
    ['Force majeure is accepted', 'While it lasts, no damages for late delivery run.'],
    ['不可抗力已获认可', '持续期间不计迟延违约金。'],
    ['不可抗力已獲認可', '持續期間不計遲延違約金。'],
    ['Vyšší moc je uznána', 'Dokud trvá, smluvní pokuta za pozdní dodání neběží.'],
  ),
  'force-majeure-refused': words(
    ['The claim of force majeure was refused', 'Reason: {reason}'],
    ['不可抗力主张被拒绝', '理由：{reason}'],
    ['不可抗力主張被拒絕', '理由：{reason}'],
    ['Vyšší moc nebyla uznána', 'Důvod: {reason}'],
  ),
  'force-majeure-ended': words(
    ['Force majeure has ended', 'It ended on {endedAt, date, instant}; the days of delivery run on.'],
    ['不可抗力已结束', '于{endedAt, date, instant}结束，交货期继续计算。'],
    ['不可抗力已結束', '於{endedAt, date, instant}結束，交貨期繼續計算。'],
    ['Vyšší moc skončila', 'Skončila {endedAt, date, instant}; lhůta dodání běží dál.'],
  ),
};
