interface Described {
  paths?: Record<string, Record<string, { parameters?: unknown; requestBody?: unknown }>>;
  components?: { schemas?: Record<string, unknown> };
}

/**
 * The document with its inputs written so that tools in any language read them alike: texts hold no NUL, which no
 * database takes, and digits in patterns are [0-9], as elsewhere \d means any script's. `answers` names the schemas
 * that are no input.
 */
export function withPortableInputs(document: object, answers: readonly string[]): object {
  const { paths = {}, components = {} } = document as Described;
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => [
    name,
    answers.includes(name) ? schema : portable(schema),
  ]);
  return {
    ...document,
    paths: mapped(paths, (path) =>
      mapped(path, (operation) => ({
        ...operation,
        ...(operation.parameters === undefined ? {} : { parameters: portable(operation.parameters) }),
        ...(operation.requestBody === undefined ? {} : { requestBody: portable(operation.requestBody) }),
      })),
    ),
    components: { ...components, schemas: Object.fromEntries(schemas) as object },
  };
}

const mapped = <T, R>(record: Record<string, T>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

function portable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(portable);
  if (typeof node !== 'object' || node === null) return node;
  const inner = mapped(node as Record<string, unknown>, portable);
  if (inner.type !== 'string') return inner;
  if (typeof inner.pattern === 'string') return { ...inner, pattern: inner.pattern.replaceAll('\\d', '[0-9]') };
  return 'format' in inner || 'enum' in inner || 'const' in inner ? inner : { ...inner, pattern: '^[^\\u0000]*$' };
}
