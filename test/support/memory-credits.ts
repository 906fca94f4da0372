import type { MikroORM } from '@mikro-orm/postgresql';
import { securesUntil } from '../../src/domain/credit/clocks.ts';
import { type Credit, honouredRequests } from '../../src/domain/credit/credit.ts';
import { creditFact, type HappenedCreditFact } from '../../src/domain/credit/facts.ts';
import { judgeCredit, judgeCreditClocks } from '../../src/domain/credit/judge.ts';
import { creditRecordOf } from '../../src/domain/credit/record.ts';
import type { Answer } from '../../src/domain/record.ts';
import { findCredit } from '../../src/persistence/credit/reader.ts';
import { recordCredit } from '../../src/persistence/credit/store.ts';
import type { CreditDesk } from '../../src/temporal/credits.ts';
import type { MemoryDesk } from './memory-desk.ts';

/** The desk of credits without Temporal: judges as the workflow does, writes what it writes, and tells the order. */
export function memoryCredits(orm: MikroORM, desk: MemoryDesk, now: () => string): CreditDesk {
  const answers = new Map<string, Answer>();
  const write = async (before: Credit | null, facts: HappenedCreditFact[], id: string, name: string) => {
    const { after, ...record } = creditRecordOf(before, facts, { id, name });
    const outcome = await recordCredit(orm, record);
    if (outcome.status !== 'written') throw new Error(`the memory desk missed commands of ${record.credit}`);
    answers.set(id, record.answer);
    const until = securesUntil(after);
    if (before === null || securesUntil(before) === until) return after;
    const honoured = honouredRequests(after);
    const fell = { credit: after.number, ...(honoured.length === 0 ? {} : { honoured }) };
    if (until === null) await desk.tell(after.order, 'creditFell', fell);
    else await desk.tell(after.order, 'creditStood', { credit: after.number, until });
    return after;
  };
  return {
    draft: ({ number, terms }, by, commandId) =>
      desk.failing(async () => {
        const known = answers.get(commandId);
        if (known !== undefined) return { answer: known };
        const drafted = {
          ...creditFact('CreditDrafted', { number, terms }),
          at: now(),
          by: { party: 'applicant', user: by.user, company: by.company },
        } as HappenedCreditFact;
        await write(null, [drafted], commandId, 'draftCredit');
        return { answer: answers.get(commandId) as Answer };
      }),
    issue: (number, { commandId, name, input, by }) =>
      desk.failing(async () => {
        const known = answers.get(commandId);
        if (known !== undefined) return { answer: known };
        const kept = (await findCredit(orm, number))?.state as Credit;
        const clocks = judgeCreditClocks(kept, now());
        const before =
          clocks.facts.length === 0
            ? kept
            : await write(kept, clocks.facts, `clocks:${number}:${kept.version}`, 'clocks');
        const judgement = judgeCredit(before, { name, input }, by, now());
        if ('rejection' in judgement) return judgement;
        await write(before, judgement.facts, commandId, name);
        return { answer: answers.get(commandId) as Answer };
      }),
  };
}
