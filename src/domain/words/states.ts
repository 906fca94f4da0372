import { type Elsewhere, inColumn, type OtherLocale } from './locale.ts';

/**
 * Where something stands, by its value in small letters: agreements, requests, proposals, access, letters of credit,
 * qualifications, enquiries to several suppliers, letters, payments and movements of money, and what limits are of.
 */
const states: Readonly<Record<string, Elsewhere>> = {
  proposed: ['已提议', '已提議', 'navrženo'],
  signed: ['已签署', '已簽署', 'podepsáno'],
  declined: ['已谢绝', '已婉拒', 'odmítnuto'],
  ended: ['已终止', '已終止', 'ukončeno'],
  requested: ['待答复', '待回覆', 'vyžádáno'],
  approved: ['已批准', '已批准', 'schváleno'],
  refused: ['已拒绝', '已拒絕', 'zamítnuto'],
  rejected: ['已拒绝', '已拒絕', 'zamítnuto'],
  revoked: ['已撤销', '已撤銷', 'odvoláno'],
  void: ['已作废', '已作廢', 'neplatné'],
  voided: ['已作废', '已作廢', 'zrušeno'],
  open: ['待处理', '待處理', 'otevřeno'],
  draft: ['草拟中', '草擬中', 'koncept'],
  issued: ['已开立', '已開立', 'otevřen'],
  advised: ['已通知', '已通知', 'avizován'],
  presented: ['已交单', '已交單', 'dokumenty předloženy'],
  examining: ['审单中', '審單中', 'dokumenty se zkoumají'],
  discrepant: ['单据不符', '單據不符', 'dokumenty s nesrovnalostmi'],
  complying: ['单据相符', '單據相符', 'dokumenty vyhovují'],
  honoured: ['已承付', '已承付', 'plněno'],
  closed: ['已关闭', '已關閉', 'uzavřeno'],
  submitted: ['已提交', '已提交', 'podáno'],
  'under-review': ['审核中', '審核中', 'posuzuje se'],
  'more-info': ['待补充资料', '待補充資料', 'čeká se na doplnění'],
  expiring: ['即将到期', '即將到期', 'brzy vyprší'],
  expired: ['已到期', '已到期', 'vypršelo'],
  evaluating: ['评标中', '評審中', 'vyhodnocuje se'],
  awarding: ['授标中', '授標中', 'přiděluje se'],
  awarded: ['已授标', '已授標', 'přiděleno'],
  'not-awarded': ['未授标', '未授標', 'nepřiděleno'],
  unanswered: ['无人报价', '無人報價', 'bez odpovědi'],
  waiting: ['待发送', '待傳送', 'čeká na odeslání'],
  sent: ['已发送', '已傳送', 'odesláno'],
  dead: ['无法投递', '無法投遞', 'nedoručitelné'],
  awaiting_approval: ['待批准', '待批准', 'čeká na schválení'],
  settled: ['已结清', '已結清', 'vypořádáno'],
  unknown: ['结果未知', '結果未知', 'výsledek není znám'],
  pending: ['处理中', '處理中', 'zpracovává se'],
  applied: ['已处理', '已處理', 'zaúčtováno'],
  suspense: ['挂账', '暫記帳', 'v uschování'],
  returned: ['已退回', '已退回', 'vráceno'],
  ignored: ['未入账', '未入帳', 'nezaúčtováno'],
  'written-off': ['已核销', '已撇銷', 'odepsáno'],
  cleared: ['已排除', '已排除', 'vyloučeno'],
  claimed: ['已申报', '已申報', 'uplatněno'],
  withdrawn: ['已撤回', '已撤回', 'vzato zpět'],
  confirmed: ['已确认', '已確認', 'potvrzeno'],
  day: ['日', '日', 'den'],
  month: ['月', '月', 'měsíc'],
  your: ['本人', '本人', 'váš'],
  "the company's": ['公司', '公司', 'společnosti'],
  'the bank': ['银行', '銀行', 'banka'],
  'the provider': ['支付机构', '支付機構', 'poskytovatel'],
  applicant: ['申请人', '申請人', 'žadatel'],
  reviewer: ['审核人', '審核人', 'posuzovatel'],
  business_licence: ['营业执照', '營業執照', 'živnostenské oprávnění'],
  tax_registration: ['税务登记', '稅務登記', 'daňová registrace'],
};

/** The value of a state in words; null for one that has none. */
export function inWords(locale: OtherLocale, value: string): string | null {
  const key = value.toLowerCase();
  const found = Object.hasOwn(states, key) ? states[key] : undefined;
  return found === undefined ? null : inColumn(found, locale);
}
