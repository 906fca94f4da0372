import type { Sentences } from '../sentences.ts';

/** What is said from production to the goods on their way. */
export const movingSentences: Sentences = {
  'By the profile, nothing goes through the warehouse.': [
    '按流程配置，货物不经仓库。',
    '按流程設定，貨物不經倉庫。',
    'Podle profilu nejde nic přes sklad.',
  ],
  'The booking {booking} is made already; a further one has a number of its own.': [
    '预约{booking}已登记；另行预约须用新编号。',
    '預約{booking}已登記；另行預約須用新編號。',
    'Příjem {booking} je už objednán; další má vlastní číslo.',
  ],
  'The contract has no line {line}.': ['合同没有第{line}行。', '合約沒有第{line}行。', 'Smlouva nemá řádek {line}.'],
  'No booked carton has been scanned.': [
    '已预约的箱子尚无扫描记录。',
    '已預約的紙箱尚無掃描記錄。',
    'Nebyl načten žádný objednaný karton.',
  ],
  'The plan asks for {pieces} pieces.': [
    '抽样方案要求检验{pieces}件。',
    '抽樣方案要求檢驗{pieces}件。',
    'Plán vyžaduje {pieces, plural, one {# kus} few {# kusy} other {# kusů}}.',
  ],
  'Record the findings first.': ['请先记录检验结果。', '請先記錄檢驗結果。', 'Nejprve zaznamenejte zjištění.'],
  'By the plan the findings mean {verdict}.': [
    '按抽样方案，该结果应判为：{verdict}。',
    '按抽樣方案，該結果應判為：{verdict}。',
    'Podle plánu znamenají zjištění výsledek: {verdict}.',
  ],
  'The contract ships by {transport}; amend it to choose otherwise.': [
    '合同约定以{transport}运输；如需更改请先修改合同。',
    '合約訂明以{transport}運輸；如需更改請先修改合約。',
    'Smlouva stanoví přepravu {transport}; pro jinou volbu ji změňte.',
  ],
  'The buyer has not chosen a container.': [
    '买方未选择集装箱运输。',
    '買方未選擇貨櫃運輸。',
    'Kupující nezvolil kontejner.',
  ],
  'The buyer has not chosen the transport.': [
    '买方尚未选择运输方式。',
    '買方尚未選擇運輸方式。',
    'Kupující ještě nezvolil přepravu.',
  ],
  'The container is not stuffed yet.': ['集装箱尚未装载。', '貨櫃尚未裝載。', 'Kontejner ještě není naložen.'],
  'No declaration is lodged.': ['尚未提交报关单。', '尚未提交報關單。', 'Není podáno žádné celní prohlášení.'],
  'Customs has asked nothing.': ['海关没有查询。', '海關沒有查詢。', 'Celní úřad se na nic neptal.'],
  'A query of customs is open.': ['海关查询尚未答复。', '海關查詢尚未回覆。', 'Dotaz celního úřadu čeká na odpověď.'],
  'Title has passed already.': ['所有权已转移。', '所有權已轉移。', 'Vlastnické právo už přešlo.'],
  'By the clause settlement, title passes on confirmed receipt.': [
    '按settlement条款，所有权在确认收货时转移。',
    '按settlement條款，所有權於確認收貨時轉移。',
    'Podle doložky settlement přechází vlastnické právo potvrzením převzetí.',
  ],
  'There is no goods receipt over the whole shipment.': [
    '尚无覆盖整批货物的收货单。',
    '尚無涵蓋整批貨物的收貨單。',
    'Na celou zásilku ještě není příjemka.',
  ],
  'By the clause inspection, the goods must have passed it.': [
    '按inspection条款，货物须先通过检验。',
    '按inspection條款，貨物須先通過檢驗。',
    'Podle doložky inspection musí zboží nejprve projít kontrolou.',
  ],
  'Contract, packing list and goods receipt do not agree yet.': [
    '合同、装箱单与收货单尚不一致。',
    '合約、裝箱單與收貨單尚不一致。',
    'Smlouva, balicí list a příjemka se ještě neshodují.',
  ],
  'The profile moves title only after customs released the goods.': [
    '按流程配置，海关放行后才转移所有权。',
    '按流程設定，海關放行後才轉移所有權。',
    'Podle profilu přechází vlastnické právo až po propuštění zboží celním úřadem.',
  ],
  'By the clause paymentPlan, everything is paid before title passes.': [
    '按paymentPlan条款，所有权转移前须全部付清。',
    '按paymentPlan條款，所有權轉移前須全部付清。',
    'Podle doložky paymentPlan je vše zaplaceno před přechodem vlastnického práva.',
  ],
  'An exception is open already.': [
    '已有未解除的运输异常。',
    '已有未解除的運輸異常。',
    'Výjimka v přepravě je již nahlášena.',
  ],
  'The goods are not handed over yet.': [
    '货物尚未交付承运人。',
    '貨物尚未交付承運人。',
    'Zboží ještě nebylo předáno dopravci.',
  ],
  'The goods are handed over already.': ['货物已交付承运人。', '貨物已交付承運人。', 'Zboží už bylo předáno dopravci.'],
  'The goods leave when everything is paid.': [
    '全部付清后方可发货。',
    '全部付清後方可發貨。',
    'Zboží odjede, až bude vše zaplaceno.',
  ],
  'transportDocument.type: {transport} travels with one of {types}.': [
    'transportDocument.type：{transport}运输须使用以下单据之一：{types}。',
    'transportDocument.type：{transport}運輸須使用以下單據之一：{types}。',
    'transportDocument.type: přeprava {transport} vyžaduje jeden z dokladů {types}.',
  ],
};
