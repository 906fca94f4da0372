import { defineEntity, p } from '@mikro-orm/core';

/** The text of a policy in one language as it was published; a changed text is a new version. */
export const PolicyTextEntity = defineEntity({
  name: 'PolicyText',
  tableName: 'policy_text',
  checks: [
    { name: 'policy_text_hash_check', expression: "sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')" },
  ],
  properties: {
    name: p.text().primary(),
    version: p.integer().primary().autoincrement(false).check('version > 0'),
    locale: p.text().primary(),
    title: p.text(),
    text: p.text(),
    sha256: p.text(),
    at: p.datetime(),
  },
});
