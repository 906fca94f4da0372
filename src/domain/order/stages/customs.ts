import { z } from 'zod';
import { addBusinessDays } from '../../calendar/calendar.ts';
import { checkIdentifier } from '../../identifiers/check.ts';
import { accept, reject } from '../decision.ts';
import { requestInstalments } from '../escrow.ts';
import { fact } from '../facts.ts';
import { afterCustoms } from '../route.ts';
import { commandOf, defineStage } from '../stage.ts';
import { paymentClock } from './clocks.ts';
import { reasonSchema } from './enquiry.ts';
import { trackingEvent, transportMilestone } from './shipment.ts';

const command = commandOf<'customs'>();
const text = z.string().trim().min(1).max(2000);
const number = z.string().trim().min(1).max(35);

/** China's supervision modes for what this engine ships (domain-rules.md, identifiers). */
const supervisionModes = ['0110', '9710', '9810', '9610', '1039'] as const;
const containerNumber = z
  .string()
  .refine((value) => checkIdentifier('container', value).valid, { error: 'not an ISO 6346 container number' });

/** Packed as the buyer instructs, declared from the order's one data set, and released or refused by customs. */
export const customs = defineStage('customs', {
  title: 'Customs',
  commands: {
    chooseTransport: command({
      by: ['buyer'],
      summary: 'Choose a sea container or an international courier',
      input: z.strictObject({ by: z.enum(['CONTAINER', 'COURIER']) }),
      ready: ({ customs: { declaration } }) =>
        declaration === null
          ? null
          : reject('clause-fixed', 'The declaration is lodged: the transport cannot change any more.'),
      decide: ({ contract }, { by }) => {
        const sea = contract.terms.transport === 'SEA_FCL' || contract.terms.transport === 'SEA_LCL';
        if (sea !== (by === 'CONTAINER')) {
          return reject(
            'transport-mode',
            `The contract ships by ${contract.terms.transport}; amend it to choose otherwise.`,
          );
        }
        return accept(fact('TransportChosen', { by }));
      },
    }),
    stuffContainer: command({
      by: ['warehouse-operator'],
      summary: 'Stuff the container: its number (ISO 6346), seal and verified gross mass (SOLAS)',
      input: z.strictObject({
        number: containerNumber,
        seal: z.string().trim().min(4).max(15),
        vgmKg: z.int().min(1).max(50_000),
      }),
      ready: ({ customs: { transport } }) =>
        transport?.by === 'CONTAINER' ? null : reject('transport-not-chosen', 'The buyer has not chosen a container.'),
      decide: (_order, container) => accept(fact('ContainerStuffed', container)),
    }),
    lodgeDeclaration: command({
      by: ['customs-broker'],
      summary: 'Lodge the export declaration, made from the contract, the packing list and the goods receipt',
      input: z.strictObject({ number, mode: z.enum(supervisionModes) }),
      ready: ({ customs: { transport, container } }) => {
        if (transport === null) return reject('transport-not-chosen', 'The buyer has not chosen the transport.');
        const stuffed = transport.by === 'COURIER' || container !== null;
        return stuffed ? null : reject('container-missing', 'The container is not stuffed yet.');
      },
      decide: (_order, declaration) => accept(fact('DeclarationLodged', declaration)),
    }),
    customsQueried: command({
      by: ['customs-broker'],
      summary: 'Customs asks something, or wants to see the goods',
      input: z.strictObject({ query: text }),
      ready: ({ customs: { declaration } }) =>
        declaration === null ? reject('not-lodged', 'No declaration is lodged.') : null,
      decide: (_order, { query }) => accept(fact('CustomsQueried', { query })),
    }),
    answerQuery: command({
      by: ['customs-broker', 'supplier'],
      summary: "Answer the customs officer's query",
      input: z.strictObject({ answer: text }),
      ready: ({ customs: { query } }) => (query === null ? reject('no-query', 'Customs has asked nothing.') : null),
      decide: (_order, { answer }) => accept(fact('CustomsQueryAnswered', { answer })),
    }),
    customsReleased: command({
      by: ['customs-broker'],
      summary: 'Customs released the goods (UNTDID 932)',
      input: z.strictObject({ document: number }),
      ready: ({ customs: { declaration, query } }) => {
        if (declaration === null) return reject('not-lodged', 'No declaration is lodged.');
        return query === null ? null : reject('query-open', 'A query of customs is open.');
      },
      decide: (_order, { document }) => accept(fact('CustomsReleased', { document })),
    }),
    customsRefused: command({
      by: ['customs-broker'],
      summary: 'Customs refused the goods: the money goes back',
      input: reasonSchema,
      ready: ({ customs: { declaration } }) =>
        declaration === null ? reject('not-lodged', 'No declaration is lodged.') : null,
      decide: (order, { reason }) => {
        const refused = fact('CustomsRefused', { reason });
        if (order.titleTransferredAt !== null) return accept(refused);
        return accept(
          refused,
          fact('RefundDecided', { outcome: 'refunded', detail: `Customs refused the goods: ${reason}` }),
        );
      },
    }),
    transportMilestone,
  },
  kept: { trackingEvent },
  clocks: {
    customsDue: {
      label: 'time to clear customs',
      at: ({ stageSince, profile }) => addBusinessDays(stageSince, profile.clocks.customsBusinessDays, 'CN').due,
      attention: 'Customs clearance takes longer than planned.',
    },
    paymentDue: paymentClock,
  },
  waitsFor: ({ customs: { transport, container, query } }) => {
    if (transport === null) return ['buyer'];
    if (transport.by === 'CONTAINER' && container === null) return ['warehouse-operator'];
    return query === null ? ['customs-broker'] : ['customs-broker', 'supplier'];
  },
  enters: (order, context) => requestInstalments(order, 'BEFORE_TITLE_TRANSFER', context),
  leaves: (order) => (order.customs.released === null ? null : { to: afterCustoms(order) }),
  leadsTo: ['release', 'shipment', 'refund'],
});
