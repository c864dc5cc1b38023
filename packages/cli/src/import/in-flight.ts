/** Many tasks at once, but not more than so many. One caller starts them. */
export interface InFlight {
  /** Starts a task as soon as there is room for it. */
  readonly start: (task: () => Promise<void>) => Promise<void>
  /** When all that was started has ended. Rejects with the first failure. */
  readonly ended: () => Promise<void>
}

export const inFlight = (most: number): InFlight => {
  let running = 0
  let failure: { readonly thrown: unknown } | undefined
  let wake: (() => void) | undefined
  const below = async (limit: number): Promise<void> => {
    while (running >= limit) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const rethrow = (): void => {
    if (failure !== undefined) throw failure.thrown
  }
  return {
    start: async (task) => {
      await below(most)
      rethrow()
      running += 1
      const leave = (): void => {
        running -= 1
        wake?.()
      }
      void task()
        .catch((thrown: unknown) => {
          failure ??= { thrown }
        })
        .then(leave)
    },
    ended: async () => {
      await below(1)
      rethrow()
    },
  }
}
