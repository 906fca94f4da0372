import { sha256Hex } from '../../domain/hash.ts';
import { type Actor, platformRoles, roles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { type Webhook, webhookForChange } from '../../persistence/webhooks/endpoints.ts';
import type { Access } from '../access.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusalOf } from '../problem.ts';

/** A webhook as its company sees it: without its secret. */
export const viewOf = ({ company: _company, reached, ...rest }: Webhook) => ({ ...rest, reached: String(reached) });

/** Who administers a company; what the platform's webhooks are told is everything, so operators alone make them. */
export const subscribers = {
  roles: [...roles.filter((role) => !platformRoles.includes(role)), 'operator'],
  and: 'admin',
  otherwise: { code: 'not-your-role', detail: 'The webhooks of the platform are for operators.' },
} as const satisfies Access;

/** Carries a write to a company's webhooks out once for its key, in one transaction with the answer. */
export function write(
  deps: ApiDeps,
  { actor, key, route, content }: { actor: Actor; key: string; route: string; content: unknown },
  work: (db: Db, id: string) => Promise<Answer>,
): Promise<Reply> {
  return once(deps, { actor, key, route, content }, ({ commandId }) =>
    writeOnce(deps.orm, commandId, (db) => work(db, `wh_${sha256Hex(commandId).slice(0, 24)}`)),
  );
}

/** The same for one webhook that is there; 404 for one of another company as for one there is not. */
export function change(
  deps: ApiDeps,
  given: { actor: Actor; key: string; id: string; command: string; content: unknown },
  work: (db: Db, webhook: Webhook) => Promise<Answer>,
): Promise<Reply> {
  const { actor, key, id, command, content } = given;
  return write(deps, { actor, key, route: `${command} /v1/webhooks/${id}`, content }, async (db) => {
    const webhook = await webhookForChange(db, actor.company, id);
    return webhook === null ? refusalOf(404, 'unknown-webhook', 'There is no such webhook.') : work(db, webhook);
  });
}
