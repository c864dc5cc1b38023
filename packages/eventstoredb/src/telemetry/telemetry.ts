/** OpenTelemetry, where its API is installed. */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { LiveStore } from '../read/read.js'

import { instrumentsOf, type Api, type Attributes } from './instruments.js'
import { observedBy } from './observed.js'
import { tracedBy } from './traced.js'

export interface TelemetryOptions {
  /** On all that is told, such as `server.address`; `db.system.name` is `eventstoredb` unless set. */
  readonly attributes?: Attributes
}

export interface Telemetry {
  /** Whether anything is told: whether `@opentelemetry/api` is installed. */
  readonly active: boolean
  /**
   * The same store, with a span (`append case`, `read case`, `follow $all`) and its duration
   * (`db.client.operation.duration`, s) around each append and read, and its events counted
   * (`casetrail.store.events`). A live read has a span for each way to being live: the beginning, and
   * every resumption. Errors are told by their tags (`error.type`). Streams are told by name where it is
   * a category with a UUID; nothing of events, customers, users or connections is.
   *
   * The store is one that is a plain object, as ours are.
   */
  readonly observed: <S extends LiveStore>(store: S) => S
  /**
   * The same function, with a span of that name and its duration (`casetrail.operation.duration`, s)
   * around each run of what it answers. `attributesOf` is given the arguments, and must give few values
   * and nothing personal: a command's type, no id and no text. A rejection is an answer: it is told by
   * its reason (`casetrail.rejection`), and is no error. Not for what runs for ever, whose span would
   * not be seen.
   */
  readonly traced: <A extends ReadonlyArray<unknown>, L, R>(
    name: string,
    f: (...given: A) => TaskEither<L, R>,
    attributesOf?: (given: A) => Attributes,
  ) => (...given: A) => TaskEither<L, R>
}

const NOTHING: Telemetry = {
  active: false,
  observed: (store) => store,
  traced: (_, f) => f,
}

const MISSING = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && MISSING.includes(String(thrown.code))

const loaded = async (): Promise<Api | undefined> => {
  try {
    return await import('@opentelemetry/api')
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw thrown
  }
}

/**
 * Spans and metrics around what a host runs, by whatever OpenTelemetry SDK it has set up before; nothing
 * at all where `@opentelemetry/api` is not installed. It is an optional peer, so it is loaded here, and
 * not imported by this package: a program may leave these lines in and the peer out. That is also why
 * there is no entry of its own for telemetry, and why the answer is a promise: an import that may fail
 * can't be waited for in any other way by ES modules and CommonJS alike.
 *
 * Names are those of the conventions for databases, as far as these have them.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/database/
 * @example
 * import { handle, inMemoryEventStore } from '@casetrail/core'
 * import { caseAggregate } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { testBoundary } from '@casetrail/core/testing'
 * import { telemetry } from '@casetrail/eventstoredb'
 *
 * const { observed, traced } = await telemetry()
 * const store = observed(inMemoryEventStore(testBoundary()))
 * const cases = traced(
 *   'handle case',
 *   handle(store, caseAggregate([retail2025])),
 *   ([, command]) => ({ 'casetrail.command': command.type }),
 * )
 */
export const telemetry = async ({ attributes = {} }: TelemetryOptions = {}): Promise<Telemetry> => {
  const api = await loaded()
  if (api === undefined) return NOTHING
  const instruments = instrumentsOf(api, { 'db.system.name': 'eventstoredb', ...attributes })
  return { active: true, observed: observedBy(instruments), traced: tracedBy(instruments) }
}
