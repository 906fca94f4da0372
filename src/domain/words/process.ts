import type { Stage } from '../order/order.ts';
import { inColumn, type Elsewhere, type Locale } from './locale.ts';

/** The stages of the trade: a stage without words does not compile. */
const stageNames: Record<Stage, Elsewhere> = {
  enquiry: ['询价', '查詢', 'Poptávka'],
  quote: ['报价与谈判', '報價與談判', 'Nabídka a jednání'],
  contract: ['合同', '合約', 'Smlouva'],
  escrow: ['托管付款', '託管付款', 'Platba do úschovy'],
  production: ['生产', '生產', 'Výroba'],
  warehouse: ['仓库收货', '倉庫收貨', 'Příjem ve skladu'],
  inspection: ['检验', '檢驗', 'Kontrola'],
  matching: ['单据核对', '單據核對', 'Porovnání dokladů'],
  customs: ['报关', '報關', 'Celní řízení'],
  release: ['所有权转移与放款', '所有權轉移與放款', 'Převod vlastnického práva a uvolnění peněz'],
  shipment: ['运输', '運輸', 'Přeprava'],
  receipt: ['收货', '收貨', 'Převzetí'],
  refund: ['退款', '退款', 'Vrácení peněz'],
  completed: ['已完成，售后', '已完成，售後', 'Dokončeno, poprodejní servis'],
  closed: ['已关闭', '已關閉', 'Uzavřeno'],
};

/** What each command does, for buttons; a test sees that none is missing. */
const commandNames: Readonly<Record<string, Elsewhere>> = {
  submitQuote: ['提交报价', '提交報價', 'Podat nabídku'],
  askForDetails: [
    '向买方提问，答复期限暂停',
    '向買方提問，回覆期限暫停',
    'Zeptat se kupujícího; lhůta na odpověď stojí',
  ],
  answerDetails: ['答复供应商的提问', '回覆供應商的提問', 'Odpovědět na dotaz dodavatele'],
  declineEnquiry: ['谢绝报价', '婉拒報價', 'Odmítnout poptávku'],
  withdraw: ['撤回', '撤回', 'Odstoupit od jednání'],
  counterOffer: ['还价：提出下一版条款', '還價：提出下一版條款', 'Podat protinabídku: další verzi podmínek'],
  acceptQuote: [
    '按哈希接受对方最新条款',
    '按雜湊值接納對方最新條款',
    'Přijmout poslední podmínky druhé strany podle haše',
  ],
  declineQuote: ['终止谈判', '終止談判', 'Ukončit jednání'],
  issuePurchaseOrder: ['发出采购订单', '發出採購訂單', 'Vystavit nákupní objednávku'],
  draftContract: ['起草并签署合同', '草擬並簽署合約', 'Navrhnout a podepsat smlouvu'],
  requestChange: ['要求修改草案', '要求修改草稿', 'Požádat o jiný návrh'],
  confirmContract: ['确认并签署合同', '確認並簽署合約', 'Potvrdit a podepsat smlouvu'],
  signOffline: ['书面签署并由第二人确认', '書面簽署並由第二人確認', 'Podepsat na papíře, potvrzuje druhá osoba'],
  reportMilestone: ['报告生产进度', '報告生產進度', 'Ohlásit postup výroby'],
  readyForDispatch: [
    '声明货物备妥或服务完成',
    '聲明貨物備妥或服務完成',
    'Prohlásit zboží za připravené nebo službu za provedenou',
  ],
  bookInbound: ['预约入库', '預約入倉', 'Objednat příjem do skladu'],
  issueGoodsReceipt: ['开具收货单', '開具收貨單', 'Vystavit příjemku'],
  scanCarton: ['扫描箱码', '掃描箱碼', 'Načíst karton'],
  recordMeasures: ['记录重量与尺寸', '記錄重量與尺寸', 'Zaznamenat hmotnost a rozměry'],
  recordFindings: ['记录检验结果', '記錄檢驗結果', 'Zaznamenat zjištění kontroly'],
  giveVerdict: ['给出检验结论', '作出檢驗結論', 'Vynést výsledek kontroly'],
  submitPackingList: ['提交装箱单', '提交裝箱單', 'Předložit balicí list'],
  chooseTransport: ['选择集装箱或快递', '選擇貨櫃或速遞', 'Zvolit kontejner, nebo kurýra'],
  stuffContainer: ['装载集装箱', '裝載貨櫃', 'Naložit kontejner'],
  lodgeDeclaration: ['提交出口报关单', '提交出口報關單', 'Podat vývozní celní prohlášení'],
  customsQueried: ['登记海关查询', '登記海關查詢', 'Zaznamenat dotaz celního úřadu'],
  answerQuery: ['答复海关查询', '回覆海關查詢', 'Odpovědět na dotaz celního úřadu'],
  customsReleased: ['登记海关放行', '登記海關放行', 'Zaznamenat propuštění celním úřadem'],
  customsRefused: ['登记海关拒绝', '登記海關拒絕', 'Zaznamenat odmítnutí celním úřadem'],
  transportMilestone: ['运输节点', '運輸節點', 'Milník přepravy'],
  trackingEvent: ['报告物流跟踪事件', '報告物流追蹤事件', 'Ohlásit událost sledování zásilky'],
  transferTitle: ['转移货物所有权', '轉移貨物所有權', 'Převést vlastnické právo ke zboží'],
  handOver: ['接收货物并登记运输单据', '接收貨物並登記運輸單據', 'Převzít zboží a zaznamenat přepravní doklad'],
  surrenderBillOfLading: ['交还提单或电放', '交還提單或電放', 'Odevzdat konosament, nebo uvolnit telexem'],
  reportException: ['报告运输异常', '報告運輸異常', 'Ohlásit výjimku v přepravě'],
  resolveException: ['解除运输异常', '解除運輸異常', 'Ukončit výjimku v přepravě'],
  arrived: ['登记货物到达', '登記貨物到達', 'Zaznamenat příjezd zboží'],
  collectAtPort: ['在港口提取整箱', '於港口提取整櫃', 'Vyzvednout celý kontejner v přístavu'],
  collectAtWarehouse: ['在仓库凭码提取拼箱货', '於倉庫憑碼提取拼櫃貨', 'Vyzvednout kusovou zásilku ve skladu s kódem'],
  confirmReceipt: ['逐行确认收货', '逐項確認收貨', 'Potvrdit převzetí po řádcích'],
  rejectReceipt: ['拒收货物', '拒收貨物', 'Odmítnout převzetí zboží'],
  extendInspection: ['延长验货期一次', '延長驗貨期一次', 'Jednou prodloužit lhůtu na kontrolu'],
  openReturn: ['申请退货', '申請退貨', 'Požádat o vrácení zboží'],
  openWarrantyClaim: ['提出保修索赔', '提出保養索償', 'Uplatnit záruku'],
  orderParts: ['订购备件', '訂購零件', 'Objednat náhradní díly'],
  rate: ['评价对方一次', '評價對方一次', 'Jednou ohodnotit druhou stranu'],
  creditReceived: ['登记到账', '登記到賬', 'Zaznamenat došlou platbu'],
  approvePayout: ['按哈希批准付款（须两人）', '按雜湊值批准付款（須兩人）', 'Schválit výplatu podle haše (dvě osoby)'],
  approveRefund: ['按哈希批准退款（须两人）', '按雜湊值批准退款（須兩人）', 'Schválit vrácení podle haše (dvě osoby)'],
  disbursementSent: ['银行已受理付款指令', '銀行已受理付款指示', 'Banka přijala platební příkaz'],
  disbursementOutcomeUnknown: ['银行未答复付款指令', '銀行未回覆付款指示', 'Banka na platební příkaz neodpověděla'],
  disbursementRefused: ['银行拒绝付款指令', '銀行拒絕付款指示', 'Banka platební příkaz odmítla'],
  transferSettled: ['登记出账', '登記出賬', 'Zaznamenat odchozí platbu'],
  cancel: ['取消订单并确认费用', '取消訂單並確認費用', 'Zrušit objednávku a potvrdit poplatek'],
  consentCancellation: ['同意取消', '同意取消', 'Souhlasit se zrušením'],
  refuseCancellation: ['拒绝取消或撤回请求', '拒絕取消或撤回要求', 'Odmítnout zrušení, nebo vzít žádost zpět'],
  proposeAmendment: ['提议修改合同', '提議修改合約', 'Navrhnout změnu smlouvy'],
  consentAmendment: ['按哈希同意修改', '按雜湊值同意修改', 'Souhlasit se změnou podle haše'],
  refuseAmendment: ['拒绝修改或撤回提议', '拒絕修改或撤回提議', 'Odmítnout změnu, nebo vzít návrh zpět'],
  openDispute: ['提出争议', '提出爭議', 'Otevřít spor'],
  answerDispute: ['答复争议', '回覆爭議', 'Odpovědět na spor'],
  offerSettlement: ['提出和解方案', '提出和解方案', 'Navrhnout smír'],
  acceptSettlement: ['接受和解方案', '接受和解方案', 'Přijmout smír'],
  withdrawDispute: ['撤回争议', '撤回爭議', 'Vzít spor zpět'],
  ruleDispute: ['裁决争议，由第二位顾问确认', '裁決爭議，由第二位顧問確認', 'Rozhodnout spor, potvrzuje druhý poradce'],
  clearAttention: ['记录已处理', '記錄已處理', 'Zaznamenat vyřízení'],
  extendDeadline: ['延长期限并说明理由', '延長期限並說明理由', 'Prodloužit lhůtu s uvedením důvodu'],
  raiseAttention: [
    '登记订单以外须处理的事项',
    '登記訂單以外須處理的事項',
    'Zaznamenat, co je třeba vyřídit mimo objednávku',
  ],
  awardShare: [
    '定标：接受本报价的全部或部分',
    '定標：接納本報價的全部或部分',
    'Přidělit: přijmout celou nabídku, nebo její část',
  ],
  declineShare: ['定标：由其他供应商中标', '定標：由其他供應商中標', 'Přidělit: vybrán byl jiný dodavatel'],
  submitSample: ['提交样品', '提交樣品', 'Předložit vzorek'],
  approveSample: ['按哈希确认样品', '按雜湊值確認樣品', 'Schválit vzorek podle haše'],
  refuseSample: ['拒绝样品并说明理由', '拒絕樣品並說明理由', 'Odmítnout vzorek s uvedením důvodu'],
  openPaymentLink: [
    '为一项付款请求开立付款链接',
    '為一項付款要求開立付款連結',
    'Otevřít platební odkaz pro žádost o platbu',
  ],
  revokePaymentLink: ['撤销付款链接', '撤銷付款連結', 'Zrušit platební odkaz'],
  creditStood: ['信用证已生效', '信用狀已生效', 'Akreditiv je otevřen'],
  creditFell: ['信用证未支用即终止', '信用狀未支用即終止', 'Akreditiv skončil bez čerpání'],
  creditToldOfShipment: ['已向信用证通报装运日期', '已向信用狀通報裝運日期', 'Akreditivu oznámeno datum odeslání'],
  chargesIncurred: ['登记付款费用', '登記付款費用', 'Zaznamenat náklady platby'],
  creditReversed: ['银行撤回来款', '銀行撤回來款', 'Banka vzala platbu zpět'],
  creditReinstated: ['被撤回的来款已归还', '被撤回的來款已歸還', 'Platba vzatá zpět byla vrácena'],
  disbursementReturned: ['付款被银行退回', '付款被銀行退回', 'Výplatu vrátila banka příjemce'],
  claimForceMajeure: ['主张不可抗力并提交证明', '主張不可抗力並提交證明', 'Dovolat se vyšší moci a doložit ji'],
  acceptForceMajeure: ['按哈希认可不可抗力', '按雜湊值認可不可抗力', 'Uznat vyšší moc podle haše'],
  refuseForceMajeure: ['拒绝或撤回不可抗力主张', '拒絕或撤回不可抗力主張', 'Vyšší moc neuznat, nebo vzít zpět'],
  endForceMajeure: ['声明不可抗力已结束', '聲明不可抗力已結束', 'Prohlásit, že vyšší moc skončila'],
  sendMessage: ['发送消息', '發送訊息', 'Poslat zprávu'],
};

/** What runs out; a test sees that no clock is missing. */
const clockNames: Readonly<Record<string, Elsewhere>> = {
  answerWarning: ['答复询价的时间已过半', '回覆查詢的時間已過半', 'Polovina lhůty na odpověď uplynula'],
  answerDue: ['供应商答复询价的期限', '供應商回覆查詢的期限', 'Lhůta dodavatele na odpověď'],
  detailsDue: ['买方答复提问的期限', '買方回覆提問的期限', 'Lhůta kupujícího na odpověď'],
  validity: ['报价有效期', '報價有效期', 'Platnost nabídky'],
  confirmBy: ['签署合同的期限', '簽署合約的期限', 'Lhůta k podpisu smlouvy'],
  paymentDue: ['付款期限', '付款期限', 'Splatnost'],
  disputeAnswer: ['答复争议的期限', '回覆爭議的期限', 'Lhůta na odpověď ke sporu'],
  disputeNegotiation: ['和解期限', '和解期限', 'Lhůta na smír'],
  deliveryWarning: ['交货期预警', '交貨期預警', 'Upozornění na termín dodání'],
  deliveryOverdue: ['合同交货期', '合約交貨期', 'Termín dodání podle smlouvy'],
  deliveryFailed: ['交货宽限期', '交貨寬限期', 'Dodatečná lhůta dodání'],
  inspectionDue: ['检验期限', '檢驗期限', 'Lhůta na kontrolu'],
  packingListDue: ['提交装箱单的期限', '提交裝箱單的期限', 'Lhůta na balicí list'],
  discrepancyDue: ['解决单据不符的期限', '解決單據不符的期限', 'Lhůta na vyřešení rozdílů'],
  customsDue: ['清关期限', '清關期限', 'Lhůta na proclení'],
  approvalDue: ['两人批准出款的期限', '兩人批准出款的期限', 'Lhůta na schválení platby dvěma osobami'],
  firstTracking: ['首次物流跟踪', '首次物流追蹤', 'První zpráva o zásilce'],
  receiptReminder: ['验货提醒', '驗貨提醒', 'Připomenutí kontroly zboží'],
  autoConfirm: ['自动确认收货', '自動確認收貨', 'Automatické potvrzení převzetí'],
  opening: ['询价截止：密封报价启封', '詢價截止：密封報價啟封', 'Konec poptávky: otevření zapečetěných nabídek'],
  sampleDue: ['提交样品的期限', '提交樣品的期限', 'Lhůta na předložení vzorku'],
  sampleAnswer: ['答复样品的期限', '回覆樣品的期限', 'Lhůta na odpověď ke vzorku'],
  creditDue: ['开立信用证的期限', '開立信用狀的期限', 'Lhůta na otevření akreditivu'],
  afterSalesEnd: ['索赔期与保修期结束', '索償期與保養期結束', 'Konec reklamační lhůty a záruky'],
};

const chosen = (names: Elsewhere | undefined, locale: Locale, english: string): string =>
  names === undefined || locale === 'en' ? english : inColumn(names, locale);
const within = (names: Readonly<Record<string, Elsewhere>>, name: string): Elsewhere | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;

/** The name of a stage; `english` is what the process table calls it. */
export const stageIn = (locale: Locale, stage: Stage, english: string): string =>
  chosen(stageNames[stage], locale, english);
/** What a command does; in English it is the summary of its rule. */
export const commandIn = (locale: Locale, command: string, english: string): string =>
  chosen(within(commandNames, command), locale, english);
/** What a clock waits for; in English it is the clock's own label. */
export const clockIn = (locale: Locale, clock: string, english: string): string =>
  chosen(within(clockNames, clock), locale, english);
