import { inEveryLanguage as words } from '../letter.ts';

/** A consumer's right of withdrawal: what is told of it, and the confirmation of its use. */
export const withdrawalLetters = {
  'arrived-withdrawable': words(
    [
      'The goods have arrived',
      'Please check them. Receipt confirms itself on {autoConfirmAt, date, instant}.\n\nUntil ' +
        '{withdrawUntil, date, instant} you can withdraw from the contract without giving a reason; the money stays ' +
        'in trust until then.',
    ],
    [
      '货物已到达',
      '请验货。如无异议，将于{autoConfirmAt, date, instant}自动确认收货。\n\n' +
        '在{withdrawUntil, date, instant}之前，您可无理由撤回合同；在此之前款项一直托管。',
    ],
    [
      '貨物已到達',
      '請驗貨。如無異議，將於{autoConfirmAt, date, instant}自動確認收貨。\n\n' +
        '於{withdrawUntil, date, instant}之前，您可無理由撤回合約；在此之前款項一直託管。',
    ],
    [
      'Zboží dorazilo',
      'Zkontrolujte je prosím. Převzetí se samo potvrdí {autoConfirmAt, date, instant}.\n\nDo ' +
        '{withdrawUntil, date, instant} můžete od smlouvy odstoupit bez udání důvodu; peníze do té doby zůstávají ' +
        'v úschově.',
    ],
  ),
  'withdrawal-received': words(
    [
      'Your withdrawal {id} is received',
      'You stated it on {at, date, instant}. It is about:\n\n{goods}\n\n{statement}\n\nPlease send the goods back ' +
        'by {sendBackBy, date, instant}; {cost, select, BUYER {you bear} other {the supplier bears}} what sending ' +
        'them costs. {amount} go back to you once the goods are back, or by {refundBy, date, instant} when you ' +
        'show that you have sent them.',
    ],
    [
      '已收到您的撤回声明{id}',
      '您于{at, date, instant}作出声明，涉及：\n\n{goods}\n\n{statement}\n\n' +
        '请在{sendBackBy, date, instant}前寄回货物，寄回费用由{cost, select, BUYER {您} other {供应商}}承担。' +
        '货物收回后退还{amount}；如您出示寄出证明，最迟于{refundBy, date, instant}退款。',
    ],
    [
      '已收到您的撤回聲明{id}',
      '您於{at, date, instant}作出聲明，涉及：\n\n{goods}\n\n{statement}\n\n' +
        '請於{sendBackBy, date, instant}前寄回貨物，寄回費用由{cost, select, BUYER {您} other {供應商}}承擔。' +
        '貨物收回後退還{amount}；如您出示寄出證明，最遲於{refundBy, date, instant}退款。',
    ],
    [
      'Vaše odstoupení {id} jsme obdrželi',
      'Učinili jste je {at, date, instant}. Týká se:\n\n{goods}\n\n{statement}\n\nZboží prosím odešlete zpět do ' +
        '{sendBackBy, date, instant}; náklady na odeslání {cost, select, BUYER {nesete vy} other {nese dodavatel}}. ' +
        'Částka {amount} se vám vrátí, jakmile bude zboží zpět, nebo do {refundBy, date, instant}, prokážete-li ' +
        'jeho odeslání.',
    ],
  ),
  'withdrawal-told': words(
    [
      '{buyer} has withdrawn from the contract',
      'Withdrawal {id}:\n\n{goods}\n\n{statement}\n\nThe goods are to be sent back by ' +
        '{sendBackBy, date, instant}. Please confirm when they are back: {amount} then go to the consumer. Where the ' +
        'goods have lost value by more than trying them takes, open a dispute.',
    ],
    [
      '{buyer}已撤回合同',
      '撤回声明{id}：\n\n{goods}\n\n{statement}\n\n货物应在{sendBackBy, date, instant}前寄回。' +
        '收回后请确认，届时向消费者退还{amount}。如货物因超出必要查验的使用而减值，请提出争议。',
    ],
    [
      '{buyer}已撤回合約',
      '撤回聲明{id}：\n\n{goods}\n\n{statement}\n\n貨物應於{sendBackBy, date, instant}前寄回。' +
        '收回後請確認，屆時向消費者退還{amount}。如貨物因超出必要查驗的使用而減值，請提出爭議。',
    ],
    [
      'Od smlouvy odstupuje {buyer}',
      'Odstoupení {id}:\n\n{goods}\n\n{statement}\n\nZboží má být odesláno zpět do {sendBackBy, date, instant}. ' +
        'Potvrďte prosím, až bude zpět: částka {amount} pak jde spotřebiteli. Ztratilo-li zboží na hodnotě víc, než ' +
        'žádá jeho vyzkoušení, otevřete spor.',
    ],
  ),
  'withdrawn-before-hand-over': words(
    [
      'The contract is withdrawn from',
      'Withdrawal {id} was stated on {at, date, instant}, before the goods were handed over:\n\n{goods}\n\n' +
        '{statement}\n\nThe goods are not sent. What was paid, {amount}, goes back to the buyer.',
    ],
    [
      '合同已撤回',
      '撤回声明{id}于{at, date, instant}作出，货物尚未交付承运：\n\n{goods}\n\n{statement}\n\n' +
        '货物不再发出，已付款项{amount}退还买方。',
    ],
    [
      '合約已撤回',
      '撤回聲明{id}於{at, date, instant}作出，貨物尚未交付承運：\n\n{goods}\n\n{statement}\n\n' +
        '貨物不再發出，已付款項{amount}退還買方。',
    ],
    [
      'Od smlouvy bylo odstoupeno',
      'Odstoupení {id} bylo učiněno {at, date, instant}, dříve než bylo zboží předáno dopravci:\n\n{goods}\n\n' +
        '{statement}\n\nZboží se neodesílá. Zaplacená částka {amount} se vrací kupujícímu.',
    ],
  ),
  'withdrawn-goods-sent': words(
    [
      '{buyer} has sent the goods back',
      'Withdrawal {id}. Carrier: {carrier}, number {number}. Please confirm when the goods are back. If you say ' +
        'nothing, the refund opens on {refundBy, date, instant}.',
    ],
    [
      '{buyer}已寄回货物',
      '撤回声明{id}。承运人：{carrier}，单号{number}。收回后请确认；如无答复，将于{refundBy, date, instant}开立退款。',
    ],
    [
      '{buyer}已寄回貨物',
      '撤回聲明{id}。承運人：{carrier}，單號{number}。收回後請確認；如無回覆，將於{refundBy, date, instant}開立退款。',
    ],
    [
      'Zboží je na cestě zpět, odesílá {buyer}',
      'Odstoupení {id}. Dopravce: {carrier}, číslo {number}. Potvrďte prosím, až bude zboží zpět. Neozvete-li se, ' +
        'otevře se vrácení peněz {refundBy, date, instant}.',
    ],
  ),
  'withdrawal-honoured': words(
    [
      'Withdrawal {id}: {amount} go back',
      '{how, select, GOODS_BACK {The supplier has the goods back.} other {The goods are shown to be on their way ' +
        'back.}} {back, select, no {Nothing is left that could go back: the bank has taken the payment back.} other ' +
        '{The refund is carried out when two people of the platform have approved it.}}',
    ],
    [
      '撤回声明{id}：退还{amount}',
      '{how, select, GOODS_BACK {供应商已收回货物。} other {已出示货物寄回证明。}}' +
        '{back, select, no {银行已撤回该笔付款，没有可退的款项。} other {退款经平台两人批准后执行。}}',
    ],
    [
      '撤回聲明{id}：退還{amount}',
      '{how, select, GOODS_BACK {供應商已收回貨物。} other {已出示貨物寄回證明。}}' +
        '{back, select, no {銀行已撤回該筆付款，沒有可退的款項。} other {退款經平台兩人批准後執行。}}',
    ],
    [
      'Odstoupení {id}: vrací se {amount}',
      '{how, select, GOODS_BACK {Dodavatel má zboží zpět.} other {Odeslání zboží zpět je prokázáno.}} {back, select, ' +
        'no {Není co vrátit: platbu vzala zpět banka.} other {Peníze se vrátí, jakmile to schválí dvě osoby z ' +
        'platformy.}}',
    ],
  ),
  'withdrawn-goods-awaited': words(
    [
      'Withdrawn goods have not come back',
      'The time to send them back is over, and nobody has shown that they were sent. Until that is settled the money ' +
        'stays in trust; either side can open a dispute.',
    ],
    ['撤回的货物尚未寄回', '寄回期限已过，尚无寄出证明。在解决之前款项继续托管；任何一方均可提出争议。'],
    ['撤回的貨物尚未寄回', '寄回期限已過，尚無寄出證明。在解決之前款項繼續託管；任何一方均可提出爭議。'],
    [
      'Zboží po odstoupení se nevrátilo',
      'Lhůta k odeslání zpět uplynula a nikdo neprokázal, že bylo odesláno. Dokud se to nevyřeší, zůstávají peníze ' +
        'v úschově; kterákoli strana může otevřít spor.',
    ],
  ),
  'withdrawal-over': words(
    [
      'The right of withdrawal is over',
      'What was kept is released to the supplier as soon as receipt is confirmed and nothing else is open. Warranty ' +
        'stays open as the contract says.',
    ],
    ['撤回权期限已过', '一经确认收货且无其他未决事项，所留货物的款项即放行给供应商。保修按合同继续有效。'],
    ['撤回權期限已過', '一經確認收貨且無其他未決事項，所留貨物的款項即放行給供應商。保養按合約繼續有效。'],
    [
      'Lhůta pro odstoupení uplynula',
      'Jakmile je převzetí potvrzeno a nic jiného není otevřeno, uvolní se peníze za ponechané zboží dodavateli. ' +
        'Záruka trvá, jak stanoví smlouva.',
    ],
  ),
};
