/** From events back to the commands that would have led to them. */
import type { Actor } from '../codec/primitives.js'
import type { Command, DomainEvent } from '../decider/message.js'

/** An event that says who did it. */
interface Done extends DomainEvent {
  readonly by: string
}

/** Which command leads to each type of event. */
export type CommandTypes<Ev extends DomainEvent, C extends Command> = Readonly<
  Record<Ev['type'], C['type']>
>

/**
 * The command that would have led to an event: its fields are the event's, and so is the id of who gave
 * it, by which the duties of an imported history are judged; the role is the caller's. The compiler can't
 * follow the table from an event's type to its command's fields: a law of each aggregate's tests holds
 * that an event's command leads to it again.
 */
export const commandBy =
  <Ev extends Done, C extends Command>(types: CommandTypes<Ev, C>) =>
  (event: Ev, { role }: Actor): C => {
    const type = types[event.type as Ev['type']]
    const command: Command = { ...event, type, actor: { id: event.by, role } }
    return command as C
  }
