import type { Sentences } from '../sentences.ts';

/** What is said of identifiers: the standard and the rule a number breaks. */
export const identifierSentences: Sentences = {
  'A GTIN has 8, 12, 13 or 14 digits.': [
    'GTIN为8、12、13或14位数字。',
    'GTIN為8、12、13或14位數字。',
    'GTIN má 8, 12, 13 nebo 14 číslic.',
  ],
  'A Hong Kong business registration number has 8 digits.': [
    '香港商业登记号码为8位数字。',
    '香港商業登記號碼為8位數字。',
    'Číslo hongkongské obchodní registrace má 8 číslic.',
  ],
  'A UN/LOCODE is a country code of two letters and a place of three, each a letter or a digit 2 to 9.': [
    'UN/LOCODE由两个字母的国家代码和三位地点代码组成，每位为字母或数字2至9。',
    'UN/LOCODE由兩個字母的國家代碼及三位地點代碼組成，每位為字母或數字2至9。',
    'UN/LOCODE je dvoupísmenný kód země a tři znaky místa, každý písmeno nebo číslice 2 až 9.',
  ],
  'A USCC has 18 digits or capital letters other than I, O, S, V and Z, the third to eighth being digits.': [
    '统一社会信用代码为18位数字或大写字母（不含I、O、S、V、Z），第三至第八位为数字。',
    '統一社會信用代碼為18位數字或大寫字母（不含I、O、S、V、Z），第三至第八位為數字。',
    'USCC má 18 číslic nebo velkých písmen kromě I, O, S, V a Z, třetí až osmý znak jsou číslice.',
  ],
  'A VAT number of {country} is {form}, which {prefix} may precede.': [
    '{country}的增值税号格式为{form}，前面可加{prefix}。',
    '{country}的增值稅號格式為{form}，前面可加{prefix}。',
    'DIČ země {country} má tvar: {form}; může mu předcházet {prefix}.',
  ],
  'A container number is three owner letters, a category letter, six serial digits and a check digit.': [
    '集装箱号由三个箱主字母、一个类别字母、六位序号和一位校验码组成。',
    '貨櫃編號由三個櫃主字母、一個類別字母、六位序號及一位校驗碼組成。',
    'Číslo kontejneru jsou tři písmena vlastníka, písmeno kategorie, šest číslic pořadí a kontrolní číslice.',
  ],
  'A tax number has 4 to 30 capital letters or digits.': [
    '税号为4至30位大写字母或数字。',
    '稅號為4至30位大寫字母或數字。',
    'Daňové číslo má 4 až 30 velkých písmen nebo číslic.',
  ],
  'An HS code has 6 to 13 digits.': [
    'HS编码为6至13位数字。',
    'HS編碼為6至13位數字。',
    'Kód HS má 6 až 13 číslic.',
  ],
  'An IBAN is a country code, two check digits and up to 30 capital letters or digits.': [
    'IBAN由国家代码、两位校验码和最多30位大写字母或数字组成。',
    'IBAN由國家代碼、兩位校驗碼及最多30位大寫字母或數字組成。',
    'IBAN je kód země, dvě kontrolní číslice a nejvýše 30 velkých písmen nebo číslic.',
  ],
  'An IMO ship number has seven digits, which IMO may precede.': [
    'IMO船舶编号为七位数字，前面可加IMO。',
    'IMO船舶編號為七位數字，前面可加IMO。',
    'Číslo lodi IMO má sedm číslic, kterým může předcházet IMO.',
  ],
  'An ISO 11649 reference is RF, two check digits and 1 to 21 capital letters or digits.': [
    'ISO 11649参考号由RF、两位校验码和1至21位大写字母或数字组成。',
    'ISO 11649參考編號由RF、兩位校驗碼及1至21位大寫字母或數字組成。',
    'Reference podle ISO 11649 je RF, dvě kontrolní číslice a 1 až 21 velkých písmen nebo číslic.',
  ],
  'An LEI has 18 capital letters or digits and two check digits.': [
    'LEI由18位大写字母或数字和两位校验码组成。',
    'LEI由18位大寫字母或數字及兩位校驗碼組成。',
    'LEI má 18 velkých písmen nebo číslic a dvě kontrolní číslice.',
  ],
  'An SSCC has 18 digits, without its application identifier 00.': [
    'SSCC为18位数字，不含应用标识符00。',
    'SSCC為18位數字，不含應用識別碼00。',
    'SSCC má 18 číslic, bez aplikačního identifikátoru 00.',
  ],
  'Chapter 77 is reserved for future use.': [
    '第77章为保留章。',
    '第77章為保留章。',
    'Kapitola 77 je vyhrazena pro budoucí použití.',
  ],
  'Chapter {chapter} is not one of the Harmonized System, 01 to 97.': [
    '协调制度为第01至97章，没有第{chapter}章。',
    '協調制度為第01至97章，沒有第{chapter}章。',
    'Kapitola {chapter} není v harmonizovaném systému, ten má 01 až 97.',
  ],
  '{code} is not a subheading of the Harmonized System 2022.': [
    '{code}不是2022年版协调制度的子目。',
    '{code}不是2022年版協調制度的子目。',
    '{code} není podpoložka harmonizovaného systému 2022.',
  ],
  '{code} is not a country code of ISO 3166-1.': [
    '{code}不是ISO 3166-1国家代码。',
    '{code}不是ISO 3166-1國家代碼。',
    '{code} není kód země podle ISO 3166-1.',
  ],
  '{country} is not a country of the IBAN registry.': [
    'IBAN登记册中没有国家{country}。',
    'IBAN登記冊中沒有國家{country}。',
    'Země {country} není v registru IBAN.',
  ],
  'The account number does not have the length and structure that {country} has registered.': [
    '账号的长度和结构与{country}登记的不符。',
    '帳號的長度及結構與{country}登記的不符。',
    'Číslo účtu nemá délku a skladbu, kterou registrovala země {country}.',
  ],
  'The check character must be {expected} by GB 32100-2015.': [
    '按GB 32100-2015，校验码应为{expected}。',
    '按GB 32100-2015，校驗碼應為{expected}。',
    'Podle GB 32100-2015 musí být kontrolní znak {expected}.',
  ],
  'The check digit must be {expected} by ISO 6346.': [
    '按ISO 6346，校验码应为{expected}。',
    '按ISO 6346，校驗碼應為{expected}。',
    'Podle ISO 6346 musí být kontrolní číslice {expected}.',
  ],
  'The check digits must be {expected} by ISO 7064 MOD 97-10.': [
    '按ISO 7064 MOD 97-10，校验码应为{expected}。',
    '按ISO 7064 MOD 97-10，校驗碼應為{expected}。',
    'Podle ISO 7064 MOD 97-10 musí být kontrolní číslice {expected}.',
  ],
  'The check digits of this VAT number of {country} are wrong.': [
    '{country}的该增值税号校验码有误。',
    '{country}的該增值稅號校驗碼有誤。',
    'Kontrolní číslice tohoto DIČ země {country} jsou chybné.',
  ],
  'The fourth letter must be the category U, J, Z or R, not {letter} (ISO 6346).': [
    '第四个字母须为类别U、J、Z或R，不能是{letter}（ISO 6346）。',
    '第四個字母須為類別U、J、Z或R，不能是{letter}（ISO 6346）。',
    'Čtvrté písmeno musí být kategorie U, J, Z nebo R, ne {letter} (ISO 6346).',
  ],
  'The last digit must be {expected} by the GS1 modulo 10 check.': [
    '按GS1模10校验，末位应为{expected}。',
    '按GS1模10校驗，末位應為{expected}。',
    'Podle kontroly GS1 modulo 10 musí být poslední číslice {expected}.',
  ],
  'The last digit must be {expected} by the IMO check.': [
    '按IMO校验，末位应为{expected}。',
    '按IMO校驗，末位應為{expected}。',
    'Podle kontroly IMO musí být poslední číslice {expected}.',
  ],
  'a country code of two capital letters, or nothing': [
    '两个大写字母的国家代码，或留空',
    '兩個大寫字母的國家代碼，或留空',
    'kód země ze dvou velkých písmen, nebo nic',
  ],
  'must be a country code of two capital letters (ISO 3166-1)': [
    '须为两个大写字母的国家代码（ISO 3166-1）',
    '須為兩個大寫字母的國家代碼（ISO 3166-1）',
    'musí být kód země ze dvou velkých písmen (ISO 3166-1)',
  ],
};
