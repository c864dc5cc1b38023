/** A desk behind HTTP: commands in; cases, traces and figures out. It knows no process, and any store. */
import {
  epochMs,
  foldRead,
  instant,
  streamName,
  trace,
  type Command,
  type HandleError,
  type ReadQuery,
  type RecordedEvent,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { deskAggregates, deskVocabulary, fieldLabels, wordLabels } from '@casetrail/core/desk'
import { deskCarryOut } from '@casetrail/core/policy'
import { retail2025 } from '@casetrail/core/standards'
import { deskFigures, evaluate } from '@casetrail/projections'
import fastify, { type FastifyInstance } from 'fastify'

import { background, type Setting } from './background.js'

export interface Stores extends Pick<Setting, 'events' | 'rows'> {
  /** How the live reads of a server fare. */
  readonly health?: () => { readonly ok: boolean }
}
type Given = string | ReadonlyArray<string>
interface Asked {
  Params: { readonly category: string; readonly id: string }
  Querystring: { readonly locale?: Given; readonly figure?: Given; readonly asOf?: Given }
}

type Failure =
  | HandleError<{ readonly _tag: string }>
  | { readonly _tag: 'NotFound'; readonly found: Given }
  | { readonly _tag: 'InvalidInstant' | 'Starting' }

/** Where it is 503, the same is to be asked again, with the same key. */
const STATUS: Readonly<Record<Failure['_tag'], number>> = {
  ...{ InvalidEvent: 400, InvalidId: 400, InvalidInstant: 400, Malformed: 400, UnknownType: 400 },
  ...{ NotFound: 404, Conflict: 409, StreamDeleted: 410, TooLarge: 413, Rejected: 422 },
  ...{ Undecodable: 500, Incomplete: 503, OutcomeUnknown: 503, Starting: 503, Unavailable: 503 },
}

/** Ends a request; the table says how. */
class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure._tag)
  }
}
type Either<A> = { _tag: 'Left'; left: Failure } | { _tag: 'Right'; right: A }
const rightOf = <A>(either: Either<A>): A => {
  if (either._tag === 'Right') return either.right
  throw new Refused(either.left)
}
const notFound = (found: Given): Refused => new Refused({ _tag: 'NotFound', found })

/** States hold maps and sets, which JSON has not. */
const plain = (_: string, value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value
const pageOf = (payload: unknown): string => `${JSON.stringify(payload, plain, 2)}\n`

const standards = [retail2025]
const desk = deskAggregates(standards, readyCalendars)
const figures = deskFigures(standards)
const storyOf = trace(deskVocabulary)

export const deskService = ({ events, rows, health }: Stores): FastifyInstance => {
  const { now, newId } = events.boundary
  const carryOut = deskCarryOut(events, desk)
  const { troubles, lag, stop } = background({ events, rows, standards, carryOut })

  const app = fastify({ logger: { level: 'error' }, requestTimeout: 10_000 })
  app.setReplySerializer(pageOf)
  app.setErrorHandler((error, _, reply) =>
    error instanceof Refused
      ? reply.code(STATUS[error.failure._tag]).send(error.failure)
      : reply.send(error),
  )
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // a connection that is kept would hold up the end
    if (!app.server.listening) reply.header('connection', 'close')
    done()
  })
  app.addHook('onClose', stop)

  const read = async (query: ReadQuery): Promise<ReadonlyArray<RecordedEvent>> => {
    const found: RecordedEvent[] = []
    return rightOf(await foldRead(events, query, found, (all, event) => (all.push(event), all))())
  }

  app.post<Asked>('/:category/:id', async ({ params, body, headers }) => {
    if (!Object.hasOwn(desk, params.category)) throw notFound(params.category)
    // what happens before the policies begin leads to nothing
    if (troubles.get('policies')?._tag === 'Starting') throw new Refused({ _tag: 'Starting' })
    const commandId = String(headers['idempotency-key'] ?? newId())
    const story = headers['correlation-id']
    const context =
      story === undefined ? { commandId } : { commandId, correlationId: String(story) }
    // it is decoded there, and what is wrong is said
    const command = Object.assign({ at: now() }, body) as Command
    const done = rightOf(await carryOut(params, command, context)())
    // one that is given again is answered as before, though its stream has moved on
    const all = done.repeated ? await read({ stream: streamName(params, params.id) }) : []
    const own = all.findLast(({ metadata }) => metadata.commandId === commandId)
    const { revision } = own ?? done
    return { revision, events: done.events.map(({ event }) => event) }
  })

  app.get<Asked>('/cases/:id', async ({ params: { id } }) => {
    let state = desk.case.initialState
    for (const one of await read({ stream: streamName(desk.case, id) })) {
      const { event, metadata, stream, revision } = one
      const decoded = desk.case.events.decode(event, metadata.schemaVersion)
      if (decoded._tag === 'Left') {
        throw new Refused({ _tag: 'Undecodable', stream, revision, error: decoded.left })
      }
      state = desk.case.evolve(state, decoded.right)
    }
    if (state.inner.stage === 'none') throw notFound(id)
    return state
  })

  app.get<Asked>('/cases/:id/trace', async ({ params: { id }, query }) => {
    const locale = query.locale === 'zh' ? 'zh' : 'en'
    const [first] = await read({ stream: streamName(desk.case, id), limit: 1 })
    if (first === undefined) throw notFound(id)
    // nothing of a story is older than its case
    const rest = await read({ all: true, correlationId: id, after: first.position })
    const name = (field: string): string => fieldLabels[field]?.[locale] ?? field
    const word = (value: unknown): string => wordLabels[String(value)]?.[locale] ?? String(value)
    return storyOf([first, ...rest]).map(({ at, who, stream, label, details }) => ({
      ...{ at, who: who.id, stream, what: label[locale] },
      details: details.map(([field, value]) => `${name(field)}: ${word(value)}`),
    }))
  })

  app.get<Asked>('/figures', async ({ query: { figure, asOf } }) => {
    const asked = figures.filter(({ id }) => figure === undefined || id === figure)
    if (asked.length === 0) throw notFound(figure ?? '')
    const at = epochMs(rightOf(instant(String(asOf ?? now()))))
    return rightOf(await evaluate(rows, asked, { zone: 'Asia/Shanghai', asOf: at })())
  })

  app.get('/health', async (_, reply) => {
    const behind = await lag()
    const lagMs = behind._tag === 'Right' ? behind.right : undefined
    const store = health?.()
    const isNear = lagMs !== undefined && lagMs <= 5_000
    const ok = isNear && troubles.size === 0 && store?.ok !== false
    return reply.code(ok ? 200 : 503).send({ ok, lagMs, troubles, store })
  })

  return app
}
