import type { LetterWords } from '../letter.ts';

/** Letters of a letter of credit, by kind; dates as YYYY-MM-DD, amounts written out with their currency. */
export const creditLetters: Record<string, LetterWords> = {
  'credit-issued': {
    en: {
      subject: 'Letter of credit {credit} is issued',
      text:
        'The bank has issued letter of credit {credit} over {amount} for order {order}. Documents can be ' +
        'presented until {lastDay, date, day}.',
    },
    'zh-CN': {
      subject: '信用证 {credit} 已开立',
      text: '银行已就订单 {order} 开立信用证 {credit}，金额 {amount}。最迟交单日为 {lastDay, date, day}。',
    },
    'zh-HK': {
      subject: '信用證 {credit} 已開立',
      text: '銀行已就訂單 {order} 開立信用證 {credit}，金額 {amount}。最遲交單日為 {lastDay, date, day}。',
    },
    cs: {
      subject: 'Akreditiv {credit} je otevřen',
      text:
        'Banka otevřela akreditiv {credit} na {amount} k objednávce {order}. Dokumenty lze předložit do ' +
        '{lastDay, date, day}.',
    },
  },
  'credit-advised': {
    en: {
      subject: 'Letter of credit {credit} for order {order}',
      text:
        'You are advised of irrevocable letter of credit {credit} over {amount}. Check its terms now; ' +
        'present your documents by {lastDay, date, day}.',
    },
    'zh-CN': {
      subject: '订单 {order} 的信用证 {credit}',
      text: '现通知贵司不可撤销信用证 {credit}，金额 {amount}。请即核对条款，并于 {lastDay, date, day} 前交单。',
    },
    'zh-HK': {
      subject: '訂單 {order} 的信用證 {credit}',
      text: '現通知貴司不可撤銷信用證 {credit}，金額 {amount}。請即核對條款，並於 {lastDay, date, day} 前交單。',
    },
    cs: {
      subject: 'Akreditiv {credit} k objednávce {order}',
      text:
        'Oznamujeme vám neodvolatelný akreditiv {credit} na {amount}. Zkontrolujte hned jeho podmínky; ' +
        'dokumenty předložte do {lastDay, date, day}.',
    },
  },
  'credit-amendment-proposed': {
    en: {
      subject: 'An amendment of letter of credit {credit} waits for your answer',
      text:
        '{cancels, select, yes {Cancellation of the credit is proposed.} other {An amendment was ' +
        'issued.}} Reason: {reason} It is accepted whole or refused; until then the credit stays as it ' +
        'is.',
    },
    'zh-CN': {
      subject: '信用证 {credit} 的修改待贵司答复',
      text: '{cancels, select, yes {拟撤销信用证。} other {已开立修改书。}}原因：{reason}。修改须整体接受或拒绝；在此之前原信用证条款继续有效。',
    },
    'zh-HK': {
      subject: '信用證 {credit} 的修改待貴司答覆',
      text: '{cancels, select, yes {擬撤銷信用證。} other {已開立修改書。}}原因：{reason}。修改須整體接受或拒絕；在此之前原信用證條款繼續有效。',
    },
    cs: {
      subject: 'Změna akreditivu {credit} čeká na vaši odpověď',
      text:
        '{cancels, select, yes {Navrhuje se zrušení akreditivu.} other {Byla vystavena změna.}} Důvod: ' +
        '{reason} Změna se přijímá celá, nebo se odmítá; do té doby platí akreditiv beze změny.',
    },
  },
  'credit-waiver-asked': {
    en: {
      subject: 'Discrepant documents under letter of credit {credit}: do you waive?',
      text:
        'The bank asks whether you waive these discrepancies:\n{discrepancies}\nIt has to decide by ' +
        '{until, date, instant}.',
    },
    'zh-CN': {
      subject: '信用证 {credit} 项下单据有不符点：是否放弃？',
      text: '银行询问贵司是否放弃下列不符点：\n{discrepancies}\n银行须于 {until, date, instant} 前作出决定。',
    },
    'zh-HK': {
      subject: '信用證 {credit} 項下單據有不符點：是否放棄？',
      text: '銀行詢問貴司是否放棄下列不符點：\n{discrepancies}\n銀行須於 {until, date, instant} 前作出決定。',
    },
    cs: {
      subject: 'Dokumenty k akreditivu {credit} vykazují nesrovnalosti: přijmete je?',
      text:
        'Banka se ptá, zda přijmete dokumenty s těmito nesrovnalostmi:\n{discrepancies}\nRozhodnout musí ' +
        'do {until, date, instant}.',
    },
  },
  'credit-discrepancies': {
    en: {
      subject: 'Documents under letter of credit {credit} are refused',
      text:
        'The bank refuses to honour for {count, plural, one {one discrepancy} other {# ' +
        'discrepancies}}:\n{discrepancies}\n{disposal, select, HOLDING_FOR_PRESENTER {It holds the ' +
        'documents for further instructions of the presenter.} HOLDING_FOR_WAIVER {It holds the ' +
        'documents until the applicant waives.} RETURNING {It returns the documents.} other {It acts on ' +
        'instructions received before.}}',
    },
    'zh-CN': {
      subject: '信用证 {credit} 项下单据被拒付',
      text:
        '银行因 {count} 个不符点拒付：\n{discrepancies}\n{disposal, select, HOLDING_FOR_PRESENTER ' +
        '{单据由银行留存，听候交单人进一步指示。} HOLDING_FOR_WAIVER {单据由银行留存，直至申请人放弃不符点。} RETURNING {银行将退回单据。} other ' +
        '{银行按先前指示处理。}}',
    },
    'zh-HK': {
      subject: '信用證 {credit} 項下單據被拒付',
      text:
        '銀行因 {count} 個不符點拒付：\n{discrepancies}\n{disposal, select, HOLDING_FOR_PRESENTER ' +
        '{單據由銀行留存，聽候交單人進一步指示。} HOLDING_FOR_WAIVER {單據由銀行留存，直至申請人放棄不符點。} RETURNING {銀行將退回單據。} other ' +
        '{銀行按先前指示處理。}}',
    },
    cs: {
      subject: 'Dokumenty k akreditivu {credit} byly odmítnuty',
      text:
        'Banka odmítá plnit pro {count, plural, one {jednu nesrovnalost} few {# nesrovnalosti} other {# ' +
        'nesrovnalostí}}:\n{discrepancies}\n{disposal, select, HOLDING_FOR_PRESENTER {Dokumenty drží k ' +
        'dispozici předkladatele.} HOLDING_FOR_WAIVER {Dokumenty drží, dokud příkazce nesrovnalosti ' +
        'nepřijme.} RETURNING {Dokumenty vrací.} other {Postupuje podle dříve obdržených pokynů.}}',
    },
  },
  'credit-honoured': {
    en: {
      subject: 'Letter of credit {credit} is honoured',
      text:
        'The bank honours {amount} under letter of credit {credit}; it pays into the trust account on ' +
        '{maturity, date, day}.',
    },
    'zh-CN': {
      subject: '信用证 {credit} 已承付',
      text: '银行就信用证 {credit} 承付 {amount}，将于 {maturity, date, day} 付入托管账户。',
    },
    'zh-HK': {
      subject: '信用證 {credit} 已承付',
      text: '銀行就信用證 {credit} 承付 {amount}，將於 {maturity, date, day} 付入託管帳戶。',
    },
    cs: {
      subject: 'Z akreditivu {credit} bude plněno',
      text:
        'Banka plní z akreditivu {credit} částku {amount}; na svěřenský účet ji zaplatí dne {maturity, ' +
        'date, day}.',
    },
  },
  'credit-expiring': {
    en: {
      subject: 'Letter of credit {credit} expires soon',
      text:
        'Documents under letter of credit {credit} over {amount} can be presented until {lastDay, date, day}, as ' +
        'the bank closes.',
    },
    'zh-CN': {
      subject: '信用证 {credit} 即将到期',
      text: '信用证 {credit}（金额 {amount}）的最迟交单日为 {lastDay, date, day} 银行营业结束时。',
    },
    'zh-HK': {
      subject: '信用證 {credit} 即將到期',
      text: '信用證 {credit}（金額 {amount}）的最遲交單日為 {lastDay, date, day} 銀行營業結束時。',
    },
    cs: {
      subject: 'Platnost akreditivu {credit} brzy skončí',
      text:
        'Dokumenty k akreditivu {credit} na {amount} lze předložit do {lastDay, date, day}, do konce ' +
        'otevírací doby banky.',
    },
  },
};
