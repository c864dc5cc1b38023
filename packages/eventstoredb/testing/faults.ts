/** Faults, scripted as data: what shall go wrong, in which call, and when. */

/** The calls that a fault can be scripted for. */
export type CallName =
  'append' | 'read' | 'subscribe' | 'delete' | 'metadata' | 'consume' | 'group' | 'features'

/** Where in a call it happens: before its effect, or after it and before the answer. */
export type Moment = 'beforeCommit' | 'afterCommit'

/** Why a server refuses. */
export type Refusal =
  | 'accessDenied'
  | 'notAuthenticated'
  | 'notReady'
  | 'timeout'
  | { readonly notLeader: { readonly host: string; readonly port: number } }

export type Fault =
  /** The answer is lost: the call fails as if its connection had been reset, or with it. */
  | { readonly cut: Moment; readonly by?: 'call' | 'connection' }
  /** No answer ever comes. */
  | { readonly silent: Moment }
  /** The answer comes so many milliseconds later. */
  | { readonly delay: number }
  | { readonly refuse: Refusal }
  /** A read or subscription ends after so many events: without an error, cut, or as too slow. */
  | { readonly end: 'clean' | 'cut' | 'tooSlow'; readonly after: number }

/** Faults that strike a share of the calls, drawn from a seed: the same calls, the same faults. */
export interface Share {
  /** Between 0 and 1. */
  readonly share: number
  readonly seed: number
  /** One of these is drawn. */
  readonly of: ReadonlyArray<Fault>
}

/** The faults of a server. They are heeded when a call begins. */
export interface Faults {
  /** The next calls of that name, `times` of them (1 unless given). */
  readonly next: (call: CallName, fault: Fault, times?: number) => void
  /** All calls of that name, on streams whose name matches where a pattern is given. */
  readonly always: (call: CallName, fault: Fault, stream?: RegExp) => void
  readonly share: (call: CallName, share: Share) => void
  /** No more faults. */
  readonly clear: () => void
  /** How many calls were struck so far. */
  readonly struck: () => number
}

export interface FaultScript extends Faults {
  readonly draw: (call: CallName, stream: string) => Fault | undefined
}

/** A generator of numbers in [0, 1) from a seed (mulberry32). */
const random = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Rule = (stream: string) => Fault | 'spent' | undefined

const times = (fault: Fault, count: number): Rule => {
  let left = count
  return () => (left-- > 0 ? fault : 'spent')
}

const shared = ({ share, seed, of }: Share): Rule => {
  const draw = random(seed)
  return () => {
    const strikes = draw() < share
    const which = draw()
    return strikes ? of[Math.floor(which * of.length)] : undefined
  }
}

export const faultScript = (): FaultScript => {
  const rules = new Map<CallName, Array<Rule>>()
  let struck = 0
  const add = (call: CallName, rule: Rule): void => {
    rules.set(call, [...(rules.get(call) ?? []), rule])
  }
  return {
    next: (call, fault, count = 1) => add(call, times(fault, count)),
    always: (call, fault, stream) =>
      add(call, (name) => (stream?.test(name) === false ? undefined : fault)),
    share: (call, share) => add(call, shared(share)),
    clear: () => rules.clear(),
    struck: () => struck,
    draw: (call, stream) => {
      for (const rule of rules.get(call) ?? []) {
        const found = rule(stream)
        if (found === undefined) continue
        if (found !== 'spent') {
          struck++
          return found
        }
        rules.set(
          call,
          (rules.get(call) ?? []).filter((other) => other !== rule),
        )
      }
      return undefined
    },
  }
}
