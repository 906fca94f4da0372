import type { Sentences } from '../sentences.ts';

/** What is said of enquiries to several suppliers, agreements, call-offs and files for contracts. */
export const offeringSentences: Sentences = {
  'A sourcing is carried on by the company that buys.': [
    '多方询价由采购公司进行。',
    '多方查詢由採購公司進行。',
    'Poptávku více dodavatelům vede společnost, která kupuje.',
  ],
  'Enquiries to several suppliers are listed for buyers.': [
    '多方询价仅列示给买方。',
    '多方查詢只列示予買方。',
    'Poptávky více dodavatelům se vypisují kupujícím.',
  ],
  'The sourcing is over.': [
    '多方询价已结束。',
    '多方查詢已結束。',
    'Poptávka skončila.',
  ],
  'The sourcing is over: {state}.': [
    '多方询价已结束：{state}。',
    '多方查詢已結束：{state}。',
    'Poptávka skončila: {state}.',
  ],
  'The sourcing is {state}.': [
    '多方询价的状态：{state}。',
    '多方查詢的狀態：{state}。',
    'Stav poptávky: {state}.',
  ],
  'deadline: suppliers have at least {least} and at most 180 days.': [
    'deadline：供应商的期限至少为{least}，最多180天。',
    'deadline：供應商的期限至少為{least}，最多180天。',
    'deadline: dodavatelé mají nejméně {least} a nejvýše 180 dní.',
  ],
  'either a quote, or order and hash of one you can see': [
    '或为报价，或为您可见报价的order和hash',
    '或為報價，或為您可見報價的order及hash',
    'buď nabídka, nebo order a hash té, kterou vidíte',
  ],
  'evaluation: version {version} is the last one.': [
    'evaluation：最新版为第{version}版。',
    'evaluation：最新版為第{version}版。',
    'evaluation: poslední je verze {version}.',
  ],
  'hash: not of an option of the latest version.': [
    'hash：不是最新版任何方案的哈希。',
    'hash：不是最新版任何方案的雜湊值。',
    'hash: nepatří žádné variantě poslední verze.',
  ],
  'order: {order} has its share already.': [
    'order：{order}已获分配份额。',
    'order：{order}已獲分配份額。',
    'order: {order} už svůj podíl má.',
  ],
  'order: {order} has no quote that stands any more.': [
    'order：{order}已没有有效报价。',
    'order：{order}已沒有有效報價。',
    'order: {order} už nemá platnou nabídku.',
  ],
  'order: {order} is no order of this sourcing.': [
    'order：{order}不属于该多方询价。',
    'order：{order}不屬於該多方查詢。',
    'order: {order} nepatří k této poptávce.',
  ],
  'profile: there is no profile {profile}.': [
    'profile：没有流程配置{profile}。',
    'profile：沒有流程設定{profile}。',
    'profile: profil {profile} není.',
  ],
  'ratings: {supplier} was not asked in this sourcing.': [
    'ratings：该多方询价未邀请{supplier}。',
    'ratings：該多方查詢未邀請{supplier}。',
    'ratings: {supplier} v této poptávce osloven nebyl.',
  ],
  'shares: more of line {line} than was demanded.': [
    'shares：第{line}行超过需求数量。',
    'shares：第{line}行超過需求數量。',
    'shares: řádku {line} je víc, než se poptávalo.',
  ],
  'shares: the suppliers were asked for quotes of which one is awarded.': [
    'shares：已告知供应商只有一份报价中标。',
    'shares：已告知供應商只有一份報價中標。',
    'shares: dodavatelé byli žádáni o nabídky, z nichž se vybere jediná.',
  ],
  'The order has no such quote that you can see.': [
    '该订单没有您可见的此项报价。',
    '該訂單沒有您可見的此項報價。',
    'Objednávka nemá takovou nabídku, kterou byste viděli.',
  ],
  'Agreements are made by buyers and suppliers.': [
    '协议由买方与供应商订立。',
    '協議由買方與供應商訂立。',
    'Dohody uzavírají kupující a dodavatelé.',
  ],
  'The agreement is {state}.': [
    '该协议的状态：{state}。',
    '該協議的狀態：{state}。',
    'Stav dohody: {state}.',
  ],
  'Your side has signed: the other one does.': [
    '贵方已签署：应由对方签署。',
    '貴方已簽署：應由對方簽署。',
    'Vaše strana podepsala: podepisuje druhá.',
  ],
  'Your side has asked already: the other one consents.': [
    '贵方已提出：应由对方同意。',
    '貴方已提出：應由對方同意。',
    'Vaše strana už požádala: souhlas dává druhá.',
  ],
  'This is not the hash of the agreement.': [
    '这不是该协议的哈希。',
    '這不是該協議的雜湊值。',
    'Toto není haš dohody.',
  ],
  'This is for the two sides of the agreement.': [
    '此操作仅供协议双方使用。',
    '此操作只供協議雙方使用。',
    'Toto je pro obě strany dohody.',
  ],
  'partner: {partner} is no {party} you can agree with.': [
    'partner：{partner}不是您可与之订立协议的{party}。',
    'partner：{partner}不是您可與之訂立協議的{party}。',
    'partner: {partner} není {party}, s nímž se můžete dohodnout.',
  ],
  'The buyer of a frame calls off from it.': [
    '由框架协议的买方提取。',
    '由框架協議的買方提取。',
    'Z rámcové dohody odvolává její kupující.',
  ],
  'The frame holds from {from} to {until}, once signed.': [
    '框架协议签署后，自{from}至{until}有效。',
    '框架協議簽署後，自{from}至{until}有效。',
    'Rámcová dohoda platí po podpisu od {from} do {until}.',
  ],
  'lines: the frame has no line {line}.': [
    'lines：框架协议没有第{line}行。',
    'lines：框架協議沒有第{line}行。',
    'lines: rámcová dohoda nemá řádek {line}.',
  ],
  'More is called off than is left of line {line}.': [
    '提取数量超过第{line}行的余量。',
    '提取數量超過第{line}行的餘量。',
    'Odvolává se víc, než z řádku {line} zbývá.',
  ],
  'Nothing is called off from this kind of agreement.': [
    '此类协议不可提取。',
    '此類協議不可提取。',
    'Z tohoto druhu dohody se neodvolává.',
  ],
  '{field}: the frame agreement fixes it at {wanted}.': [
    '{field}：框架协议规定为{wanted}。',
    '{field}：框架協議規定為{wanted}。',
    '{field}: rámcová dohoda stanoví {wanted}.',
  ],
  'Agreement {agreement} gives these goods in {country} to another buyer alone, until {until}.': [
    '协议{agreement}将这些货物在{country}独家授予另一买方，至{until}为止。',
    '協議{agreement}將這些貨物在{country}獨家授予另一買方，至{until}為止。',
    'Dohoda {agreement} dává toto zboží v zemi {country} výhradně jinému kupujícímu, do {until}.',
  ],
  'no file of this hash is filed with the order': [
    '该订单没有此哈希的文件',
    '該訂單沒有此雜湊值的檔案',
    'k objednávce není založen soubor s tímto hašem',
  ],
  'the file of this hash is no PDF, PNG or JPEG': [
    '此哈希的文件不是PDF、PNG或JPEG',
    '此雜湊值的檔案不是PDF、PNG或JPEG',
    'soubor s tímto hašem není PDF, PNG ani JPEG',
  ],
  'the file of this hash is not visible to both buyer and supplier': [
    '此哈希的文件并非买方与供应商均可见',
    '此雜湊值的檔案並非買方與供應商均可見',
    'soubor s tímto hašem není vidět kupujícímu i dodavateli zároveň',
  ],
  '{sku}: {type} {number} was valid until {validUntil}; the supplier renews it first.': [
    '{sku}：{type} {number}有效期至{validUntil}；供应商须先续期。',
    '{sku}：{type} {number}有效期至{validUntil}；供應商須先續期。',
    '{sku}: {type} {number} platil do {validUntil}; dodavatel jej nejdřív obnoví.',
  ],
  'Documents of type {types} (UNTDID 1001) have to be on file before payment opens.': [
    '付款开放前须备妥类型为{types}（UNTDID 1001）的单据。',
    '付款開放前須備妥類型為{types}（UNTDID 1001）的單據。',
    'Před zahájením placení musí být doloženy dokumenty typu {types} (UNTDID 1001).',
  ],
  'document: file the scan with the order first, as PDF, PNG or JPEG, and name it by its id.': [
    'document：请先将扫描件以PDF、PNG或JPEG存入订单，再以其编号指明。',
    'document：請先將掃描檔以PDF、PNG或JPEG存入訂單，再以其編號指明。',
    'document: nejdřív založte sken k objednávce jako PDF, PNG nebo JPEG a uveďte jeho označení.',
  ],
  'sha256: this is not the SHA-256 of the scan on file.': [
    'sha256：这不是已存扫描件的SHA-256。',
    'sha256：這不是已存掃描檔的SHA-256。',
    'sha256: toto není SHA-256 založeného skenu.',
  ],
  'as: a side of the trade asks for itself, an adviser for either.': [
    'as：交易方为自己提出，顾问可代任何一方提出。',
    'as：交易方為自己提出，顧問可代任何一方提出。',
    'as: strana obchodu žádá za sebe, poradce za kteroukoli.',
  ],
  'Nothing is drafted or amended in the stage {stage}.': [
    '“{stage}”阶段不起草也不修订合同。',
    '「{stage}」階段不草擬亦不修訂合約。',
    'Ve fázi „{stage}“ se nic nenavrhuje ani nemění.',
  ],
};
