/** An interruption of the service that is reported is an emergency (服務中斷). */
import { declareEmergency } from '../../emergency/commands.js'
import { operationsEvents } from '../../operations/events.js'
import { processManager, type AnyManager } from '../policy.js'

import { deskPolicy, give, said } from './desk-policy.js'
import type { DeskBook } from './rules.js'

/** Needs no memory: an interruption starts once. */
export const interruption = (book: DeskBook): AnyManager =>
  processManager({
    facts: {
      name: 'desk.interruption',
      version: 1,
      from: [{ category: 'operations', events: operationsEvents }],
      keyOf: ({ event, stream }) => (event.type === 'InterruptionStarted' ? stream : undefined),
      evolve: () => undefined,
    },
    policies: [
      deskPolicy<undefined>(book, {
        name: 'interruption',
        label: { en: 'An interruption is an emergency', zh: '服務中斷啟動應急' },
        source: {
          handbook: 'H3',
          gist: {
            en: 'For interruptions and failures of systems the plan is started within 15 minutes.',
            zh: '服務中斷、系統故障，15分鐘內啟動預案。',
          },
        },
        gives: { emergency: ['DeclareEmergency'] },
        when: {
          operations: {
            InterruptionStarted: (event, { rules, given, opens }) => {
              const id = opens('DeclareEmergency')
              const declare = declareEmergency({
                ...given,
                standard: rules.ref,
                kind: event.kind === 'system' ? 'systemFailure' : 'serviceInterruption',
                interruption: event.interruption,
                description: said({
                  en: 'An interruption of the service was reported.',
                  zh: '已報告服務中斷。',
                }),
              })
              return [give('emergency', id, declare, { correlationId: id })]
            },
          },
        },
      }),
    ],
    isForgetful: true,
  })
