import { trackingEvent, type trackingFiles } from './files.ts';
import { keeps } from './moves.ts';
import type { Story } from './story.ts';

const daysAhead = 30;

/** Sends an event of examples/tracking as if it happened now: the play takes seconds, the voyage took a month. */
export async function track(story: Story, who: string, name: (typeof trackingFiles)[number]): Promise<void> {
  const event = trackingEvent(name);
  const now = new Date();
  const estimated = new Date(now.getTime() + daysAhead * 86_400_000);
  const at = (event.eventClassifierCode === 'ACT' ? now : estimated).toISOString();
  const dated = { ...event, eventCreatedDateTime: now.toISOString(), eventDateTime: at };
  const { milestone } = await keeps<{ milestone: string | null }>(story, who, 'trackingEvent', dated);
  const code = String(event.equipmentEventTypeCode ?? event.transportEventTypeCode);
  const says = milestone === null ? 'kept, moves nothing' : `milestone ${milestone}`;
  story.teller.step(who, 'trackingEvent', { says: `${code} ${String(event.eventClassifierCode)}: ${says}` });
}
