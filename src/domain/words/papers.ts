import type { Locale } from './locale.ts';

/** The papers the house makes (src/domain/order/papers.ts), as their titles begin in English. */
const names: readonly (readonly [english: string, simplified: string, traditional: string])[] = [
  ['Proforma invoice and payment request', '形式发票暨付款请求', '形式發票暨付款要求'],
  ['Offer', '报价单', '報價單'],
  ['Purchase order', '采购订单', '採購訂單'],
  ['Contract', '合同', '合約'],
  ['Despatch advice', '发货通知', '發貨通知'],
  ['Goods receipt', '收货单', '收貨單'],
  ['Inspection report', '检验报告', '檢驗報告'],
  ['Transfer of title', '所有权转移书', '所有權轉移書'],
  ['Payment order', '付款指令', '付款指示'],
  ['Packing list', '装箱单', '裝箱單'],
  ['Export declaration', '出口报关单', '出口報關單'],
  ['Commercial invoice', '商业发票', '商業發票'],
  ['Customs release', '海关放行单', '海關放行單'],
  ['Transport document', '运输单据', '運輸單據'],
  ['Arrival notice', '到货通知', '到貨通知'],
  ['Delivery order', '提货单', '提貨單'],
];

const verdicts: Record<string, readonly [string, string]> = {
  accept: ['接受', '接受'],
  reject: ['拒收', '拒收'],
  sort: ['挑选', '挑選'],
  rework: ['返工', '返工'],
};

/** What stands after the name: a version, a verdict, or a number that is the same in every language. */
function restIn(rest: string, at: 0 | 1): string {
  const version = /^, version (\d+)$/.exec(rest)?.[1];
  if (version !== undefined) return `，第${version}版`;
  const verdict = /^, (\w+)$/.exec(rest)?.[1];
  return verdict !== undefined && Object.hasOwn(verdicts, verdict) ? `，${verdicts[verdict]?.[at]}` : rest;
}

/** The title of a paper of the house in another language; one that people gave to a file stays as they wrote it. */
export function paperTitleIn(locale: Locale, title: string): string {
  const found = names.find(([english]) => new RegExp(`^${english}(?=$|,| )`).test(title));
  if (locale === 'en' || found === undefined) return title;
  const at = locale === 'zh-CN' ? 0 : 1;
  return `${found[at + 1]}${restIn(title.slice(found[0].length), at)}`;
}
