import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyActivities, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { DayProof } from '../activities/reconciliation.ts';
import { attentionReason } from '../src/temporal/search-attributes.ts';

// Each step may run again: statements are kept once, blocks follow each other, and a case is opened once for its break.
const { readBankStatements, sealBooks, carryForward, listDaysToProve, proveDay } = proxyActivities<Activities>({
  startToCloseTimeout: '10m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
});

const mostShown = 50;
const scheduledAt = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/**
 * The proof of the money, day by day: the bank's statements against the ledger against the orders. Given no day it is
 * the banking day before the one it was scheduled for, and those whose statements came late. What it finds waits as
 * cases; the Temporal UI shows that there are any.
 */
export async function dailyProof({ day = null }: { day?: string | null } = {}): Promise<DayProof[]> {
  for (let read = 1; read > 0; ) read = await readBankStatements();
  let block: number | null = null;
  for (let sealed = await sealBooks(); sealed !== null; sealed = await sealBooks()) block = sealed;
  await carryForward();
  const at = workflowInfo().typedSearchAttributes.get(scheduledAt) ?? new Date(Date.now());
  const days = day === null ? await listDaysToProve(at.toISOString()) : [day];
  const proofs: DayProof[] = [];
  for (const each of days) {
    proofs.push(await proveDay({ day: each, block }));
    setCurrentDetails(proofs.map(detailsOf).join('\n'));
  }
  const breaks = proofs.some((proof) => proof.breaks > 0);
  if (breaks) upsertSearchAttributes([{ key: attentionReason, value: 'reconciliation-break' }]);
  return proofs;
}

function detailsOf({ day, statements, entries, breaks, opened }: DayProof): string {
  const shown = opened.slice(0, mostShown).map(({ id, kind, sentence }) => `**Case ${id}** ${kind}: ${sentence}`);
  const rows = [
    `**Day** ${day}: ${statements} statements, ${entries} movements`,
    breaks === 0 ? '**All of it agrees**' : `**Breaks** ${breaks}, of which ${opened.length} are new`,
    ...shown,
    ...(opened.length > mostShown ? [`and ${opened.length - mostShown} more`] : []),
  ];
  return rows.map((row) => `- ${row}`).join('\n');
}
