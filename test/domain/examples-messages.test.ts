import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  bankParties,
  billOfLading,
  customs,
  stuffing,
  trackingEvent,
  trackingFiles,
} from '../../scripts/demo/files.ts';
import { checkIdentifier } from '../../src/domain/identifiers/check.ts';
import { share } from '../../src/domain/money.ts';
import { securedTrade } from '../../src/domain/order/profile.ts';
import { totalOf } from '../../src/domain/order/terms.ts';
import { dcsaEventSchema, milestoneOf } from '../../src/domain/transport-events.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { schemaErrors } from '../gateways/fixtures/bank/schema.ts';
import { agreedTerms } from '../support/examples.ts';

describe('the events of the carrier', () => {
  it('are DCSA events about the stuffed container and its bill of lading, and prove the voyage', () => {
    const events = trackingFiles.map((name) => dcsaEventSchema.parse(trackingEvent(name)));
    expect(events.map(milestoneOf)).toEqual([
      null,
      'CUSTOMS_RELEASED',
      'LOADED',
      'DEPARTED',
      null,
      'ARRIVED',
      'DISCHARGED',
      'GATED_OUT',
    ]);
    const { number } = billOfLading().handOver.transportDocument;
    for (const event of events) {
      expect(event.documentReferences?.map(({ documentReferenceValue }) => documentReferenceValue)).toEqual([number]);
      if (event.eventType === 'EQUIPMENT') expect(event.equipmentReference).toBe(stuffing().container.number);
    }
    expect(new Set(events.map(({ eventID }) => eventID)).size).toBe(events.length);
  });

  it('name a vessel with a right IMO number, and come in the order they happened', () => {
    const events = trackingFiles.map((name) => dcsaEventSchema.parse(trackingEvent(name)));
    const vessels = events.flatMap((event) =>
      event.eventType === 'SHIPMENT' ? [] : (event.transportCall?.vessel?.vesselIMONumber ?? []),
    );
    expect(vessels.filter((imo) => !checkIdentifier('imo', imo).valid)).toEqual([]);
    const times = events.map(({ eventDateTime }) => Date.parse(eventDateTime));
    expect(times).toEqual([...times].sort((left, right) => left - right));
  });
});

describe('the customs papers', () => {
  it('declare under a number of 18 digits: customs office, year, 0 for export, serial', () => {
    expect(customs().declaration.number).toMatch(/^\d{4}20\d{2}0\d{9}$/);
  });
});

describe('the bank messages', () => {
  const folder = new URL('../../examples/bank/', import.meta.url);
  const messages = readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => ({ name, xml: readFileSync(new URL(name, folder), 'utf8') }));
  const entryOf = (name: string) =>
    parseBankNotification(messages.find((each) => each.name === `${name}.camt054.xml`)!.xml).entries[0]!;
  const agreed = totalOf(agreedTerms());
  const delivered = totalOf(agreedTerms([2400, 478]));
  const { wireChargeMinor } = bankParties();

  it('are valid camt.054.001.08', async () => {
    expect(messages).toHaveLength(5);
    for (const { xml } of messages) expect(await schemaErrors(xml, 'camt.054.001.08')).toEqual([]);
  });

  it('pay the deposit of 30 % short by a wire charge, then exactly, and the balance of what was delivered', () => {
    const deposit = share(agreed, 3000);
    expect(entryOf('credit-deposit-short').amountMinor).toBe(deposit - wireChargeMinor);
    expect(entryOf('credit-deposit').amountMinor).toBe(deposit);
    expect(entryOf('credit-balance').amountMinor).toBe(delivered - deposit);
    expect(entryOf('debit-payout').amountMinor).toBe(delivered);
    expect(entryOf('debit-return').amountMinor).toBe(deposit - wireChargeMinor - securedTrade.returnCostMinor.USD!);
  });

  it('name payment requests by references with right check digits, and debits by the payment they settle', () => {
    for (const name of ['credit-deposit-short', 'credit-deposit', 'credit-balance']) {
      expect(entryOf(name).structuredReferences.map((reference) => checkIdentifier('rf', reference).valid)).toEqual([
        true,
      ]);
    }
    expect([entryOf('debit-return').endToEndId, entryOf('debit-payout').endToEndId]).toEqual([
      '26000001-D1',
      '26000001-D2',
    ]);
  });
});
