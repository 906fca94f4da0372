import { signaturesOver } from '../../persistence/signing/keys.ts';
import { type OrderTimestamp, timestampsOf } from '../../persistence/signing/timestamps.ts';
import { type EvidencePart, factName, jsonPart, part } from './parts.ts';
import type { Papered } from './reading.ts';

/**
 * Every signature made with a key over a signed version: the text that was signed, the signature and the key, and
 * whose they are.
 */
export async function keyedParts({ found, seen, agreed }: Papered): Promise<EvidencePart[]> {
  const hashes = agreed.contracts.map(({ hash }) => hash);
  const made = await signaturesOver(seen, found.view.order, hashes);
  const named = made.map((one, at) => ({ ...one, name: `signature-${at + 1}` }));
  const whose = named.map(({ name, hash, user, company, key, at }) => ({ name, hash, user, company, key, at }));
  return [
    jsonPart('keys.json', whose),
    ...named.flatMap(({ name, hash, publicKey, signature }) => [
      part(`${name}.txt`, 'text/plain', hash),
      part(`${name}.sig`, 'application/octet-stream', Buffer.from(signature, 'base64url')),
      part(`${name}.pem`, 'application/x-pem-file', publicKey),
    ]),
  ];
}

/** The file a timestamp is over, without its ending. */
const stampedName = ({ subject, number }: OrderTimestamp): string =>
  subject === 'CONTRACT' ? `contract-${number}` : factName(number);

/** What authorities have stamped, each answer as it came, and what is still to be stamped. */
export async function timestampParts({ found, seen }: Papered): Promise<EvidencePart[]> {
  const all = await timestampsOf(seen, found.view.order);
  const told = all.map(({ subject: _, number: __, response, ...one }) => one);
  const names = all.map(stampedName);
  return [
    jsonPart('timestamps.json', told.map((one, at) => ({ over: names[at], ...one }))),
    ...all.flatMap(({ response }, at) =>
      response === null ? [] : [part(`timestamp-${names[at]}.tsr`, 'application/timestamp-reply', response)],
    ),
  ];
}
