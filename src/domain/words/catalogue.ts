import type { Locale } from './locale.ts';

/** The words of a catalogue on paper. */
export const catalogueWords: Record<
  Locale,
  Record<
    | 'title'
    | 'buyer'
    | 'issued'
    | 'validUntil'
    | 'products'
    | 'sku'
    | 'name'
    | 'hsCode'
    | 'from'
    | 'price'
    | 'lead'
    | 'days'
    | 'nothing'
    | 'footer',
    string
  >
> = {
  en: {
    title: 'Catalogue',
    buyer: 'Prices for',
    issued: 'Issued',
    validUntil: 'Prices hold until',
    products: 'Products',
    sku: 'Article',
    name: 'Product',
    hsCode: 'HS code',
    from: 'From',
    price: 'Price',
    lead: 'Lead time',
    days: 'days',
    nothing: 'Nothing of this kind is offered to you.',
    footer: 'Prices are for the company named above and are no offer to others.',
  },
  'zh-CN': {
    title: '产品目录',
    buyer: '价格适用于',
    issued: '出具日期',
    validUntil: '价格有效期至',
    products: '产品数',
    sku: '货号',
    name: '产品',
    hsCode: 'HS编码',
    from: '起订量',
    price: '价格',
    lead: '交货期',
    days: '天',
    nothing: '暂无向您提供的此类产品。',
    footer: '价格仅适用于上述公司，对其他方不构成要约。',
  },
  'zh-HK': {
    title: '產品目錄',
    buyer: '價格適用於',
    issued: '發出日期',
    validUntil: '價格有效期至',
    products: '產品數目',
    sku: '貨號',
    name: '產品',
    hsCode: 'HS編碼',
    from: '起訂量',
    price: '價格',
    lead: '交貨期',
    days: '天',
    nothing: '暫無向您提供的此類產品。',
    footer: '價格僅適用於上述公司，對其他方不構成要約。',
  },
  cs: {
    title: 'Katalog',
    buyer: 'Ceny pro',
    issued: 'Vystaveno',
    validUntil: 'Ceny platí do',
    products: 'Počet výrobků',
    sku: 'Číslo zboží',
    name: 'Výrobek',
    hsCode: 'Kód HS',
    from: 'Od množství',
    price: 'Cena',
    lead: 'Dodací lhůta',
    days: 'dní',
    nothing: 'Nic takového se vám nenabízí.',
    footer: 'Ceny platí pro výše uvedenou společnost a pro jiné nejsou nabídkou.',
  },
};
