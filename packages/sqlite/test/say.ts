/** For test processes: a line printed at once, before anything else happens. */
import { writeSync } from 'node:fs'

export const say = (line: string): void => {
  const bytes = Buffer.from(`${line}\n`)
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(1, bytes, written)
    } catch (thrown) {
      // the pipe is full until the other side has read
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN')) throw thrown
    }
  }
}
