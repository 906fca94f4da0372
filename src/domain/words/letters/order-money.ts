import { inEveryLanguage as words } from '../letter.ts';

/** What is asked, received, sent back and paid out. */
export const moneyLetters = {
  'payment-request': words(
    [
      'Please pay {amount}',
      `Amount: {amount}, exactly\nReference: {reference}\nBy: {deadline, date, instant}

A payment that is not exact or comes later goes back to you less what the return costs.`,
    ],
    [
      '请支付 {amount}',
      '金额：{amount}（须完全一致）\n付款参考号：{reference}\n期限：{deadline, date, instant}\n\n金额不符或逾期的付款将扣除退款费用后退回。',
    ],
    [
      '請支付 {amount}',
      '金額：{amount}（須完全一致）\n付款參考編號：{reference}\n期限：{deadline, date, instant}\n\n金額不符或逾期的付款將扣除退款費用後退回。',
    ],
    [
      'Zaplaťte prosím {amount}',
      'Částka: {amount}, přesně\nReference: {reference}\nDo: {deadline, date, instant}\n\nPlatba, která ' +
        'není přesná nebo přijde později, se vrací po odečtení nákladů na vrácení.',
    ],
  ),
  'payment-request-withdrawn': words(
    [
      'Please do not pay request {request}',
      'The payment request {request} was withdrawn and must not be paid any more.',
    ],
    ['请勿支付付款请求 {request}', '付款请求{request}已撤回，请勿再支付。'],
    ['請勿支付付款要求 {request}', '付款要求{request}已撤回，請勿再支付。'],
    ['Žádost o platbu {request} prosím neplaťte', 'Žádost o platbu {request} byla vzata zpět a už se nesmí platit.'],
  ),
  'credit-fell': words(
    [
      'Letter of credit {credit} has ended: please pay by transfer',
      'Letter of credit {credit} ended without being drawn on. Pay what is open by transfer until ' +
        '{deadline, date, instant}.',
    ],
    [
      '信用证 {credit} 已终止：请以电汇付款',
      '信用证{credit}已终止且未被支用。请于{deadline, date, instant}前以电汇支付未付款项。',
    ],
    [
      '信用證 {credit} 已終止：請以電匯付款',
      '信用證{credit}已終止且未被支用。請於{deadline, date, instant}前以電匯支付未付款項。',
    ],
    [
      'Akreditiv {credit} skončil: zaplaťte prosím převodem',
      'Akreditiv {credit} skončil bez čerpání. Co není zaplaceno, zaplaťte převodem do {deadline, date, ' + 'instant}.',
    ],
  ),
  'payment-received': words(
    ['{amount} received', '{buyer} paid {amount}. It is held in the trust account and released by the contract only.'],
    ['已收到 {amount}', '{buyer}已支付{amount}。款项存于信托账户，仅按合同放行。'],
    ['已收到 {amount}', '{buyer}已支付{amount}。款項存於信託賬戶，僅按合約放行。'],
    [
      'Přijato {amount}',
      'Kupující {buyer} zaplatil {amount}. Částka je na svěřenském účtu a uvolní se jen podle smlouvy.',
    ],
  ),
  'payment-mismatched': words(
    [
      'Your payment of {amount} goes back',
      `It was {why, select, SHORT {less than asked} OVER {more than asked} WRONG_CURRENCY {in another currency}
        ALREADY_PAID {paid already} other {late}}.
        The return costs {cost}. What is still asked stays open until its deadline.`,
    ],
    [
      '您支付的 {amount} 将被退回',
      `原因：{why, select, SHORT {金额不足} OVER {金额超出} WRONG_CURRENCY {币种不符} ALREADY_PAID {已经付清} other {逾期}}。
        退款费用{cost}。未付清的付款请求在期限前仍然有效。`,
    ],
    [
      '您支付的 {amount} 將被退回',
      `原因：{why, select, SHORT {金額不足} OVER {金額超出} WRONG_CURRENCY {貨幣不符} ALREADY_PAID {已經付清} other {逾期}}。
        退款費用{cost}。未付清的付款要求於期限前仍然有效。`,
    ],
    [
      'Vaše platba {amount} se vrací',
      'Důvod: {why, select, SHORT {méně, než bylo žádáno} OVER {více, než bylo žádáno} WRONG_CURRENCY ' +
        '{jiná měna} ALREADY_PAID {už zaplaceno} other {po lhůtě}}. Vrácení stojí {cost}. O co se žádá, ' +
        'zůstává otevřeno do své splatnosti.',
    ],
  ),
  'payment-told-late': words(
    [
      'Your payment of {amount} was in time and goes back whole',
      'The bank booked it by the deadline, and told of it when the payment was not awaited any more. All of it goes ' +
        'back to the account it came from; the return costs you nothing.',
    ],
    [
      '您支付的 {amount} 未逾期，将全额退回',
      '银行在期限内已入账，但通知到达时已不再等待该笔付款。款项将全额退回付款账户，您无须承担退款费用。',
    ],
    [
      '您支付的 {amount} 沒有逾期，將全數退回',
      '銀行在期限內已入賬，但通知到達時已不再等待該筆付款。款項將全數退回付款賬戶，您毋須承擔退款費用。',
    ],
    [
      'Vaše platba {amount} přišla včas a vrací se celá',
      'Banka ji zaúčtovala ve lhůtě, ale dala o ní vědět, až když se na ni už nečekalo. Celá částka se vrací na ' +
        'účet, ze kterého přišla; vrácení vás nic nestojí.',
    ],
  ),
  'approval-wanted': words(
    [
      '{kind, select, PAYOUT {Payout} other {Refund}} of {amount} to be approved',
      'Two people approve {disbursement} by its hash {hash}.',
    ],
    ['{kind, select, PAYOUT {付款} other {退款}} {amount} 待批准', '{disbursement}须由两人按哈希{hash}批准。'],
    ['{kind, select, PAYOUT {付款} other {退款}} {amount} 待批准', '{disbursement}須由兩人按雜湊值{hash}批准。'],
    [
      'Ke schválení: {kind, select, PAYOUT {výplata} other {vrácení peněz}} {amount}',
      'Platbu {disbursement} schvalují dvě osoby podle jejího haše {hash}.',
    ],
  ),
  'approval-lapsed': words(
    [
      'One more person has to approve',
      'Whoever was first to {of, select, DISBURSEMENT {approve the payment {what}} FORCE_MAJEURE {accept the claim ' +
        'of force majeure {what}} RULING {propose the ruling {what}} other {file the scan {what}}} has lost the role ' +
        'since. That does not count any more: two people who hold it are needed.',
    ],
    [
      '还须一人批准',
      '最先{of, select, DISBURSEMENT {批准付款{what}} FORCE_MAJEURE {接受不可抗力主张{what}} RULING {提出裁决{what}} ' +
        'other {提交扫描件{what}}}的人已不再担任该角色，其批准不再有效：须由两名现任人员批准。',
    ],
    [
      '尚須一人批准',
      '最先{of, select, DISBURSEMENT {批准付款{what}} FORCE_MAJEURE {接受不可抗力主張{what}} RULING {提出裁決{what}} ' +
        'other {提交掃描件{what}}}的人已不再擔任該角色，其批准不再有效：須由兩名現任人員批准。',
    ],
    [
      'Schválit musí ještě jedna osoba',
      'Kdo jako první {of, select, DISBURSEMENT {schválil platbu {what}} FORCE_MAJEURE {uznal vyšší moc {what}} ' +
        'RULING {navrhl rozhodnutí {what}} other {předložil sken {what}}}, mezitím přišel o svou roli. Jeho slovo už ' +
        'neplatí: jsou potřeba dva lidé, kteří roli mají.',
    ],
  ),
  'bank-refused': words(
    ['The bank refused {disbursement}', 'Reason: {reason}\n\nMend its cause, then two people approve it again.'],
    ['银行拒绝了 {disbursement}', '原因：{reason}\n\n请先排除原因，再由两人重新批准。'],
    ['銀行拒絕了 {disbursement}', '原因：{reason}\n\n請先排除原因，再由兩人重新批准。'],
    ['Banka odmítla {disbursement}', 'Důvod: {reason}\n\nOdstraňte příčinu, pak platbu znovu schválí dvě osoby.'],
  ),
  'payout-released': words(
    ['{amount} released to {supplier}', 'The bank has paid {amount} out of the trust account to {supplier}.'],
    ['{amount} 已放行给{supplier}', '银行已从信托账户向{supplier}支付{amount}。'],
    ['{amount} 已放行予{supplier}', '銀行已從信託賬戶向{supplier}支付{amount}。'],
    ['Dodavateli {supplier} uvolněno {amount}', 'Banka vyplatila ze svěřenského účtu {amount} dodavateli {supplier}.'],
  ),
  'refund-paid': words(
    ['{amount} refunded to {buyer}', 'The bank has paid {amount} back to {buyer}.'],
    ['{amount} 已退还{buyer}', '银行已向{buyer}退还{amount}。'],
    ['{amount} 已退還{buyer}', '銀行已向{buyer}退還{amount}。'],
    ['Kupujícímu {buyer} vráceno {amount}', 'Banka vrátila {amount} kupujícímu {buyer}.'],
  ),
  'payment-returned': words(
    ['{amount} is on its way back to you', 'The bank has sent back the payment that was not accepted.'],
    ['{amount} 已退回', '银行已退回未被接受的付款。'],
    ['{amount} 已退回', '銀行已退回未獲接納的付款。'],
    ['{amount} je na cestě zpět k vám', 'Banka poslala zpět platbu, která nebyla přijata.'],
  ),
};
