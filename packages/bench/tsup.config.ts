import { defineConfig } from 'tsup'

// Measured as it is published: compiled, from the sources of all packages, without names kept for
// stack traces, which a loader of TypeScript adds and which slows closures down.
export default defineConfig({
  entry: {
    index: 'packages/bench/src/index.ts',
    // started as a process of its own
    feed: 'packages/bench/src/feed.ts',
  },
  outDir: 'packages/bench/dist',
  format: ['esm'],
  target: 'node20',
  noExternal: [/^@casetrail\//, '@js-temporal/polyfill', 'uuid'],
  external: ['libsql', /^@castore\//, /^fp-ts/, /^io-ts/, 'luxon'],
  clean: true,
  silent: true,
})
