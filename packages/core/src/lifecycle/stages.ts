/** From which stages each command is taken: the first column of a lifecycle's table. */
import type { WrongStage } from './rejection.js'

export type StageTable<Type extends string, Stage extends string> = Readonly<
  Record<Type, ReadonlyArray<Stage>>
>

/**
 * The rejection where the stage forbids a command; `undefined` where it allows it. `tagOf` says what
 * the stream is, given what the command would have wanted.
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
