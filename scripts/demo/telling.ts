/** Where the lines go, and what the place can show. */
export interface Paper {
  print: (line: string) => void;
  /** Bold and grey, for a terminal. */
  colours: boolean;
  /** False: everything is written in ASCII, for terminals and logs that know nothing else. */
  unicode: boolean;
}

const bold = '\u001b[1m';
const grey = '\u001b[90m';
const red = '\u001b[31m';
const plain = '\u001b[0m';

const width = 120;
const whoWidth = 16;
const whatWidth = 22;
/** Where what a step says begins, after its number, who, and what. */
const margin = 5 + whoWidth + 1 + whatWidth + 1;
const nameWidth = 8;

const inAscii: [RegExp, string][] = [
  [/[–—−]/g, '-'],
  [/→/g, '->'],
  [/×/g, 'x'],
  [/[‘’]/g, "'"],
  [/m³/g, 'm3'],
  [/\s*[^\x20-\x7e]+/g, ''],
];
const toAscii = (text: string): string => inAscii.reduce((line, [sign, ascii]) => line.replace(sign, ascii), text);

/** A text in lines of at most `columns` characters, broken at spaces. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** How often each word comes, in the order they first come: `180 OK, 1 UNKNOWN`. */
export function tally(words: readonly string[]): string {
  return [...new Set(words)].map((word) => `${words.filter((each) => each === word).length} ${word}`).join(', ');
}

/** Which signs and colours standard output takes: the locale says the one, a terminal without NO_COLOR the other. */
export function paperOf(print: (line: string) => void): Paper {
  const { LC_ALL, LC_CTYPE, LANG, NO_COLOR } = process.env;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return { print, colours: process.stdout.isTTY === true && !NO_COLOR, unicode: /utf-?8/i.test(locale) };
}

export interface Teller {
  title(text: string): void;
  step(who: string, what: string, how: { refused?: boolean; says: string }): void;
  /** A line under a step: what it is about, then the text, wrapped. */
  note(name: string, text: string): void;
  /** Lines of a table as they are. */
  lines(rows: readonly string[]): void;
  steps(): number;
}

/** Tells a played trade as plain aligned text: a numbered line a step, what follows from it below. */
export function openTelling({ print, colours, unicode }: Paper): Teller {
  let steps = 0;
  const say = (text: string, style?: string) => {
    const shown = (unicode ? text : toAscii(text)).trimEnd();
    print(colours && style !== undefined ? `${style}${shown}${plain}` : shown);
  };
  return {
    title(text) {
      say('');
      say(text.toUpperCase(), bold);
    },
    step(who, what, { refused = false, says }) {
      steps += 1;
      const head = `${String(steps).padStart(3)}  ${who.padEnd(whoWidth)} ${what.padEnd(whatWidth)} `;
      const [first = '', ...rest] = wrap(says, width - margin);
      for (const line of [head + first, ...rest.map((each) => ' '.repeat(margin) + each)])
        say(line, refused ? red : undefined);
    },
    note(name, text) {
      for (const [index, line] of wrap(text, width - margin - nameWidth - 1).entries()) {
        say(`${' '.repeat(margin)}${(index === 0 ? name : '').padEnd(nameWidth)} ${line}`, grey);
      }
    },
    lines(rows) {
      for (const row of rows) say(row);
    },
    steps: () => steps,
  };
}
