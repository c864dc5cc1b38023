/** One call, as the handlers see it, and the faults that strike it. */
import { setTimeout as sleep } from 'node:timers/promises'

import type { Metadata, sendUnaryData } from '@grpc/grpc-js'

import type { CallName, Fault, FaultScript, Moment, Refusal } from './faults.js'
import type { Log } from './log/log.js'
import {
  accessDenied,
  answerable,
  connectionDropped,
  notAuthenticated,
  notLeader,
  notReady,
  timedOut,
  type CallFailure,
} from './wire/status.js'

/** What a handler must know of the server. */
export interface Host {
  readonly log: Log
  readonly faults: FaultScript
  /** Throws where the caller may not do that, or where this node can't. */
  readonly admit: (right: Right, stream: string, caller: Metadata) => void
  /** Resets the connection of a peer, and with it all calls on it. */
  readonly reset: (peer: string) => void
  /** Whether newer traits of the protocol are there. */
  readonly has: (trait: Trait) => boolean
  /** Keeps what is open, so that a stop can end it; answers how to forget it. */
  readonly keep: (open: Open) => () => void
  /** How many live events may wait for a consumer. */
  readonly liveQueue: number
}

export type Right = 'read' | 'write' | 'delete' | 'group'

export type Trait = 'features' | 'batchAppend' | 'caughtUp' | 'groupsOverAll' | 'wholeSize'

/** A call that stays open: a subscription, a consumer, a batch append. */
export interface Open {
  readonly call: object
  readonly end: (how: 'clean' | 'cut' | 'tooSlow') => void
}

interface Closable {
  readonly close: (code: number) => void
}

const isClosable = (value: unknown): value is Closable =>
  typeof value === 'object' &&
  value !== null &&
  'close' in value &&
  typeof value.close === 'function'

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/**
 * Ends a call without a status, as a server does that goes away. The library has no word for that:
 * its HTTP/2 stream is closed under it.
 */
export const endWithoutStatus = (call: object): void => {
  const stream = member(member(call, 'call'), 'stream')
  if (!isClosable(stream)) throw new Error('@grpc/grpc-js keeps its streams elsewhere now')
  stream.close(0)
}

const refusal = (reason: Refusal): CallFailure => {
  if (typeof reason !== 'string') return notLeader(reason.notLeader.host, reason.notLeader.port)
  switch (reason) {
    case 'accessDenied':
      return accessDenied()
    case 'notAuthenticated':
      return notAuthenticated()
    case 'notReady':
      return notReady()
    case 'timeout':
      return timedOut('')
  }
}

/** No answer is to come; the call is left as it is. */
export const SILENT = Symbol('silent')

/** Answers a call that has one answer. */
export const reply = <R>(response: Promise<R | typeof SILENT>, answer: sendUnaryData<R>): void => {
  response.then(
    (found) => {
      if (found !== SILENT) answer(null, found)
    },
    (failure: unknown) => answer(answerable(failure)),
  )
}

export interface Begun {
  readonly name: CallName
  readonly stream: string
  readonly peer: string
}

const strikes = (host: Host, fault: Fault, moment: Moment, peer: string): boolean => {
  if ('silent' in fault) return fault.silent === moment
  if (!('cut' in fault) || fault.cut !== moment) return false
  if (fault.by !== 'connection') throw connectionDropped()
  host.reset(peer)
  return true
}

/** Carries out a call with the fault that is scripted for it. Throws a `CallFailure`. */
export const withFaults = async <A>(
  host: Host,
  { name, stream, peer }: Begun,
  run: (fault?: Fault) => A | Promise<A>,
): Promise<A | typeof SILENT> => {
  const fault = host.faults.draw(name, stream)
  if (fault === undefined) return run()
  if ('delay' in fault) await sleep(fault.delay)
  if ('refuse' in fault) throw refusal(fault.refuse)
  if (strikes(host, fault, 'beforeCommit', peer)) return SILENT
  const answer = await run(fault)
  return strikes(host, fault, 'afterCommit', peer) ? SILENT : answer
}
