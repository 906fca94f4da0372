import { sha256Hex } from '../../domain/hash.ts';
import { type CatalogueRefusal, isRefused } from '../../domain/catalogue/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { type Db, type Deed, writeOnce } from '../../persistence/catalogue/write-once.ts';
import type { Access } from '../access.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusedBy } from './refusals.ts';

/** A write to the catalogue: by whom, under which key, and what it says. */
export interface CatalogueWrite {
  actor: Actor;
  key: string;
  route: string;
  content: unknown;
}

/** What a write works with: ids made of the command's, so that a retry makes nothing twice. */
export interface Making {
  db: Db;
  deed: Deed;
  /** Opaque: it says nothing of how many there are, nor when it was made. */
  idOf(what: string): string;
}

/** Who keeps a catalogue: suppliers, each their own. */
export const forSuppliers = {
  roles: ['supplier'],
  otherwise: { code: 'not-a-supplier', detail: 'A catalogue is kept by its supplier.' },
} as const satisfies Access;

/** Who collects from catalogues and asks for access to what is private. */
export const forBuyers = {
  roles: ['buyer'],
  otherwise: { code: 'not-a-buyer', detail: 'Folders and access to private products are for buyers.' },
} as const satisfies Access;

/**
 * Carries a write out once for its key, in one transaction with the answer that is kept for it. Throws
 * ProblemError as `once` does.
 */
export function keyedWrite(
  deps: ApiDeps, { actor, key, route, content }: CatalogueWrite, work: (making: Making) => Promise<Answer>,
): Promise<Reply> {
  const deed: Deed = { at: deps.now(), by: { user: actor.user, company: actor.company } };
  return once(deps, { actor, key, route, content }, ({ commandId }) => {
    const idOf = (what: string) => sha256Hex(`${commandId} ${what}`).slice(0, 24);
    return writeOnce(deps.orm, commandId, (db) => work({ db, deed, idOf }));
  });
}

/** The answer to a write that was carried out or refused. */
export function answered<T extends object>(
  result: T | { rejection: CatalogueRefusal }, status: number, bodyOf: (result: T) => object,
): Answer {
  return isRefused(result) ? refusedBy(result.rejection) : { status, body: bodyOf(result as T) };
}
