import { cp } from 'node:fs/promises'
import { defineConfig } from 'tsup'

/** The JSON files of a folder, for those who read them without the code. */
const documents = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, filter: (path) => path === from || path.endsWith('.json') })

export default defineConfig({
  // one entry for each subpath of package.json's exports
  entry: {
    index: 'src/index.ts',
    calendar: 'src/calendar/index.ts',
    case: 'src/case/index.ts',
    clock: 'src/clock/index.ts',
    complaint: 'src/complaint/index.ts',
    'corrective-action': 'src/corrective-action/index.ts',
    desk: 'src/desk/index.ts',
    emergency: 'src/emergency/index.ts',
    'follow-up': 'src/follow-up/index.ts',
    lifecycle: 'src/lifecycle/index.ts',
    operations: 'src/operations/index.ts',
    policy: 'src/policy/index.ts',
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
  onSuccess: async () => {
    await documents('src/standard', 'dist/standards')
    await documents('src/standard/schema', 'dist/standards/schema')
    await documents('src/calendar', 'dist/calendars')
  },
})
