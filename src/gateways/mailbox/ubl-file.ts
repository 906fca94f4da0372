import { decodeBankFile } from '../bank/encoding.ts';
import { BankMessageError, readXml } from '../bank/xml.ts';
import { readUblOrder, ublElementOf } from './ubl-order.ts';

const mostXml = { maxCharacters: 5_000_000 };

/** A purchase order as its sender wrote it, not checked yet, and where each field stands in it; or why it is none. */
export type UblFile = { input: unknown; elementOf: (field: string) => string } | { fault: string };

/** Reads a UBL 2.x Order. Never throws: what cannot be read is a fault that names the element and the rule. */
export function readUblFile(bytes: Buffer): UblFile {
  try {
    return { input: readUblOrder(readXml(decodeBankFile(bytes), mostXml)), elementOf: ublElementOf };
  } catch (error) {
    if (error instanceof BankMessageError || error instanceof RangeError) return { fault: error.message };
    return { fault: 'the file cannot be read as XML' };
  }
}
