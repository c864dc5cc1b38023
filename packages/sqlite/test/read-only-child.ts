/** Reads a store and tries to append to it, as a user who may only read; prints how both went. */
import * as E from 'fp-ts/lib/Either.js'
import { foldRead } from '@casetrail/core'

import { sqliteStore } from '../src/index.js'

import { newEvent } from './events.js'
import { say } from './say.js'

const store = sqliteStore(process.argv[2] ?? '', { busyMs: 200 })
say('ready')
const read = await foldRead(store, { all: true }, 0, (n) => n + 1)()
const append = await store.append('case-new', 'noStream', [newEvent()])()
const commit = await store.rows.clear('none')()
const fault = (either: E.Either<{ readonly _tag: string; readonly fault?: string }, unknown>) =>
  E.isLeft(either) ? (either.left.fault ?? either.left._tag) : 'done'
say(
  JSON.stringify({
    read: E.isRight(read) ? read.right : fault(read),
    append: fault(append),
    commit: fault(commit),
  }),
)
