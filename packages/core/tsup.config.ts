import { cp } from 'node:fs/promises'
import { defineConfig } from 'tsup'

export default defineConfig({
  // one entry for each subpath of package.json's exports
  entry: {
    index: 'src/index.ts',
    case: 'src/case/index.ts',
    complaint: 'src/complaint/index.ts',
    'corrective-action': 'src/corrective-action/index.ts',
    desk: 'src/desk/index.ts',
    emergency: 'src/emergency/index.ts',
    'follow-up': 'src/follow-up/index.ts',
    lifecycle: 'src/lifecycle/index.ts',
    operations: 'src/operations/index.ts',
    'read-model': 'src/read-model/index.ts',
    standards: 'src/standard/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'node20',
  dts: true,
  splitting: true,
  sourcemap: true,
  clean: true,
  onSuccess: () =>
    cp('src/standard', 'dist/standards', {
      recursive: true,
      filter: (path) => path === 'src/standard' || path.endsWith('.json'),
    }),
})
