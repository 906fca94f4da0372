import type { Sentences } from '../sentences.ts';

/** What is said where several suppliers answer one demand, and when it is awarded. */
export const sourcedSentences: Sentences = {
  'The award of sourcing {sourcing} answers all its quotes together.': [
    '询价{sourcing}的定标将一并答复其全部报价。',
    '查詢{sourcing}的定標將一併回覆其全部報價。',
    'Na všechny nabídky poptávky {sourcing} odpovídá společně její přidělení.',
  ],
  'Quotes to {sourcing} were taken until {deadline}.': [
    '询价{sourcing}的报价截止时间为{deadline}，已过。',
    '查詢{sourcing}的報價截止時間為{deadline}，已過。',
    'Nabídky k poptávce {sourcing} se přijímaly do {deadline}.',
  ],
  'validUntil must lie after the deadline of {sourcing}.': [
    'validUntil须晚于询价{sourcing}的截止时间。',
    'validUntil須遲於查詢{sourcing}的截止時間。',
    'validUntil musí ležet po lhůtě poptávky {sourcing}.',
  ],
  'terms.lines: the demand has {count} items; line 1 answers the first.': [
    'terms.lines：需求共有{count}项；第1行对应第一项。',
    'terms.lines：需求共有{count}項；第1行對應第一項。',
    'terms.lines: poptávka má {count, plural, one {# položku} few {# položky} other {# položek}}; ' +
      'řádek 1 odpovídá první.',
  ],
  'lines: name each line that is awarded once.': [
    'lines：每个中标行只写一次。',
    'lines：每個中標行只寫一次。',
    'lines: každý přidělený řádek uveďte jednou.',
  ],
  'lines: the quote has no line {line}.': [
    'lines：报价没有第{line}行。',
    'lines：報價沒有第{line}行。',
    'lines: nabídka nemá řádek {line}.',
  ],
  'lines: the suppliers were asked for quotes that are awarded whole.': [
    'lines：询价要求报价整单定标。',
    'lines：查詢要求報價整單定標。',
    'lines: dodavatelé byli požádáni o nabídky, které se přidělují celé.',
  ],
  'lines: the share is worth less than one minor unit.': [
    'lines：该份额不足一个最小货币单位。',
    'lines：該份額不足一個最小貨幣單位。',
    'lines: podíl má hodnotu menší než nejmenší jednotka měny.',
  ],
  'lines: {quantity} of line {line} are awarded, {offered} were offered.': [
    'lines：第{line}行定标数量为{quantity}，报价数量仅为{offered}。',
    'lines：第{line}行定標數量為{quantity}，報價數量只為{offered}。',
    'lines: z řádku {line} se přiděluje {quantity}, nabídnuto bylo {offered}.',
  ],
  'lines: line {line} is awarded whole, by what the suppliers were asked.': [
    'lines：按询价要求，第{line}行须整行定标。',
    'lines：按查詢要求，第{line}行須整行定標。',
    'lines: řádek {line} se podle poptávky přiděluje celý.',
  ],
  'lines: the price of line {line} holds from {quantity} pieces on.': [
    'lines：第{line}行的价格自{quantity}件起适用。',
    'lines：第{line}行的價格由{quantity}件起適用。',
    'lines: cena řádku {line} platí od množství {quantity, plural, one {# kus} few {# kusy} other {# kusů}}.',
  ],
  'lines: line {line} is sold in multiples of {multiple}.': [
    'lines：第{line}行按{multiple}的倍数出售。',
    'lines：第{line}行按{multiple}的倍數出售。',
    'lines: řádek {line} se prodává v násobcích {multiple}.',
  ],
  'each supplier is rated once': ['每家供应商只评分一次', '每間供應商只評分一次', 'každý dodavatel se hodnotí jednou'],
  'Terms are proposed with the opening of an order of its own.': [
    '自拟条款仅在开立独立订单时提出。',
    '自擬條款僅於開立獨立訂單時提出。',
    'Vlastní podmínky se navrhují při otevření samostatné zakázky.',
  ],
  'The deadline was {deadline}; it is extended before it runs out.': [
    '截止时间为{deadline}；须在其到期前延长。',
    '截止時間為{deadline}；須於到期前延長。',
    'Lhůta byla {deadline}; prodlužuje se dříve, než uplyne.',
  ],
  'deadline: must lie after {deadline}.': [
    'deadline：须晚于{deadline}。',
    'deadline：須遲於{deadline}。',
    'deadline: musí ležet po {deadline}.',
  ],
  'deadline: at most {days} days after {opened}, when it was opened.': [
    'deadline：最迟为开启时间{opened}之后{days}天。',
    'deadline：最遲為開啟時間{opened}之後{days}天。',
    'deadline: nejvýše {days} dní po otevření {opened}.',
  ],
  'The deadline was extended {times} times already.': [
    '截止时间已延长{times}次。',
    '截止時間已延長{times}次。',
    'Lhůta již byla prodloužena {times}krát.',
  ],
  'No supplier answers any more: all have declined.': [
    '已无供应商报价：均已谢绝。',
    '已無供應商報價：均已婉拒。',
    'Žádný dodavatel už neodpovídá: všichni odmítli.',
  ],
};
