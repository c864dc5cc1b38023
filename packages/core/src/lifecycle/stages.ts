/** From which stages each command is taken: the first column of a lifecycle's table. */
import type { WrongStage } from './rejection.js'

/** The stages that each type of command is taken from; `none` is where nothing was opened yet. */
export type StageTable<Type extends string, Stage extends string> = Readonly<
  Record<Type, ReadonlyArray<Stage>>
>

/**
 * The rejection where the stage forbids a command; `undefined` where it allows it. `tagOf` says what
 * the stream is, given what the command would have wanted.
 *
 * @example
 * import { stageGuard } from '@casetrail/core/lifecycle'
 *
 * const wrongStage = stageGuard<'Grant', 'asked' | 'granted', 'AlreadyGranted'>(
 *   { Grant: ['asked'] },
 *   () => 'AlreadyGranted',
 * )
 * wrongStage('Grant', 'asked') // undefined
 * wrongStage('Grant', 'granted') // { _tag: 'AlreadyGranted', command: 'Grant', stage: 'granted', allowed: ['asked'] }
 */
export const stageGuard =
  <Type extends string, Stage extends string, Tag extends string>(
    table: StageTable<Type, Stage>,
    tagOf: (stage: Stage, allowed: ReadonlyArray<Stage>) => Tag,
  ) =>
  (command: Type, stage: Stage): WrongStage<Tag, Stage> | undefined => {
    const allowed = table[command]
    return allowed.includes(stage)
      ? undefined
      : { _tag: tagOf(stage, allowed), command, stage, allowed }
  }
