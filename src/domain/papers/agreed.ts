import type { HappenedFact } from '../order/facts.ts';
import { optionBy } from '../order/options.ts';
import type { Contract, ContractDraft, QuoteVersion } from '../order/order.ts';
import type { RecordedFact } from '../record.ts';

/** The purchase order as it was issued, with the version it follows; of alternatives the one that was accepted. */
export interface IssuedOrder {
  number: string;
  issuedAt: string;
  by: { user: string; company: string };
  version: QuoteVersion;
}

/** What the parties have put on paper so far: the last purchase order and draft, and every version that was signed. */
export interface Agreed {
  purchaseOrder: IssuedOrder | null;
  draft: ContractDraft | null;
  contracts: Contract[];
}

/** The version that holds an option of this hash, with the terms of that option for its own. */
function versionOf(versions: readonly QuoteVersion[], hash: string): QuoteVersion | undefined {
  const holding = versions.find((one) => optionBy([one], hash) !== undefined);
  const option = optionBy(versions, hash);
  if (holding === undefined || option === undefined) return undefined;
  const { alternatives: _alternatives, buildUp: _buildUp, ...version } = holding;
  return { ...version, ...option };
}

/** Reads off the record of an order what the parties agreed on: the state of a running order has forgotten it. */
export function agreedIn(facts: readonly RecordedFact[]): Agreed {
  const versions: QuoteVersion[] = [];
  const agreed: Agreed = { purchaseOrder: null, draft: null, contracts: [] };
  for (const each of facts as unknown as HappenedFact[]) {
    switch (each.type) {
      case 'QuoteSubmitted':
      case 'TermsProposed':
      case 'CounterOffered':
      case 'ShareAwarded':
        versions.push(each.data.version);
        break;
      case 'PurchaseOrderIssued': {
        const { number, hash } = each.data;
        const version = versionOf(versions, hash);
        const { user, company } = each.by;
        if (version !== undefined) agreed.purchaseOrder = { number, issuedAt: each.at, by: { user, company }, version };
        agreed.draft = null;
        break;
      }
      case 'ContractDrafted':
        agreed.draft = each.data.draft;
        break;
      case 'ChangeRequested':
        agreed.draft = null;
        break;
      case 'ContractSealed':
      case 'ContractAmended':
        agreed.contracts.push(each.data.contract);
        break;
      default:
        break;
    }
  }
  return agreed;
}
