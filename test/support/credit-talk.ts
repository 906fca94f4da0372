import { randomUUID } from 'node:crypto';
import type { Credit } from '../../src/domain/credit/credit.ts';
import type { CreditTerms } from '../../src/domain/credit/terms.ts';
import { findCredit } from '../../src/persistence/credit/reader.ts';
import type { ConnectedCredits } from '../../src/temporal/credit-desk.ts';
import { creditWorkflowId } from '../../workflows/messages.ts';
import { skipTime, timeOf } from './clock.ts';
import { creditPeople, type CreditWho } from './credits.ts';
import type { Workshop } from './workshop.ts';

const patience = 20_000;

/** Commands to one letter of credit over its desk, what the database says of it, and its time. */
export function talkToCredit(shop: Workshop, desk: ConnectedCredits, number: string) {
  const workflow = () => shop.client.workflow.getHandle(creditWorkflowId(number));
  const credit = async (): Promise<Credit> => {
    const view = await findCredit(shop.orm, number);
    if (view === null) throw new Error(`there is no credit ${number}`);
    return view.state;
  };
  const ask = (who: CreditWho, name: string, input: unknown = {}, commandId: string = randomUUID()) =>
    desk.issue(number, { commandId, name, input, by: creditPeople[who] });
  const until = async (holds: (credit: Credit) => boolean): Promise<Credit> => {
    for (const giveUp = Date.now() + patience; ; ) {
      const now = await credit();
      if (holds(now)) return now;
      if (Date.now() > giveUp) throw new Error(`credit ${number} in ${now.stage} waited in vain`);
      await new Promise((resume) => setTimeout(resume, 15));
    }
  };
  return {
    number,
    workflow,
    credit,
    ask,
    until,
    draft: (terms: CreditTerms, id: string = randomUUID()) => desk.draft({ number, terms }, creditPeople.applicant, id),
    async issue(who: CreditWho, name: string, input: unknown = {}): Promise<string[]> {
      const answer = await ask(who, name, input);
      if ('rejection' in answer) throw new Error(`${name}: ${answer.rejection.code}, ${answer.rejection.detail}`);
      return (answer.answer.body as { facts: string[] }).facts;
    },
    async refusal(who: CreditWho, name: string, input: unknown = {}): Promise<string> {
      const answer = await ask(who, name, input);
      return 'rejection' in answer ? answer.rejection.code : 'accepted';
    },
    /** Lets the credit's time pass to an instant. */
    async skipTo(instant: string): Promise<void> {
      const by = Date.parse(instant) - (await timeOf(shop, workflow()));
      if (by > 0) await skipTime(shop, workflow(), by);
    },
  };
}
