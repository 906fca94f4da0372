import { createHash, X509Certificate } from 'node:crypto';
import { fromBER, Integer, Null, type ObjectIdentifier, OctetString, type Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  type ExtKeyUsage,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

const sha256Oid = '2.16.840.1.101.3.4.2.1';
const tstInfoOid = '1.2.840.113549.1.9.16.1.4';
const signedDataOid = '1.2.840.113549.1.7.2';
const dataOid = '1.2.840.113549.1.7.1';
const contentTypeOid = '1.2.840.113549.1.9.3';
const extendedKeyUsageOid = '2.5.29.37';
const timeStampingOid = '1.3.6.1.5.5.7.3.8';
const signingCertificateOids = {
  '1.2.840.113549.1.9.16.2.12': 'sha1',
  '1.2.840.113549.1.9.16.2.47': 'sha256',
} as const;

/** How far the authority's clock may be from ours: more is no clock, or an old answer. */
const mostSkewMs = 10 * 60_000;

export type TimestampFault =
  | 'no-answer'
  | 'refused'
  | 'malformed'
  | 'wrong-imprint'
  | 'wrong-nonce'
  | 'wrong-policy'
  | 'wrong-time'
  | 'wrong-certificate'
  | 'untrusted'
  | 'forged';

/** Why there is no timestamp; `code` is the rule that was broken. */
export class TimestampError extends Error {
  readonly code: TimestampFault;
  constructor(code: TimestampFault, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'TimestampError';
    this.code = code;
  }
}

/** What a timestamp has to be to count. */
export interface Asked {
  /** SHA-256 of what is stamped, in hexadecimal. */
  hash: string;
  nonce: Buffer;
  /** The policies that count, as object identifiers; empty: any. */
  policies: readonly string[];
  /** Certificates known beforehand: the self-signed are trusted, the others help to reach them. */
  certificates: readonly Certificate[];
  /** When it was received, in milliseconds. */
  now: number;
}

/** A timestamp that was found good. */
export interface Stamped {
  /** When the authority says the hash was there. */
  at: string;
  policy: string;
  /** The token's serial number at the authority, in hexadecimal. */
  serial: string;
  /** The name in the certificate that signed it. */
  signer: string;
}

/** Bytes of their own, as WebCrypto and ASN.1 want them. */
const copied = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

/** A request to stamp a hash (RFC 3161 section 2.4.1), with the certificates in the answer. */
export function timestampRequest(hash: string, nonce: Buffer): Buffer {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: copied(Buffer.from(hash, 'hex')) }),
    }),
    nonce: new Integer({ valueHex: copied(nonce) }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

/** Reads something the library may refuse in any way of its own. */
function read<T>(what: string, reading: () => T): T {
  try {
    return reading();
  } catch {
    throw new TimestampError('malformed', `the answer holds no ${what} as RFC 3161 writes it`);
  }
}

const hex = (value: Integer): string => Buffer.from(value.valueBlock.valueHexView).toString('hex');

function tokenIn(bytes: Buffer): SignedData {
  const response = read('TimeStampResp', () => {
    const { result } = fromBER(copied(bytes));
    // The library reads lengths generously; others, who have to verify it later, do not.
    if (!bytes.equals(Buffer.from(result.toBER()))) throw new RangeError('not one value in DER');
    return new TimeStampResp({ schema: result });
  });
  const { status, statusStrings = [], failInfo } = response.status;
  if (status !== 0 && status !== 1) {
    const why = statusStrings.map((text) => text.valueBlock.value).join('; ');
    const bits = failInfo === undefined ? '' : `, failure ${hex(failInfo as unknown as Integer)}`;
    const said = why === '' ? '' : `: ${why}`;
    throw new TimestampError('refused', `the authority answered status ${status}${bits}${said}`);
  }
  return read('token', () => {
    const { timeStampToken } = response;
    if (timeStampToken?.contentType !== signedDataOid) throw new RangeError('not signed data');
    const signed = new SignedData({ schema: timeStampToken.content });
    if (signed.encapContentInfo.eContentType !== tstInfoOid || signed.signerInfos.length !== 1)
      throw new RangeError('not a TSTInfo signed once');
    return signed;
  });
}

function contentOf(signed: SignedData): TSTInfo {
  return read('TSTInfo', () => TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() as ArrayBuffer));
}

/** The token is about this hash, this request and this moment. */
function checkContent(info: TSTInfo, { hash, nonce, policies, now }: Asked): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView).toString('hex');
  if (hashAlgorithm.algorithmId !== sha256Oid || imprint !== hash)
    throw new TimestampError('wrong-imprint', 'the token is over another hash than the one asked for');
  if (info.nonce === undefined || hex(info.nonce) !== nonce.toString('hex'))
    throw new TimestampError('wrong-nonce', 'the token answers another request');
  if (policies.length > 0 && !policies.includes(info.policy))
    throw new TimestampError('wrong-policy', `the token is by policy ${info.policy}, which is not one that counts`);
  const skew = Math.abs(info.genTime.getTime() - now);
  if (!(skew <= mostSkewMs))
    throw new TimestampError('wrong-time', `the token says ${info.genTime.toISOString()}, which is not now`);
}

/**
 * Verifies an authority's answer (RFC 3161 section 2.4.2) to a request: status, hash, nonce, policy and time, the
 * signature, the chain to a trusted root at the time it states, that the certificate is for stamping alone, and that
 * the signature names that certificate. Throws TimestampError naming the rule that was broken.
 */
export async function verifyTimestamp(bytes: Buffer, asked: Asked): Promise<Stamped> {
  try {
    return await verified(bytes, asked);
  } catch (error) {
    if (error instanceof TimestampError) throw error;
    throw new TimestampError('malformed', 'a part of the token is not as RFC 3161 writes it');
  }
}

async function verified(bytes: Buffer, asked: Asked): Promise<Stamped> {
  const signed = tokenIn(bytes);
  const info = contentOf(signed);
  checkContent(info, asked);
  const certificate = await signerOf(signed, info, asked.certificates);
  checkPurpose(certificate);
  checkNamed(signed, certificate);
  return {
    at: info.genTime.toISOString(),
    policy: info.policy,
    serial: hex(info.serialNumber),
    signer: new X509Certificate(derOf(certificate)).subject.replaceAll('\n', ', '),
  };
}

const derOf = (certificate: Certificate): Buffer => Buffer.from(certificate.toSchema().toBER());
const isRoot = ({ issuer, subject }: Certificate): boolean => issuer.isEqual(subject);

/** The certificate whose key has signed the token, itself signed up to a root that is trusted. */
async function signerOf(
  signed: SignedData,
  info: TSTInfo,
  known: readonly Certificate[],
): Promise<Certificate> {
  signed.certificates = [...(signed.certificates ?? []), ...known.filter((one) => !isRoot(one))];
  // The library would want the whole content to hash it once more; here only its hash is known, and compared above.
  signed.encapContentInfo.eContentType = dataOid;
  const given = {
    signer: 0,
    checkDate: info.genTime,
    checkChain: true,
    passedWhenNotRevValues: true,
    extendedMode: true,
    trustedCerts: known.filter(isRoot),
  } as const;
  const result = await signed.verify(given).catch((error: { code?: number; message?: string }) => {
    if (error.code === 5) throw new TimestampError('untrusted', error.message ?? 'no chain to a trusted root');
    if (error.code === 3 || error.code === 2)
      throw new TimestampError('wrong-certificate', 'the certificate that signed the token is not with it');
    throw new TimestampError('forged', error.message ?? 'the signature does not verify');
  });
  const certificate = result.signerCertificate;
  if (result.signatureVerified !== true || !(certificate instanceof Certificate))
    throw new TimestampError('forged', 'the signature is not by the certificate with it');
  return certificate;
}

/** RFC 3161 section 2.3: one extended key usage, time stamping, and critical. */
function checkPurpose({ extensions = [] }: Certificate): void {
  const usage = extensions.find(({ extnID }) => extnID === extendedKeyUsageOid);
  const purposes = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  if (usage?.critical !== true || purposes.length !== 1 || purposes[0] !== timeStampingOid)
    throw new TimestampError('wrong-certificate', 'the certificate is not one for time stamping alone');
}

/** RFC 5035 and RFC 5816: the signature covers which certificate made it, so that none can take its place. */
function checkNamed({ signerInfos: [signer] }: SignedData, certificate: Certificate): void {
  const attributes = signer?.signedAttrs?.attributes ?? [];
  const valuesOf = (type: string) => attributes.filter((one) => one.type === type).flatMap(({ values }) => values);
  const [type] = valuesOf(contentTypeOid) as ObjectIdentifier[];
  if (type?.valueBlock.toString() !== tstInfoOid)
    throw new TimestampError('forged', 'the signature is over something else than a timestamp');
  const named = Object.entries(signingCertificateOids).flatMap(([oid, algorithm]) =>
    valuesOf(oid).map((value) => ({ algorithm, hash: firstHash(value as Sequence) })),
  );
  const der = derOf(certificate);
  const names = ({ algorithm, hash }: { algorithm: string; hash: string | null }) =>
    hash === createHash(algorithm).update(der).digest('hex');
  if (named.length === 0 || !named.every(names))
    throw new TimestampError('wrong-certificate', 'the signature does not name the certificate that made it');
}

/** SigningCertificate(V2): a sequence of ESSCertIDs, the first of which is the signer's; its hash, in hexadecimal. */
function firstHash(signing: Sequence): string | null {
  const [list] = signing.valueBlock.value as Sequence[];
  const [first] = (list?.valueBlock.value ?? []) as Sequence[];
  const hash = first?.valueBlock.value.find((one) => one instanceof OctetString);
  return hash === undefined ? null : Buffer.from(hash.valueBlock.valueHexView).toString('hex');
}
