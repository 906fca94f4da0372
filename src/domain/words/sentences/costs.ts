import type { Sentences } from '../sentences.ts';

/** What is said about what goods cost in the end. */
export const costSentences: Sentences = {
  'component: {component} is stated by: {roles}.': [
    'component：{component}由以下各方申报：{roles}。',
    'component：{component}由以下各方申報：{roles}。',
    'component: {component} uvádí: {roles}.',
  ],
  'component: {incoterm} puts {component} on the seller (Incoterms 2020).': [
    'component：按{incoterm}，{component}由卖方承担（Incoterms 2020）。',
    'component：按{incoterm}，{component}由賣方承擔（Incoterms 2020）。',
    'component: podle {incoterm} nese {component} prodávající (Incoterms 2020).',
  ],
  'replaces: {cost} is no standing {component} of your company.': [
    'replaces：{cost}不是贵公司现行有效的{component}。',
    'replaces：{cost}並非貴公司現行有效的{component}。',
    'replaces: {cost} není platný náklad {component} vaší společnosti.',
  ],
  'document: {component} was stated from this document as {cost}.': [
    'document：已根据该单据申报{component}，编号{cost}。',
    'document：已根據該單據申報{component}，編號{cost}。',
    'document: {component} z tohoto dokladu už je uveden jako {cost}.',
  ],
  'The costs are planned before signing.': [
    '成本预算须在签约前作出。',
    '成本預算須於簽約前作出。',
    'Náklady se plánují před podpisem.',
  ],
  'What goods are expected to cost is stated by their buyer.': [
    '货物的预期成本由买方申报。',
    '貨物的預期成本由買方申報。',
    'Očekávané náklady zboží uvádí jeho kupující.',
  ],
  'Costs are stated by the buyer and by who invoices or pays them.': [
    '成本由买方以及开票或付款的一方申报。',
    '成本由買方以及開票或付款的一方申報。',
    'Náklady uvádí kupující a ten, kdo je účtuje nebo platí.',
  ],
  'What goods cost in the end is for their buyer and the platform.': [
    '货物的最终成本仅供买方与平台查阅。',
    '貨物的最終成本僅供買方與平台查閱。',
    'Konečné náklady zboží vidí jen kupující a platforma.',
  ],
  'No contract runs in this order.': [
    '本订单没有生效的合同。',
    '本訂單沒有生效的合約。',
    'V této zakázce neběží žádná smlouva.',
  ],
  'Nobody stated before the contract what it would cost.': [
    '签约前无人申报预期成本。',
    '簽約前無人申報預期成本。',
    'Před smlouvou nikdo neuvedl, kolik to bude stát.',
  ],
};
