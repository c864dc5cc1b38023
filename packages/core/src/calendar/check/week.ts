/** The week: hours that don't overlap, from Sunday into Monday either. */
import { show } from '../../codec/problem.js'
import { weekdays } from '../dates.js'
import type { Calendar } from '../document.js'

import { inDay, placed, runningInto, type Problems } from './hours.js'

export const inWeek = ({ week, workingDays }: Calendar): Problems => [
  ...weekdays.flatMap((weekday, i) => {
    const next = weekdays[(i + 1) % weekdays.length] ?? weekday
    return [
      ...inDay(`/week/${weekday}`, week[weekday]),
      ...runningInto(
        placed(`/week/${weekday}`, week[weekday]),
        placed(`/week/${next}`, week[next]),
      ),
    ]
  }),
  ...(weekdays.every((weekday) => week[weekday].length === 0) && workingDays.length === 0
    ? [{ pointer: '/week', found: show(week), expected: 'hours on some day' }]
    : []),
]
