/** The access that is recommended on a server with users, and what it changes of what there is. */
import { isFields, show, type Problem } from '@casetrail/core'

type Fields = Readonly<Record<string, unknown>>

/** Names of users or of groups of them. */
export interface Access {
  /** They append, and read: the desk's programs. */
  readonly write: ReadonlyArray<string>
  /** They only read. */
  readonly read?: ReadonlyArray<string>
}

export type StreamRight = 'read' | 'write' | 'delete' | 'metaRead' | 'metaWrite'

/** One right, and who has it now and who should. */
export interface AccessChange {
  /** Every stream that says nothing else; or the log of all, from which categories are read. */
  readonly of: 'streams' | '$all'
  readonly right: StreamRight
  readonly from: ReadonlyArray<string>
  readonly to: ReadonlyArray<string>
}

/** Names that can't be given rights. */
export interface InvalidAccess extends Problem {
  readonly _tag: 'InvalidAccess'
}

/** Where the server keeps what streams of users have that say nothing. */
const STREAMS = '$userStreamAcl'
const SYSTEM_STREAMS = '$systemStreamAcl'

const KEYS: Readonly<Record<StreamRight, string>> = {
  read: '$r',
  write: '$w',
  delete: '$d',
  metaRead: '$mr',
  metaWrite: '$mw',
}

/** Whoever has a name and a password. */
const EVERYBODY = '$all'
const ADMINS = '$admins'

const fieldsIn = (fields: Fields, name: string): Fields => {
  const found = fields[name]
  return isFields(found) ? found : {}
}

const rolesIn = (acl: Fields, right: StreamRight): ReadonlyArray<string> | undefined => {
  const roles = acl[KEYS[right]]
  if (typeof roles === 'string') return [roles]
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : undefined
}

/** The names that are there stay, but for everybody. */
const merged = (
  from: ReadonlyArray<string>,
  wanted: ReadonlyArray<string>,
): ReadonlyArray<string> => [...new Set([...from.filter((role) => role !== EVERYBODY), ...wanted])]

/** What the server's documents hold: its settings, and the metadata of `$all`. */
export interface ServerDocuments {
  readonly settings: Fields
  readonly all: Fields
}

/** What the recommendation changes; nothing where it is followed already. */
export const accessChanges = (
  { settings, all }: ServerDocuments,
  { write, read = [] }: Access,
): ReadonlyArray<AccessChange> => {
  const readers = [...write, ...read]
  const wanted: Readonly<Record<StreamRight, ReadonlyArray<string>>> = {
    read: readers,
    write,
    delete: [ADMINS],
    // a stream's metadata say whether it was deleted
    metaRead: readers,
    metaWrite: [ADMINS],
  }
  const streams = fieldsIn(settings, STREAMS)
  const ofStreams = (Object.keys(wanted) as ReadonlyArray<StreamRight>).map(
    (right): AccessChange => {
      const from = rolesIn(streams, right) ?? [EVERYBODY]
      return { of: 'streams', right, from, to: merged(from, wanted[right]) }
    },
  )
  const from = rolesIn(fieldsIn(all, '$acl'), 'read') ??
    rolesIn(fieldsIn(settings, SYSTEM_STREAMS), 'read') ?? [ADMINS]
  const ofAll: AccessChange = { of: '$all', right: 'read', from, to: merged(from, readers) }
  return [...ofStreams, ofAll].filter((change) => change.from.join('\n') !== change.to.join('\n'))
}

/** A document with its changes; whatever else it says stays. */
export const withChanges = (
  document: Fields,
  of: AccessChange['of'],
  changes: ReadonlyArray<AccessChange>,
): Fields => {
  const name = of === 'streams' ? STREAMS : '$acl'
  const acl: Record<string, unknown> = { ...fieldsIn(document, name) }
  for (const change of changes) if (change.of === of) acl[KEYS[change.right]] = change.to
  return { ...document, [name]: acl }
}

const expected = 'the name of a user or a group'

/** Rejects an access that would lock everybody out, or let everybody in. */
export const invalidAccess = ({ write, read = [] }: Access): InvalidAccess | undefined => {
  if (write.length === 0) {
    return { _tag: 'InvalidAccess', pointer: '/write', found: 'nobody', expected }
  }
  for (const [place, names] of [
    ['write', write],
    ['read', read],
  ] as const) {
    const index = names.findIndex((name) => name.trim() === '' || name === EVERYBODY)
    if (index < 0) continue
    const pointer = `/${place}/${String(index)}`
    return { _tag: 'InvalidAccess', pointer, found: show(names[index]), expected }
  }
  return undefined
}
