import type { Locale } from './locale.ts';

/** One column of a table on paper; numbers stand on the right. */
export interface PaperColumn {
  label: string;
  align?: 'left' | 'right';
}

export interface PaperSection {
  heading: string;
  paragraphs: string[];
  table?: { columns: PaperColumn[]; rows: string[][] };
}

/**
 * A document to be read on paper, in words already chosen for its reader: the same paper gives the same bytes.
 * `hash` is the SHA-256 of the data it shows, in hexadecimal, where there is one.
 */
export interface Paper {
  title: string;
  subtitle: string;
  locale: Locale;
  facts: { label: string; value: string }[];
  sections: PaperSection[];
  hash: string | null;
  footer: string;
}
