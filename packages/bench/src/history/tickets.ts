/** A ticket list as large as wanted, for the mapping of examples/tickets.json. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

import { random32 } from './chance.js'

const BEGIN = Date.UTC(2023, 0, 1)
const MINUTE = 60_000
const agents = ['lin', 'wu', 'chen', 'zhao', 'sun', 'qian', 'li', 'zhou']
const channels = ['phone', 'e-mail', 'chat']
const states = ['new', 'working', 'working', 'working', 'solved', 'working', 'solved', 'closed']
/** Tickets that are worked on at once, whose rows stand mixed in the file. */
const AT_ONCE = 200

const two = (n: number): string => String(n).padStart(2, '0')

const written = (ms: number): string => {
  const date = new Date(ms)
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${String(date.getUTCFullYear())}`
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

/** Writes so many tickets of eight rows each, the same at every run. */
export const writeTickets = async (path: string, tickets: number): Promise<void> => {
  const next = random32(1)
  const file = createWriteStream(path)
  file.write('ticket,changed,state,agent,customer,channel,team,note\n')
  for (let first = 0; first < tickets; first += AT_ONCE) {
    const open = Array.from({ length: Math.min(AT_ONCE, tickets - first) }, (_, i) => ({
      n: first + i,
      at: BEGIN + (first + i) * 8 * MINUTE,
      agent: next(),
    }))
    for (const state of states) {
      let rows = ''
      for (const ticket of open) {
        ticket.at += (1 + (next() % 600)) * MINUTE
        if (state === 'working') ticket.agent += 1
        const agent = agents[ticket.agent % agents.length] ?? ''
        const channel = channels[ticket.n % channels.length] ?? ''
        const customer = `C-${String(ticket.n % 20_000)}`
        rows += `T-${String(ticket.n)},${written(ticket.at)},${state},${agent},${customer},${channel},front desk,row of ${state} by ${agent}\n`
      }
      if (!file.write(rows)) await once(file, 'drain')
    }
  }
  file.end()
  await once(file, 'finish')
}
