import { defineConfig } from 'vitest/config'

const packages = ['core', 'projections', 'sqlite', 'cli', 'bench']

export default defineConfig({
  test: {
    projects: packages.map((name) => ({
      root: `packages/${name}`,
      // packages find each other's sources by the paths of tsconfig.base.json
      resolve: { tsconfigPaths: true },
      test: {
        name,
        include: ['{src,test}/**/*.test.ts'],
        typecheck: {
          enabled: true,
          include: ['{src,test}/**/*.test-d.ts'],
          tsconfig: `packages/${name}/tsconfig.json`,
          ignoreSourceErrors: true,
        },
      },
    })),
  },
})
