const tests = '\\.test(-d)?\\.ts$|^packages/[^/]+/test/'
const testing = `${tests}|^packages/core/src/testing/|^packages/bench/`
const aggregates = 'case|complaint|follow-up|corrective-action|emergency|operations'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-is-pure',
      comment: 'core imports only fp-ts, io-ts, uuid and the Temporal polyfill',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: testing },
      to: {
        pathNot: '^packages/core/src/|/node_modules/(fp-ts|io-ts|uuid|@js-temporal/polyfill)/',
      },
    },
    {
      name: 'testing-kit-is-runner-agnostic',
      comment: 'the testing kit imports core and fast-check',
      severity: 'error',
      from: { path: '^packages/core/src/testing/', pathNot: tests },
      to: { pathNot: '^packages/core/src/|/node_modules/(fast-check|fp-ts|io-ts|uuid)/' },
    },
    {
      name: 'adapters-know-only-core',
      comment: 'projections and the stores import core, never each other and never the cli',
      severity: 'error',
      from: { path: '^packages/(projections|sqlite|eventstoredb)/src/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/(core|$1)/' },
    },
    {
      name: 'cli-is-the-top',
      severity: 'error',
      from: { path: '^packages/cli/src/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/(cli|core|projections|sqlite|eventstoredb)/' },
    },
    {
      name: 'aggregates-stand-alone',
      severity: 'error',
      from: { path: `^packages/core/src/(${aggregates})/`, pathNot: tests },
      to: { path: `^packages/core/src/(${aggregates})/`, pathNot: '^packages/core/src/$1/' },
    },
    {
      name: 'no-testing-in-production',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: testing },
      to: { path: `${testing}|/node_modules/(vitest|fast-check)/` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
