/** Which events the rows are without. */
import type { RowStore } from '@casetrail/core/read-model'
import { deskModels, parked, type Parked } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'

/** `most`: as many are listed, all are counted. */
export const unreadIn = async (
  rows: RowStore,
  url: string,
  most?: number,
): Promise<E.Either<Failure, Parked>> =>
  E.mapLeft((error: Parameters<typeof storeFailure>[0]) => storeFailure(error, url))(
    await parked(rows, deskModels, most)(),
  )
