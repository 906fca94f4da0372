import type { Actor } from '../domain/parties.ts';
import type { Qualification } from '../domain/qualification/qualification.ts';
import type { QualificationAnswer } from '../domain/qualification/record.ts';
import type { QualificationRefusal } from '../domain/qualification/refusal.ts';

/** One command to a company's qualification; the id makes it happen once. */
export interface QualificationOrder {
  commandId: string;
  name: string;
  input: unknown;
  by: Actor;
}

export type QualificationReply = { answer: QualificationAnswer } | { rejection: QualificationRefusal };

/** How often a company is followed up; paused, it is not. */
export interface FollowUpPlan {
  company: string;
  everyDays: number;
  paused: boolean;
}

/**
 * What the workflows do about companies: qualifications, screening anew, follow-ups. Throws `DeskUnavailable` when they
 * cannot be asked now.
 */
export interface CompanyDesk {
  /** Issues a command; a submission begins the company's workflow from `standing` where none runs. */
  qualify(company: string, command: QualificationOrder, standing: Qualification | null): Promise<QualificationReply>;
  /** Screens every company against a list, once a list. */
  rescreen(list: string): Promise<void>;
  /** Keeps the schedule of a company's follow-ups as planned. */
  followUp(plan: FollowUpPlan): Promise<void>;
}
