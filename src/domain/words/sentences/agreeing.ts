import type { Sentences } from '../sentences.ts';

/** What is said from the enquiry to the signed contract. */
export const agreeingSentences: Sentences = {
  'A question is already waiting for the buyer.': [
    '已有问题等待买方答复。',
    '已有問題等待買方回覆。',
    'Jedna otázka už na kupujícího čeká.',
  ],
  'The supplier has asked nothing.': ['供应商没有提问。', '供應商沒有提問。', 'Dodavatel se na nic neptal.'],
  'validUntil must lie in the future, at most a year ahead.': [
    'validUntil须在将来，且不超过一年。',
    'validUntil須在將來，且不超過一年。',
    'validUntil musí ležet v budoucnosti, nejvýše rok dopředu.',
  ],
  'The order belongs to no sourcing.': [
    '该订单不属于任何多方询价。',
    '該訂單不屬於任何多方查詢。',
    'Objednávka nepatří k žádné poptávce více dodavatelům.',
  ],
  'Sealed until {until}.': ['密封至{until}。', '密封至{until}。', 'Zapečetěno do {until}.'],
  'The profile allows {rounds} versions; accept the last one or withdraw.': [
    '流程配置最多允许{rounds}个版本；请接受最新版或撤回。',
    '流程設定最多容許{rounds}個版本；請接納最新版或撤回。',
    'Profil dovoluje {rounds, plural, one {# verzi} few {# verze} other {# verzí}}; přijměte poslední, nebo odstupte.',
  ],
  'These terms are those of the version before: accept it instead.': [
    '条款与上一版相同：请直接接受上一版。',
    '條款與上一版相同：請直接接納上一版。',
    'Tyto podmínky jsou stejné jako v předchozí verzi: přijměte raději ji.',
  ],
  'The latest version is your own: the other side accepts it.': [
    '最新版由贵方提出，应由对方接受。',
    '最新版由貴方提出，應由對方接納。',
    'Poslední verze je vaše: přijímá ji druhá strana.',
  ],
  'The quote was valid until {until}.': [
    '报价有效期至{until}，已过期。',
    '報價有效期至{until}，已過期。',
    'Nabídka platila do {until}.',
  ],
  'This is not the hash of the latest version.': [
    '这不是最新版的哈希。',
    '這不是最新版的雜湊值。',
    'Toto není haš poslední verze.',
  ],
  'This is not the hash of an option of the latest version.': [
    '这不是最新版任何方案的哈希。',
    '這不是最新版任何方案的雜湊值。',
    'Toto není haš žádné varianty poslední verze.',
  ],
  'The supplier has not drafted the contract yet.': [
    '供应商尚未起草合同。',
    '供應商尚未草擬合約。',
    'Dodavatel ještě nenavrhl smlouvu.',
  ],
  'The purchase order must name the hash of the agreed version.': [
    '采购订单须写明已商定版本的哈希。',
    '採購訂單須寫明已議定版本的雜湊值。',
    'Nákupní objednávka musí uvést haš dohodnuté verze.',
  ],
  'The buyer issues the purchase order first.': [
    '须先由买方发出采购订单。',
    '須先由買方發出採購訂單。',
    'Nejprve vystaví kupující nákupní objednávku.',
  ],
  'The buyer has approved no sample of line {lines} as it is now.': [
    '买方尚未按现有要求确认第{lines}行的样品。',
    '買方尚未按現有要求確認第{lines}行的樣品。',
    'Kupující neschválil vzorek k řádku {lines} v nynější podobě.',
  ],
  'This is not the hash of the current draft.': [
    '这不是现行草案的哈希。',
    '這不是現行草稿的雜湊值。',
    'Toto není haš nynějšího návrhu smlouvy.',
  ],
  'A second person confirms the scan.': [
    '扫描件须由第二人确认。',
    '掃描件須由第二人確認。',
    'Sken potvrzuje druhá osoba.',
  ],
  'Confirm the scan on file.': [
    '请确认已存档的扫描件。',
    '請確認已存檔的掃描件。',
    'Potvrďte sken, který je už uložen.',
  ],
  'sample: {id} is no sample {what}.': [
    'sample：{id}不是{what}样品。',
    'sample：{id}不是{what}樣品。',
    'sample: {id} není vzorek, {what}.',
  ],
  'you are asked for': ['要求您提交的', '要求您提交的', 'o který jste byli požádáni'],
  'that waits for your answer': ['等待您答复的', '等待您回覆的', 'který čeká na vaši odpověď'],
  'No sample is waiting for your answer.': [
    '没有等待您答复的样品。',
    '沒有等待您回覆的樣品。',
    'Žádný vzorek nečeká na vaši odpověď.',
  ],
  'No sample is asked for, or all are handed in.': [
    '未要求样品，或样品均已提交。',
    '未要求樣品，或樣品均已提交。',
    'Žádný vzorek se nežádá, nebo jsou všechny předloženy.',
  ],
  'This is not the hash of the sample handed in last.': [
    '这不是最近提交样品的哈希。',
    '這不是最近提交樣品的雜湊值。',
    'Toto není haš naposledy předloženého vzorku.',
  ],
  'By the profile {profile}@{version}, {fault}.': [
    '按流程配置{profile}@{version}：{fault}。',
    '按流程設定{profile}@{version}：{fault}。',
    'Podle profilu {profile}@{version}: {fault}.',
  ],
  'settlement: services are released on RECEIPT_CONFIRMED': [
    'settlement：服务款项须在确认收货（RECEIPT_CONFIRMED）后放行',
    'settlement：服務款項須於確認收貨（RECEIPT_CONFIRMED）後放行',
    'settlement: platba za služby se uvolňuje po potvrzení převzetí (RECEIPT_CONFIRMED)',
  ],
  'paymentPlan: services are paid ON_CONTRACT, before they are performed': [
    'paymentPlan：服务须在履行前、签约时（ON_CONTRACT）付款',
    'paymentPlan：服務須於履行前、簽約時（ON_CONTRACT）付款',
    'paymentPlan: služby se platí při uzavření smlouvy (ON_CONTRACT), než jsou vykonány',
  ],
  'settlement: without a warehouse the money is released on RECEIPT_CONFIRMED': [
    'settlement：不经仓库时，款项须在确认收货（RECEIPT_CONFIRMED）后放行',
    'settlement：不經倉庫時，款項須於確認收貨（RECEIPT_CONFIRMED）後放行',
    'settlement: bez skladu se peníze uvolňují po potvrzení převzetí (RECEIPT_CONFIRMED)',
  ],
  'paymentPlan: without a warehouse everything is paid ON_CONTRACT': [
    'paymentPlan：不经仓库时，须在签约时（ON_CONTRACT）全额付款',
    'paymentPlan：不經倉庫時，須於簽約時（ON_CONTRACT）全數付款',
    'paymentPlan: bez skladu se vše platí při uzavření smlouvy (ON_CONTRACT)',
  ],
  'transport: what goes straight from the supplier goes by COURIER': [
    'transport：由供应商直接发出的货物须走快递（COURIER）',
    'transport：由供應商直接發出的貨物須以速遞（COURIER）運送',
    'transport: co jde přímo od dodavatele, jde kurýrem (COURIER)',
  ],
  'lateDelivery.measuredBy: without a warehouse it is GOODS_READY': [
    'lateDelivery.measuredBy：不经仓库时须为GOODS_READY',
    'lateDelivery.measuredBy：不經倉庫時須為GOODS_READY',
    'lateDelivery.measuredBy: bez skladu je to GOODS_READY',
  ],
  'lines.{line}.packing: goods need their packing': [
    'lines.{line}.packing：货物须写明包装',
    'lines.{line}.packing：貨物須寫明包裝',
    'lines.{line}.packing: zboží musí mít uvedeno balení',
  ],
  'withdrawal: consumers alone withdraw': [
    'withdrawal：只有消费者享有撤回权',
    'withdrawal：只有消費者享有撤回權',
    'withdrawal: odstoupit mohou jen spotřebitelé',
  ],
  'withdrawal: the right is that of the profile': [
    'withdrawal：撤回权须与配置所定一致',
    'withdrawal：撤回權須與方案所訂一致',
    'withdrawal: právo odstoupit je to, které dává profil',
  ],
  'inspection: the profile has no inspection, so mode is NONE': [
    'inspection：该流程不设检验，mode须为NONE',
    'inspection：該流程不設檢驗，mode須為NONE',
    'inspection: profil nemá kontrolu, mode je tedy NONE',
  ],
  'lines.{line}.hsCode: goods need an HS code': [
    'lines.{line}.hsCode：货物须有HS编码',
    'lines.{line}.hsCode：貨物須有HS編碼',
    'lines.{line}.hsCode: zboží musí mít kód HS',
  ],
  'demand.destination: name the country of {place}: some of these goods are sold by territory.': [
    'demand.destination：请写明{place}所在的国家或地区：其中部分货物按地区销售。',
    'demand.destination：請註明{place}所在的國家或地區：其中部分貨物按地區銷售。',
    'demand.destination: uveďte zemi místa {place}: část tohoto zboží se prodává podle území.',
  ],
  'A paper is filed and confirmed by people, not by systems with a key.': [
    '纸质文件须由人员提交和确认，不能由持密钥的系统代办。',
    '紙本文件須由人員提交和確認，不能由持密鑰的系統代辦。',
    'Listinu zakládají a potvrzují lidé, ne systémy s klíčem.',
  ],
  'The order is at version {version} now: read it again.': [
    '订单现为第{version}版：请重新读取。',
    '訂單現為第{version}版：請重新讀取。',
    'Objednávka je nyní ve verzi {version}: načtěte ji znovu.',
  ],
  'terms.deliverBy: the day {day} is over.': [
    'terms.deliverBy：{day}已过。',
    'terms.deliverBy：{day}已過。',
    'terms.deliverBy: den {day} už uplynul.',
  ],
  'email: invited {times} times in a day already.': [
    'email：一天内已邀请{times}次。',
    'email：一天內已邀請{times}次。',
    'email: za den už pozváno {times}krát.',
  ],
  'A company sends at most {most} invitations in a day.': [
    '一家公司每天最多发出{most}份邀请。',
    '一間公司每天最多發出{most}份邀請。',
    'Společnost pošle za den nejvýše {most} pozvání.',
  ],
};
