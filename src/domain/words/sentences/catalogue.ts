import type { Sentences } from '../sentences.ts';

/** What is said of catalogues, prices, folders and consumers' carts. */
export const catalogueSentences: Sentences = {
  'A PDF holds at most {most} products: narrow the search.': [
    'PDF最多包含{most}个产品：请缩小搜索范围。',
    'PDF最多包含{most}個產品：請縮窄搜尋範圍。',
    'PDF obsáhne nejvýše {most} výrobků: zužte hledání.',
  ],
  'A file holds at most {most} products: narrow the search.': [
    '文件最多包含{most}个产品：请缩小搜索范围。',
    '檔案最多包含{most}個產品：請縮窄搜尋範圍。',
    'Soubor obsáhne nejvýše {most} výrobků: zužte hledání.',
  ],
  'A catalogue is kept by its supplier.': [
    '产品目录由其供应商维护。',
    '產品目錄由其供應商維護。',
    'Katalog vede jeho dodavatel.',
  ],
  'A product is changed by its supplier.': [
    '产品由其供应商修改。',
    '產品由其供應商修改。',
    'Výrobek mění jeho dodavatel.',
  ],
  'The history of a product is for its supplier.': [
    '产品的历史版本仅供其供应商查看。',
    '產品的歷史版本只供其供應商查看。',
    'Historie výrobku je pro jeho dodavatele.',
  ],
  'Folders and access to private products are for buyers.': [
    '收藏夹及私有产品的访问仅供买方使用。',
    '收藏夾及私有產品的存取只供買方使用。',
    'Složky a přístup k soukromým výrobkům jsou pro kupující.',
  ],
  'A supplier has at most {most} price lists.': [
    '每家供应商最多有{most}份价目表。',
    '每間供應商最多有{most}份價目表。',
    'Dodavatel má nejvýše {most} ceníků.',
  ],
  'Only public prices: prices for tiers and companies are for members. Apply with POST /v1/qualifications.': [
    '仅显示公开价格：等级价和专属价仅供会员使用，请通过POST /v1/qualifications申请。',
    '只顯示公開價格：等級價及專屬價只供會員使用，請透過POST /v1/qualifications申請。',
    'Jen veřejné ceny: ceny pro třídy a firmy jsou pro členy. Požádejte přes POST /v1/qualifications.',
  ],
  'Only public prices: who does not read as a buyer has none of their own.': [
    '仅显示公开价格：非买方身份没有专属价格。',
    '只顯示公開價格：非買方身分沒有專屬價格。',
    'Jen veřejné ceny: kdo nečte jako kupující, vlastní ceny nemá.',
  ],
  'Your company is a member until {until}.': [
    '贵公司的会员资格有效期至{until}。',
    '貴公司的會員資格有效期至{until}。',
    'Vaše firma je členem do {until}.',
  ],
  'The list is like this already.': ['价目表已是如此。', '價目表已是如此。', 'Ceník už takový je.'],
  'The product is like this already.': ['产品已是如此。', '產品已是如此。', 'Výrobek už takový je.'],
  'The product is not in your catalogue.': [
    '该产品不在您的目录中。',
    '該產品不在您的目錄中。',
    'Výrobek není ve vašem katalogu.',
  ],
  'The product is not offered to you any more.': [
    '该产品不再向您提供。',
    '該產品不再向您提供。',
    'Výrobek se vám už nenabízí.',
  ],
  'This supplier offers you nothing of that kind.': [
    '该供应商不向您提供此类产品。',
    '該供應商不向您提供此類產品。',
    'Tento dodavatel vám nic takového nenabízí.',
  ],
  'basedOn: the list has version {version} by now.': [
    'basedOn：价目表现为第{version}版。',
    'basedOn：價目表現為第{version}版。',
    'basedOn: ceník má už verzi {version}.',
  ],
  'basedOn: the product has version {version} by now.': [
    'basedOn：产品现为第{version}版。',
    'basedOn：產品現為第{version}版。',
    'basedOn: výrobek má už verzi {version}.',
  ],
  'name: you have a price list called {name} already.': [
    'name：您已有名为{name}的价目表。',
    'name：您已有名為{name}的價目表。',
    'name: ceník s názvem {name} už máte.',
  ],
  'sku: {sku} is in your catalogue already.': [
    'sku：{sku}已在您的目录中。',
    'sku：{sku}已在您的目錄中。',
    'sku: {sku} už ve svém katalogu máte.',
  ],
  'sku: {sku} is another product of your catalogue.': [
    'sku：{sku}是您目录中的另一产品。',
    'sku：{sku}是您目錄中的另一產品。',
    'sku: {sku} je jiný výrobek vašeho katalogu.',
  ],
  'currency: {sku} has no price in {currency}.': [
    'currency：{sku}没有{currency}价格。',
    'currency：{sku}沒有{currency}價格。',
    'currency: {sku} nemá cenu v {currency}.',
  ],
  'quantity: at least {least} are ordered at a time, not {quantity}.': [
    'quantity：每次至少订购{least}，而非{quantity}。',
    'quantity：每次至少訂購{least}，而非{quantity}。',
    'quantity: najednou se objednává nejméně {least}, ne {quantity}.',
  ],
  'quantity: orders come in multiples of {multiple}, not {quantity}.': [
    'quantity：订购数量须为{multiple}的倍数，而非{quantity}。',
    'quantity：訂購數量須為{multiple}的倍數，而非{quantity}。',
    'quantity: objednává se v násobcích {multiple}, ne {quantity}.',
  ],
  'quantity: the amount is larger than the engine carries.': [
    'quantity：金额超出系统上限。',
    'quantity：金額超出系統上限。',
    'quantity: částka je větší, než systém unese.',
  ],
  'lines: some products are not in the catalogue.': [
    'lines：部分产品不在目录中。',
    'lines：部分產品不在目錄中。',
    'lines: některé výrobky nejsou v katalogu.',
  ],
  'lines: one order is of one supplier; make one for each.': [
    'lines：一个订单只属于一家供应商；请分别下单。',
    'lines：一個訂單只屬於一間供應商；請分別下單。',
    'lines: jedna objednávka je u jednoho dodavatele; pro každého zvlášť.',
  ],
  'lines: these are products of your own company.': [
    'lines：这些是贵公司自己的产品。',
    'lines：這些是貴公司自己的產品。',
    'lines: toto jsou výrobky vaší vlastní společnosti.',
  ],
  'lines: {left} of {product} are left.': [
    'lines：{product}仅剩{left}。',
    'lines：{product}只剩{left}。',
    'lines: z {product} zbývá {left}.',
  ],
  'currency: name the one you pay in.': [
    'currency：请写明付款币种。',
    'currency：請寫明付款貨幣。',
    'currency: uveďte, v jaké měně platíte.',
  ],
  '{field}.quantity: {left} of {sku} are left.': [
    '{field}.quantity：{sku}仅剩{left}。',
    '{field}.quantity：{sku}只剩{left}。',
    '{field}.quantity: z {sku} zbývá {left}.',
  ],
  '{field}.product: {sku} is not sold by a click: ask for a quote.': [
    '{field}.product：{sku}不以点击方式出售：请询价。',
    '{field}.product：{sku}不以點擊方式出售：請詢價。',
    '{field}.product: {sku} se neprodává kliknutím: požádejte o nabídku.',
  ],
  '{field}.product: a certificate of {sku} has run out.': [
    '{field}.product：{sku}的一份证书已过期。',
    '{field}.product：{sku}的一份證書已過期。',
    '{field}.product: certifikát k {sku} propadl.',
  ],
  'accept.policies: name the hash of every policy as it is published now.': [
    'accept.policies：请写明现行每项政策的哈希。',
    'accept.policies：請寫明現行每項政策的雜湊值。',
    'accept.policies: uveďte haš každé z nyní zveřejněných zásad.',
  ],
  'accept.terms: the offer has changed; look at it again.': [
    'accept.terms：报价已变更，请重新查看。',
    'accept.terms：報價已更改，請重新查看。',
    'accept.terms: nabídka se změnila; podívejte se na ni znovu.',
  ],
  'supplier: {supplier} is no supplier you can ask.': [
    'supplier：{supplier}不是您可询价的供应商。',
    'supplier：{supplier}不是您可查詢的供應商。',
    'supplier: {supplier} není dodavatel, kterého můžete poptat.',
  ],
  'suppliers.{at}: {supplier} is no supplier you can ask.': [
    'suppliers.{at}：{supplier}不是您可询价的供应商。',
    'suppliers.{at}：{supplier}不是您可查詢的供應商。',
    'suppliers.{at}: {supplier} není dodavatel, kterého můžete poptat.',
  ],
  'Suppliers are asked by buyers.': ['由买方向供应商询价。', '由買方向供應商查詢。', 'Dodavatele poptávají kupující.'],
  'Suppliers answer until {until}.': [
    '供应商可在{until}前答复。',
    '供應商可於{until}前回覆。',
    'Dodavatelé odpovídají do {until}.',
  ],
  'An award is being carried out.': ['定标正在执行。', '定標正在執行。', 'Přidělení se právě provádí.'],
  'evaluation: record an evaluation first.': [
    'evaluation：请先记录评审。',
    'evaluation：請先記錄評審。',
    'evaluation: nejprve zaznamenejte hodnocení.',
  ],
  'there is no such column': ['没有该列', '沒有該欄', 'takový sloupec není'],
  'the column stands there twice': ['该列出现两次', '該欄出現兩次', 'sloupec je tam dvakrát'],
  'the column is missing': ['缺少该列', '缺少該欄', 'sloupec chybí'],
};
