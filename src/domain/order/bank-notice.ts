import { addBusinessDays } from '../calendar/calendar.ts';
import { bankDateOf } from '../reconciliation/banking-days.ts';
import type { Contracted } from './order.ts';
import { isAfter } from './time.ts';

/**
 * Until when an order waits for the bank's word about a deadline before what is not paid has its consequences: the bank
 * tells of a day only after it. Profiles of before waited for nothing (docs/decisions/0033).
 */
export const toldBy = ({ profile }: Pick<Contracted, 'profile'>, deadline: string): string => {
  const { bankNoticeBusinessDays = 0 } = profile.clocks;
  return bankNoticeBusinessDays === 0 ? deadline : addBusinessDays(deadline, bankNoticeBusinessDays, 'HK').due;
};

/** Whether the bank booked a payment by its deadline: on a day, in Hong Kong, that is not after the deadline's. */
export const bookedInTime = (deadline: string, bookedOn: string | undefined): boolean =>
  bookedOn !== undefined && bookedOn <= bankDateOf(deadline);

/** Whether a payment came by its deadline: told by then, or booked by then where a bank says on which day. */
export const cameInTime = (
  deadline: string,
  { now, bookedOn }: { now: string; bookedOn?: string | undefined },
): boolean => !isAfter(now, deadline) || bookedInTime(deadline, bookedOn);
