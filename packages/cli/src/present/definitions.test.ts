/** What people are told of a figure exists for every figure there is. */
import { readyStandards } from '@casetrail/core/standards'
import { deskFigures } from '@casetrail/projections'
import { expect, test } from 'vitest'

import { definitionOf } from './definitions.js'

test.each(deskFigures(readyStandards).map(({ id }) => ({ id })))(
  '$id has a definition in both languages',
  ({ id }) => {
    expect(definitionOf(id, 'en')).toMatch(/[a-z]/)
    expect(definitionOf(id, 'zh')).toMatch(/\p{Script=Han}/u)
  },
)

test('what is no figure has none', () => {
  expect(definitionOf('csatt', 'en')).toBe('')
})
