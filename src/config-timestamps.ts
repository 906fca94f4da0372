import { z } from 'zod';

const list = <S extends z.ZodType<string, string>>(item: S) =>
  z
    .string()
    .transform((given) => given.split(',').map((one) => one.trim()))
    .pipe(z.array(item).min(1));

/** The time-stamping authorities that are asked, in this order, and the policies whose stamps count. */
export const timestampVariables = {
  TIMESTAMP_URLS: list(
    z
      .url({ protocol: /^https?$/, error: 'must be http(s) URLs, divided by commas' })
      .regex(/^[^@]+$/, 'must be URLs without a user in them, whom every reader of the evidence would see'),
  ).optional(),
  TIMESTAMP_POLICIES: list(
    z.string().regex(/^\d+(\.\d+)+$/, 'must be object identifiers, divided by commas'),
  ).optional(),
};
