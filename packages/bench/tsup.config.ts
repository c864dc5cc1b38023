import { defineConfig } from 'tsup'

// Measured as it is published: compiled, from the sources of all packages, without names kept for
// stack traces, which a loader of TypeScript adds and which slows closures down.
export default defineConfig([
  {
    entry: {
      index: 'packages/bench/src/index.ts',
      // started as a process of its own
      feed: 'packages/bench/src/feed.ts',
    },
    outDir: 'packages/bench/dist',
    format: ['esm'],
    target: 'node20',
    noExternal: [/^@casetrail\//, '@js-temporal/polyfill', 'uuid'],
    external: [
      'libsql',
      /^@castore\//,
      /^fp-ts/,
      /^io-ts/,
      'luxon',
      '@eventstore/db-client',
      '@opentelemetry/api',
    ],
    // all but what is made beside it
    clean: ['!*.cjs'],
    silent: true,
  },
  {
    // started too: whole, since the libraries of the test server are not the benchmarks' own
    entry: { 'esdb-server': 'packages/bench/src/esdb-server.ts' },
    outDir: 'packages/bench/dist',
    format: ['cjs'],
    outExtension: () => ({ js: '.cjs' }),
    target: 'node20',
    noExternal: [/./],
    silent: true,
  },
])
