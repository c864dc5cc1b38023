/** Appends to streams that others append to as well, and prints the ids that were taken. */
import { sqliteStore } from '../src/index.js'

import { contend } from './contend.js'
import { say } from './say.js'

const [path = '', count] = process.argv.slice(2)
const store = sqliteStore(path)
say('ready')
for (const id of await contend(store, Number(count))) say(id)
store.close()
