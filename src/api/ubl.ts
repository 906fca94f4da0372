import { XMLBuilder } from 'fast-xml-parser';
import { formatAmount } from '../domain/money.ts';

/** A company as a UBL document names it; `country` is empty, or an ISO 3166 code of two letters. */
export interface UblCompany {
  id: string;
  name: string;
  country: string;
}

const namespace = 'urn:oasis:names:specification:ubl:schema:xsd:';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  suppressEmptyNode: true,
  processEntities: true,
});

// What people write may hold characters that no XML 1.0 document can (production [2]), escaped or not.
const unwritable = /(?![\t\n\r\u007F-\u009F])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

function writable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(unwritable, '\uFFFD');
  if (Array.isArray(value)) return value.map(writable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, writable(member)]));
}

/**
 * A UBL 2.4 document (OASIS, ISO/IEC 19845 is its version 2.1) with these members, in the order of its schema. '@name'
 * is an attribute, '#' a text; characters that XML cannot hold are written as U+FFFD.
 */
export function writeUbl(root: 'Order' | 'Catalogue', members: object): string {
  const document = {
    '@xmlns': `${namespace}${root}-2`,
    '@xmlns:cac': `${namespace}CommonAggregateComponents-2`,
    '@xmlns:cbc': `${namespace}CommonBasicComponents-2`,
    'cbc:UBLVersionID': '2.4',
    ...members,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(writable({ [root]: document }))}`;
}

/** Date and time of an instant, in UTC, as xsd:date and xsd:time. */
export const ublTime = (instant: string): { date: string; time: string } => {
  const utc = new Date(instant).toISOString();
  return { date: utc.slice(0, 10), time: `${utc.slice(11, 19)}Z` };
};

export const ublParty = ({ id, name, country }: UblCompany): object => ({
  'cac:PartyIdentification': { 'cbc:ID': id },
  'cac:PartyName': { 'cbc:Name': name },
  ...(country === '' ? {} : { 'cac:PostalAddress': { 'cac:Country': { 'cbc:IdentificationCode': country } } }),
});

/** An amount given in minor units of its currency. */
export const ublAmount = (minor: number, currency: string): object => ({
  '@currencyID': currency,
  '#': formatAmount(minor, currency),
});

export const ublQuantity = (value: number, unit: string): object => ({ '@unitCode': unit, '#': value });
