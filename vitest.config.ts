import { defineConfig } from 'vitest/config'

const packages = ['core', 'projections', 'sqlite', 'eventstoredb', 'cli', 'bench']

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => ({
        root: `packages/${name}`,
        // packages find each other's sources by the paths of tsconfig.base.json
        resolve: { tsconfigPaths: true },
        test: {
          name,
          include: ['{src,test,testing}/**/*.test.ts'],
          // laws run hundreds of cases, and packing runs the package manager
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      })),
      {
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['packages/*/{src,test}/**/*.test-d.ts'],
            tsconfig: 'tsconfig.json',
            ignoreSourceErrors: true,
          },
        },
      },
    ],
  },
})
