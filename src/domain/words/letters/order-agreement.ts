import { inEveryLanguage as words } from '../letter.ts';

/** From the enquiry to the sealed contract and its changes. */
export const agreementLetters = {
  'enquiry-sent': words(
    ['Your enquiry is with {supplier}', '{supplier} has until {dueAt, date, instant} to answer.\n\n{items}'],
    ['您的询价已送达{supplier}', '{supplier}须在{dueAt, date, instant}前答复。\n\n{items}'],
    ['您的查詢已送達{supplier}', '{supplier}須於{dueAt, date, instant}前回覆。\n\n{items}'],
    ['Vaši poptávku má {supplier}', 'Dodavatel {supplier} má na odpověď čas do {dueAt, date, instant}.\n\n{items}'],
  ),
  'enquiry-received': words(
    ['{buyer} asks for a quote', 'Please answer by {dueAt, date, instant}: quote, ask, or decline.\n\n{items}'],
    ['{buyer}向您询价', '请在{dueAt, date, instant}前报价、提问或谢绝。\n\n{items}'],
    ['{buyer}向您查詢報價', '請於{dueAt, date, instant}前報價、提問或婉拒。\n\n{items}'],
    [
      '{buyer} vás žádá o nabídku',
      'Odpovězte prosím do {dueAt, date, instant}: nabídkou, dotazem, nebo odmítnutím.\n\n{items}',
    ],
  ),
  'answer-warning': words(
    ['An enquiry still waits for your answer', 'Without an answer by {dueAt, date, instant} the enquiry closes.'],
    ['询价仍待您答复', '如在{dueAt, date, instant}前未答复，该询价将关闭。'],
    ['查詢仍待您回覆', '如於{dueAt, date, instant}前未有回覆，該查詢將會關閉。'],
    ['Poptávka stále čeká na vaši odpověď', 'Bez odpovědi do {dueAt, date, instant} se poptávka uzavře.'],
  ),
  'details-asked': words(
    ['{supplier} asks for details', '{question}\n\nThe time to quote stands still until you answer.'],
    ['{supplier}需要更多资料', '{question}\n\n在您答复之前，报价期限暂停计算。'],
    ['{supplier}需要更多資料', '{question}\n\n在您回覆之前，報價期限暫停計算。'],
    ['{supplier} se ptá na podrobnosti', '{question}\n\nDokud neodpovíte, lhůta pro nabídku neběží.'],
  ),
  'details-answered': words(
    ['{buyer} answered your question', '{answer}\n\nPlease quote by {dueAt, date, instant}.'],
    ['{buyer}已答复您的问题', '{answer}\n\n请在{dueAt, date, instant}前报价。'],
    ['{buyer}已回覆您的問題', '{answer}\n\n請於{dueAt, date, instant}前報價。'],
    ['{buyer} odpovídá na váš dotaz', '{answer}\n\nPodejte prosím nabídku do {dueAt, date, instant}.'],
  ),
  'quote-received': words(
    ['{supplier} quotes {total}', 'The quote is version {version} and valid until {validUntil, date, instant}.'],
    ['{supplier}报价 {total}', '此报价为第{version}版，有效期至{validUntil, date, instant}。'],
    ['{supplier}報價 {total}', '此報價為第{version}版，有效期至{validUntil, date, instant}。'],
    ['{supplier} nabízí {total}', 'Nabídka je verze {version} a platí do {validUntil, date, instant}.'],
  ),
  'counter-offer': words(
    [
      'A counter-offer of {total}',
      'Version {version}, {changes} clauses changed, valid until {validUntil, date, instant}.',
    ],
    ['还价 {total}', '第{version}版修改了{changes}处条款，有效期至{validUntil, date, instant}。'],
    ['還價 {total}', '第{version}版修改了{changes}處條款，有效期至{validUntil, date, instant}。'],
    [
      'Protinabídka na {total}',
      'Verze {version}, {changes, plural, one {změněna # doložka} few {změněny # doložky} other {změněno # ' +
        'doložek}}, platí do {validUntil, date, instant}.',
    ],
  ),
  'quote-accepted': words(
    ['Your terms are accepted', 'Next: {buyer} issues the purchase order and {supplier} drafts the contract.'],
    ['您的条款已被接受', '下一步：{buyer}发出采购订单，{supplier}起草合同。'],
    ['您的條款已獲接納', '下一步：{buyer}發出採購訂單，{supplier}草擬合約。'],
    ['Vaše podmínky byly přijaty', 'Další krok: {buyer} vystaví nákupní objednávku a {supplier} navrhne smlouvu.'],
  ),
  'purchase-order': words(
    ['Purchase order {number}', '{buyer} issued purchase order {number}. Please draft the contract.'],
    ['采购订单 {number}', '{buyer}已发出采购订单{number}，请起草合同。'],
    ['採購訂單 {number}', '{buyer}已發出採購訂單{number}，請草擬合約。'],
    ['Nákupní objednávka {number}', '{buyer} vám posílá nákupní objednávku {number}. Navrhněte prosím smlouvu.'],
  ),
  'contract-to-confirm': words(
    ['A contract over {total} waits for you', 'Please read and confirm it by {confirmBy, date, instant}.'],
    ['金额 {total} 的合同待您确认', '请审阅并在{confirmBy, date, instant}前确认。'],
    ['金額 {total} 的合約待您確認', '請審閱並於{confirmBy, date, instant}前確認。'],
    ['Čeká na vás smlouva na {total}', 'Přečtěte si ji prosím a potvrďte do {confirmBy, date, instant}.'],
  ),
  'change-requested': words(
    ['{buyer} asks for another draft', '{change}'],
    ['{buyer}要求修改合同草案', '{change}'],
    ['{buyer}要求修改合約草稿', '{change}'],
    ['{buyer} žádá o jiný návrh smlouvy', '{change}'],
  ),
  'scan-to-confirm': words(
    ['A signed scan is to be confirmed', 'A second person confirms that scan {document} shows the current draft.'],
    ['签署扫描件待确认', '须由第二人确认扫描件{document}与当前草案一致。'],
    ['簽署掃描件待確認', '須由第二人確認掃描件{document}與現有草稿一致。'],
    ['Je třeba potvrdit podepsaný sken', 'Druhá osoba potvrzuje, že sken {document} odpovídá nynějšímu návrhu.'],
  ),
  'contract-sealed': words(
    [
      'Order confirmed: {total}',
      'The contract binds, the order is placed.\n\n{items}\n\nDelivery by {deliverBy, date, day}, {incoterm} {place}.',
    ],
    ['订单已确认：{total}', '合同已生效，订单成立。\n\n{items}\n\n交货期{deliverBy, date, day}，{incoterm} {place}。'],
    ['訂單已確認：{total}', '合約已生效，訂單成立。\n\n{items}\n\n交貨期{deliverBy, date, day}，{incoterm} {place}。'],
    [
      'Objednávka potvrzena: {total}',
      'Kupní smlouva je závazná, objednávka je uzavřena.\n\n{items}\n\nDodání do {deliverBy, date, day}, ' +
        '{incoterm} {place}.',
    ],
  ),
  'amendment-proposed': words(
    [
      'A change of the contract is proposed',
      'The total changes by {delta}. Reason: {reason}\n\nPlease consent or refuse.',
    ],
    ['对方提议修改合同', '总额变动{delta}。理由：{reason}\n\n请同意或拒绝。'],
    ['對方提議修改合約', '總額變動{delta}。理由：{reason}\n\n請同意或拒絕。'],
    [
      'Je navržena změna smlouvy',
      'Celková cena se mění o {delta}. Důvod: {reason}\n\nProsíme o souhlas, nebo odmítnutí.',
    ],
  ),
  'amendment-refused': words(
    ['The change of the contract is off the table', 'The contract stays as it was. Reason: {reason}'],
    ['合同修改未成立', '合同维持不变。理由：{reason}'],
    ['合約修改未成立', '合約維持不變。理由：{reason}'],
    ['Změna smlouvy není dále na stole', 'Smlouva zůstává, jak byla. Důvod: {reason}'],
  ),
  'contract-amended': words(
    ['The contract was amended: {total}', 'Version {version} is in force from now on.'],
    ['合同已修改：{total}', '第{version}版即时生效。'],
    ['合約已修改：{total}', '第{version}版即時生效。'],
    ['Smlouva byla změněna: {total}', 'Od nynějška platí verze {version}.'],
  ),
  'terms-proposed': words(
    [
      'An order on terms of the buyer: {total}',
      'Accept it, answer with terms of your own or decline it before {validUntil, date, instant}.',
    ],
    ['买方按其条款下单：{total}', '请于{validUntil, date, instant}前接受、另提条款或谢绝。'],
    ['買方按其條款下單：{total}', '請於{validUntil, date, instant}前接受、另提條款或婉拒。'],
    [
      'Objednávka za podmínek kupujícího: {total}',
      'Přijměte ji, odpovězte vlastními podmínkami nebo odmítněte do {validUntil, date, instant}.',
    ],
  ),
  'sourcing-extended': words(
    [
      'There is more time to quote',
      `The enquiry is answered until {deadline, date, instant}. {quote, select, stands {Your quote stands as it is;
        you may better it until then.} renew {Your quote ends before that: offer it again with a longer validity, or
        it cannot be awarded.} other {}}\nReason: {reason}`,
    ],
    [
      '报价期限已延长',
      `新的报价截止时间为{deadline, date, instant}。{quote, select, stands {您的报价继续有效，截止前可更新。}
        renew {您的报价早于该时间失效：请以更长的有效期重新报价，否则无法中标。} other {}}\n理由：{reason}`,
    ],
    [
      '報價期限已延長',
      `新的報價截止時間為{deadline, date, instant}。{quote, select, stands {閣下的報價繼續有效，截止前可更新。}
        renew {閣下的報價早於該時間失效：請以更長的有效期重新報價，否則無法獲選。} other {}}\n理由：{reason}`,
    ],
    [
      'Na nabídku je více času',
      `Na poptávku se odpovídá do {deadline, date, instant}. {quote, select, stands {Vaše nabídka platí, jak je;
        do té doby ji můžete zlepšit.} renew {Vaše nabídka skončí dříve: podejte ji znovu s delší platností, jinak ji
        nelze vybrat.} other {}}\nDůvod: {reason}`,
    ],
  ),
  'deadline-extended': words(
    ['A deadline was extended', 'It now ends on {until, date, instant}. Reason: {reason}'],
    ['期限已延长', '新的期限为{until, date, instant}。理由：{reason}'],
    ['期限已延長', '新的期限為{until, date, instant}。理由：{reason}'],
    ['Lhůta byla prodloužena', 'Nyní končí {until, date, instant}. Důvod: {reason}'],
  ),
  'order-closed': words(
    [
      `The order is closed: {outcome, select, completed {completed} declined {declined} withdrawn {withdrawn}
        unanswered {not answered in time} lapsed {quote lapsed} other {contract not concluded}}`,
      'Nothing more is to be done. {reason}',
    ],
    [
      `订单已关闭：{outcome, select, completed {已完成} declined {已谢绝} withdrawn {已撤回} unanswered {逾期未答复}
        lapsed {报价失效} other {未成立合同}}`,
      '无需进一步操作。{reason}',
    ],
    [
      `訂單已關閉：{outcome, select, completed {已完成} declined {已婉拒} withdrawn {已撤回} unanswered {逾期未回覆}
        lapsed {報價失效} other {未成立合約}}`,
      '無需進一步操作。{reason}',
    ],
    [
      'Objednávka je uzavřena: {outcome, select, completed {dokončeno} declined {odmítnuto} withdrawn ' +
        '{vzato zpět} unanswered {bez odpovědi ve lhůtě} lapsed {nabídka propadla} other {smlouva nebyla ' +
        'uzavřena}}',
      'Dále už není třeba nic dělat. {reason}',
    ],
  ),
  'money-back': words(
    [
      'The trade ends{outcome, select, unpaid {: not paid in time} other {}}',
      'What is held for this order, if anything, goes back to {buyer} after two people have approved it.',
    ],
    ['交易终止{outcome, select, unpaid {：未按时付款} other {}}', '本订单如有托管款项，经两人批准后退还{buyer}。'],
    ['交易終止{outcome, select, unpaid {：未按時付款} other {}}', '本訂單如有託管款項，經兩人批准後退還{buyer}。'],
    [
      'Obchod končí{outcome, select, unpaid {: nezaplaceno včas} other {}}',
      'Je-li pro tuto objednávku něco v úschově, vrátí se to kupujícímu {buyer}, jakmile to schválí dvě ' + 'osoby.',
    ],
  ),
};
