/** Procedures: steps, each once, that something can show. */
import { show } from '../../codec/problem.js'
import type { Procedure, RequiredStep } from '../conduct.js'
import type { ServiceStandard } from '../document.js'

import { oneOf, repeated, someOnce, unknown, type Problems } from './codes.js'
import { inConditions } from './conditions.js'
import { askableOf, type Askable, type Fields, type Subject } from './fields.js'

const STEP = 'step:'
/** Of streams that record steps by the house's own names. */
const RECORDED = 'StepRecorded'

const inShown = (pointer: string, name: string, { types }: Subject): Problems => {
  if (!name.startsWith(STEP)) {
    if (types.has(name)) return []
    const orStep = types.has(RECORDED) ? `, or ${STEP}<id> of a recorded step` : ''
    const expected = () => `${oneOf(types.names, name)}${orStep}`
    return [{ pointer, found: show(name), expected }]
  }
  if (!types.has(RECORDED)) {
    const expected = 'the type of an event: these streams record no steps'
    return [{ pointer, found: show(name), expected }]
  }
  return name.slice(STEP.length).trim() === ''
    ? [{ pointer, found: show(name), expected: `${STEP}<id> with the id of a step` }]
    : []
}

const inStep = (at: string, { shownBy, when }: RequiredStep, subject: Subject): Problems => [
  ...someOnce(`${at}/shownBy`, shownBy),
  ...shownBy.flatMap((name, i) => inShown(`${at}/shownBy/${String(i)}`, name, subject)),
  ...(when === undefined ? [] : someOnce(`${at}/when`, when)),
  ...(when ?? []).flatMap((type, i) => unknown(`${at}/when/${String(i)}`, type, subject.types)),
]

const idsOnce = (pointer: string, list: ReadonlyArray<{ readonly id: string }>): Problems =>
  repeated(
    pointer,
    list.map(({ id }) => id),
    'each id once',
  )

/** Attributes that no opening tells: a stream is told by its opening whether a procedure is for it. */
const TOLD_LATER: ReadonlySet<string> = new Set(['stage', 'priority', 'severity', 'urgent'])

const atOpening = (attributes: Fields): Fields =>
  new Map([...attributes].filter(([name]) => !TOLD_LATER.has(name)))

const inProcedure = (
  at: string,
  { if: conditions, steps }: Procedure,
  { subject, own }: Askable,
): Problems => [
  ...inConditions(`${at}/if`, conditions, atOpening(subject.attributes), own),
  ...(steps.length === 0
    ? [{ pointer: `${at}/steps`, found: show(steps), expected: 'at least one' }]
    : idsOnce(`${at}/steps`, steps)),
  ...steps.flatMap((step, i) => inStep(`${at}/steps/${String(i)}`, step, subject)),
]

export const inProcedures = (standard: ServiceStandard): Problems => {
  const { procedures, principles } = standard
  const askable = askableOf(standard, procedures)
  return [
    ...idsOnce('/procedures', procedures),
    ...procedures.flatMap((procedure, i) => {
      const asked = askable.get(procedure.of)
      return asked === undefined ? [] : inProcedure(`/procedures/${String(i)}`, procedure, asked)
    }),
    ...idsOnce('/principles', principles),
  ]
}
