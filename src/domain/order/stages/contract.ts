import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { accept, reject } from '../decision.ts';
import { fact, type By } from '../facts.ts';
import { optionBy, type QuoteOption } from '../options.ts';
import type { Contract, ContractDraft, OrderAt, Signature } from '../order.ts';
import { unsuitable } from '../profile-terms.ts';
import { commandOf, defineStage } from '../stage.ts';
import { diffTerms, type Terms, termsSchema, totalOf } from '../terms.ts';
import { reasonSchema } from './enquiry.ts';
import { awaitedSamples, type GoldenSample, goldenSamples, linesWithoutSample, samplesFor } from '../sample.ts';
import { hashSchema } from './quote.ts';
import { sampleClocks, sampleCommands } from './samples.ts';

const command = commandOf<'contract'>();

/** Of the signer's own key over the hash; verified and kept before the command comes to be judged. */
export const signatureText = z
  .string()
  .regex(/^[\w-]{86}$/, 'an Ed25519 signature in base64url')
  .optional();
type Drafting = OrderAt<'contract'>;

const consensus = (order: Drafting): QuoteOption => optionBy(order.versions, order.acceptedHash) as QuoteOption;

/**
 * What both sign: the terms, the parties, the purchase order it follows, and the consent to escrow (requirements.md
 * S60).
 */
export const contractContent = (
  order: Pick<Drafting, 'order' | 'companies' | 'profile' | 'consumer'>,
  version: number,
  purchaseOrder: string | null,
  terms: Terms,
  golden: readonly GoldenSample[] = [],
) => ({
  order: order.order,
  version,
  purchaseOrder,
  buyer: order.companies.buyer,
  supplier: order.companies.supplier,
  warehouse: order.companies.warehouse,
  profile: { id: order.profile.id, version: order.profile.version },
  services: 'The parties settle through the trust account and release by this contract; terms of service version 1.',
  terms,
  ...(order.consumer === undefined ? {} : { consumer: order.consumer }),
  ...(golden.length === 0 ? {} : { goldenSamples: golden }),
});

/** The hash both sign: SHA-256 over the canonical JSON of the contract's content. */
export const contractHash = (...content: Parameters<typeof contractContent>): string =>
  hashOf(contractContent(...content));

const sign = (party: Signature['party'], by: By, hash: string, at: string): Signature => ({
  party,
  user: by.user,
  company: by.company,
  hash,
  at,
});

function seal(draft: ContractDraft, buyer: Signature, method: Contract['method'], at: string): Contract {
  return {
    version: 1,
    terms: draft.terms,
    hash: draft.hash,
    previousHash: null,
    totalMinor: totalOf(draft.terms),
    method,
    signatures: [draft.signature, buyer],
    sealedAt: at,
    ...(draft.goldenSamples === undefined ? {} : { goldenSamples: draft.goldenSamples }),
  };
}

const draftOrRefuse = (order: Drafting) =>
  order.drafting.draft === null ? reject('no-draft', 'The supplier has not drafted the contract yet.') : null;

const waitsToSign = ({ purchaseOrder, draft }: Drafting['drafting']) => [
  purchaseOrder === null || draft !== null ? ('buyer' as const) : ('supplier' as const),
];

/** The buyer's purchase order is a proposal; the supplier drafts; the draft both sign by its hash binds. */
export const contract = defineStage('contract', {
  title: 'Contract',
  commands: {
    issuePurchaseOrder: command({
      by: ['buyer'],
      summary: 'Issue the electronic purchase order for the agreed version (a proposal, not yet binding)',
      input: z.strictObject({ number: z.string().trim().min(1).max(35), hash: hashSchema }),
      decide: (order, { number, hash }) =>
        hash === order.acceptedHash
          ? accept(fact('PurchaseOrderIssued', { number, hash }))
          : reject('stale-hash', 'The purchase order must name the hash of the agreed version.', {
              hash: order.acceptedHash,
            }),
    }),
    draftContract: command({
      by: ['supplier'],
      summary: 'Draft and sign the contract from the agreed version; edits show as a difference',
      input: z.strictObject({ terms: termsSchema.optional(), signature: signatureText }),
      ready: ({ drafting }) =>
        drafting.purchaseOrder === null
          ? reject('no-purchase-order', 'The buyer issues the purchase order first.')
          : null,
      decide: (order, input, { by, now }) => {
        const agreed = consensus(order).terms;
        const terms = input.terms ?? agreed;
        const misfit = unsuitable(order.profile, terms);
        if (misfit !== null) return misfit;
        const missing = linesWithoutSample(terms, order.drafting.samples);
        if (missing.length > 0) {
          return reject(
            'sample-awaited',
            `The buyer has approved no sample of line ${missing.join(', ')} as it is now.`,
            {
              lines: missing,
            },
          );
        }
        const golden = goldenSamples(order.drafting.samples);
        const hash = contractHash(order, 1, order.drafting.purchaseOrder?.number ?? null, terms, golden);
        return accept(
          fact('ContractDrafted', {
            draft: {
              terms,
              hash,
              changes: diffTerms(agreed, terms),
              draftedAt: now,
              signature: sign('supplier', by, hash, now),
              ...(golden.length === 0 ? {} : { goldenSamples: golden }),
            },
          }),
        );
      },
    }),
    requestChange: command({
      by: ['buyer'],
      summary: 'Ask the supplier for another draft',
      input: z.strictObject({ change: z.string().trim().min(1).max(4000) }),
      ready: draftOrRefuse,
      decide: (_order, { change }) => accept(fact('ChangeRequested', { change })),
    }),
    confirmContract: command({
      by: ['buyer'],
      summary: 'Confirm and sign the draft, named by its hash: the contract binds and the order counts as placed',
      input: z.strictObject({ hash: hashSchema, signature: signatureText }),
      ready: draftOrRefuse,
      decide: ({ drafting }, { hash }, { by, now }) => {
        const draft = drafting.draft as ContractDraft;
        if (hash !== draft.hash)
          return reject('stale-hash', 'This is not the hash of the current draft.', { hash: draft.hash });
        return accept(fact('ContractSealed', { contract: seal(draft, sign('buyer', by, hash, now), 'ONLINE', now) }));
      },
    }),
    signOffline: command({
      by: ['buyer', 'adviser'],
      summary: 'Sign on paper: one person files the scan, a second one confirms that it shows this draft',
      input: z.strictObject({ hash: hashSchema, document: z.string().min(1).max(64), sha256: hashSchema.optional() }),
      ready: draftOrRefuse,
      decide: ({ drafting, companies }, { hash, document }, { by, now }) => {
        const draft = drafting.draft as ContractDraft;
        if (hash !== draft.hash)
          return reject('stale-hash', 'This is not the hash of the current draft.', { hash: draft.hash });
        const scan = drafting.offlineScan;
        if (scan === null) return accept(fact('OfflineSignatureScanned', { document, user: by.user }));
        if (scan.user === by.user) return reject('same-person', 'A second person confirms the scan.');
        if (scan.document !== document)
          return reject('already-scanned', 'Confirm the scan on file.', { document: scan.document });
        const buyer = sign('buyer', { ...by, company: companies.buyer }, hash, now);
        return accept(fact('ContractSealed', { contract: seal(draft, buyer, 'OFFLINE', now) }));
      },
    }),
    ...sampleCommands,
    withdraw: command({
      by: ['buyer', 'supplier'],
      summary: 'Leave before the contract binds',
      input: reasonSchema,
      decide: (_order, { reason }, { by }) => {
        const side = by.party === 'buyer' ? 'buyer' : 'supplier';
        return accept(fact('Withdrawn', { by: side, reason }), fact('OrderClosed', { outcome: 'withdrawn', reason }));
      },
    }),
  },
  clocks: {
    ...sampleClocks,
    confirmBy: {
      label: 'time to sign the contract',
      at: ({ drafting }) => (awaitedSamples(drafting.samples).length > 0 ? null : drafting.confirmBy),
      runsOut: () => [
        fact('OrderClosed', { outcome: 'not-contracted', reason: 'The contract was not confirmed in time.' }),
      ],
    },
  },
  enters: (order, { now }) => {
    const samples = samplesFor(order.order, consensus(order).terms, now);
    return samples.length === 0 ? [] : [fact('SampleOrdered', { samples })];
  },
  waitsFor: ({ drafting }) => {
    const awaited = awaitedSamples(drafting.samples);
    if (awaited.length > 0) return awaited.map(({ state }) => (state === 'ORDERED' ? 'supplier' : 'buyer'));
    return waitsToSign(drafting);
  },
  leaves: ({ drafting }) => (drafting.sealed === null ? null : { to: 'escrow' }),
  leadsTo: ['escrow', 'closed'],
});
