import type { Request } from 'express';
import { type OrderCompanies, servingPlaces } from '../domain/parties.ts';
import type { Answer } from '../domain/record.ts';
import { type Locale, locales } from '../domain/words/locale.ts';
import { suspendedAmong } from '../persistence/identity/serving.ts';
import { recordedCommand } from '../persistence/order-store.ts';
import type { ApiDeps } from './deps.ts';
import { refusalOf } from './problem.ts';
import { sightOf } from './sight.ts';
import type { VisibleOrder } from './visible-order.ts';

/** The companies that serve an order and are suspended, by their places on it. */
export async function suspendedOn({ orm }: ApiDeps, companies: OrderCompanies) {
  const serving = servingPlaces.map((place) => ({ place, company: companies[place] ?? '' }));
  const found = await suspendedAmong(
    orm,
    serving.map(({ company }) => company),
  );
  return serving.flatMap((one) => {
    const since = found.find(({ company }) => company === one.company)?.since;
    return since === undefined ? [] : [{ ...one, since }];
  });
}

/**
 * The entity tag of an order as its reader sees it: the version, how much of it they see, which of its companies are
 * suspended, and the language.
 */
export function etagOf(
  { view, roles }: Pick<VisibleOrder, 'view' | 'roles'>,
  suspended: readonly { since: string }[],
  locale: Locale,
): string {
  const state = [view.version, sightOf(roles), ...suspended.map(({ since }) => Date.parse(since))];
  return `"${[...state, locale].join('-')}"`;
}

const tagsIn = (header: string): string[] => header.split(',').map((tag) => tag.trim());

/** Whether If-None-Match names what the reader would get, by weak comparison (RFC 9110, 13.1.2). */
export function isKnown(request: Request, etag: string): boolean {
  const known = tagsIn(request.header('If-None-Match') ?? '').map((tag) => tag.replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/**
 * Why a command is not taken whose If-Match names another state of the order than there is, by strong comparison (RFC
 * 9110, 13.1.1); null without such a header, and for a command that is on the record and has itself moved the order on.
 */
export async function changedSince(
  deps: ApiDeps,
  request: Request,
  { found, commandId }: { found: VisibleOrder; commandId: string },
): Promise<Answer | null> {
  const wanted = request.header('If-Match');
  if (wanted === undefined) return null;
  const suspended = await suspendedOn(deps, found.view.companies);
  const tags = ['*', ...locales.map((locale) => etagOf(found, suspended, locale))];
  if (tagsIn(wanted).some((tag) => tags.includes(tag))) return null;
  if ((await recordedCommand(deps.orm, commandId)) !== null) return null;
  const { version } = found.view;
  return refusalOf(412, 'order-changed', `The order is at version ${version} now: read it again.`, { version });
}
