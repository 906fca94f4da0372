import type { Sentences } from '../sentences.ts';

/** What is said of licences and of what the law wants of goods. */
export const complianceSentences: Sentences = {
  'Line {line} ({sku}): the licence {paper} that rule {law} wants is not confirmed.': [
    '第 {line} 行（{sku}）：规则 {law} 要求的许可证 {paper} 尚未确认。',
    '第 {line} 行（{sku}）：規則 {law} 要求的許可證 {paper} 尚未確認。',
    'Řádek {line} ({sku}): licence {paper}, kterou žádá pravidlo {law}, není potvrzena.',
  ],
  'Line {line} ({sku}): no licence {paper} that rule {law} wants is in force today.': [
    '第 {line} 行（{sku}）：规则 {law} 要求的许可证 {paper} 今日无一有效。',
    '第 {line} 行（{sku}）：規則 {law} 要求的許可證 {paper} 今日無一有效。',
    'Řádek {line} ({sku}): žádná licence {paper}, kterou žádá pravidlo {law}, dnes neplatí.',
  ],
  'Line {line} ({sku}): too little is left of the licence {paper} that rule {law} wants.': [
    '第 {line} 行（{sku}）：规则 {law} 要求的许可证 {paper} 余量不足。',
    '第 {line} 行（{sku}）：規則 {law} 要求的許可證 {paper} 餘量不足。',
    'Řádek {line} ({sku}): z licence {paper}, kterou žádá pravidlo {law}, zbývá příliš málo.',
  ],
  'Line {line} ({sku}): the paper {paper} (UNTDID 1001) that rule {law} wants is missing.': [
    '第 {line} 行（{sku}）：缺少规则 {law} 要求的单证 {paper}（UNTDID 1001）。',
    '第 {line} 行（{sku}）：缺少規則 {law} 要求的單證 {paper}（UNTDID 1001）。',
    'Řádek {line} ({sku}): chybí doklad {paper} (UNTDID 1001), který žádá pravidlo {law}.',
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
  'Compliance rules are put in force by operators and advisers.': [
    '合规规则由平台运营人员及顾问施行。',
    '合規規則由平台營運人員及顧問施行。',
    'Pravidla shody uvádějí v platnost provozovatelé a poradci.',
  ],
  'only licences, 811 and 911, have kinds': [
    '只有许可证（811、911）才有种类',
    '只有許可證（811、911）才有種類',
    'druh mají jen licence, 811 a 911',
  ],
  'no code of the Harmonized System 2022 begins like this': [
    '2022 年版协调制度中没有以此开头的编码',
    '2022 年版協調制度中沒有以此開頭的編碼',
    'žádný kód harmonizovaného systému 2022 tak nezačíná',
  ],
  'lower-case letters, digits and hyphens, a letter first': [
    '小写字母、数字和连字符，以字母开头',
    '小寫字母、數字及連字號，以字母開首',
    'malá písmena, číslice a spojovníky, na začátku písmeno',
  ],
  'letters, digits, points and hyphens': ['字母、数字、点和连字符', '字母、數字、點及連字號', 'písmena, číslice, tečky a spojovníky'],
  'edition: {edition} of {name} was put in force before.': [
    'edition：{name} 的版本 {edition} 此前已施行。',
    'edition：{name} 的版本 {edition} 此前已施行。',
    'edition: {edition} tabulky {name} už platí.',
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
