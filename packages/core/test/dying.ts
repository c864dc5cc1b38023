/** A program that dies at its n-th word to its stores: before that is carried out, or after. */
import type { RowStore } from '../src/read-model/rows.js'
import type { EventStore } from '../src/store/port.js'

export interface Death {
  readonly at: number
  readonly when: 'before' | 'after'
}

const never = (): Promise<never> => new Promise(() => undefined)

export const dying = (store: EventStore, rows: RowStore, { at, when }: Death) => {
  let calls = 0
  let die: () => void = () => undefined
  const died = new Promise<'died'>((resolve) => {
    die = () => {
      resolve('died')
    }
  })

  const asked = async <A>(answer: () => Promise<A>): Promise<A> => {
    calls += 1
    if (calls < at) return answer()
    if (calls === at && when === 'after') await answer()
    die()
    return never()
  }

  const task =
    <As extends ReadonlyArray<unknown>, A>(f: (...args: As) => () => Promise<A>) =>
    (...args: As) =>
    () =>
      asked(f(...args))

  const mortalStore: EventStore = {
    append: task(store.append),
    read: async function* (query, signal) {
      await asked(() => Promise.resolve())
      yield* store.read(query, signal)
    },
    boundary: store.boundary,
  }
  const mortalRows: RowStore = {
    checkpoint: task(rows.checkpoint),
    load: task(rows.load),
    commit: task(rows.commit),
    scan: task(rows.scan),
    scanGroups: task(rows.scanGroups),
    loadGroups: task(rows.loadGroups),
    clear: task(rows.clear),
  }
  return { store: mortalStore, rows: mortalRows, died, calls: () => calls }
}
