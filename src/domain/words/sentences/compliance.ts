import type { Sentences } from '../sentences.ts';

/** What is said of licences and of what the law wants of goods. */
export const complianceSentences: Sentences = {
  'Line {line} ({sku}): the licence {document} that rule {rule} wants is not confirmed.': [
    '第 {line} 行（{sku}）：规则 {rule} 要求的许可证 {document} 尚未确认。',
    '第 {line} 行（{sku}）：規則 {rule} 要求的許可證 {document} 尚未確認。',
    'Řádek {line} ({sku}): licence {document}, kterou žádá pravidlo {rule}, není potvrzena.',
  ],
  'Line {line} ({sku}): no licence {document} that rule {rule} wants is in force today.': [
    '第 {line} 行（{sku}）：规则 {rule} 要求的许可证 {document} 今日无一有效。',
    '第 {line} 行（{sku}）：規則 {rule} 要求的許可證 {document} 今日無一有效。',
    'Řádek {line} ({sku}): žádná licence {document}, kterou žádá pravidlo {rule}, dnes neplatí.',
  ],
  'Line {line} ({sku}): too little is left of the licence {document} that rule {rule} wants.': [
    '第 {line} 行（{sku}）：规则 {rule} 要求的许可证 {document} 余量不足。',
    '第 {line} 行（{sku}）：規則 {rule} 要求的許可證 {document} 餘量不足。',
    'Řádek {line} ({sku}): z licence {document}, kterou žádá pravidlo {rule}, zbývá příliš málo.',
  ],
  'Line {line} ({sku}): the paper {document} (UNTDID 1001) that rule {rule} wants is missing.': [
    '第 {line} 行（{sku}）：缺少规则 {rule} 要求的单证 {document}（UNTDID 1001）。',
    '第 {line} 行（{sku}）：缺少規則 {rule} 要求的單證 {document}（UNTDID 1001）。',
    'Řádek {line} ({sku}): chybí doklad {document} (UNTDID 1001), který žádá pravidlo {rule}.',
  ],
  'Line {lines} has no HS code.': [
    '第 {lines} 行没有 HS 编码。',
    '第 {lines} 行沒有 HS 編碼。',
    'Řádek {lines} nemá kód HS.',
  ],
  'Licences are held by buyers and suppliers.': [
    '许可证由买方和供应商持有。',
    '許可證由買方及供應商持有。',
    'Licence mají kupující a dodavatelé.',
  ],
  'Licences are confirmed and revoked by operators.': [
    '许可证由平台运营人员确认和撤销。',
    '許可證由平台營運人員確認及撤銷。',
    'Licence potvrzují a odvolávají provozovatelé.',
  ],
  'number: your company has registered licence {number} already.': [
    'number：贵公司已登记许可证 {number}。',
    'number：貴公司已登記許可證 {number}。',
    'number: vaše společnost licenci {number} už zapsala.',
  ],
  'The licence cannot be decided like this: {state}.': [
    '许可证现状为 {state}，不能作此决定。',
    '許可證現狀為 {state}，不能作此決定。',
    'O licenci tak rozhodnout nelze: {state}.',
  ],
  'There is no such licence.': ['没有此许可证。', '沒有此許可證。', 'Taková licence není.'],
  'Compliance rules are put in force by operators.': [
    '合规规则由平台运营人员施行。',
    '合規規則由平台營運人員施行。',
    'Pravidla shody uvádějí v platnost provozovatelé.',
  ],
  'No compliance rules are in force.': [
    '没有施行中的合规规则。',
    '沒有施行中的合規規則。',
    'Žádná pravidla shody neplatí.',
  ],
  'not a GTIN (8, 12, 13 or 14 digits, the last one a check digit)': [
    '不是 GTIN（8、12、13 或 14 位数字，末位为校验位）',
    '不是 GTIN（8、12、13 或 14 位數字，末位為檢查碼）',
    'není GTIN (8, 12, 13 nebo 14 číslic, poslední je kontrolní)',
  ],
  'an ISO 3166 country code of two letters, or * for every country': [
    '两个字母的 ISO 3166 国家代码，或以 * 表示所有国家',
    '兩個字母的 ISO 3166 國家代碼，或以 * 表示所有國家',
    'dvoupísmenný kód země podle ISO 3166, nebo * pro všechny země',
  ],
  'must not be before validFrom': ['不得早于 validFrom', '不得早於 validFrom', 'nesmí být dřív než validFrom'],
  'lower-case letters, digits and hyphens': [
    '小写字母、数字和连字符',
    '小寫字母、數字及連字號',
    'malá písmena, číslice a spojovníky',
  ],
  'stands there twice': ['重复出现', '重複出現', 'je tam dvakrát'],
};
