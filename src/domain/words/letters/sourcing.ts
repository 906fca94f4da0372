import type { LetterWords } from '../letter.ts';

/** Letters about one enquiry to several suppliers. */
export const sourcingLetters: Record<string, LetterWords> = {
  'sourced-enquiry-received': {
    en: {
      subject: 'Enquiry {sourcing}: {title}',
      text:
        'You are asked for a quote: {title}. Answer in order {order} before {deadline, date, instant}; ' +
        'later quotes are not ' +
        'taken. {sealed, select, yes {Nobody else sees your quote before the deadline.} other {The buyer ' +
        'sees your quote as soon as it is there.}}',
    },
    'zh-CN': {
      subject: '询价 {sourcing}：{title}',
      text:
        '请您报价：{title}。请在 {deadline, date, instant} 之前于订单 {order} 中报价，逾期不受理。{sealed, ' +
        'select, yes {截止之前除您以外无人可见您的报价。} other {您的报价提交后买方即可查看。}}',
    },
    'zh-HK': {
      subject: '詢價 {sourcing}：{title}',
      text:
        '現請閣下報價：{title}。請於 {deadline, date, instant} 前在訂單 {order} ' +
        '內報價，逾期恕不受理。{sealed, select, yes {截止前除閣下外無人可見閣下的報價。} other ' +
        '{閣下的報價提交後買方即可查看。}}',
    },
    cs: {
      subject: 'Poptávka {sourcing}: {title}',
      text:
        'Žádáme vás o nabídku: {title}. Odpovězte v objednávce {order} do {deadline, date, instant}; ' +
        'pozdější nabídky se nepřijímají. {sealed, select, yes {Před uplynutím lhůty vaši nabídku nikdo ' +
        'jiný neuvidí.} other {Kupující vaši nabídku uvidí, jakmile ji podáte.}}',
    },
  },
  'quotes-ready': {
    en: {
      subject: 'Enquiry {sourcing}: {quotes, plural, one {# quote is} other {# quotes are}} ready',
      text:
        'The deadline of {title} has passed. {quotes, plural, one {# supplier has} other {# suppliers have}} ' +
        'answered. Compare the quotes, record your evaluation and award them while they are valid.',
    },
    'zh-CN': {
      subject: '询价 {sourcing}：收到 {quotes} 份报价',
      text: '“{title}”的报价期限已过，共有 {quotes} 家供应商报价。请比较报价、记录评审，并在报价有效期内定标。',
    },
    'zh-HK': {
      subject: '詢價 {sourcing}：收到 {quotes} 份報價',
      text: '「{title}」的報價期限已過，共有 {quotes} 間供應商報價。請比較報價、記錄評審，並於報價有效期內定標。',
    },
    cs: {
      subject:
        'Poptávka {sourcing}: {quotes, plural, one {došla # nabídka} few {došly # nabídky} other {došlo # nabídek}}',
      text:
        'Lhůta poptávky {title} uplynula. {quotes, plural, one {Odpověděl # dodavatel} few {Odpověděli # ' +
        'dodavatelé} other {Odpovědělo # dodavatelů}}. Porovnejte nabídky, zaznamenejte hodnocení a ' +
        'přidělte je, dokud platí.',
    },
  },
  'quotes-none': {
    en: {
      subject: 'Enquiry {sourcing}: nobody answered',
      text:
        'The deadline of {title} has passed and no supplier has answered. Ask again with more time, or ask ' +
        'others.',
    },
    'zh-CN': {
      subject: '询价 {sourcing}：无人报价',
      text: '“{title}”的报价期限已过，没有供应商报价。您可以延长时间重新询价，或向其他供应商询价。',
    },
    'zh-HK': {
      subject: '詢價 {sourcing}：無人報價',
      text: '「{title}」的報價期限已過，沒有供應商報價。閣下可預留更多時間重新詢價，或向其他供應商詢價。',
    },
    cs: {
      subject: 'Poptávka {sourcing}: nikdo neodpověděl',
      text:
        'Lhůta poptávky {title} uplynula a žádný dodavatel neodpověděl. Poptejte znovu s delší lhůtou, ' +
        'nebo oslovte jiné.',
    },
  },
  awarded: {
    en: {
      subject: 'Order {order}: your quote was chosen',
      text:
        'Your quote to {title} ({sourcing}) was chosen. What you were awarded stands in order {order}; the ' +
        'buyer issues the purchase order next. The buyer says: {reason}',
    },
    'zh-CN': {
      subject: '订单 {order}：您的报价中标',
      text: '您对“{title}”（{sourcing}）的报价已中标。中标内容见订单 {order}，买方随后将下采购单。买方说明：{reason}',
    },
    'zh-HK': {
      subject: '訂單 {order}：閣下的報價獲選',
      text: '閣下就「{title}」（{sourcing}）的報價已獲選。獲選內容見訂單 {order}，買方隨後將發出採購單。買方說明：{reason}',
    },
    cs: {
      subject: 'Objednávka {order}: vaše nabídka byla vybrána',
      text:
        'Vaše nabídka k poptávce {title} ({sourcing}) byla vybrána. Co vám bylo přiděleno, stojí v ' +
        'objednávce {order}; kupující nyní vystaví nákupní objednávku. Kupující uvádí: {reason}',
    },
  },
  'not-awarded': {
    en: {
      subject: 'Order {order}: your quote was not chosen',
      text:
        'Thank you for your quote to {title} ({sourcing}). It was not chosen this time, and you are no ' +
        'longer bound by it. The buyer says: {reason}',
    },
    'zh-CN': {
      subject: '订单 {order}：您的报价未中标',
      text: '感谢您对“{title}”（{sourcing}）报价。本次未能中标，您的报价不再有约束力。买方说明：{reason}',
    },
    'zh-HK': {
      subject: '訂單 {order}：閣下的報價未獲選',
      text: '感謝閣下就「{title}」（{sourcing}）報價。今次未能獲選，閣下的報價不再具約束力。買方說明：{reason}',
    },
    cs: {
      subject: 'Objednávka {order}: vaše nabídka nebyla vybrána',
      text:
        'Děkujeme za nabídku k poptávce {title} ({sourcing}). Tentokrát nebyla vybrána a už vás ' +
        'nezavazuje. Kupující uvádí: {reason}',
    },
  },
};
