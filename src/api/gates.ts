import type { Answer } from '../domain/record.ts';
import { adviserGate } from './adviser.ts';
import { frameGate, territoryGate } from './agreements/gates.ts';
import { marketingGate } from './agreements/marketing-gate.ts';
import { bindingGate } from './approvals/gate.ts';
import type { CommandCall } from './commands.ts';
import { complianceGate, customsGate } from './compliance/gate.ts';
import { artworkGate } from './contracting/artwork-gate.ts';
import { certificateGate } from './contracting/certificate-gate.ts';
import { deliveryGate } from './contracting/delivery-gate.ts';
import { requiredPapersGate } from './contracting/papers-gate.ts';
import { receiptEvidenceGate } from './contracting/receipt-evidence-gate.ts';
import { scanGate } from './contracting/scan-gate.ts';
import type { Settled } from './idempotency.ts';
import { replacementGate } from './providers/replacing.ts';
import { signingGate } from './signing/gate.ts';

/** Something that lies outside the order and can keep a command from it: a company's own rules, an agreement. */
export interface Gate {
  commands: readonly string[];
  /** Why the command is not handed in, as its answer; null lets it through. */
  stop(call: CommandCall): Promise<Answer | null>;
  /** Takes back what letting it through has reserved, once the order itself has refused it. */
  undo?(call: CommandCall): Promise<void>;
}

/** In the order in which they are asked: what stands against the deal first, what reserves or signs last. */
const gates: readonly Gate[] = [
  adviserGate,
  replacementGate,
  deliveryGate,
  territoryGate,
  frameGate,
  marketingGate,
  certificateGate,
  complianceGate,
  artworkGate,
  scanGate,
  requiredPapersGate,
  receiptEvidenceGate,
  bindingGate,
  customsGate,
  signingGate,
];

/**
 * Hands a command in past every gate that is about it. When the order's answer does not come, what was reserved stays:
 * the retry goes on under the same id.
 */
export async function throughGates(call: CommandCall, carryOut: () => Promise<Settled>): Promise<Settled> {
  const mine = gates.filter(({ commands }) => commands.includes(call.command));
  const passed: Gate[] = [];
  for (const gate of mine) {
    const stopped = await gate.stop(call);
    if (stopped !== null) {
      await takeBack(passed, call);
      return stopped;
    }
    passed.push(gate);
  }
  const settled = await carryOut();
  if (settled.status >= 400) await takeBack(passed, call);
  return settled;
}

async function takeBack(passed: Gate[], call: CommandCall): Promise<void> {
  for (const gate of passed.toReversed()) await gate.undo?.(call);
}
