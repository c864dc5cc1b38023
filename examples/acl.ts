/**
 * Sets who may do what on an EventStoreDB that has users, and says what it changes: programs of the desk
 * write and read, analysts only read, and nobody but admins deletes streams or changes their metadata.
 *
 *   CASETRAIL_STORE='esdb://admin:PASSWORD@HOST:2113?tlsCAFile=ca.crt' \
 *     npx tsx examples/acl.ts --write desks --read analysts --dry-run
 *
 * Names are of users or groups; each option may be given several times. Without CASETRAIL_STORE it
 * shows, on a server in this process, what it would do to a new one.
 */
import { parseArgs } from 'node:util'

import { mistakeText, serverAccess, type AccessChange } from '@casetrail/eventstoredb'
import { startServer } from '@casetrail/eventstoredb/testing'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    write: { type: 'string', multiple: true, default: ['desks'] },
    read: { type: 'string', multiple: true, default: ['analysts'] },
    'dry-run': { type: 'boolean', default: false },
    insecure: { type: 'boolean', default: false },
  },
})

const given = process.env['CASETRAIL_STORE'] ?? ''
const standIn = given === '' ? await startServer() : undefined
const connection = standIn?.connectionString ?? given

const RIGHTS: Readonly<Record<AccessChange['right'], string>> = {
  read: 'read',
  write: 'append',
  delete: 'delete',
  metaRead: 'read metadata',
  metaWrite: 'change metadata',
}

const names = (roles: ReadonlyArray<string>): string =>
  roles.map((role) => (role === '$all' ? 'everybody' : role)).join(', ')

const shown = ({ of, right, from, to }: AccessChange): string =>
  `${of.padEnd(7)}  ${RIGHTS[right].padEnd(15)}  ${names(from)} → ${names(to)}`

const fail = (text: string): void => {
  console.log(text)
  process.exitCode = 1
}

const made = serverAccess(connection, { insecure: values.insecure })
if (made._tag === 'Left') fail(made.left.mistakes.map(mistakeText).join('\n'))
else {
  const { plan, set, close } = made.right
  const dry = values['dry-run'] || standIn !== undefined
  const done = await (dry ? plan : set)({ write: values.write, read: values.read })()
  if (done._tag === 'Left') fail(JSON.stringify(done.left))
  else {
    for (const change of done.right) console.log(shown(change))
    const count = String(done.right.length)
    console.log(dry ? `${count} rights would be changed` : `${count} rights are changed`)
    console.log(
      'Whoever reads $all reads the hashes of all passwords too, where users are kept in it.',
    )
  }
  await close()
}
await standIn?.stop()
