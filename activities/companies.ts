import { addBusinessDays } from '../src/domain/calendar/calendar.ts';
import { followUpCalendar } from '../src/persistence/accounts/assignments.ts';
import { closeFollowUp, openFollowUp } from '../src/persistence/accounts/follow-ups.ts';
import { stockAlerts } from '../src/persistence/accounts/insight.ts';
import {
  companyIds,
  currentList,
  type RunningOrder,
  runningOrdersOf,
  screenCompanies,
} from '../src/persistence/screening/screen.ts';
import type { ActivityDependencies } from './index.ts';

const atOnce = 100;
/** How long an account manager has to record a follow-up, in business days of the company. */
const followUpDays = 2;

/** What came of one page of companies; `next` is where the following page begins, null after the last. */
export interface ScreenedPage {
  companies: number;
  hits: number;
  orders: RunningOrder[];
  next: string | null;
}

export const openCompanies = ({ orm }: Pick<ActivityDependencies, 'orm'>) => ({
  /**
   * Screens one page of companies anew and answers the running orders of those with hits that are not cleared.
   * Screening a page again finds nothing new. Ends early when another list counts by now: its own screening covers
   * everybody.
   */
  async screenCompanies({ list, after }: { list: string; after: string }): Promise<ScreenedPage> {
    const ids = (await currentList(orm)) === list ? await companyIds(orm, after, atOnce) : [];
    const at = new Date().toISOString();
    const screened = await screenCompanies(orm, ids, { occasion: 'new-list', subject: null, at });
    const hit = screened.filter(({ outcome }) => outcome !== 'clear').map(({ company }) => company);
    const hits = screened.reduce((sum, { found }) => sum + found, 0);
    const next = ids.length === atOnce ? (ids.at(-1) ?? null) : null;
    return { companies: ids.length, hits, orders: await runningOrdersOf(orm, hit), next };
  },

  /**
   * Opens a follow-up, once by its id, with what is to be told of the company's stock. Answers when it is due; null
   * where nobody looks after the company.
   */
  async openFollowUp({ id, company, at }: { id: string; company: string; at: string }): Promise<string | null> {
    const short = (await stockAlerts(orm, company)).length;
    const { due } = addBusinessDays(at, followUpDays, await followUpCalendar(orm, company));
    return openFollowUp(orm, { id, company, at, dueAt: due, short });
  },

  /** Ends the time of a follow-up; letters tell of one that was missed. */
  closeFollowUp: ({ id, at }: { id: string; at: string }): Promise<'recorded' | 'missed'> => closeFollowUp(orm, id, at),
});
