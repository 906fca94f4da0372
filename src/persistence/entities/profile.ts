import { defineEntity, p } from '@mikro-orm/core';

/** One version of a process profile, added without code; it is never changed, since running orders are pinned to it. */
export const ProfileEntity = defineEntity({
  name: 'Profile',
  tableName: 'profile',
  properties: {
    id: p.text().primary(),
    version: p.integer().primary(),
    content: p.json(),
    sha256: p.text(),
    reason: p.text(),
    byUser: p.text(),
    at: p.datetime(),
  },
});
