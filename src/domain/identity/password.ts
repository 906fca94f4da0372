/** How long a password is, in characters; the upper end only keeps hashing cheap. */
export const shortest = 12;
export const longest = 256;

/** What a password must not be made of: the account it is for, as its owner and others know it. */
export interface PasswordContext {
  email: string;
  name: string;
  company: string;
}

/**
 * The stems that lists of breached passwords consist of, decorated with digits and signs. A password has to hold more
 * than one of them and decoration.
 */
const breachedStems = [
  'password',
  'passwort',
  'passw',
  'qwertyuiop',
  'qwerty',
  'azerty',
  'qazwsx',
  'asdfghjkl',
  'zxcvbnm',
  'letmein',
  'welcome',
  'iloveyou',
  'admin',
  'administrator',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'batman',
  'trustno',
  'starwars',
  'master',
  'shadow',
  'michael',
  'jordan',
  'changeme',
  'secret',
  'login',
  'woaini',
  'mima',
  'summer',
  'winter',
  'spring',
  'autumn',
  'sandbox',
  'trade',
  'only',
  'test',
  'default',
  'temporary',
  'company',
  'hello',
  'whatever',
  'computer',
  'internet',
  'samsung',
  'google',
  'facebook',
  'liverpool',
];
const leastOwn = 8;
const leastDifferent = 5;
const longestRun = 0.7;

const readAs: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };
const plain = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()].map((sign) => readAs[sign] ?? sign).join('');

/**
 * How many characters are left of a password without the words everybody would try: read as it is, without what
 * decorates it at either end, and read with signs and digits as the letters they stand for, whichever is less.
 */
function own(password: string, words: readonly string[]): number {
  const left = (text: string, of: (word: string) => string): string =>
    words
      .toSorted((one, other) => other.length - one.length)
      .reduce((rest, word) => rest.replaceAll(of(word), ''), text);
  const lower = password.normalize('NFKC').toLowerCase();
  const bare = left(lower, (word) => word.toLowerCase());
  const undecorated = bare === lower ? bare : bare.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return Math.min([...undecorated].length, [...left(plain(password), plain)].length);
}

const wordsOf = ({ email, name, company }: PasswordContext): string[] =>
  [...email.split(/[@.]/), ...name.split(/\s+/), ...company.split(/\s+/)].filter(({ length }) => length >= 4);

/** Which share of the characters follows its neighbour in the alphabet, in the digits, or repeats it. */
function runs(password: string): number {
  const codes = [...password].map((sign) => sign.codePointAt(0) ?? 0);
  const following = codes.filter((code, place) => place > 0 && Math.abs(code - (codes[place - 1] ?? 0)) <= 1);
  return following.length / Math.max(1, codes.length - 1);
}

/**
 * Why a password is not good enough, in one sentence, or null (NIST SP 800-63B section 3.1.1.2: a length, no rules of
 * composition, nothing that is commonly used, expected or made of the account's own words).
 */
export function faultOfPassword(password: string, context: PasswordContext): string | null {
  const { length } = [...password.normalize('NFKC')];
  if (length < shortest) return `must have at least ${shortest} characters`;
  if (length > longest) return `must have at most ${longest} characters`;
  if (new Set(password.toLowerCase()).size < leastDifferent) return 'must not repeat the same few characters';
  if (runs(password.toLowerCase()) > longestRun) return 'must not run along the alphabet, the digits or one key';
  if (own(password, breachedStems) < leastOwn) return 'is made of words that stand in lists of breached passwords';
  if (own(password, wordsOf(context)) < leastOwn) return 'is made of your own name, address or company';
  return null;
}
