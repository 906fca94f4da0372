import { type Elsewhere, inColumn, type Locale, type OtherLocale } from './locale.ts';

/** The papers the house makes (src/domain/order/papers.ts), as their titles begin in English. */
const names: readonly (readonly [english: string, ...elsewhere: Elsewhere])[] = [
  [
    'Proforma invoice and payment request',
    '形式发票暨付款请求',
    '形式發票暨付款要求',
    'Proforma faktura a žádost o platbu',
  ],
  ['Offer', '报价单', '報價單', 'Nabídka'],
  ['Purchase order', '采购订单', '採購訂單', 'Nákupní objednávka'],
  ['Contract', '合同', '合約', 'Smlouva'],
  ['Despatch advice', '发货通知', '發貨通知', 'Avízo o odeslání'],
  ['Goods receipt', '收货单', '收貨單', 'Příjemka'],
  ['Inspection report', '检验报告', '檢驗報告', 'Protokol o kontrole'],
  ['Transfer of title', '所有权转移书', '所有權轉移書', 'Převod vlastnického práva'],
  ['Payment order', '付款指令', '付款指示', 'Platební příkaz'],
  ['Packing list', '装箱单', '裝箱單', 'Balicí list'],
  ['Export declaration', '出口报关单', '出口報關單', 'Vývozní celní prohlášení'],
  ['Commercial invoice', '商业发票', '商業發票', 'Obchodní faktura'],
  ['Customs release', '海关放行单', '海關放行單', 'Propuštění celním úřadem'],
  ['Transport document', '运输单据', '運輸單據', 'Přepravní doklad'],
  ['Arrival notice', '到货通知', '到貨通知', 'Oznámení o příjezdu'],
  ['Delivery order', '提货单', '提貨單', 'Příkaz k vydání zboží'],
];

const verdicts: Record<string, Elsewhere> = {
  accept: ['接受', '接受', 'přijato'],
  reject: ['拒收', '拒收', 'zamítnuto'],
  sort: ['挑选', '挑選', 'k přetřídění'],
  rework: ['返工', '返工', 'k přepracování'],
};

const versions: Record<OtherLocale, (number: string) => string> = {
  'zh-CN': (number) => `，第${number}版`,
  'zh-HK': (number) => `，第${number}版`,
  cs: (number) => `, verze ${number}`,
};

/** What stands after the name: a version, a verdict, or a number that is the same in every language. */
function restIn(rest: string, locale: OtherLocale): string {
  const version = /^, version (\d+)$/.exec(rest)?.[1];
  if (version !== undefined) return versions[locale](version);
  const name = /^, (\w+)$/.exec(rest)?.[1];
  const verdict = name !== undefined && Object.hasOwn(verdicts, name) ? verdicts[name] : undefined;
  return verdict === undefined ? rest : `${locale === 'cs' ? ', ' : '，'}${inColumn(verdict, locale)}`;
}

/** The title of a paper of the house in another language; one that people gave to a file stays as they wrote it. */
export function paperTitleIn(locale: Locale, title: string): string {
  const found = names.find(([english]) => new RegExp(`^${english}(?=$|,| )`).test(title));
  if (locale === 'en' || found === undefined) return title;
  const [english, ...elsewhere] = found;
  return `${inColumn(elsewhere, locale)}${restIn(title.slice(english.length), locale)}`;
}
