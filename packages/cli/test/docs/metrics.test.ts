/** docs/metrics.md defines every figure, no other, and names every reason of exclusion. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { readyStandards } from '@casetrail/core/standards'
import { deskFigures, measures } from '@casetrail/projections'
import { expect, test } from 'vitest'

import { root } from './blocks.js'

const page = readFileSync(join(root, 'docs/metrics.md'), 'utf8')
const inCode = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)

const figures = deskFigures(readyStandards)
const figureInputs = figures.flatMap(({ inputs }) => Object.values(inputs))

test('docs/metrics.md defines every figure, and no other', () => {
  const defined = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, id = '']) => id)
  // one row stands for those of all clocks
  const ids = new Set(figures.map(({ id }) => id.replace(/^(sla|time)\..+/, '$1.<clock>')))
  expect(defined.sort()).toEqual([...ids].sort())
})

test('docs/metrics.md names every reason of exclusion', () => {
  const folder = join(root, 'packages/projections/src/measures')
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'))
  const reasons = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/excluded\('(\w+)'\)/g)].map(
      ([, reason = '']) => reason,
    ),
  )
  expect(reasons).not.toEqual([])
  const named = ['merged', 'cancelled', 'withdrawn', ...measures.validReasons]
  const others = figureInputs.flatMap(({ measure }) => measure.excludes ?? [])
  expect(inCode(page)).toEqual(expect.arrayContaining([...reasons, ...named, ...others]))
})
