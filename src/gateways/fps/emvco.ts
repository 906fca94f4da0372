import { formatAmount } from '../../domain/money.ts';

/** Who receives: one of the proxies a bank has registered with HKICL. */
export type FpsProxy =
  | { kind: 'FPS_ID'; value: string }
  | { kind: 'MOBILE'; value: string }
  | { kind: 'EMAIL'; value: string };

const proxyTag: Record<FpsProxy['kind'], string> = { FPS_ID: '02', MOBILE: '03', EMAIL: '04' };
/** ISO 4217 numbers of the two currencies FPS carries. */
const currencyNumber: Readonly<Record<string, string>> = { HKD: '344', CNY: '156' };
const longestValue = 99;
const longestReference = 25;

/** One data object of EMVCo QRCPS: two digits of identifier, two of length in bytes, the value. */
function object(id: string, value: string): string {
  const length = Buffer.byteLength(value);
  if (length === 0 || length > longestValue) throw new RangeError(`${id}: 1 to ${longestValue} characters`);
  return `${id}${String(length).padStart(2, '0')}${value}`;
}

/** CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF) as four capital hexadecimal digits, as EMVCo QRCPS has it. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/**
 * A merchant-presented QR code for one payment over the Hong Kong Faster Payment System: EMVCo QRCPS 1.1 with the
 * merchant account information of HKMA's Common QR Code Specification (template 26, hk.com.hkicl). Exact amount in
 * minor units; the reference is what the payer's bank sends along. Throws RangeError naming what it cannot carry.
 */
export function fpsPayload(
  proxy: FpsProxy,
  { amountMinor, currency, reference }: { amountMinor: number; currency: string; reference: string },
): string {
  const number = currencyNumber[currency];
  if (number === undefined) throw new RangeError(`currency: FPS carries HKD and CNY, not ${currency}`);
  if (amountMinor <= 0) throw new RangeError('amountMinor: must be above 0');
  if (reference.length > longestReference) throw new RangeError(`reference: at most ${longestReference} characters`);
  const account = object('00', 'hk.com.hkicl') + object(proxyTag[proxy.kind], proxy.value);
  const content =
    object('00', '01') +
    // 12: for one payment, with the amount in it.
    object('01', '12') +
    object('26', account) +
    object('52', '0000') +
    object('53', number) +
    object('54', formatAmount(amountMinor, currency)) +
    object('58', 'HK') +
    object('59', 'NA') +
    object('60', 'HK') +
    object('62', object('05', reference));
  const checked = `${content}6304`;
  return checked + crc16(checked);
}
