import type { MikroORM } from '@mikro-orm/postgresql';
import { judgeQualificationClocks } from '../../src/domain/qualification/clocks.ts';
import { judgeQualification } from '../../src/domain/qualification/judge.ts';
import type { Qualification } from '../../src/domain/qualification/qualification.ts';
import { qualificationRecord } from '../../src/domain/qualification/record.ts';
import { findQualification } from '../../src/persistence/qualification/reading.ts';
import { recordQualification } from '../../src/persistence/qualification/record.ts';
import type { CompanyDesk, FollowUpPlan } from '../../src/temporal/company-desk.ts';

/** The desk of companies without Temporal: judges as the workflow does and writes down what it writes down. */
export interface MemoryCompanies extends CompanyDesk {
  rescreened: string[];
  plans: FollowUpPlan[];
}

export function memoryCompanies(orm: MikroORM, now: () => string): MemoryCompanies {
  const elapsed = async (company: string): Promise<Qualification | null> => {
    const standing = await findQualification(orm, company);
    const due = standing === null ? null : judgeQualificationClocks(standing, now());
    if (standing === null || due === null || due.facts.length === 0) return standing;
    await recordQualification(orm, qualificationRecord(standing, due, `clocks:${company}:${standing.version}`));
    return due.after;
  };
  const desk: MemoryCompanies = {
    rescreened: [],
    plans: [],
    async qualify(company, { commandId, name, input, by }) {
      const standing = await elapsed(company);
      const judgement = judgeQualification(standing, { name, input }, by, now());
      if ('rejection' in judgement) return judgement;
      const outcome = await recordQualification(orm, qualificationRecord(standing, judgement, commandId));
      if (outcome.answer === null) throw new Error(`another command of ${company} came in between`);
      return { answer: outcome.answer };
    },
    rescreen: async (list) => void desk.rescreened.push(list),
    followUp: async (plan) => void desk.plans.push(plan),
  };
  return desk;
}
