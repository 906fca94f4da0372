import { defineEntity, p } from '@mikro-orm/core';

/** A frame or cooperation agreement of two companies. */
export const AgreementEntity = defineEntity({
  name: 'Agreement',
  tableName: 'agreement',
  properties: {
    id: p.text().primary(),
    buyer: p.text().index(),
    supplier: p.text().index(),
    content: p.json<object>(),
    hash: p.text(),
    state: p.text().check("state in ('PROPOSED', 'SIGNED', 'DECLINED', 'ENDED')"),
    signatures: p.json<object>(),
    endAskedBy: p.text().nullable(),
    at: p.datetime(),
  },
});

/** An order called off from a frame; it stops counting when the order comes to nothing. */
export const CallOffEntity = defineEntity({
  name: 'CallOff',
  tableName: 'agreement_call_off',
  properties: {
    orderNo: p.text().primary(),
    agreement: p.text().index(),
    lines: p.json<object>(),
    at: p.datetime(),
  },
});
