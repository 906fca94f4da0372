import { randomUUID } from 'node:crypto';
import { DAY_MS } from '../../src/domain/calendar/days.ts';
import type { Actor } from '../../src/domain/parties.ts';
import { findQualification } from '../../src/persistence/qualification/reading.ts';
import { query } from '../../src/persistence/sql.ts';
import { companyDesk } from '../../src/temporal/company-workflows.ts';
import { qualificationWorkflowId } from '../../workflows/messages.ts';
import { application, document } from './applications.ts';
import { skipTime, timeOf } from './clock.ts';
import type { Workshop } from './workshop.ts';

/** One company's qualification on the real engine; every company is another workflow. */
export function caseOf(shop: Workshop, company: string) {
  const desk = companyDesk(shop.client, shop.taskQueue);
  const applicant: Actor = { user: `u-${company}`, company, roles: ['buyer'] };
  const handle = shop.client.workflow.getHandle(qualificationWorkflowId(company));
  const state = async () => {
    const standing = await findQualification(shop.orm, company);
    if (standing === null) throw new Error(`${company} has not applied`);
    return standing;
  };
  const issue = async (name: string, input: unknown, by: Actor, commandId: string = randomUUID()) =>
    desk.qualify(company, { commandId, name, input, by }, await findQualification(shop.orm, company));
  const one = {
    company,
    applicant,
    handle,
    state,
    issue,
    submit: (commandId?: string) =>
      issue(
        'submit',
        {
          application,
          applicant: { company, name: 'New Limited', country: 'HK', user: applicant.user },
        },
        applicant,
        commandId,
      ),
    async files() {
      await issue('file-document', document('BUSINESS_LICENCE', randomUUID()), applicant);
      await issue('file-document', document('TAX_REGISTRATION', randomUUID()), applicant);
    },
    async skipTo(instant: string) {
      await skipTime(shop, handle, Math.max(1, Date.parse(instant) - (await timeOf(shop, handle))));
    },
    async until(holds: (standing: Awaited<ReturnType<typeof state>>) => boolean) {
      for (let standing = await state(); ; standing = await state()) {
        if (holds(standing)) return standing;
        await new Promise((resume) => setTimeout(resume, 50));
      }
    },
    letters: async () =>
      (
        await query<{ kind: string }>(shop.orm, {
          text: `select kind from outbox_letter where key like '%' || $1 || '%' and to_user in ($2, 'u-operator')
        order by at, kind`,
          values: [company, applicant.user],
        })
      ).map(({ kind }) => kind),
  };
  return one;
}

/** The next Friday at ten in the morning in Hong Kong, in a week without holidays on Monday and Tuesday. */
export function fridayAfter(instant: number): string {
  const day = new Date(instant + DAY_MS);
  while (day.getUTCDay() !== 5) day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}T02:00:00.000Z`;
}

export const later = (instant: string, days: number) => new Date(Date.parse(instant) + days * DAY_MS).toISOString();
