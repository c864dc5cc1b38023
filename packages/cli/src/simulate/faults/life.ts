/** The life of a program: it may end at any word to its stores, before that is carried out or after. */
import type { EventStore } from '@casetrail/core'
import type { RowStore } from '@casetrail/core/read-model'

export interface Life {
  readonly of: {
    readonly store: (store: EventStore) => EventStore
    readonly rows: (rows: RowStore) => RowStore
  }
  /** Ends it at the n-th word from now on; resolves when it has. What it was at never goes on. */
  readonly endsAt: (n: number, when: 'before' | 'after') => Promise<'ended'>
  /** Another one begins, which does not end by itself. */
  readonly begins: () => void
}

const never = (): Promise<never> => new Promise(() => undefined)

export const life = (): Life => {
  let left = Infinity
  let when: 'before' | 'after' = 'before'
  let end: () => void = () => undefined

  const asked = async <A>(answer: () => Promise<A>): Promise<A> => {
    left -= 1
    if (left > 0) return answer()
    const ended = end
    if (when === 'after') await answer()
    ended()
    return never()
  }

  return {
    of: {
      store: (store) => ({
        ...store,
        append: (stream, expected, events) => () =>
          asked(() => store.append(stream, expected, events)()),
        read: async function* (query, signal) {
          await asked(() => Promise.resolve())
          yield* store.read(query, signal)
        },
      }),
      rows: (rows) => ({
        ...rows,
        commit: (changes) => () => asked(() => rows.commit(changes)()),
      }),
    },
    endsAt: (n, at) =>
      new Promise((resolve) => {
        left = n
        when = at
        end = () => {
          resolve('ended')
        }
      }),
    begins: () => {
      left = Infinity
    },
  }
}
