/** What a cell holds after `formulasMarked` where a formula stood; no sheet has it, being for private use. */
export const formulaMark = '\u{F0000}';

// No part of it runs over another tag, so that a sheet made to be slow is read in one go.
const tag = /<(\/?)(?:\w+:)?([cf])(\s[^<>]*)?>/g;

/**
 * The XML of a sheet with a mark in each cell that had a formula (ISO/IEC 29500-1, 18.3.1.40): its last result, which
 * need not be kept, nor be what the formula gives now, is taken out.
 */
export function formulasMarked(sheet: string): string {
  let marked = '';
  let from = 0;
  let cell: { at: number; place: string; hasFormula: boolean } | null = null;
  for (const { 0: text, 1: ends, 2: name, 3: attributes = '', index } of sheet.matchAll(tag)) {
    const isEmpty = attributes.endsWith('/');
    if (name === 'f') {
      if (cell !== null) cell.hasFormula = true;
    } else if (ends === '') {
      const [place = ''] = /\sr\s*=\s*(["'])[A-Z]{1,3}\d{1,7}\1/.exec(attributes) ?? [];
      cell = isEmpty ? null : { at: index, place, hasFormula: false };
    } else {
      if (cell?.hasFormula === true) {
        marked += `${sheet.slice(from, cell.at)}<c${cell.place} t="str"><v>${formulaMark}</v></c>`;
        from = index + text.length;
      }
      cell = null;
    }
  }
  return marked + sheet.slice(from);
}
