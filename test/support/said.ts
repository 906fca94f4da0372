import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Which argument of a call is the sentence for the person who asked. */
const spoken: Readonly<Record<string, number>> = {
  reject: 1,
  refuse: 1,
  refused: 1,
  refuseQualification: 1,
  refusal: 1,
  unauthorized: 1,
  noSample: 1,
  problem: 2,
  problemOf: 2,
  refusalOf: 2,
  retryLater: 2,
  regex: 1,
  suspense: 0,
  faulty: 0,
  FileFault: 0,
  refine: 1,
};
/** Properties that hold such a sentence: of a refusal beside its code, of a schema's rule, of a fault in a file. */
const properties = ['attention', 'detail', 'error', 'message', 'reason', 'rule', 'why'];
/** What such a property stands beside where it speaks; elsewhere it is a fact's, or somebody's own words. */
const company: Readonly<Record<string, string[]>> = { detail: ['code', 'packingList'], reason: ['unlocked'] };

export interface Said {
  /** The sentence with a pair of braces for each value. */
  sentence: string;
  at: string;
}

const isText = (node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);

function textOf(node: ts.Node): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  if (ts.isBinaryExpression(node)) return textOf(node.left) + textOf(node.right);
  return '{}';
}

/** What a name was given, where it is declared further out in the same file. */
function declared({ text }: ts.Identifier, from: ts.Node): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = from; scope !== undefined; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find(({ name }) => name.getText() === text);
      if (found?.initializer !== undefined) return found.initializer;
    }
  }
  return undefined;
}

/** The texts an expression may turn out to be. */
function texts(node: ts.Node): ts.Node[] {
  if (isText(node)) return [node];
  if (ts.isParenthesizedExpression(node)) return texts(node.expression);
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken ? [node] : [...texts(node.left), ...texts(node.right)];
  if (ts.isArrowFunction(node)) return texts(node.body);
  if (ts.isObjectLiteralExpression(node)) return [];
  const given = ts.isIdentifier(node) ? declared(node, node.parent) : undefined;
  return given === undefined || ts.isIdentifier(given) ? [] : texts(given);
}

const nameOf = (node: ts.CallExpression | ts.NewExpression): string =>
  ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();

/** What a node says to a person; a `detail` speaks where a `code` stands beside it. */
function saidBy(node: ts.Node): ts.Node[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const place = Object.hasOwn(spoken, nameOf(node)) ? spoken[nameOf(node)] : undefined;
    const argument = place === undefined ? undefined : node.arguments?.[place];
    return argument === undefined || ts.isArrowFunction(argument) ? [] : texts(argument);
  }
  const named = ts.isVariableDeclaration(node) && ['fault', 'why'].includes(node.name.getText());
  if (named && node.initializer !== undefined)
    return texts(node.initializer);
  const short = ts.isShorthandPropertyAssignment(node);
  if (!(short || ts.isPropertyAssignment(node)) || !properties.includes(node.name.getText())) return [];
  const beside = node.parent.properties.map((each) => each.name?.getText());
  const needed = company[node.name.getText()];
  const speaks = needed === undefined || needed.some((each) => beside.includes(each));
  return speaks ? texts(short ? node.name : node.initializer) : [];
}

/** What an entry of a table of rules says: whether the rule is broken, the field, and the rule. */
const ruleIn = (node: ts.Node): ts.Node[] =>
  ts.isArrayLiteralExpression(node) && node.elements.length === 3
    ? texts(node.elements[2] as ts.Expression).filter(isText)
    : [];

/** Faults told in the return values of functions named for it, and in their tables of rules: `faultOfTerms`. */
function faultsIn(node: ts.Node): ts.Node[] {
  const named = ts.isFunctionDeclaration(node) && /^(fault|complaint)/.test(node.name?.text ?? '');
  if (!named) return [];
  const found: ts.Node[] = [];
  const walk = (inner: ts.Node): void => {
    if (ts.isReturnStatement(inner) && inner.expression !== undefined) found.push(...texts(inner.expression));
    found.push(...ruleIn(inner));
    ts.forEachChild(inner, walk);
  };
  walk(node);
  return found;
}

/** What is written down beside the words of a value is a sentence: it has a space and letters of its own. */
const isSentence = (text: string): boolean => /[A-Za-z]{2,}.* .*[a-z]{2,}|[a-z]{2,} /.test(text.replaceAll('{}', ''));

function saidIn(file: string): Said[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const said: Said[] = [];
  const walk = (node: ts.Node): void => {
    for (const each of [...saidBy(node), ...faultsIn(node)]) {
      const sentence = textOf(each);
      const { line } = source.getLineAndCharacterOfPosition(each.getStart());
      if (isSentence(sentence)) said.push({ sentence, at: `${file}:${line + 1}` });
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return said;
}

/** Settings, migrations and gateways speak to those who run the engine, in English. */
const forOperators = /\/(migrations|gateways)\/|src\/config\.ts|src\/domain\/words\//;

/** Every sentence the engine refuses something with, by where it stands. */
export const everythingSaid = (): Said[] =>
  globSync(['src/**/*.ts', 'workflows/*.ts'])
    .filter((file) => !forOperators.test(file))
    .sort()
    .flatMap(saidIn);
