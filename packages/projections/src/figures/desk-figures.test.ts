import { isShareMetric } from '@casetrail/core/standards'
import { describe, expect, it } from 'vitest'

import { deskFigures } from './desk-figures.js'

describe('the figures of a desk', () => {
  it('are shares just where a target of theirs is checked as one', () => {
    const wrong = deskFigures().filter(({ id, unit }) => isShareMetric(id) !== (unit === 'share'))
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})
