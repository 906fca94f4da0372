import { allHandlersFinished, condition, proxyLocalActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { ApprovalRefusal } from '../src/domain/approvals/refusal.ts';
import { type ApprovalRequest, decideRequest, elapseRequest, voidRequest } from '../src/domain/approvals/request.ts';
import { onUpdate, refusal } from './guard.ts';
import { type ApprovalInput, decideApproval, type Decided, voidApproval } from './messages.ts';

const { recordApproval } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '1s' },
});

type Step = (request: ApprovalRequest) => ApprovalRequest | { rejection: ApprovalRefusal };

/** What the run holds: the request as it is on the record; one step at a time. */
interface Holding {
  request: ApprovalRequest;
  busy: boolean;
}

const now = (): string => new Date(Date.now()).toISOString();
const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

/** The step's outcome; throws the refusal that goes back to the caller. */
function taken(request: ApprovalRequest, step: Step): ApprovalRequest {
  const after = step(elapseRequest(request, now()));
  if (!('rejection' in after)) return after;
  const { code, detail, data } = after.rejection;
  throw refusal(code, detail, data);
}

/** Records a step before it counts; what the record knows better is taken over, and the step judged again. */
async function inTurn(holding: Holding, commandId: string, step: Step): Promise<ApprovalRequest> {
  while (holding.busy) await condition(() => !holding.busy);
  holding.busy = true;
  try {
    for (;;) {
      const before = holding.request;
      const after = taken(before, step);
      if (after.version === before.version) return before;
      const outcome = await recordApproval({ commandId, before, after });
      holding.request = outcome.status === 'written' ? after : outcome.request;
      if (outcome.status === 'written' || outcome.done) return holding.request;
    }
  } finally {
    holding.busy = false;
  }
}

const voteOf = ({ by, for: place, approve, reason, hash }: Decided): Step => {
  const at = now();
  return (request) => decideRequest(request, { by, for: place, approve, reason, hash, at });
};

function expectVote(holding: Holding, given: Decided): void {
  const { commandId, by, for: place, approve, reason, hash } = (given ?? {}) as Partial<Decided>;
  const whole = [commandId, by, place, reason, hash].every(isText) && typeof approve === 'boolean';
  if (!whole) throw refusal('invalid-input', 'A decision is { commandId, by, for, approve, reason, hash }.');
  taken(holding.request, voteOf(given));
}

const detailsOf = ({ order, state, level, levels, dueAt, outcome }: ApprovalRequest): string =>
  [
    `**Order** ${order}`,
    state === 'OPEN' ? `**Level** ${levels[level]?.name ?? ''}, due ${dueAt}` : `**${state}** ${outcome ?? ''}`,
  ]
    .map((row) => `- ${row}`)
    .join('\n');

/**
 * One purchase waiting to be approved: takes decisions, lets each level's business hours run out, and ends when it is
 * decided. Its outcome counts for the hash it names and no other.
 */
export async function approval({ request }: ApprovalInput): Promise<Pick<ApprovalRequest, 'id' | 'state' | 'outcome'>> {
  const holding: Holding = { request, busy: false };
  onUpdate(decideApproval, {
    description: 'One decision of an approver, judged on arrival',
    validate: (given) => expectVote(holding, given),
    handle: (given) => inTurn(holding, given.commandId, voteOf(given)),
  });
  onUpdate(voidApproval, {
    description: 'The terms it is about are no longer on the table',
    validate: (why) => {
      if (!isText(why)) throw refusal('invalid-input', 'The reason is a text.');
    },
    handle: (why) => inTurn(holding, `void:${request.id}`, (open) => voidRequest(open, why, now())),
  });
  while (holding.request.state === 'OPEN') {
    setCurrentDetails(detailsOf(holding.request));
    const { version, dueAt } = holding.request;
    const moved = () => holding.request.version !== version;
    const left = Math.max(1, Date.parse(dueAt) - Date.now());
    if (await condition(moved, left, { summary: 'Business hours of the level' })) continue;
    await inTurn(holding, `elapse:${request.id}:${version}`, (open) => open);
  }
  setCurrentDetails(detailsOf(holding.request));
  await condition(allHandlersFinished);
  const { id, state, outcome } = holding.request;
  return { id, state, outcome };
}
