import type { Sentences } from '../sentences.ts';

/** What is said of contracts, profiles and credits whose fields are right each by itself and do not go together. */
export const clauseSentences: Sentences = {
  'the shares must add up to 10000': [
    '各份额之和须为10000',
    '各份額之和須為10000',
    'podíly musí dohromady dát 10000',
  ],
  'each stands once': ['每项只列一次', '每項只列一次', 'každá položka smí být jen jednou'],
  'the total is larger than the engine carries': [
    '总额超出系统所能处理的上限',
    '總額超出系統所能處理的上限',
    'celková částka je větší, než systém unese',
  ],
  'the total is less than one minor unit of the currency': [
    '总额不足一个最小货币单位',
    '總額不足一個最小貨幣單位',
    'celková částka je menší než nejmenší jednotka měny',
  ],
  'a letter of credit pays what is due before title transfer, and the plan asks for nothing then': [
    '信用证用于支付所有权转移前到期的款项，而付款计划中没有此类款项',
    '信用證用於支付所有權轉移前到期的款項，而付款計劃中沒有此類款項',
    'akreditivem se platí to, co je splatné před převodem vlastnictví, a plán tehdy nic nežádá',
  ],
  'the cap is at least what one day costs': [
    '上限不得低于一日的金额',
    '上限不得低於一日的金額',
    'strop musí být nejméně tolik, kolik stojí jeden den',
  ],
  'goods made to a customisation are customised: true': [
    '按定制要求制作的货物，customised须为true',
    '按訂製要求製作的貨物，customised須為true',
    'zboží zhotovené podle zadání má customised: true',
  ],
  'the minimum order is {quantity}': [
    '最低订购量为{quantity}',
    '最低訂購量為{quantity}',
    'nejmenší objednávané množství je {quantity}',
  ],
  'must be a multiple of {multiple}': ['须为{multiple}的倍数', '須為{multiple}的倍數', 'musí být násobkem {multiple}'],
  'each type of document stands once': [
    '每种单据只列一次',
    '每種單據只列一次',
    'každý druh dokumentu smí být jen jednou',
  ],
  'a commercial invoice (380 or 331) is called for: it says what is drawn (article 18)': [
    '须要求提交商业发票（380或331）：支取金额以其为准（第18条）',
    '須要求提交商業發票（380或331）：支取金額以其為準（第18條）',
    'musí se žádat obchodní faktura (380 nebo 331): říká, kolik se čerpá (článek 18)',
  ],
  'a credit that calls for a transport document says by when to ship': [
    '要求运输单据的信用证须注明最迟装运日',
    '要求運輸單據的信用證須註明最遲裝運日',
    'akreditiv, který žádá přepravní dokument, musí uvést nejzazší den odeslání',
  ],
  'the latest shipment lies after the expiry of the credit': [
    '最迟装运日晚于信用证到期日',
    '最遲裝運日遲於信用證到期日',
    'nejzazší den odeslání je až po skončení platnosti akreditivu',
  ],
  'each instalment is drawn by a later day than the one before it': [
    '每期的支取期限须晚于前一期',
    '每期的支取期限須遲於前一期',
    'každá splátka se čerpá do pozdějšího dne než předchozí',
  ],
  'a period ends before it begins': ['有一期的结束早于开始', '有一期的結束早於開始', 'některé období končí dřív, než začíná'],
  'the last period lies after the expiry of the credit': [
    '最后一期晚于信用证到期日',
    '最後一期遲於信用證到期日',
    'poslední období je až po skončení platnosti akreditivu',
  ],
  '{stages} are gone through together or not at all; only shipment may stay alone': [
    '{stages}须全部经过或全部略过；只有shipment可单独保留',
    '{stages}須全部經過或全部略過；只有shipment可單獨保留',
    '{stages}: prochází se všemi fázemi, nebo žádnou; samotná smí zůstat jen shipment',
  ],
  'B2C is the mode of the profile {profile}, and of no other': [
    'B2C只用于配置{profile}',
    'B2C只用於方案{profile}',
    'B2C je režim profilu {profile} a žádného jiného',
  ],
  "consumers' goods are shipped straight: skip {stages}": [
    '消费者的货物直接发运：请略过{stages}',
    '消費者的貨物直接付運：請略過{stages}',
    'zboží spotřebitelů se posílá rovnou: vynechte {stages}',
  ],
  'without goods there is nothing to inspect: skip inspection': [
    '没有货物则无可检验：请略过inspection',
    '沒有貨物則無可檢驗：請略過inspection',
    'bez zboží není co kontrolovat: vynechte inspection',
  ],
  'each stage stands once': ['每个阶段只列一次', '每個階段只列一次', 'každá fáze smí být jen jednou'],
  'only consumers withdraw: mode is B2C': [
    '只有消费者享有撤回权：mode须为B2C',
    '只有消費者享有撤回權：mode須為B2C',
    'odstoupit mohou jen spotřebitelé: mode musí být B2C',
  ],
  'must be less than answerBusinessDays': [
    '须小于answerBusinessDays',
    '須小於answerBusinessDays',
    'musí být menší než answerBusinessDays',
  ],
  'the ids must differ': ['id不得重复', 'id不得重複', 'id se nesmí opakovat'],
  'names a line that the contract does not have': [
    '所列行号不在合同中',
    '所列行號不在合約中',
    'uvádí řádek, který smlouva nemá',
  ],
  'names lines of the contract, each once': [
    '只能列合同中的行，每行一次',
    '只能列合約中的行，每行一次',
    'smí uvést jen řádky smlouvy, každý jednou',
  ],
  'customised goods are excluded as CUSTOMISED, and no others are': [
    '定制货物以CUSTOMISED排除，其他货物不得以此排除',
    '訂製貨物以CUSTOMISED排除，其他貨物不得以此排除',
    'zboží na zakázku se vylučuje jako CUSTOMISED, a žádné jiné',
  ],
  '0 where every line is excluded outright, and only there': [
    '所有行均完全排除时为0，且仅限此情形',
    '所有行均完全排除時為0，且僅限此情形',
    '0 tam, kde jsou všechny řádky zcela vyloučeny, a jen tam',
  ],
};
