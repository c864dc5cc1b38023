/** A screen that is drawn over in place, and remarks on the same terminal. */
import { describe, expect, it } from 'vitest'

import { tinyTerminal } from '../../test/tiny-terminal.js'

import { remarkAbove, screenOn } from './screen.js'

const on = (columns: number, rows: number) => {
  const tiny = tinyTerminal(columns, rows)
  const size = { columns }
  const terminal = {
    out: tiny.write,
    err: tiny.write,
    get columns() {
      return size.columns
    },
    // that stderr is a terminal, too
    bar: process.stderr,
  }
  const screen = screenOn(terminal)
  return { tiny, size, screen, say: remarkAbove(terminal, screen) }
}

describe('a screen', () => {
  it('is drawn over, and leaves remarks above it, each once and whole', () => {
    const { tiny, screen, say } = on(20, 6)
    say('before all')
    screen.draw(['one', 'two', 'three'])
    say('a remark that is longer than the terminal is wide')
    screen.draw(['one', '二', 'three', 'four'])
    say('another')
    screen.draw(['uno'])
    say('受理')
    screen.end()
    say('after all')
    expect(tiny.lines()).toEqual([
      'before all',
      'a remark that is lon',
      'ger than the termina',
      'l is wide',
      'another',
      '受理',
      'uno',
      'after all',
      '',
    ])
  })

  it('is whole below remarks that scroll away', () => {
    const { tiny, screen, say } = on(30, 5)
    for (let n = 1; n <= 40; n++) {
      screen.draw([`status ${String(n)}`, 'a', 'b'])
      say(`remark ${String(n)}`)
    }
    const remarks = Array.from({ length: 40 }, (_, i) => `remark ${String(i + 1)}`)
    expect(tiny.lines()).toEqual([...remarks, 'status 40', 'a', 'b', ''])
    expect(tiny.shown()).toHaveLength(5)
  })

  it('says nothing where nothing changed, and gives the cursor back', () => {
    const texts: string[] = []
    const screen = screenOn({ out: (text) => void texts.push(text), columns: 80 })
    screen.end()
    expect(texts).toEqual([])
    screen.draw(['a', 'b'])
    screen.draw(['a', 'b'])
    screen.draw(['a'])
    screen.end()
    expect(texts).toEqual([
      '\u001b[?25la\u001b[K\nb\u001b[K\n\u001b[J',
      '\u001b[2A\ra\u001b[K\n\u001b[J',
      '\u001b[?25h',
    ])
  })

  it('knows that what it drew takes more lines in a narrower window', () => {
    const texts: string[] = []
    const size = { columns: 40 }
    const screen = screenOn({
      out: (text) => void texts.push(text),
      get columns() {
        return size.columns
      },
    })
    screen.draw(['x'.repeat(30), 'y'])
    size.columns = 20
    screen.draw(['x'.repeat(20), 'y'])
    expect(texts[1]?.startsWith('\u001b[3A\r')).toBe(true)
  })

  it('says remarks where they are asked for when stderr is no terminal', () => {
    const [out, err]: [string[], string[]] = [[], []]
    const terminal = {
      out: (text: string) => void out.push(text),
      err: (text: string) => void err.push(text),
      columns: 80,
      bar: undefined,
    }
    const screen = screenOn(terminal)
    screen.draw(['a'])
    remarkAbove(terminal, screen)('a remark')
    expect([out.length, err]).toEqual([1, ['a remark\n']])
  })
})
