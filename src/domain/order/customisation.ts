import { z } from 'zod';
import { hashOf } from '../hash.ts';
import type { Line } from './line.ts';

/**
 * Colours by the names of Pantone's guides: solid (`PANTONE 186 C`, `PANTONE Cool Gray 11 U`), process (`PANTONE P 48-8
 * C`) and textile (`PANTONE 18-1763 TCX`).
 */
const pantone = new RegExp(
  `^PANTONE (?:${[
    String.raw`(?:\d{3,5}|(?:Black|Cool Gray|Warm Gray) \d{1,2}|[A-Z][a-z]+(?: [A-Z][a-z]*){0,2}) (?:C|U|CP|UP|M)`,
    String.raw`P \d{1,3}-\d{1,2} (?:C|U)`,
    String.raw`\d{2}-\d{4} (?:TCX|TPX|TPG|TN|TSX|TPM)`,
  ].join('|')})$`,
);

const millimetres = z.int().min(1).max(20_000);

/** What makes goods the buyer's own: they can be sold to nobody else, and so are not taken back. Lengths in mm. */
export const customisationSchema = z
  .strictObject({
    artwork: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
        }),
      )
      .max(20)
      .default([]),
    colours: z
      .array(z.string().regex(pantone, 'the name of a Pantone colour, e.g. PANTONE 186 C or PANTONE 18-1763 TCX'))
      .max(20)
      .default([]),
    packaging: z.string().trim().max(2000).default(''),
    logo: z
      .strictObject({
        placement: z.string().trim().min(1).max(200),
        method: z.enum(['PRINT', 'ENGRAVING', 'EMBROIDERY', 'EMBOSSING', 'LABEL', 'MOULDED']),
        widthMm: millimetres,
        heightMm: millimetres,
      })
      .optional(),
    /** True: the contract is signed only when the buyer has approved a sample made by this specification. */
    sampleFirst: z.boolean().default(false),
    /** Days from the agreement until the sample is handed in. */
    sampleDays: z.int().min(1).max(120).default(21),
    samplePieces: z.int().min(1).max(50).default(1),
  })
  .refine(({ artwork, colours, packaging, logo }) => artwork.length + colours.length > 0 || packaging !== '' || logo, {
    error: 'says what is made to order: artwork, colours, packaging or a logo',
  });

/** Whether a line is made for this buyer, and so neither returned nor sold to somebody else. */
export const isCustomised = ({ customised, customisation }: Pick<Line, 'customised' | 'customisation'>): boolean =>
  customised || customisation !== undefined;

/** What a sample stands for: the hash of the specification it was made by. */
export const specificationHash = ({ customisation }: Pick<Line, 'customisation'>): string =>
  hashOf(customisation ?? null);
