/** JSON pointers, RFC 6901. */

/** A key as it stands in a pointer. */
export const pointerKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
