import { defineEntity, p } from '@mikro-orm/core';

const versioned = {
  version: p.integer().check('version > 0'),
  hash: p.text(),
  content: p.json<object>(),
};
const made = { at: p.datetime(), byUser: p.text(), byCompany: p.text() };

/** A product as it is now, with what it is searched and filtered by. */
export const CatalogueProductEntity = defineEntity({
  name: 'CatalogueProduct',
  tableName: 'catalogue_product',
  properties: {
    id: p.text().primary(),
    supplier: p.text(),
    sku: p.text(),
    ...versioned,
    visibility: p.text().check("visibility in ('PUBLIC', 'PRIVATE')"),
    onSale: p.boolean(),
    category: p.text().index(),
    origin: p.text(),
    hsCode: p.text(),
    name: p.text(),
    search: p.text().columnType('tsvector'),
    listPrices: p.json<Record<string, number>>(),
    updatedAt: p.datetime().index(),
  },
  indexes: [
    {
      name: 'catalogue_product_withheld', properties: ['supplier'],
      where: "not (on_sale and visibility = 'PUBLIC')",
    },
  ],
  uniques: [{ name: 'catalogue_product_sku', properties: ['supplier', 'sku'] }],
});

/** Every version of every product, never changed. */
export const CatalogueVersionEntity = defineEntity({
  name: 'CatalogueVersion',
  tableName: 'catalogue_version',
  properties: {
    product: p.text().primary(),
    version: p.integer().primary(),
    hash: p.text(),
    content: p.json<object>(),
    ...made,
  },
});

/** What everybody may find: the products that are public and on sale, kept by the database itself. */
export const CataloguePublicEntity = defineEntity({
  name: 'CataloguePublic',
  tableName: 'catalogue_public',
  properties: {
    product: p.text().primary(),
    supplier: p.text().index(),
    category: p.text().index(),
    origin: p.text(),
    hsCode: p.text(),
    name: p.text(),
    search: p.text().columnType('tsvector'),
    listPrices: p.json<Record<string, number>>(),
    updatedAt: p.datetime().index(),
  },
  indexes: [{ name: 'catalogue_public_search', properties: ['search'], type: 'gin' }],
});

/** A supplier's price list as it is now. */
export const PriceListEntity = defineEntity({
  name: 'PriceList',
  tableName: 'price_list',
  properties: {
    id: p.text().primary(),
    supplier: p.text(),
    name: p.text(),
    ...versioned,
    scope: p.text().check("scope in ('EVERYBODY', 'TIER', 'COMPANY')"),
    scopeValue: p.text().nullable(),
    currency: p.text().check("currency ~ '^[A-Z]{3}$'"),
    validUntil: p.datetime().nullable(),
    updatedAt: p.datetime(),
  },
  indexes: [{ name: 'price_list_scope', properties: ['supplier', 'scope', 'scopeValue'] }],
  uniques: [{ name: 'price_list_name', properties: ['supplier', 'name'] }],
});

/** Every version of every price list, never changed. */
export const PriceListVersionEntity = defineEntity({
  name: 'PriceListVersion',
  tableName: 'price_list_version',
  properties: {
    list: p.text().primary(),
    version: p.integer().primary(),
    hash: p.text(),
    content: p.json<object>(),
    ...made,
  },
});

/** The tiers suppliers gave buyers, one row a decision, never changed; the last of a pair counts, null ends it. */
export const BuyerTierEntity = defineEntity({
  name: 'BuyerTier',
  tableName: 'buyer_tier',
  properties: {
    position: p.bigint('number').autoincrement().primary(),
    supplier: p.text(),
    company: p.text(),
    tier: p.text().nullable(),
    ...made,
  },
  indexes: [
    { name: 'buyer_tier_pair', properties: ['supplier', 'company', 'position'] },
    { name: 'buyer_tier_company', properties: ['company'] },
  ],
});

/** Access of a buyer company to private products of a supplier, with every step that led to it. */
export const CatalogueGrantEntity = defineEntity({
  name: 'CatalogueGrant',
  tableName: 'catalogue_grant',
  properties: {
    id: p.text().primary(),
    supplier: p.text(),
    buyer: p.text(),
    state: p.text().check("state in ('REQUESTED', 'APPROVED', 'REFUSED', 'REVOKED')"),
    subject: p.text(),
    nda: p.json<object>(),
    products: p.array().columnType('text[]'),
    steps: p.json<object>(),
    requestedAt: p.datetime(),
  },
  indexes: [
    { name: 'catalogue_grant_buyer', properties: ['buyer', 'supplier'] },
    { name: 'catalogue_grant_supplier', properties: ['supplier'] },
  ],
  uniques: [
    { name: 'catalogue_grant_requested_once', properties: ['supplier', 'buyer'], where: "state = 'REQUESTED'" },
  ],
});

/** A product a buyer company has collected, as it was then. */
export const FolderItemEntity = defineEntity({
  name: 'FolderItem',
  tableName: 'folder_item',
  properties: {
    id: p.text().primary(),
    company: p.text(),
    product: p.text(),
    kind: p.text().check("kind in ('PUBLIC', 'PRIVATE')"),
    snapshot: p.json<object>(),
    sha256: p.text(),
    note: p.text(),
    search: p.text().columnType('tsvector'),
    collectedAt: p.datetime(),
    collectedBy: p.text(),
  },
  uniques: [{ name: 'folder_item_once', properties: ['company', 'product'] }],
});
