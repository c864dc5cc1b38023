/** Names of time zones. */
import * as E from 'fp-ts/lib/Either.js'

/** Whether it is an IANA zone; aliases too, which `supportedValuesOf` leaves out; offsets are no zones. */
export const isZone = (zone: string): boolean =>
  /^[A-Za-z]/.test(zone) &&
  E.isRight(
    E.tryCatch(
      () => new Intl.DateTimeFormat('en', { timeZone: zone }),
      () => zone,
    ),
  )
