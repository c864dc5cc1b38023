/**
 * A test server of EventStoreDB in a process of its own: says its connection string, and ends with
 * its standard input.
 */
import { startServer } from '@casetrail/eventstoredb/testing'

const serve = async (): Promise<void> => {
  const server = await startServer()
  process.stdin.on('end', () => void server.stop().then(() => process.exit(0))).resume()
  process.stdout.write(`${server.connectionString}\n`)
}

void serve()
