// PostgreSQL's text cannot hold the character NUL, and a surrogate without its partner is no character at all.
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const unstorable = /\u0000|\p{Surrogate}/u;

/**
 * The dotted path of the first text in a JSON value that no database takes (NUL, or half a surrogate pair), the empty
 * path for the value itself; null when there is none. Object keys are texts too.
 */
export function unstorableText(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return unstorable.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const found = unstorable.test(key) ? path : unstorableText(member, at);
    if (found !== null) return found;
  }
  return null;
}

/** A text as a database takes it: what it could not keep stands as the replacement character U+FFFD. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
