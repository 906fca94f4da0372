import { endOfDay } from '../order/time.ts';
import type { Certificate, Product } from './product.ts';

export type CertificateStatus = 'VALID' | 'EXPIRED';

/** Whether a certificate still holds at an ISO instant: to the end of its last day in Hong Kong. */
export const certificateStatus = ({ validUntil }: Certificate, at: string): CertificateStatus =>
  validUntil === null || Date.parse(at) <= Date.parse(endOfDay(validUntil)) ? 'VALID' : 'EXPIRED';

/** The product's certificates that have run out at an ISO instant. */
export const expiredCertificates = ({ certificates }: Pick<Product, 'certificates'>, at: string): Certificate[] =>
  certificates.filter((certificate) => certificateStatus(certificate, at) === 'EXPIRED');

/**
 * Whether a product may be contracted at an ISO instant as far as its certificates go: none of those its supplier
 * shows has run out (requirements.md S20). A product that shows none passes.
 */
export const certificatesValid = (product: Pick<Product, 'certificates'>, at: string): boolean =>
  expiredCertificates(product, at).length === 0;
