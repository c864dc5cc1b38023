/** For tests: an EventStoreDB that stands in for a real one, in this process. */
export { startServer, type TestServer, type TestServerOptions } from './server.js'
export type { CallName, Fault, Faults, Moment, Refusal, Share } from './faults.js'
export { memoryLog, type Log, type MemoryLogOptions } from './log/log.js'
export { generatedStream, type GeneratedStream, type Made } from './log/generated.js'
export { fileLog } from './log/file.js'
