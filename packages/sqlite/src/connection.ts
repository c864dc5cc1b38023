/** One connection to a file: its statements, prepared once, and rows as plain arrays. */
import Database from 'libsql'

export type Cell = string | number | null
export type Row = ReadonlyArray<Cell>

/** Numbers are bound as reals; columns of integer affinity store them as integers. Never a boolean. */
export interface Connection {
  /** The first row, if any. */
  readonly get: (sql: string, ...parameters: ReadonlyArray<Cell>) => Row | undefined
  readonly all: (sql: string, ...parameters: ReadonlyArray<Cell>) => ReadonlyArray<Row>
  readonly run: (sql: string, ...parameters: ReadonlyArray<Cell>) => void
  /** Several statements without parameters, not kept. */
  readonly exec: (sql: string) => void
  readonly inTransaction: () => boolean
  readonly close: () => void
}

/** Opens a file by path or `file:` URI. Throws what the library throws. */
export const connect = (target: string): Connection => {
  const database = new Database(target)
  const statements = new Map<string, Database.Statement>()
  const prepared = (sql: string): Database.Statement => {
    const kept = statements.get(sql)
    if (kept !== undefined) return kept
    const statement = database.prepare(sql)
    if (statement.reader) statement.raw()
    statements.set(sql, statement)
    return statement
  }
  return {
    get: (sql, ...parameters) => prepared(sql).get(...parameters) as Row | undefined,
    all: (sql, ...parameters) => prepared(sql).all(...parameters) as ReadonlyArray<Row>,
    run: (sql, ...parameters) => {
      prepared(sql).run(...parameters)
    },
    exec: (sql) => {
      database.exec(sql)
    },
    inTransaction: () => database.inTransaction,
    close: () => {
      statements.clear()
      database.close()
    },
  }
}
