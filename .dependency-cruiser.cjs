// The layers of the engine in one table; each line becomes a rule. A test plants a violation of every rule.
const mayImport = {
  'src/domain': [],
  'src/gateways': ['src/domain'],
  'src/persistence': ['src/domain'],
  'src/temporal': ['src/domain', 'workflows/messages\\.ts$'],
  'src/api': ['src/domain', 'src/persistence', 'src/temporal'],
  workflows: ['src/domain', 'src/temporal/search-attributes\\.ts$', 'activities'],
  activities: ['src/domain', 'src/gateways', 'src/persistence'],
};

const own = '^(src|workflows|activities|test|web|scripts)/';
const pattern = (place) => (place.endsWith('$') ? `^${place}` : `^${place}(/|$)`);

const layers = Object.entries(mayImport).map(([layer, allowed]) => ({
  name: `${layer.replace('/', '-')}-imports-only-inward`,
  severity: 'error',
  comment: `${layer} may import ${allowed.join(', ') || 'nothing else of this repository'}.`,
  from: { path: `^${layer}/` },
  to: { path: own, pathNot: [layer, ...allowed].map(pattern) },
}));

// Pure libraries, which behave the same in the workflow sandbox, in tests and in the browser.
const pureLibraries = ['zod', '@noble/hashes', 'canonicalize'];
const sandboxLibraries = ['@temporalio/workflow', '@temporalio/common'];
const within = (libraries) => `node_modules/(${libraries.join('|')})/`;

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'The domain runs in the workflow sandbox: no Node, no library but the pure ones.',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-peer'], pathNot: within(pureLibraries) },
    },
    {
      name: 'workflows-are-deterministic',
      severity: 'error',
      comment: 'Workflows replay: only the workflow library at run time; types may come from anywhere.',
      from: { path: '^workflows/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-peer'],
        pathNot: within(sandboxLibraries),
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'workflows-see-activity-types-only',
      severity: 'error',
      comment: 'A workflow calls activities through proxies; importing their code would bundle the outside world.',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-persistence-knows-the-database',
      severity: 'error',
      comment: 'MikroORM and pg are used in src/persistence only; everybody else asks its stores and readers.',
      from: { path: '^(src|activities|workflows)/', pathNot: '^src/persistence/' },
      to: { path: 'node_modules/(@mikro-orm|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-api-knows-http',
      severity: 'error',
      comment: 'Express and what hangs on it stay in src/api.',
      from: { path: '^(src|activities|workflows)/', pathNot: '^src/(api/|api\\.main\\.ts$)' },
      to: { path: 'node_modules/(express|helmet|express-rate-limit|pino-http|swagger-ui-dist)/' },
    },
    {
      name: 'nothing-imports-tests-or-scripts',
      severity: 'error',
      comment: 'What runs in production does not depend on tests or scripts.',
      from: { path: '^(src|workflows|activities)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file; only types may point back.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'A path that leads nowhere would slip past every other rule.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/persistence/migrations/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
