import { parseAmount } from '../money.ts';
import type { DocumentKind } from './application.ts';

/** What a line of an inquiry says, by its label before the colon; in Chinese as mainland and Hong Kong write it. */
const labels: [RegExp, string][] = [
  [
    /^(?:business )?licen[cs]e(?: (?:number|no\.?))?$|^(?:营业执照|營業執照|商業登記)(?:号|號|号码|號碼)?$/i,
    'licenceNumber',
  ],
  [/^tax(?: registration)?(?: (?:number|no\.?|id))?$|^(?:税|稅)(?:号|號|务登记号|務登記號)$/i, 'taxNumber'],
  [/^lei$/i, 'lei'],
  [/^annual(?: purchase)? volume$|^年(?:采购|採購)量$/i, 'annualVolume'],
  [/^contact(?: person)?$|^(?:联系人|聯絡人)$/i, 'name'],
  [/^e-?mail$|^(?:邮箱|電郵)$/i, 'email'],
  [/^(?:phone|tel\.?|telephone)$|^(?:电话|電話)$/i, 'phone'],
];

/** '500,000.00 USD' or 'USD 500,000' as an amount; what is neither stays as it is, to be told to its sender. */
function amountOf(text: string): unknown {
  const [, before, digits = '', after] = /^([A-Z]{3})?\s*([\d,.]+)\s*([A-Z]{3})?$/.exec(text.toUpperCase()) ?? [];
  const currency = before ?? after;
  if (currency === undefined) return text;
  try {
    return { minor: parseAmount(digits.replaceAll(',', ''), currency), currency };
  } catch {
    return text;
  }
}

/**
 * What the text of a partnership inquiry says of its company, line by line ('Tax number: 12345678'), in the form of an
 * application, unchecked; the first line of each label counts. Answers are to go to `sender` unless it says otherwise.
 */
export function readInquiry(text: string, sender: string): Record<string, unknown> {
  const said = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, label = '', value = ''] = /^[\s>*-]*([^:：]{1,40}?)\s*[:：]\s*(\S.*?)\s*$/.exec(line) ?? [];
    const field = labels.find(([pattern]) => pattern.test(label))?.[1];
    if (field !== undefined && !said.has(field)) said.set(field, value);
  }
  const given = (field: string) => (said.has(field) ? { [field]: said.get(field) } : {});
  const volume = said.get('annualVolume');
  return {
    ...given('licenceNumber'),
    ...given('taxNumber'),
    ...given('lei'),
    ...(volume === undefined ? {} : { annualVolume: amountOf(volume) }),
    contact: { ...given('name'), email: said.get('email') ?? sender, ...given('phone') },
  };
}

const kindsByName: [RegExp, DocumentKind][] = [
  [/tax|税|稅/i, 'TAX_REGISTRATION'],
  [/licen[cs]e|business.?registration|营业执照|營業執照|商業登記/i, 'BUSINESS_LICENCE'],
  [/volume|purchas|采购|採購/i, 'PURCHASE_VOLUME'],
  [/owner|shareholder|股东|股東/i, 'OWNERSHIP'],
];

/** The kind of a document that came with an inquiry, by the name of its file. */
export const kindOfFile = (name: string): DocumentKind =>
  kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'OTHER';
