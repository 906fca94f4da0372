import type { Sentences } from '../sentences.ts';

/** What an order tells people to look at: where its papers differ, and what came otherwise than was agreed. */
export const attendingSentences: Sentences = {
  'line {line}: contract {contract}, packing list {list} {unit}; {allowed} allowed': [
    '第{line}行：合同{contract}，装箱单{list}，单位：{unit}；允许偏差{allowed}',
    '第{line}行：合約{contract}，裝箱單{list}，單位：{unit}；容許偏差{allowed}',
    'řádek {line}: smlouva {contract}, balicí list {list}, {unit}; dovolená odchylka {allowed}',
  ],
  'line {line}: contract {contract}, packing list {list}, goods receipt {receipt} {unit}; {allowed} allowed': [
    '第{line}行：合同{contract}，装箱单{list}，收货单{receipt}，单位：{unit}；允许偏差{allowed}',
    '第{line}行：合約{contract}，裝箱單{list}，收貨單{receipt}，單位：{unit}；容許偏差{allowed}',
    'řádek {line}: smlouva {contract}, balicí list {list}, příjemka {receipt}, {unit}; dovolená odchylka {allowed}',
  ],
  'line {line}: HS {contract} on the contract, {list} on the packing list': [
    '第{line}行：合同的HS编码为{contract}，装箱单为{list}',
    '第{line}行：合約的HS編碼為{contract}，裝箱單為{list}',
    'řádek {line}: kód HS je ve smlouvě {contract}, v balicím listu {list}',
  ],
  'line {line} is missing on the {papers}': [
    '第{line}行未列于：{papers}',
    '第{line}行沒有列於：{papers}',
    'řádek {line} chybí zde: {papers}',
  ],
  '{there} of {booked} cartons are there; the shipment waits for the rest or for an amendment.': [
    '已到{there}箱，共{booked}箱；须待其余到齐或修改合同。',
    '已到{there}箱，共{booked}箱；須待其餘到齊或修改合約。',
    'Dorazilo {there} z {booked} kartonů; zásilka čeká na zbytek nebo na změnu smlouvy.',
  ],
  'The letter of credit {credit} ended undrawn.': [
    '信用证{credit}未经支取即已终止。',
    '信用證{credit}未經支取即已終止。',
    'Akreditiv {credit} skončil nečerpán.',
  ],
  'The letter of credit {credit} ended undrawn: the buyer pays by transfer.': [
    '信用证{credit}未经支取即已终止：由买方汇款支付。',
    '信用證{credit}未經支取即已終止：由買方匯款支付。',
    'Akreditiv {credit} skončil nečerpán: kupující platí převodem.',
  ],
  'The letter of credit {credit} ended undrawn for what is not honoured yet.': [
    '信用证{credit}尚未承付的部分未经支取即已终止。',
    '信用證{credit}尚未承付的部分未經支取即已終止。',
    'Akreditiv {credit} skončil nečerpán v tom, co ještě nebylo plněno.',
  ],
  'The letter of credit {credit} ended undrawn for what is not honoured yet: the buyer pays by transfer.': [
    '信用证{credit}尚未承付的部分未经支取即已终止：由买方汇款支付。',
    '信用證{credit}尚未承付的部分未經支取即已終止：由買方匯款支付。',
    'Akreditiv {credit} skončil nečerpán v tom, co ještě nebylo plněno: kupující platí převodem.',
  ],
  '{payment}: the bank debited {amount}, which two people have not approved.': [
    '{payment}：银行已付出{amount}（最小货币单位），而该款未经两人批准。',
    '{payment}：銀行已付出{amount}（最小貨幣單位），而該款未經兩人批准。',
    '{payment}: banka odepsala {amount} (nejmenších jednotek), což dva lidé neschválili.',
  ],
  '{payment}: the bank debited {amount}, ordered were {ordered} {currency}.': [
    '{payment}：银行付出{amount}，而指令金额为{ordered} {currency}（均为最小货币单位）。',
    '{payment}：銀行付出{amount}，而指令金額為{ordered} {currency}（均為最小貨幣單位）。',
    '{payment}: banka odepsala {amount}, příkaz zněl na {ordered} {currency} (v nejmenších jednotkách).',
  ],
  'No letter could be written about {fact}: {fault}': [
    '无法就{fact}撰写信函：{fault}',
    '無法就{fact}撰寫信函：{fault}',
    'O skutečnosti {fact} nebylo možné napsat dopis: {fault}',
  ],
  'Company {company} resembles a party of the screening list {list}.': [
    '公司{company}与筛查名单{list}中的一方相似。',
    '公司{company}與篩查名單{list}中的一方相似。',
    'Firma {company} se podobá někomu ze seznamu {list}.',
  ],
  'Screening hits wait for a decision: {hits}.': [
    '筛查结果待裁定：{hits}。',
    '篩查結果待裁定：{hits}。',
    'Nálezy prověřování čekají na rozhodnutí: {hits}.',
  ],
  'products: some are not private products of yours.': [
    'products：有些不是贵公司的私有产品。',
    'products：有些不是貴公司的私有產品。',
    'products: některé nejsou vašimi soukromými výrobky.',
  ],
  'The product is in your folder already; collect it anew there.': [
    '该产品已在您的收藏夹中；请在那里重新收录。',
    '該產品已在您的收藏夾中；請在那裡重新收錄。',
    'Výrobek už ve vaší složce je; sejměte jej tam znovu.',
  ],
  'not a cursor this list gave out': [
    '不是本列表给出的游标',
    '不是本列表給出的游標',
    'to není kurzor, který tento seznam vydal',
  ],
  'the hashes of the offer and the policies, as dryRun answers them': [
    '报价及各项政策的哈希值，以dryRun的答复为准',
    '報價及各項政策的雜湊值，以dryRun的答覆為準',
    'haše nabídky a podmínek, jak je vrací dryRun',
  ],
  'from comes before to, by at most {days} days': [
    'from须早于to，且相差不超过{days}天',
    'from須早於to，且相差不超過{days}日',
    'from je před to, nejvýše o {days} dní',
  ],
  'at most {bands} bands of one subject': [
    '同一对象最多{bands}个数量档',
    '同一對象最多{bands}個數量級',
    'nejvýše {bands} pásem jednoho předmětu',
  ],
  'a price is for one SKU; categories take a discount': [
    '价格针对单个SKU；类别只能设折扣',
    '價格針對單個SKU；類別只能設折扣',
    'cena je pro jedno SKU; kategorie mají slevu',
  ],
  'line {line} is of item {item} of the demand, in the same quantity': [
    '第{line}行须为需求的第{item}项，数量相同',
    '第{line}行須為需求的第{item}項，數量相同',
    'řádek {line} je z položky {item} poptávky, ve stejném množství',
  ],
  "'{sign}' is not in the Latin character set of banks; give the name in Latin letters": [
    '“{sign}”不在银行的拉丁字符集内；请以拉丁字母填写名称',
    '「{sign}」不在銀行的拉丁字符集內；請以拉丁字母填寫名稱',
    'znak „{sign}“ není v latinské znakové sadě bank; uveďte název latinkou',
  ],
  'at most {most} rows, not {rows}': ['最多{most}行，而非{rows}行', '最多{most}行，而非{rows}行', 'nejvýše {most} řádků, ne {rows}'],
  'The dispute is not answered.': ['争议尚未得到答复。', '爭議尚未得到答覆。', 'Na spor nikdo neodpověděl.'],
  'The parties did not settle the dispute: an adviser rules it, a second one confirms.': [
    '双方未能解决争议：由一名顾问裁决，另一名确认。',
    '雙方未能解決爭議：由一名顧問裁決，另一名確認。',
    'Strany spor neurovnaly: rozhodne poradce, druhý rozhodnutí potvrdí.',
  ],
  'The goods are not in the warehouse and the delivery date is near.': [
    '货物尚未入库，而交货日期将至。',
    '貨物尚未入庫，而交貨日期將至。',
    'Zboží není ve skladu a datum dodání se blíží.',
  ],
  'The delivery date has passed: the buyer may cancel without a fee.': [
    '交货日期已过：买方可免费取消。',
    '交貨日期已過：買方可免費取消。',
    'Datum dodání uplynulo: kupující může zrušit bez poplatku.',
  ],
  'A payout or refund waits for its approvals.': [
    '一笔放款或退款待批准。',
    '一筆放款或退款待批准。',
    'Výplata nebo vrácení peněz čeká na schválení.',
  ],
  'Customs clearance takes longer than planned.': [
    '清关时间超出计划。',
    '清關時間超出計劃。',
    'Celní odbavení trvá déle, než se plánovalo.',
  ],
  'The inspection is overdue.': ['检验已逾期。', '檢驗已逾期。', 'Kontrola je po termínu.'],
  'The packing list is overdue.': ['装箱单已逾期。', '裝箱單已逾期。', 'Balicí list je po termínu.'],
  'The parties have not settled the discrepancies.': [
    '双方尚未解决单据不符。',
    '雙方尚未解決單據不符。',
    'Strany nevyřešily rozdíly mezi doklady.',
  ],
  'Handed over, and no tracking event yet.': [
    '已交运，尚无跟踪信息。',
    '已交運，尚無追蹤資訊。',
    'Předáno a zatím žádná zpráva o pohybu.',
  ],
  'Goods that a consumer withdrew from are neither back nor shown to be sent: either side may dispute it.': [
    '消费者撤回的货物既未寄回，也未出示寄出证明：任何一方均可提出争议。',
    '消費者撤回的貨物既未寄回，也未出示寄出證明：任何一方均可提出爭議。',
    'Zboží po odstoupení spotřebitele se nevrátilo ani není prokázáno odeslání: kterákoli strana může vést spor.',
  ],
};
