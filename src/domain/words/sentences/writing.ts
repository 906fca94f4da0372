import type { Sentences } from '../sentences.ts';

/** What is said of how names and the rows of files are written. */
export const writingSentences: Sentences = {
  'capital letters, digits and hyphens': [
    '大写字母、数字和连字符',
    '大寫字母、數字及連字號',
    'velká písmena, číslice a spojovníky',
  ],
  'lower-case letters, digits and hyphens, 2 to 41': [
    '2至41个小写字母、数字和连字符',
    '2至41個小寫字母、數字及連字號',
    '2 až 41 malých písmen, číslic a spojovníků',
  ],
  'lower-case words and hyphens': [
    '小写单词和连字符',
    '小寫單詞及連字號',
    'slova malými písmeny a spojovníky',
  ],
  'lower-case words and hyphens, levels divided by "/"': [
    '小写单词和连字符，各级以“/”分隔',
    '小寫單詞及連字號，各級以「/」分隔',
    'slova malými písmeny a spojovníky, úrovně oddělené znakem „/“',
  ],
  'no code of three capital letters': [
    '不是三个大写字母的代码',
    '不是三個大寫字母的代碼',
    'není kód ze tří velkých písmen',
  ],
  'the id of a rail': [
    '支付渠道的编号',
    '支付渠道的編號',
    'označení platební cesty',
  ],
  'the name of a Pantone colour, e.g. PANTONE 186 C or PANTONE 18-1763 TCX': [
    '潘通色号，如PANTONE 186 C或PANTONE 18-1763 TCX',
    'Pantone色號，如PANTONE 186 C或PANTONE 18-1763 TCX',
    'název barvy Pantone, např. PANTONE 186 C nebo PANTONE 18-1763 TCX',
  ],
  'says what is made to order: artwork, colours, packaging or a logo': [
    '须说明定制内容：图稿、颜色、包装或标志',
    '須說明訂製內容：圖稿、顏色、包裝或標誌',
    'říká, co se zhotovuje na zakázku: předlohu, barvy, obal nebo logo',
  ],
  'stated twice': [
    '重复申报',
    '重複申報',
    'uvedeno dvakrát',
  ],
  'stands in row {row} already': [
    '在第{row}行已出现',
    '在第{row}行已出現',
    'stojí už na řádku {row}',
  ],
  'stands in row {row} too': [
    '在第{row}行也出现',
    '在第{row}行也出現',
    'stojí také na řádku {row}',
  ],
  'the band stands there twice': [
    '该价格区间重复出现',
    '該價格區間重複出現',
    'pásmo tam stojí dvakrát',
  ],
  'the day stands twice': [
    '该日期重复出现',
    '該日期重複出現',
    'den stojí dvakrát',
  ],
  'a currency stands twice': [
    '某货币重复出现',
    '某貨幣重複出現',
    'měna stojí dvakrát',
  ],
  'the first column is Date': [
    '首列须为Date',
    '首欄須為Date',
    'první sloupec je Date',
  ],
  'it holds no rate': [
    '其中没有汇率',
    '其中沒有匯率',
    'neobsahuje žádný kurz',
  ],
  'no CSV: {fault}': [
    '不是CSV：{fault}',
    '不是CSV：{fault}',
    'není CSV: {fault}',
  ],
  'line {line}, {column}: {rule}.': [
    '第{line}行，{column}：{rule}。',
    '第{line}行，{column}：{rule}。',
    'řádek {line}, {column}: {rule}.',
  ],
  'a bank is nothing else as well': [
    '银行不得兼有其他类别',
    '銀行不得兼有其他類別',
    'banka nesmí být zároveň ničím jiným',
  ],
  'an order of source {source} says it': [
    '来源为{source}的订单须注明此项',
    '來源為{source}的訂單須註明此項',
    'objednávka ze zdroje {source} to uvádí',
  ],
  'an interruption has at most {days} days; report a longer one as it goes on': [
    '一次中断最多{days}天；更长的请在其持续期间续报',
    '一次中斷最多{days}天；更長的請在其持續期間續報',
    'přerušení trvá nejvýše {days, plural, one {# den} few {# dny} other {# dní}}; delší hlaste průběžně',
  ],
};
