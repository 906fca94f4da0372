import { judge, judgeHouse } from '../../src/domain/order/judge.ts';
import { type OpenStage, openStages } from '../../src/domain/order/order.ts';
import { allCommands, keptRuleOf, ruleOf } from '../../src/domain/order/process.ts';
import { addMillis } from '../../src/domain/order/time.ts';
import { type Party, roles } from '../../src/domain/parties.ts';
import { actorOf } from './actors.ts';
import { MINUTE, type Played } from './played.ts';
import { inputs } from './inputs.ts';
import { first } from './terms.ts';
import { lodged, onward, upTo } from './play.ts';

const parties: readonly Party[] = [...roles, 'house'];
const nobody = '.';

/**
 * Where each stage is looked at: as it is entered by a trade that is inspected, shipped by sea and paid in two parts.
 */
function entered(stage: OpenStage): Played {
  const paymentPlan = [
    { share: 3000, due: 'ON_CONTRACT' as const },
    { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
  ];
  if (stage === 'refund') {
    const paid = onward(upTo('inspection', { paymentPlan }));
    return refusedByCustoms(lodged(onward(paid)));
  }
  return upTo(stage, { paymentPlan });
}

function refusedByCustoms(played: Played): Played {
  const now = addMillis(played.now, MINUTE);
  const command = { name: 'customsRefused', input: { reason: 'forbidden goods' } };
  const judgement = judge(played.order, command, actorOf('customs-broker'), now);
  if ('rejection' in judgement) throw new Error(judgement.rejection.detail);
  return { ...played, order: judgement.order, facts: [...played.facts, ...judgement.facts], now };
}

/** What one party is answered: yes, the code of the refusal, or a dot where the command is not for that party. */
function cell({ order, now }: Played, command: string, party: Party): string {
  const at = addMillis(now, MINUTE);
  const kept = keptRuleOf(order.stage, command);
  if (kept !== null) return kept.by.includes(party) ? 'kept' : nobody;
  // What leaving costs is named by the one who leaves: the supplier pays no fee.
  const fee = command === 'cancel' && party === 'supplier' ? { feeMinor: 0 } : {};
  const made = inputs[command]?.(order, first, at);
  const input = command === 'cancel' ? { ...(made as object), ...fee } : made;
  const rule = ruleOf(order.stage, command);
  const asked = { name: command, input: rule === null || rule.distilled ? input : rule.input.parse(input) };
  const judgement = party === 'house' ? judgeHouse(order, asked, at) : judge(order, asked, actorOf(party), at);
  if (!('rejection' in judgement)) return 'yes';
  return judgement.rejection.code === 'not-your-move' && rule?.by.includes(party) !== true
    ? nobody
    : judgement.rejection.code;
}

/** One row a command a stage takes, a column a party. Every other command is refused there as wrong-stage. */
export function decisionTable(): string {
  const chapters = openStages.map((stage) => {
    const played = entered(stage);
    const rows = allCommands()
      .filter(({ stages }) => stages.includes(stage))
      .map(({ command }) => [command, ...parties.map((party) => cell(played, command, party))]);
    const lines = [[stage, ...parties], ...rows];
    const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
    return lines
      .map((line) =>
        line
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n');
  });
  return `${chapters.join('\n\n')}\n`;
}
