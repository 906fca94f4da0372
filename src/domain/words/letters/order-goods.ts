import { inEveryLanguage as words } from '../letter.ts';

/** From production to the transfer of title. */
export const goodsLetters = {
  'production-may-begin': words(
    [
      'Production may begin',
      'What the contract wants first is paid. Delivery to the warehouse by {deliverBy, date, day}.',
    ],
    ['可以开始生产', '合同约定的首期款项已付清。请在{deliverBy, date, day}前交货至仓库。'],
    ['可以開始生產', '合約約定的首期款項已付清。請於{deliverBy, date, day}前交貨至倉庫。'],
    ['Výroba může začít', 'Co smlouva požaduje předem, je zaplaceno. Dodání do skladu do {deliverBy, date, day}.'],
  ),
  'production-milestone': words(
    ['Production: {name}', '{supplier} reports: {detail}'],
    ['生产进度：{name}', '{supplier}报告：{detail}'],
    ['生產進度：{name}', '{supplier}報告：{detail}'],
    ['Výroba: {name}', '{supplier} hlásí: {detail}'],
  ),
  'delivery-warning': words(
    ['The delivery date is near', 'The goods have to be in the warehouse by {deliverBy, date, day}.'],
    ['交货期临近', '货物须在{deliverBy, date, day}前入库。'],
    ['交貨期臨近', '貨物須於{deliverBy, date, day}前入倉。'],
    ['Termín dodání se blíží', 'Zboží musí být ve skladu do {deliverBy, date, day}.'],
  ),
  'delivery-overdue': words(
    ['The delivery date has passed', 'It was {deliverBy, date, day}. {buyer} may now cancel without a fee.'],
    ['已过交货期', '交货期为{deliverBy, date, day}。{buyer}现可免费取消。'],
    ['已過交貨期', '交貨期為{deliverBy, date, day}。{buyer}現可免費取消。'],
    ['Termín dodání uplynul', 'Byl {deliverBy, date, day}. {buyer} nyní může objednávku zrušit bez poplatku.'],
  ),
  'goods-ready': words(
    ['The goods are ready', '{supplier} has declared the goods ready for dispatch. {note}'],
    ['货物已备妥', '{supplier}已声明货物可以发运。{note}'],
    ['貨物已備妥', '{supplier}已聲明貨物可以發運。{note}'],
    ['Zboží je připraveno', '{supplier} prohlašuje, že zboží je připraveno k odeslání. {note}'],
  ),
  'goods-announced': words(
    ['{cartons} cartons are announced', 'Booking {booking} of {supplier} comes to the warehouse.'],
    ['预报入库 {cartons} 箱', '{supplier}的预约{booking}将送达仓库。'],
    ['預報入倉 {cartons} 箱', '{supplier}的預約{booking}將送達倉庫。'],
    [
      'Ohlášen příjem: {cartons, plural, one {# karton} few {# kartony} other {# kartonů}}',
      'Zásilka {booking} dodavatele {supplier} přijde do skladu.',
    ],
  ),
  'partial-arrival': words(
    ['{received} of {booked} cartons have arrived', 'Goods receipt {number} covers a part; the rest is awaited.'],
    ['已到 {received} 箱，共 {booked} 箱', '收货单{number}为部分到货，等待其余货物。'],
    ['已到 {received} 箱，共 {booked} 箱', '收貨單{number}為部分到貨，等待其餘貨物。'],
    ['Dorazilo {received} z {booked} kartonů', 'Příjemka {number} pokrývá jen část; na zbytek se čeká.'],
  ),
  'goods-received': words(
    ['The warehouse received {received} cartons', 'Goods receipt {number}, {damaged} cartons damaged.'],
    ['仓库已收 {received} 箱', '收货单{number}，其中破损{damaged}箱。'],
    ['倉庫已收 {received} 箱', '收貨單{number}，其中破損{damaged}箱。'],
    [
      'Sklad přijal {received, plural, one {# karton} few {# kartony} other {# kartonů}}',
      'Příjemka {number}, poškozeno {damaged, plural, one {# karton} few {# kartony} other {# kartonů}}.',
    ],
  ),
  'inspection-wanted': words(
    ['An inspection of {sampleSize} pieces is due', 'Round {round}: {cartons} cartons drawn by lot are to be opened.'],
    ['待检验 {sampleSize} 件', '第{round}轮：开箱检验抽中的{cartons}箱。'],
    ['待檢驗 {sampleSize} 件', '第{round}輪：開箱檢驗抽中的{cartons}箱。'],
    [
      'Kontrola: {sampleSize, plural, one {# kus} few {# kusy} other {# kusů}}',
      '{round}. kolo: otevřete {cartons, plural, one {# vylosovaný karton} few {# vylosované kartony} ' +
        'other {# vylosovaných kartonů}}.',
    ],
  ),
  verdict: words(
    [
      'Inspection: {verdict, select, accept {accepted} reject {rejected} sort {to be sorted} other {to be reworked}}',
      'The verdict follows from the findings and the plan of the contract.',
    ],
    [
      '检验结论：{verdict, select, accept {接受} reject {拒收} sort {挑选} other {返工}}',
      '结论依据检验结果及合同的抽样方案。',
    ],
    [
      '檢驗結論：{verdict, select, accept {接受} reject {拒收} sort {挑選} other {返工}}',
      '結論依據檢驗結果及合約的抽樣方案。',
    ],
    [
      'Kontrola: {verdict, select, accept {přijato} reject {zamítnuto} sort {k přetřídění} other {k ' +
        'přepracování}}',
      'Výsledek plyne ze zjištění a z plánu podle smlouvy.',
    ],
  ),
  'packing-list-wanted': words(
    ['Please submit the packing list', 'It is compared with contract and goods receipt as soon as it is there.'],
    ['请提交装箱单', '提交后即与合同及收货单核对。'],
    ['請提交裝箱單', '提交後即與合約及收貨單核對。'],
    ['Předložte prosím balicí list', 'Jakmile bude k dispozici, porovná se se smlouvou a příjemkou.'],
  ),
  'packing-list-overdue': words(
    ['The packing list is overdue', 'The trade waits for it. Please submit it now.'],
    ['装箱单已逾期', '交易正在等待装箱单，请立即提交。'],
    ['裝箱單已逾期', '交易正在等待裝箱單，請立即提交。'],
    ['Balicí list je po lhůtě', 'Obchod na něj čeká. Předložte ho prosím nyní.'],
  ),
  discrepancies: words(
    [
      '{count, plural, one {# discrepancy} other {# discrepancies}} between the papers',
      'Contract, packing list and goods receipt do not agree. Correct the list or amend the contract.\n\n{list}',
    ],
    ['单据有 {count} 处不符', '合同、装箱单与收货单不一致。请更正装箱单或修改合同。\n\n{list}'],
    ['單據有 {count} 處不符', '合約、裝箱單與收貨單不一致。請更正裝箱單或修改合約。\n\n{list}'],
    [
      '{count, plural, one {# rozdíl} few {# rozdíly} other {# rozdílů}} mezi doklady',
      'Smlouva, balicí list a příjemka se neshodují. Opravte balicí list, nebo změňte smlouvu.\n\n{list}',
    ],
  ),
  'transport-to-choose': words(
    ['Please choose the transport', 'Container or courier: the goods are packed and declared as you choose.'],
    ['请选择运输方式', '集装箱或快递：货物将按您的选择装运并报关。'],
    ['請選擇運輸方式', '貨櫃或速遞：貨物將按您的選擇裝運並報關。'],
    ['Zvolte prosím přepravu', 'Kontejner, nebo kurýr: zboží se podle vaší volby zabalí a přihlásí k celnímu řízení.'],
  ),
  'container-to-stuff': words(
    ['A container is to be stuffed', 'Please record its number, seal and verified gross mass.'],
    ['请装载集装箱', '请登记箱号、封条号及核实总重。'],
    ['請裝載貨櫃', '請登記櫃號、封條號碼及核實總重。'],
    ['Je třeba naložit kontejner', 'Zaznamenejte prosím jeho číslo, plombu a ověřenou celkovou hmotnost (VGM).'],
  ),
  'declaration-wanted': words(
    ['An export declaration is to be lodged', 'Contract, packing list and goods receipt agree; the goods are packed.'],
    ['请提交出口报关单', '合同、装箱单与收货单一致，货物已装妥。'],
    ['請提交出口報關單', '合約、裝箱單與收貨單一致，貨物已裝妥。'],
    ['Je třeba podat vývozní celní prohlášení', 'Smlouva, balicí list a příjemka se shodují; zboží je zabaleno.'],
  ),
  'customs-queried': words(
    ['Customs asks', '{query}'],
    ['海关查询', '{query}'],
    ['海關查詢', '{query}'],
    ['Celní úřad se ptá', '{query}'],
  ),
  'customs-released': words(
    ['Customs released the goods', 'Document {document}.'],
    ['海关已放行', '文件编号{document}。'],
    ['海關已放行', '文件編號{document}。'],
    ['Zboží je procleno', 'Celní úřad zboží propustil, doklad {document}.'],
  ),
  'customs-refused': words(
    ['Customs refused the goods', '{reason}'],
    ['海关拒绝放行', '{reason}'],
    ['海關拒絕放行', '{reason}'],
    ['Celní úřad zboží nepropustil', '{reason}'],
  ),
  'title-to-transfer': words(
    ['Title is to be transferred', 'When everything the contract wants is there, move ownership to {buyer}.'],
    ['待办理所有权转移', '合同条件齐备后，请将所有权转移给{buyer}。'],
    ['待辦理所有權轉移', '合約條件齊備後，請將所有權轉移予{buyer}。'],
    [
      'Je třeba převést vlastnické právo',
      'Až bude splněno vše, co smlouva žádá, převeďte vlastnické právo na kupujícího {buyer}.',
    ],
  ),
  'title-transferred': words(
    ['The goods now belong to {buyer}', 'Title passed from {supplier} to {buyer} by act {act}.'],
    ['货物所有权已转移给{buyer}', '所有权依{act}由{supplier}转移至{buyer}。'],
    ['貨物所有權已轉移予{buyer}', '所有權依{act}由{supplier}轉移至{buyer}。'],
    [
      'Zboží nyní patří kupujícímu {buyer}',
      'Vlastnické právo přešlo z dodavatele {supplier} na kupujícího {buyer} úkonem {act}.',
    ],
  ),
};
