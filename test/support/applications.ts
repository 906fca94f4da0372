import { applicationSchema, type FiledDocument, filedApplication } from '../../src/domain/qualification/application.ts';
import type { Actor } from '../../src/domain/parties.ts';

/** Who reviews the tests' applications. */
export const reviewer: Actor = { user: 'u-account-manager', company: 'c-platform', roles: ['account-manager'] };

const given = applicationSchema.parse({
  licenceNumber: '12345678',
  taxNumber: '12345678',
  annualVolume: { minor: 50_000_000, currency: 'USD' },
  contact: { name: 'Chan Tai Man', email: 'chan@new.example', phone: '+852 2345 6789' },
});
export const application = filedApplication('c-new', given);

export const document = (kind: FiledDocument['kind'], id: string = kind): FiledDocument => ({
  id,
  kind,
  title: `${kind}.pdf`,
  mediaType: 'application/pdf',
  bytes: 1000,
  sha256: 'a'.repeat(64),
  filedAt: '2026-03-02T02:00:00.000Z',
  filedBy: 'u-new',
});
