import { qualificationActions, reviewCalendarOf } from '../../domain/qualification/judge.ts';
import { missingDocuments } from '../../domain/qualification/application.ts';
import type { Qualification } from '../../domain/qualification/qualification.ts';
import { type Actor, type Role, traderRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { findContact, findQualification, qualificationAnswer } from '../../persistence/qualification/reading.ts';
import type { Otherwise, Thing } from '../access.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { type Claimed, once, type Settled } from '../idempotency.ts';
import { noQualification, refusedBy } from './refusals.ts';

/** The platform's people who read every application. */
export const applicationReaders: readonly Role[] = [
  'account-manager',
  'operator',
  'adviser',
  'customer-service',
  'auditor',
];

/** The application of a company, for its own people and the platform's. To all others there is none. */
export const application: Thing<Qualification> = {
  name: 'application',
  async find({ orm }, actor, { company: id = '' }) {
    const { company, roles } = actor;
    const own = company === id && roles.some((role) => traderRoles.includes(role));
    const parts = [...(own ? ['applicant'] : []), ...roles.filter((role) => applicationReaders.includes(role))];
    const found = parts.length === 0 ? null : await findQualification(seenBy(orm, actor), id);
    if (found === null) throw noQualification();
    return { found, parts };
  },
};

/** What is answered to those who know of an application and have no say in this step of it. */
export const notTheirs = (by: string): Otherwise => ({ code: 'not-your-move', detail: `This is for: ${by}.` });

/** A write to one qualification; `work` may refuse before the command is issued, or say what it brings. */
export interface QualificationWrite {
  actor: Actor;
  key: string;
  route: string;
  company: string;
  name: string;
  content: unknown;
  standing: Qualification | null;
  status?: number;
}

/** Issues a command once for its key. What `prepare` refuses is not issued; what it gives is the command's input. */
export function issueOnce(
  deps: ApiDeps,
  { actor, key, route, company, name, content, standing, status = 200 }: QualificationWrite,
  prepare: (claimed: Claimed) => Promise<{ input: unknown } | { refusal: Settled }>,
): Promise<Reply> {
  return once(deps, { actor, key, route, content }, async (claimed) => {
    const { commandId } = claimed;
    // A retry of what is on the record gets its answer, however the application has moved on since.
    const known = await qualificationAnswer(deps.orm, commandId);
    if (known !== null) return { status, body: known };
    const prepared = await prepare(claimed);
    if ('refusal' in prepared) return prepared.refusal;
    const command = { commandId, name, input: prepared.input, by: actor };
    const reply = await deps.companies.qualify(company, command, standing);
    return 'rejection' in reply ? refusedBy(reply.rejection) : { status, body: reply.answer };
  });
}

/** A qualification as its reader sees it. */
export async function viewOf({ orm }: ApiDeps, standing: Qualification, actor: Actor): Promise<object> {
  const {
    applicant: { company, name, country },
    review,
    decision,
    documents,
  } = standing;
  const { version, state, stateSince, submittedAt, renewal, question, lapsesAt, membership } = standing;
  const { contactSha256, ...application } = standing.application;
  const contact = await findContact(seenBy(orm, actor), company, contactSha256);
  return {
    company,
    name,
    country,
    version,
    state,
    stateSince,
    submittedAt,
    renewal,
    application: { ...application, contact },
    documents,
    question,
    lapsesAt,
    membership,
    missingDocuments: missingDocuments(documents),
    review:
      review === null
        ? null
        : {
            dueAt: review.paused === null ? review.dueAt : null,
            warnAt: review.paused === null ? review.warnAt : null,
            paused: review.paused !== null,
            overdue: review.breached,
            calendar: reviewCalendarOf(standing),
          },
    decision: decision === null ? null : { outcome: decision.outcome, at: decision.at, reason: decision.reason },
    actions: qualificationActions(standing, actor),
  };
}
