import { describe, expect, it } from '@jest/globals';
import { dcsaEventSchema, locodeOf, type Milestone, milestoneOf } from '../../src/domain/transport-events.ts';

const base = { eventID: '3cecb101-7a1a-43a4-9d62-e88a131651e2', eventDateTime: '2026-11-20T08:30:00+08:00' };
const equipment = (code: string, more: object = {}): object => ({
  ...base,
  eventType: 'EQUIPMENT',
  eventClassifierCode: 'ACT',
  equipmentEventTypeCode: code,
  equipmentReference: 'CSQU3054383',
  ...more,
});
const transport = (code: string, more: object = {}): object => ({
  ...base,
  eventType: 'TRANSPORT',
  eventClassifierCode: 'ACT',
  transportEventTypeCode: code,
  transportCall: { UNLocationCode: 'NLRTM', facilityTypeCode: 'POTE' },
  ...more,
});
const shipment = {
  ...base,
  eventType: 'SHIPMENT',
  eventClassifierCode: 'ACT',
  shipmentEventTypeCode: 'ISSU',
  documentTypeCode: 'TRD',
};
const milestone = (event: object): Milestone | null => milestoneOf(dcsaEventSchema.parse(event));

describe('a carrier event', () => {
  it.each<[object, Milestone]>([
    [equipment('CUSR'), 'CUSTOMS_RELEASED'],
    [equipment('LOAD'), 'LOADED'],
    [transport('DEPA'), 'DEPARTED'],
    [transport('ARRI'), 'ARRIVED'],
    [equipment('DISC'), 'DISCHARGED'],
    [equipment('GTOT', { emptyIndicatorCode: 'LADEN' }), 'GATED_OUT'],
    [equipment('STRP'), 'STRIPPED'],
  ])('%o proves %s', (event, expected) => {
    expect(milestone(event)).toBe(expected);
  });

  it.each(['PLN', 'EST'])('that is %s proves nothing', (eventClassifierCode) => {
    for (const code of ['CUSR', 'LOAD', 'DISC', 'STRP']) {
      expect(milestone(equipment(code, { eventClassifierCode }))).toBeNull();
    }
    expect(milestone(transport('ARRI', { eventClassifierCode }))).toBeNull();
    expect(milestone(transport('DEPA', { eventClassifierCode }))).toBeNull();
  });

  it('of a gate-out proves nothing unless the container is said to be laden', () => {
    expect(milestone(equipment('GTOT'))).toBeNull();
    expect(milestone(equipment('GTOT', { emptyIndicatorCode: 'EMPTY' }))).toBeNull();
  });

  it.each(['CUSS', 'CUSI', 'GTIN', 'STUF', 'PICK'])('with code %s is kept without proving a milestone', (code) => {
    expect(milestone(equipment(code))).toBeNull();
  });

  it('about a document proves nothing about the goods', () => {
    expect(milestone(shipment)).toBeNull();
  });

  it('names its place by its own location before its transport call', () => {
    const call = { transportCall: { UNLocationCode: 'CNYTN' } };
    expect(locodeOf(dcsaEventSchema.parse(transport('ARRI')))).toBe('NLRTM');
    expect(locodeOf(dcsaEventSchema.parse(equipment('DISC', call)))).toBe('CNYTN');
    expect(
      locodeOf(dcsaEventSchema.parse(equipment('DISC', { ...call, eventLocation: { UNLocationCode: 'HKHKG' } }))),
    ).toBe('HKHKG');
    expect(locodeOf(dcsaEventSchema.parse(equipment('DISC')))).toBeNull();
    expect(locodeOf(dcsaEventSchema.parse(shipment))).toBeNull();
  });

  it('may carry members this engine does not know', () => {
    expect(dcsaEventSchema.parse(equipment('LOAD', { metadata: { schemaVersion: '2.2.0' } }))).not.toHaveProperty(
      'metadata',
    );
  });

  it.each([
    ['without an id', { ...equipment('LOAD'), eventID: '' }],
    ['without a time', { ...equipment('LOAD'), eventDateTime: undefined }],
    ['with a time that names no offset', equipment('LOAD', { eventDateTime: '2026-11-20T08:30:00' })],
    ['with a code of another type', equipment('ARRI')],
    ['with an unknown type', { ...equipment('LOAD'), eventType: 'CARGO' }],
    ['with an unknown classifier', equipment('LOAD', { eventClassifierCode: 'REQ' })],
    ['with a place that is no UN/LOCODE', transport('ARRI', { transportCall: { UNLocationCode: 'RTM' } })],
    ['with a planned shipment', { ...shipment, eventClassifierCode: 'PLN' }],
  ])('%s is refused', (_what, event) => {
    expect(dcsaEventSchema.safeParse(event).success).toBe(false);
  });
});
