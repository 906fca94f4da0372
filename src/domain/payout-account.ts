import { z } from 'zod';
import { hashOf } from './hash.ts';
import { checkIdentifier } from './identifiers/check.ts';
import { latinForm } from './latin.ts';

const looksLikeIban = /^[A-Z]{2}[0-9]{2}/;

/** A name no bank could write would be found out only when it is to be paid. */
function asBanksWriteIt(name: string, context: z.RefinementCtx): void {
  const form = latinForm(name);
  if ('sign' in form) {
    const message = `'${form.sign}' is not in the Latin character set of banks; give the name in Latin letters`;
    context.addIssue({ code: 'custom', message });
  } else if (form.plain.length > 70 || form.plain === '')
    context.addIssue({ code: 'custom', message: '1 to 70 characters as banks write it, in their Latin character set' });
}

/** Where a company wants to be paid: an IBAN (ISO 13616) or another account number, in the name its bank knows. */
export const payoutAccountSchema = z.strictObject({
  name: z.string().trim().min(1).max(70).superRefine(asBanksWriteIt),
  account: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .pipe(
      z
        .string()
        .regex(/^[A-Z0-9]{4,34}$/, '4 to 34 letters and digits')
        .refine((text) => !looksLikeIban.test(text) || checkIdentifier('iban', text).valid, 'not a valid IBAN'),
    ),
  bic: z
    .string()
    .regex(/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'a BIC of 8 or 11 characters (ISO 9362)')
    .optional(),
});
export type PayoutAccountInput = z.output<typeof payoutAccountSchema>;

/** Hours after the second approval in which nothing is paid to a new account, so that its owner can object. */
export const coolingOffHours = 24;

/** What both people of the platform approve: whose account, in which place of its history, and the account itself. */
export const payoutAccountHash = (company: string, version: number, account: PayoutAccountInput): string =>
  hashOf({ company, version, account });

/** The end of an account number: enough to recognise one's own by, in letters and lists. */
export const masked = (account: string): string => `…${account.slice(-4)}`;
