import { z } from 'zod';
import { checkIdentifier } from './identifiers/check.ts';

const locode = z.string().refine((code) => checkIdentifier('locode', code).valid, 'must be a UN/LOCODE');
const facilityTypes = ['POTE', 'CLOC', 'COFS', 'DEPO', 'INTE', 'RAMP', 'WAYP', 'OFFD', 'BORD', 'BOCR'] as const;
const facility = {
  UNLocationCode: locode.optional(),
  facilityCode: z.string().max(6).optional(),
  facilityTypeCode: z.enum(facilityTypes).optional(),
};

const transportCallSchema = z.object({
  ...facility,
  transportCallID: z.string().max(100).optional(),
  modeOfTransport: z.string().max(50).optional(),
  exportVoyageNumber: z.string().max(50).optional(),
  vessel: z.object({ vesselIMONumber: z.string().optional(), vesselName: z.string().max(50).optional() }).optional(),
});

const documentReferenceSchema = z.object({
  documentReferenceType: z.string().max(3),
  documentReferenceValue: z.string().max(100),
});

// Carriers send members of their own and of other 2.x releases; those are dropped, not refused.
const commonToAll = {
  eventID: z.string().min(1).max(100),
  eventCreatedDateTime: z.iso.datetime({ offset: true }).optional(),
  eventDateTime: z.iso.datetime({ offset: true }),
  documentReferences: z.array(documentReferenceSchema).optional(),
};
const plannedOrActual = z.enum(['PLN', 'EST', 'ACT']);

const shipmentEventCodes = [
  'RECE', 'DRFT', 'PENA', 'PENU', 'PENC', 'CONF', 'REJE', 'APPR', 'ISSU', 'SURR', 'SUBM', 'VOID', 'REQS', 'CMPL',
  'HOLD', 'RELS', 'CANC',
] as const;
const shipmentDocumentCodes = [
  'CBR', 'BKG', 'SHI', 'TRD', 'DEI', 'DEO', 'TRO', 'CRO', 'ARN', 'VGM', 'CAS', 'CUC', 'DGD', 'OOG', 'CQU', 'INV',
  'HCE', 'PCE', 'VCE', 'FCE', 'ICE', 'CEA', 'CEO',
] as const;
const equipmentEventCodes = [
  'LOAD', 'DISC', 'GTIN', 'GTOT', 'STUF', 'STRP', 'PICK', 'AVPU', 'DROP', 'AVDO', 'INSP', 'RSEA', 'RMVD', 'CUSS',
  'CUSI', 'CUSR', 'CROS',
] as const;

const shipmentEventSchema = z.object({
  ...commonToAll,
  eventType: z.literal('SHIPMENT'),
  eventClassifierCode: z.literal('ACT'),
  shipmentEventTypeCode: z.enum(shipmentEventCodes),
  documentTypeCode: z.enum(shipmentDocumentCodes),
  documentID: z.string().max(100).optional(),
  reason: z.string().max(5000).optional(),
});

const movementEventSchema = z.object({
  ...commonToAll,
  eventType: z.literal('TRANSPORT'),
  eventClassifierCode: plannedOrActual,
  transportEventTypeCode: z.enum(['ARRI', 'DEPA']),
  delayReasonCode: z.string().max(3).optional(),
  transportCall: transportCallSchema,
});

const equipmentEventSchema = z.object({
  ...commonToAll,
  eventType: z.literal('EQUIPMENT'),
  eventClassifierCode: plannedOrActual,
  equipmentEventTypeCode: z.enum(equipmentEventCodes),
  equipmentReference: z.string().max(15).optional(),
  ISOEquipmentCode: z.string().max(4).optional(),
  emptyIndicatorCode: z.enum(['EMPTY', 'LADEN']).optional(),
  eventLocation: z.object(facility).optional(),
  transportCall: transportCallSchema.optional(),
});

/**
 * An event of the DCSA Track and Trace standard 2.x. Codes by its reference data; shipment events exist as ACT only.
 */
export const dcsaEventSchema = z.discriminatedUnion('eventType', [
  shipmentEventSchema,
  movementEventSchema,
  equipmentEventSchema,
]);
export type TransportEvent = z.infer<typeof dcsaEventSchema>;

const equipmentMilestones = {
  CUSR: 'CUSTOMS_RELEASED',
  LOAD: 'LOADED',
  DISC: 'DISCHARGED',
  GTOT: 'GATED_OUT',
  STRP: 'STRIPPED',
} as const;
const transportMilestones = { DEPA: 'DEPARTED', ARRI: 'ARRIVED' } as const;

export type Milestone =
  | (typeof equipmentMilestones)[keyof typeof equipmentMilestones]
  | (typeof transportMilestones)[keyof typeof transportMilestones];

/**
 * What an event proves about the shipment, or null. Only actual events prove anything, never planned or estimated
 * ones, and a gate-out only when the container is said to be laden: an empty one leaves the depot before stuffing.
 * ARRIVED holds for whichever port the event names.
 */
export function milestoneOf(event: TransportEvent): Milestone | null {
  if (event.eventClassifierCode !== 'ACT') return null;
  switch (event.eventType) {
    case 'SHIPMENT':
      return null;
    case 'TRANSPORT':
      return transportMilestones[event.transportEventTypeCode];
    case 'EQUIPMENT':
      return equipmentMilestone(event);
  }
}

function equipmentMilestone({
  equipmentEventTypeCode: code,
  emptyIndicatorCode,
}: z.infer<typeof equipmentEventSchema>): Milestone | null {
  if (code === 'GTOT' && emptyIndicatorCode !== 'LADEN') return null;
  return code in equipmentMilestones ? equipmentMilestones[code as keyof typeof equipmentMilestones] : null;
}

/**
 * The UN/LOCODE at which an event happened, or null when it names none; the event's own location goes before its
 * transport call.
 */
export function locodeOf(event: TransportEvent): string | null {
  if (event.eventType === 'SHIPMENT') return null;
  const own = event.eventType === 'EQUIPMENT' ? event.eventLocation?.UNLocationCode : undefined;
  return own ?? event.transportCall?.UNLocationCode ?? null;
}
