/** JSON pointers, RFC 6901. */

/** A key as it stands in a pointer. */
export const pointerKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** The pointer whose segments are these keys. */
export const pointerTo = (keys: ReadonlyArray<string | number>): string =>
  keys.map((key) => `/${pointerKey(String(key))}`).join('')

/** Whether a text is a pointer. */
export const isPointer = (text: string): boolean => text === '' || text.startsWith('/')

/**
 * The keys that a pointer leads by; none where a text is no pointer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 *
 * @example
 * import { segmentsOf } from '@casetrail/core'
 *
 * segmentsOf('/clocks/first~1last/label') // ['clocks', 'first/last', 'label']
 */
export const segmentsOf = (pointer: string): ReadonlyArray<string> =>
  pointer.startsWith('/')
    ? pointer
        .slice(1)
        .split('/')
        .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    : []
