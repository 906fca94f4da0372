import type { Stage } from '../order/order.ts';
import type { Locale } from './locale.ts';

/** A name in every language; what the process table says in English stands there. */
type Chinese = readonly [simplified: string, traditional: string];

/** The stages of the trade: a stage without words does not compile. */
const stageNames: Record<Stage, Chinese> = {
  enquiry: ['询价', '查詢'],
  quote: ['报价与谈判', '報價與談判'],
  contract: ['合同', '合約'],
  escrow: ['托管付款', '託管付款'],
  production: ['生产', '生產'],
  warehouse: ['仓库收货', '倉庫收貨'],
  inspection: ['检验', '檢驗'],
  matching: ['单据核对', '單據核對'],
  customs: ['报关', '報關'],
  release: ['所有权转移与放款', '所有權轉移與放款'],
  shipment: ['运输', '運輸'],
  receipt: ['收货', '收貨'],
  refund: ['退款', '退款'],
  completed: ['已完成，售后', '已完成，售後'],
  closed: ['已关闭', '已關閉'],
};

/** What each command does, for buttons; a test sees that none is missing. */
const commandNames: Readonly<Record<string, Chinese>> = {
  submitQuote: ['提交报价', '提交報價'],
  askForDetails: ['向买方提问，答复期限暂停', '向買方提問，回覆期限暫停'],
  answerDetails: ['答复供应商的提问', '回覆供應商的提問'],
  declineEnquiry: ['谢绝报价', '婉拒報價'],
  withdraw: ['撤回', '撤回'],
  counterOffer: ['还价：提出下一版条款', '還價：提出下一版條款'],
  acceptQuote: ['按哈希接受对方最新条款', '按雜湊值接納對方最新條款'],
  declineQuote: ['终止谈判', '終止談判'],
  issuePurchaseOrder: ['发出采购订单', '發出採購訂單'],
  draftContract: ['起草并签署合同', '草擬並簽署合約'],
  requestChange: ['要求修改草案', '要求修改草稿'],
  confirmContract: ['确认并签署合同', '確認並簽署合約'],
  signOffline: ['书面签署并由第二人确认', '書面簽署並由第二人確認'],
  reportMilestone: ['报告生产进度', '報告生產進度'],
  readyForDispatch: ['声明货物备妥或服务完成', '聲明貨物備妥或服務完成'],
  bookInbound: ['预约入库', '預約入倉'],
  issueGoodsReceipt: ['开具收货单', '開具收貨單'],
  scanCarton: ['扫描箱码', '掃描箱碼'],
  recordMeasures: ['记录重量与尺寸', '記錄重量與尺寸'],
  recordFindings: ['记录检验结果', '記錄檢驗結果'],
  giveVerdict: ['给出检验结论', '作出檢驗結論'],
  submitPackingList: ['提交装箱单', '提交裝箱單'],
  chooseTransport: ['选择集装箱或快递', '選擇貨櫃或速遞'],
  stuffContainer: ['装载集装箱', '裝載貨櫃'],
  lodgeDeclaration: ['提交出口报关单', '提交出口報關單'],
  customsQueried: ['登记海关查询', '登記海關查詢'],
  answerQuery: ['答复海关查询', '回覆海關查詢'],
  customsReleased: ['登记海关放行', '登記海關放行'],
  customsRefused: ['登记海关拒绝', '登記海關拒絕'],
  transportMilestone: ['运输节点', '運輸節點'],
  trackingEvent: ['报告物流跟踪事件', '報告物流追蹤事件'],
  transferTitle: ['转移货物所有权', '轉移貨物所有權'],
  handOver: ['接收货物并登记运输单据', '接收貨物並登記運輸單據'],
  surrenderBillOfLading: ['交还提单或电放', '交還提單或電放'],
  reportException: ['报告运输异常', '報告運輸異常'],
  resolveException: ['解除运输异常', '解除運輸異常'],
  arrived: ['登记货物到达', '登記貨物到達'],
  collectAtPort: ['在港口提取整箱', '於港口提取整櫃'],
  collectAtWarehouse: ['在仓库凭码提取拼箱货', '於倉庫憑碼提取拼櫃貨'],
  confirmReceipt: ['逐行确认收货', '逐項確認收貨'],
  rejectReceipt: ['拒收货物', '拒收貨物'],
  extendInspection: ['延长验货期一次', '延長驗貨期一次'],
  openReturn: ['申请退货', '申請退貨'],
  openWarrantyClaim: ['提出保修索赔', '提出保養索償'],
  orderParts: ['订购备件', '訂購零件'],
  rate: ['评价对方一次', '評價對方一次'],
  creditReceived: ['登记到账', '登記到賬'],
  approvePayout: ['按哈希批准付款（须两人）', '按雜湊值批准付款（須兩人）'],
  approveRefund: ['按哈希批准退款（须两人）', '按雜湊值批准退款（須兩人）'],
  disbursementSent: ['银行已受理付款指令', '銀行已受理付款指示'],
  disbursementOutcomeUnknown: ['银行未答复付款指令', '銀行未回覆付款指示'],
  disbursementRefused: ['银行拒绝付款指令', '銀行拒絕付款指示'],
  transferSettled: ['登记出账', '登記出賬'],
  cancel: ['取消订单并确认费用', '取消訂單並確認費用'],
  consentCancellation: ['同意取消', '同意取消'],
  refuseCancellation: ['拒绝取消或撤回请求', '拒絕取消或撤回要求'],
  proposeAmendment: ['提议修改合同', '提議修改合約'],
  consentAmendment: ['按哈希同意修改', '按雜湊值同意修改'],
  refuseAmendment: ['拒绝修改或撤回提议', '拒絕修改或撤回提議'],
  openDispute: ['提出争议', '提出爭議'],
  answerDispute: ['答复争议', '回覆爭議'],
  offerSettlement: ['提出和解方案', '提出和解方案'],
  acceptSettlement: ['接受和解方案', '接受和解方案'],
  withdrawDispute: ['撤回争议', '撤回爭議'],
  ruleDispute: ['裁决争议，由第二位顾问确认', '裁決爭議，由第二位顧問確認'],
  clearAttention: ['记录已处理', '記錄已處理'],
  extendDeadline: ['延长期限并说明理由', '延長期限並說明理由'],
  raiseAttention: ['登记订单以外须处理的事项', '登記訂單以外須處理的事項'],
  awardShare: ['定标：接受本报价的全部或部分', '定標：接納本報價的全部或部分'],
  declineShare: ['定标：由其他供应商中标', '定標：由其他供應商中標'],
  submitSample: ['提交样品', '提交樣品'],
  approveSample: ['按哈希确认样品', '按雜湊值確認樣品'],
  refuseSample: ['拒绝样品并说明理由', '拒絕樣品並說明理由'],
  openPaymentLink: ['为一项付款请求开立付款链接', '為一項付款要求開立付款連結'],
  revokePaymentLink: ['撤销付款链接', '撤銷付款連結'],
  creditStood: ['信用证已生效', '信用狀已生效'],
  creditFell: ['信用证未支用即终止', '信用狀未支用即終止'],
  creditToldOfShipment: ['已向信用证通报装运日期', '已向信用狀通報裝運日期'],
  chargesIncurred: ['登记付款费用', '登記付款費用'],
  creditReversed: ['银行撤回来款', '銀行撤回來款'],
  creditReinstated: ['被撤回的来款已归还', '被撤回的來款已歸還'],
  disbursementReturned: ['付款被银行退回', '付款被銀行退回'],
  claimForceMajeure: ['主张不可抗力并提交证明', '主張不可抗力並提交證明'],
  acceptForceMajeure: ['按哈希认可不可抗力', '按雜湊值認可不可抗力'],
  refuseForceMajeure: ['拒绝或撤回不可抗力主张', '拒絕或撤回不可抗力主張'],
  endForceMajeure: ['声明不可抗力已结束', '聲明不可抗力已結束'],
  sendMessage: ['发送消息', '發送訊息'],
};

/** What runs out; a test sees that no clock is missing. */
const clockNames: Readonly<Record<string, Chinese>> = {
  answerWarning: ['答复询价的时间已过半', '回覆查詢的時間已過半'],
  answerDue: ['供应商答复询价的期限', '供應商回覆查詢的期限'],
  detailsDue: ['买方答复提问的期限', '買方回覆提問的期限'],
  validity: ['报价有效期', '報價有效期'],
  confirmBy: ['签署合同的期限', '簽署合約的期限'],
  paymentDue: ['付款期限', '付款期限'],
  disputeAnswer: ['答复争议的期限', '回覆爭議的期限'],
  disputeNegotiation: ['和解期限', '和解期限'],
  deliveryWarning: ['交货期预警', '交貨期預警'],
  deliveryOverdue: ['合同交货期', '合約交貨期'],
  deliveryFailed: ['交货宽限期', '交貨寬限期'],
  inspectionDue: ['检验期限', '檢驗期限'],
  packingListDue: ['提交装箱单的期限', '提交裝箱單的期限'],
  discrepancyDue: ['解决单据不符的期限', '解決單據不符的期限'],
  customsDue: ['清关期限', '清關期限'],
  approvalDue: ['两人批准出款的期限', '兩人批准出款的期限'],
  firstTracking: ['首次物流跟踪', '首次物流追蹤'],
  receiptReminder: ['验货提醒', '驗貨提醒'],
  autoConfirm: ['自动确认收货', '自動確認收貨'],
  opening: ['询价截止：密封报价启封', '詢價截止：密封報價啟封'],
  sampleDue: ['提交样品的期限', '提交樣品的期限'],
  sampleAnswer: ['答复样品的期限', '回覆樣品的期限'],
  creditDue: ['开立信用证的期限', '開立信用狀的期限'],
  afterSalesEnd: ['索赔期与保修期结束', '索償期與保養期結束'],
};

const chosen = (names: Chinese | undefined, locale: Locale, english: string): string => {
  if (names === undefined || locale === 'en') return english;
  return names[locale === 'zh-CN' ? 0 : 1];
};
const within = (names: Readonly<Record<string, Chinese>>, name: string): Chinese | undefined =>
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
