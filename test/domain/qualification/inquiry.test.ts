import { describe, expect, it } from '@jest/globals';
import { applicationSchema } from '../../../src/domain/qualification/application.ts';
import { kindOfFile, readInquiry } from '../../../src/domain/qualification/inquiry.ts';

const sender = 'chan@new.example';
const said = [
  'Dear Sirs,',
  'we would like to buy from you: lamps and shades.',
  '> Business licence number: 1234 5678',
  '- Tax registration no.: 12345678',
  'Annual purchase volume: USD 500,000.00',
  'Contact: Chan Tai Man',
  'Phone: +852 2345 6789',
].join('\r\n');

describe('the text of a partnership inquiry', () => {
  it('makes the application that its lines say, answered to its sender', () => {
    expect(applicationSchema.parse(readInquiry(said, sender))).toEqual({
      licenceNumber: '12345678',
      taxNumber: '12345678',
      lei: null,
      annualVolume: { minor: 50_000_000, currency: 'USD' },
      contact: { name: 'Chan Tai Man', email: sender, phone: '+852 2345 6789' },
      remarks: '',
    });
  });

  it('is read in Chinese too, and by the first line of each label', () => {
    const text = '营业执照号：914403007109310121\n稅號: A1\n税号：B2\n年采购量：3000 CNY\n邮箱：a@b.example';
    expect(readInquiry(text, sender)).toEqual({
      licenceNumber: '914403007109310121',
      taxNumber: 'A1',
      annualVolume: { minor: 300_000, currency: 'CNY' },
      contact: { email: 'a@b.example' },
    });
  });

  it.each([
    ['12.345 JPY', 'more decimals than the currency has'],
    ['a lot', 'no amount'],
    ['500', 'no currency'],
    ['5 QQQ', 'no such currency'],
  ])('keeps the volume %s as it is, which no application takes: %s', (volume) => {
    const inquiry = readInquiry(said.replace('USD 500,000.00', volume), sender);
    expect(inquiry.annualVolume).toBe(volume);
    const { error } = applicationSchema.safeParse(inquiry);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['annualVolume']);
  });
});

describe('a file that came with it', () => {
  it.each([
    ['Business Licence.pdf', 'BUSINESS_LICENCE'],
    ['business-registration.pdf', 'BUSINESS_LICENCE'],
    ['tax registration.jpg', 'TAX_REGISTRATION'],
    ['税务登记.pdf', 'TAX_REGISTRATION'],
    ['purchases 2025.pdf', 'PURCHASE_VOLUME'],
    ['shareholders.png', 'OWNERSHIP'],
    ['scan0001.pdf', 'OTHER'],
  ])('%s is a document %s', (name, kind) => {
    expect(kindOfFile(name)).toBe(kind);
  });
});
