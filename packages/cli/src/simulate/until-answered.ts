/** Patience with a store that fails now and then. */
import * as E from 'fp-ts/lib/Either.js'

/** What a store answers that can't be asked for now. */
const passing = new Set(['Unavailable', 'OutcomeUnknown', 'Conflict', 'Incomplete', 'Overtaken'])
const PATIENCE = 40

/** Asks again where the store could not be asked; the ids stay, so nothing is done twice. */
export const untilAnswered = async <L extends { readonly _tag: string }, A>(
  ask: () => Promise<E.Either<L, A>>,
): Promise<E.Either<L, A>> => {
  let answer = await ask()
  for (let n = 1; n < PATIENCE && E.isLeft(answer) && passing.has(answer.left._tag); n++) {
    answer = await ask()
  }
  return answer
}
