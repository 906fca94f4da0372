import { createPrivateKey, sign, verify } from 'node:crypto';
import { judge } from '../../domain/order/judge.ts';
import { optionBy } from '../../domain/order/options.ts';
import { isContracted, type Order } from '../../domain/order/order.ts';
import { goldenSamples } from '../../domain/order/sample.ts';
import { contractContent } from '../../domain/order/stages/contract.ts';
import type { Terms } from '../../domain/order/terms.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Answer } from '../../domain/record.ts';
import { dropSignature, keepSignature, keyInUse } from '../../persistence/signing/keys.ts';
import type { CommandCall } from '../commands.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';
import { refused } from '../rejections.ts';

/**
 * What would be signed if these terms were put forward now, or those agreed on: a draft before the contract, an
 * amendment after it. Null where neither can be.
 */
export function signedContent(order: Order, given: Terms | undefined): object | null {
  if (order.stage === 'contract') {
    const { purchaseOrder, samples } = order.drafting;
    const terms = given ?? optionBy(order.versions, order.acceptedHash)?.terms;
    if (terms === undefined) return null;
    return contractContent(order, 1, purchaseOrder?.number ?? null, terms, goldenSamples(samples));
  }
  if (!isContracted(order)) return null;
  const { version, hash, terms, goldenSamples: golden } = order.contract;
  return contractContent(order, version + 1, hash, given ?? terms, golden);
}

type Input = { hash?: string; terms?: Terms; signature?: string };

/** The hash a command signs: what it names, or what it puts forward. */
function signedHash({ found, command, input }: CommandCall): string | null {
  const { hash, terms } = input as Input;
  if (command !== 'draftContract' && command !== 'proposeAmendment') return hash ?? null;
  const content = signedContent(found.order, terms);
  return content === null ? null : hashOf(content);
}

type Signed = { signature: string } | { refusal: Answer };

/** The signature a person brought, verified, or the one the vault makes in their name. */
function signatureOf(
  { deps, input }: CommandCall,
  key: NonNullable<Awaited<ReturnType<typeof keyInUse>>>,
  hash: string,
): Signed {
  const { signature } = input as Input;
  if (key.origin === 'OWN' || key.sealed === null) {
    const detail = 'signature: sign the hash, its 64 digits as text, with the key you registered (Ed25519, base64url).';
    if (signature === undefined) return { refusal: refusalOf(422, 'signature-missing', detail, { hash }) };
    const good = verify(null, Buffer.from(hash), key.publicKey, Buffer.from(signature, 'base64url'));
    return good ? { signature } : { refusal: refusalOf(422, 'signature-invalid', detail, { hash }) };
  }
  if (deps.vault === null) {
    return { refusal: refusalOf(409, 'vault-closed', 'The platform cannot open its vault now: nothing was signed.') };
  }
  const secret = deps.vault.open(key.sealed, `${key.user} ${key.id}`);
  const made = sign(null, Buffer.from(hash), createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' }));
  return { signature: made.toString('base64url') };
}

/**
 * Who has a key signs with it, a contract as well as its amendments: the hash is signed and verified before the command
 * is handed in.
 */
export const signingGate: Gate = {
  commands: ['draftContract', 'confirmContract', 'proposeAmendment', 'consentAmendment'],
  async stop(call) {
    const { deps, actor, found, command, input, commandId } = call;
    const key = await keyInUse(deps.orm, actor.user);
    if (key === null) {
      return (input as Input).signature === undefined
        ? null
        : refusalOf(422, 'no-signing-key', 'signature: you have registered no key to verify it with.');
    }
    const judgement = judge(found.order, { name: command, input }, actor, deps.now());
    if ('rejection' in judgement) return refused(judgement.rejection);
    const hash = signedHash(call);
    if (hash === null) return null;
    const signed = signatureOf(call, key, hash);
    if ('refusal' in signed) return signed.refusal;
    const { user, company } = actor;
    const { id, publicKey } = key;
    const order = found.view.order;
    const at = deps.now();
    await keepSignature(deps.orm, { commandId, order, hash, user, company, key: id, publicKey, ...signed, at });
    return null;
  },
  undo: ({ deps, commandId }) => dropSignature(deps.orm, commandId),
};
