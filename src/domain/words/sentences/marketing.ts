import type { Sentences } from '../sentences.ts';

/** What is said of joint marketing: allowances in offers, and costs claimed on a budget. */
export const marketingSentences: Sentences = {
  'joint marketing says what is borne: an allowance, a budget or both': [
    '联合营销须写明各方承担的内容：减价、预算或两者兼有',
    '聯合推廣須寫明各方承擔的內容：減價、預算或兩者兼有',
    'společný marketing musí uvést, co se nese: slevu, rozpočet nebo obojí',
  ],
  'Agreement {agreement} grants an allowance on some of these goods in {country}.': [
    '协议{agreement}已对其中部分货物在{country}给予减价。',
    '協議{agreement}已對其中部分貨物在{country}給予減價。',
    'Dohoda {agreement} už na část tohoto zboží v zemi {country} slevu dává.',
  ],
  '{path}: no agreement on joint marketing gives these goods an allowance.': [
    '{path}：没有任何联合营销协议对这些货物给予减价。',
    '{path}：沒有任何聯合推廣協議對這些貨物給予減價。',
    '{path}: žádná dohoda o společném marketingu na toto zboží slevu nedává.',
  ],
  '{path}: agreement {agreement} gives these goods an allowance of {share} basis points.': [
    '{path}：协议{agreement}对这些货物给予{share}个基点的减价。',
    '{path}：協議{agreement}對這些貨物給予{share}個基點的減價。',
    '{path}: dohoda {agreement} dává na toto zboží slevu {share} bazických bodů.',
  ],
  'The agreement has no budget that costs are claimed on.': [
    '该协议没有可申报费用的预算。',
    '該協議沒有可申報費用的預算。',
    'Dohoda nemá rozpočet, na který by se náklady uplatňovaly.',
  ],
  'spentOn: a day of the term of the agreement, and none to come.': [
    'spentOn：须为协议期限内的日期，且不得晚于今日。',
    'spentOn：須為協議期限內的日期，且不得晚於今日。',
    'spentOn: den z doby trvání dohody, a ne budoucí.',
  ],
  'evidence.sha256: cost {cost} was claimed for this invoice.': [
    'evidence.sha256：该发票已作为费用{cost}申报。',
    'evidence.sha256：該發票已作為費用{cost}申報。',
    'evidence.sha256: na tuto fakturu už byl uplatněn náklad {cost}.',
  ],
  'The agreement has no such cost.': ['该协议没有这笔费用。', '該協議沒有這筆費用。', 'Dohoda takový náklad nemá.'],
  'The cost is {state}.': ['该费用的状态：{state}。', '該費用的狀態：{state}。', 'Stav nákladu: {state}.'],
  'Your side has claimed it: the other one confirms.': [
    '费用由贵方申报：应由对方确认。',
    '費用由貴方申報：應由對方確認。',
    'Uplatnila ho vaše strana: potvrzuje ta druhá.',
  ],
  'This is not the hash of the cost.': ['这不是该费用的哈希。', '這不是該費用的雜湊值。', 'Toto není haš nákladu.'],
  '{left} minor units of the budget are left.': [
    '预算尚余{left}个最小货币单位。',
    '預算尚餘{left}個最小貨幣單位。',
    'Z rozpočtu zbývá {left} nejmenších jednotek měny.',
  ],
  'The agreement is on no joint marketing.': [
    '该协议不涉及联合营销。',
    '該協議不涉及聯合推廣。',
    'Dohoda se netýká společného marketingu.',
  ],
};
