#!/usr/bin/env node
import { run } from './program.js'
import { processTerminal } from './terminal.js'

/** How long what is still open may keep the program, such as a call to a server that has fallen silent. */
const GRACE_MS = 500

/** Ends the program, unless it ends by itself before; not while somebody still reads what it wrote. */
const leave = (): void => {
  setTimeout(() => {
    const unread = process.stdout.writableLength + process.stderr.writableLength
    if (unread === 0) process.exit()
    leave()
  }, GRACE_MS).unref()
}

void run(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code
  leave()
})
