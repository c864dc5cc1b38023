/** What people really give an import: each is told with its place and remedy, and writes nothing. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { casetrail, type Ran } from '../../test/memory-terminal.js'

const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures')
const csv = readFileSync(join(fixtures, 'desk.csv'), 'utf8')
const mapping = readFileSync(join(fixtures, 'desk.json'), 'utf8')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-bad-input-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Imports one file, that must be refused with exit code 3 and leave no event behind. */
const refused = async (
  name: string,
  content: string | Buffer | undefined,
  mapped = mapping,
): Promise<string> => {
  const file = join(folder, name)
  if (content !== undefined) writeFileSync(file, content)
  const map = join(folder, 'mapping.json')
  writeFileSync(map, mapped)
  const store = join(folder, 'desk.db')
  const ran = await casetrail(['import', file, '--mapping', map, '--store', `sqlite:${store}`])
  expect([ran.code, ran.out]).toEqual([3, ''])
  expect(existsSync(store)).toBe(false)
  return ran.err.replaceAll(`${folder}/`, '')
}

const row = (change: (line: string) => string): string =>
  csv.replace(/T-2;ann;new.*/, (line) => change(line))

describe('files', () => {
  it('of an unknown type', async () => {
    expect(await refused('desk.xlsx', 'PK')).toBe(
      'casetrail: desk.xlsx: .xlsx is not among .xes, .xml, .csv, .tsv, .txt (each also with .gz)\n' +
        '  nothing was written\n',
    )
  })

  it('of another type than the mapping is for', async () => {
    expect(await refused('log.xes', csv)).toContain(
      'log.xes: the mapping is for csv files, this is named as xes',
    )
  })

  it('that do not exist', async () => {
    expect(await refused('nosuch.csv', undefined)).toContain('nosuch.csv: there is no such file')
  })

  it('that are folders', async () => {
    mkdirSync(join(folder, 'desk.csv'))
    expect(await refused('desk.csv', undefined)).toContain('desk.csv: it is a folder')
  })

  it('that are empty', async () => {
    expect(await refused('desk.csv', '')).toContain('desk.csv: there is nothing in it')
  })

  it('given twice, which would count their rows twice', async () => {
    const file = join(fixtures, 'desk.csv')
    const again = join(fixtures, '..', 'fixtures', 'desk.csv')
    const map = join(fixtures, 'desk.json')
    const ran = await casetrail(['import', file, again, '--mapping', map])
    expect([ran.code, ran.err]).toEqual([2, `casetrail: ${again} is given twice\n`])
  })
})

describe('gzip', () => {
  const zipped = gzipSync(csv + 'T-5;ann;new;2024-03-06 08:00;;c5;tel;no;\n'.repeat(20_000))

  it('that was cut off', async () => {
    expect(await refused('desk.csv.gz', zipped.subarray(0, -100))).toContain(
      'desk.csv.gz: the gzip data end too early',
    )
  })

  it('that is damaged', async () => {
    const damaged = Buffer.from(zipped)
    damaged.writeUInt32LE(0, zipped.length - 8)
    expect(await refused('desk.csv.gz', damaged)).toContain(
      'desk.csv.gz: the gzip data are damaged',
    )
  })
})

describe('CSV', () => {
  it('with a missing column, and the one that is meant', async () => {
    expect(await refused('desk.csv', csv.replace('changed;', 'changes;'))).toContain(
      'desk.csv:1: there is no column "changed" (did you mean "changes"?)',
    )
  })

  it('with another delimiter', async () => {
    expect(
      await refused('desk.csv', csv.slice(0, csv.indexOf('\n')).replaceAll(';', '\t')),
    ).toContain('there is only one column, "ticket\\twho')
  })

  it('with a column twice', async () => {
    expect(await refused('desk.csv', csv.replace(';remark', ';who'))).toContain(
      'desk.csv:1: column "who" is there twice',
    )
  })

  it('in another encoding', async () => {
    const latin = Buffer.from(
      row((line) => line.replace('ann', 'Jürgen')),
      'latin1',
    )
    expect(await refused('desk.csv', latin)).toContain('desk.csv:8: the bytes are not utf-8')
  })

  it('that is cut within a character', async () => {
    expect(await refused('desk.csv', Buffer.from(`${csv}é`).subarray(0, -1))).toContain(
      'the bytes are not utf-8',
    )
  })

  it('in UTF-16 where UTF-8 is said', async () => {
    expect(await refused('desk.csv', Buffer.from(csv, 'utf16le'))).toContain(
      'desk.csv:1: there is a NUL character',
    )
  })

  it('with a quotation mark that is never closed', async () => {
    expect(
      await refused(
        'desk.csv',
        row((line) => line.replace('ann', '"ann')),
      ),
    ).toContain('desk.csv:8: a quotation mark is opened and never closed')
  })

  it('with an open quotation mark before very much, without reading it all into memory', async () => {
    const long = row((line) => line.replace('ann', '"ann')) + 'x;\n'.repeat(3_000_000)
    expect(await refused('desk.csv.gz', gzipSync(long))).toContain(
      'desk.csv.gz:8: a record is longer than 4 MiB',
    )
  })

  it('with a quotation mark in a field', async () => {
    expect(
      await refused(
        'desk.csv',
        row((line) => line.replace('ann', '"a"nn')),
      ),
    ).toContain('desk.csv:8: a quotation mark stands in the middle of a field')
  })

  it('with a short record', async () => {
    expect(
      await refused(
        'desk.csv',
        row(() => 'T-2;ann'),
      ),
    ).toContain('desk.csv:8: the record has not as many fields as the header')
  })
})

describe('times', () => {
  it('that no calendar has', async () => {
    expect(
      await refused(
        'desk.csv',
        row((line) => line.replace('03-03', '02-31')),
      ),
    ).toMatch(
      /1 row can't be mapped\n {2}desk\.csv:8: column changed: "2024-02-31 08:00" is no time in the format yyyy-MM-dd HH:mm/,
    )
  })

  it('that clocks never showed', async () => {
    const skipped = row((line) => line.replace('2024-03-03 08:00', '2024-03-31 02:30'))
    expect(await refused('desk.csv', skipped)).toContain(
      'desk.csv:8: column changed: "2024-03-31 02:30" does not exist in Europe/Rome',
    )
  })

  it('that are missing', async () => {
    expect(
      await refused(
        'desk.csv',
        row((line) => line.replace('2024-03-03 08:00', '-')),
      ),
    ).toContain('desk.csv:8: column changed holds no time')
  })

  it('without a zone where the format has none', async () => {
    const zoneless = mapping.replace('"zone": "Europe/Rome",', '')
    expect(await refused('desk.csv', csv, zoneless)).toContain(
      '/time/zone: found nothing, expected an IANA zone, because the format yyyy-MM-dd HH:mm has none',
    )
  })

  it('without a zone in the text', async () => {
    const iso = mapping.replace(
      '"format": "yyyy-MM-dd HH:mm",\n    "zone": "Europe/Rome"',
      '"format": "iso"',
    )
    const zoned = iso.replace('"day": "end"', '"day": "end", "zone": "UTC"')
    expect(
      await refused('desk.csv', csv.replaceAll(/(\d) (\d\d:\d\d)/g, '$1T$2:00'), zoned),
    ).toContain(
      'desk.csv:2: column changed: "2024-03-01T09:00:00" has no zone, and the mapping names none (time.zone)',
    )
  })

  it('in a zone that there is not', async () => {
    expect(await refused('desk.csv', csv, mapping.replace('Europe/Rome', 'Europe/Roma'))).toContain(
      '/time/zone: found "Europe/Roma", expected an IANA zone',
    )
  })

  it('as dates, with no word where in the day', async () => {
    expect(await refused('desk.csv', csv, mapping.replace(', "day": "end"', ''))).toContain(
      '/time/columns/solved/day: found nothing, expected start or end',
    )
  })
})

describe('rows', () => {
  it('that no rule is for', async () => {
    const strict = mapping.replace('"unmapped": "note"', '"unmapped": "error"')
    expect(await refused('desk.csv', csv, strict)).toContain(
      'desk.csv:13: no rule of the mapping is for activity "waiting"',
    )
  })

  it('with a value that is not in the table', async () => {
    const strict = mapping.replace(
      '"table": { "tel": "phone", "mail": "email" },\n            "otherwise": "unknown"',
      '"table": { "tel": "phone", "mail": "email" }',
    )
    expect(await refused('desk.csv', csv, strict)).toContain(
      'desk.csv:12: "letter" of column channel is not in the mapping\'s table',
    )
  })

  it('that lack what an event needs', async () => {
    const strict = mapping.replace('{ "text": "{remark}" }', '{ "column": "remark" }')
    expect(await refused('desk.csv', csv, strict)).toContain(
      'desk.csv:6: solved: CaseResolved: /notes: found nothing, expected Text',
    )
  })

  it('more than are worth printing: the first twenty, and how many there are', async () => {
    const many =
      csv + Array.from({ length: 500 }, (_, i) => `X-${i};ann;new;yesterday;;c;tel;no;\n`).join('')
    const told = (await refused('desk.csv', many)).split('\n')
    expect(told[0]).toBe("casetrail: 500 rows can't be mapped")
    expect(told[1]).toContain('desk.csv:14: ')
    expect(told[20]).toContain('desk.csv:33: ')
    expect(told[21]).toBe('  and 480 more')
  })
})

describe('XES', () => {
  const xes = mapping
    .replace('"type": "csv",\n    "delimiter": ";"', '"type": "xes"')
    .replace('{ "type": "csv", "delimiter": ";" }', '{ "type": "xes" }')
    .replace('"format": "yyyy-MM-dd HH:mm"', '"format": "iso"')
  const attribute = (key: string, value: string): string =>
    `<string key="${key}" value="${value}"/>\n`
  const event = ['ticket', 'who', 'state', 'solved', 'client', 'channel', 'urgent', 'remark']
    .map((key) => attribute(key, key === 'state' ? 'new' : ''))
    .join('')
  const log = `<?xml version="1.0"?>\n<log>\n<trace>\n<event>\n${event}${attribute('changed', '2024-03-01T08:00:00Z')}</event>\n</trace>\n</log>\n`

  it('that is malformed, with the line', async () => {
    expect(await refused('log.xes', log.replace('</event>', '</evnt>'), xes)).toContain(
      'log.xes:14: ',
    )
  })

  it('that is cut off', async () => {
    expect(await refused('log.xes', log.slice(0, 200), xes)).toContain(
      'log.xes:9: unclosed tag: event',
    )
  })

  it('with an entity bomb', async () => {
    const bomb = '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    const told = await refused('log.xes', log.replace('<log>', `${bomb}<log>&b;`), xes)
    expect(told).toContain('log.xes:2: a document type is declared; entities are not read')
  })

  it('with an external entity', async () => {
    const outside = '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    expect(await refused('log.xes', log.replace('<log>', `${outside}<log>&a;`), xes)).toContain(
      'log.xes:2: a document type is declared',
    )
  })

  it('with an entity that nothing declares', async () => {
    expect(await refused('log.xes', log.replace('value="new"', 'value="&n;"'), xes)).toContain(
      'log.xes:7: undefined entity',
    )
  })

  it('with an endless tag, without reading it all into memory', async () => {
    const endless = gzipSync(`<log><trace><string key="${'x'.repeat(20_000_000)}`)
    expect(await refused('log.xes.gz', endless, xes)).toContain(
      'a tag or text is longer than 16 MiB',
    )
  })

  it('with bottomless nesting', async () => {
    expect(await refused('log.xes', '<log>'.repeat(1_000), xes)).toContain(
      'nest more than 100 deep',
    )
  })

  it('of another kind of document', async () => {
    expect(await refused('page.xml', '<html/>', xes)).toContain('the root element is <html>')
  })

  it('without an attribute that the mapping reads', async () => {
    expect(await refused('log.xes', log.replaceAll('"urgent"', '"urgency"'), xes)).toContain(
      'there is no column "urgent" (did you mean "urgency"?)',
    )
  })

  it('in an encoding that nobody knows', async () => {
    const odd = log.replace('"1.0"', '"1.0" encoding="klingon"')
    expect(await refused('log.xes', odd, xes)).toContain(
      'log.xes:1: no encoding is known as "klingon"',
    )
  })
})

describe('mappings', () => {
  const with_ = (from: string, to: string): string => {
    expect(mapping).toContain(from)
    return mapping.replace(from, to)
  }

  it('that are no JSON', async () => {
    expect(await refused('desk.csv', csv, '{ "source": ')).toContain('expected JSON')
  })

  it.each([
    [
      'an unknown event',
      '"CaseReopened"',
      '"CaseReopend"',
      '/rules/0/emit/0/type: found "CaseReopend", expected a type of case event (did you mean "CaseReopened"?)',
    ],
    [
      'an unknown field',
      '"notes"',
      '"note"',
      '/rules/2/emit/0/fields/note: found "note", expected a field of CaseResolved that a mapping sets (did you mean "notes"?)',
    ],
    [
      'a field that the importer numbers',
      '"reason":',
      '"cycle": 3, "reason":',
      '/rules/0/emit/0/fields/cycle: found "cycle"',
    ],
    [
      'too few fields',
      '"basis": "timedOut", ',
      '',
      '/rules/3/emit/0/fields/basis: found nothing, expected Closing, which CaseClosed needs',
    ],
    [
      'a word that the event does not know',
      '"timedOut"',
      '"timeOut"',
      '/rules/3/emit/0/fields/basis: found "timeOut", expected Closing (did you mean "timedOut"?)',
    ],
    [
      'such a word in a table',
      '"phone"',
      '"fone"',
      '/streams/case/opening/fields/channel/table/tel: found "fone", expected Channel (did you mean "phone"?)',
    ],
    [
      'an unknown standard',
      '"retail-2025"',
      '"retail-2024"',
      '/standard/id: found "retail-2024", expected a known standard (did you mean "retail-2025"?)',
    ],
    [
      'an unknown version of a standard',
      '"version": 1',
      '"version": 7',
      '/standard/version: found 7, expected version 1',
    ],
    [
      'an unknown aggregate',
      '"case":',
      '"cases":',
      '/streams/cases: found "cases", expected an aggregate (did you mean "case"?)',
    ],
    [
      'an unknown setting',
      '"nulls"',
      '"null"',
      '/null: found a list of 2, expected no such field; did you mean "nulls"?',
    ],
    [
      'an unknown condition',
      '"changedTo": "solved"',
      '"changesTo": "solved"',
      'did you mean "changedTo"?',
    ],
    [
      'two conditions in one',
      '"first": true',
      '"first": true, "last": true',
      'expected exactly one of',
    ],
    [
      'a dimension that --by takes for a calendar unit',
      '"attributes": {',
      '"attributes": { "month": { "field": "channel", "take": "last" },',
      '/attributes/month: found "month", expected a name that can be asked for',
    ],
    [
      'a dimension that no event can hold',
      '"attributes": {',
      '"attributes": { "constructor": { "field": "channel", "take": "last" },',
      '/attributes/constructor: found "constructor", expected a name that can be asked for',
    ],
    [
      'an unknown encoding',
      '"delimiter": ";"',
      '"delimiter": ";", "encoding": "klingon"',
      '/format/encoding: found "klingon", expected an encoding',
    ],
  ])('that name %s', async (_, from, to, told) => {
    expect(await refused('desk.csv', csv, with_(from, to))).toContain(told)
  })

  it('with several faults: all of them', async () => {
    const both = with_('"CaseReopened"', '"Reopened"').replace('"CaseClosed"', '"Closed"')
    const told = await refused('desk.csv', csv, both)
    expect(told).toContain('/rules/0/emit/0/type')
    expect(told).toContain('/rules/3/emit/0/type')
  })
})

describe('rejects', () => {
  const importing = async (rejects: string, ...more: ReadonlyArray<string>): Promise<Ran> => {
    const [file, map, store] = ['desk.csv', 'mapping.json', 'desk.db'].map((n) => join(folder, n))
    writeFileSync(file ?? '', csv.replace('2024-03-03 08:30', '2024-02-30 08:30'))
    writeFileSync(map ?? '', mapping)
    const args = ['import', file ?? '', '--mapping', map ?? '', '--store', `sqlite:${store ?? ''}`]
    return casetrail([...args, '--rejects', rejects, ...more])
  }

  it.each(['desk.csv', 'mapping.json'])('that would overwrite %s', async (name) => {
    const rejects = join(folder, name)
    const ran = await importing(rejects)
    expect([ran.code, ran.err]).toEqual([
      2,
      `casetrail: --rejects would overwrite ${rejects}\n  name another file for them\n`,
    ])
    expect(readFileSync(rejects, 'utf8')).not.toBe('')
  })

  it('in a folder that is not there', async () => {
    const ran = await importing(join(folder, 'none', 'rejects.ndjson'))
    expect([ran.code, existsSync(join(folder, 'desk.db'))]).toEqual([4, false])
    expect(ran.err).toContain("the rejects can't be written: there is no such folder; create it")
  })

  it.skipIf(!existsSync('/dev/full'))('on a full disk', async () => {
    const ran = await importing('/dev/full')
    expect([ran.code, existsSync(join(folder, 'desk.db'))]).toEqual([4, false])
    expect(ran.err).toContain("/dev/full: the rejects can't be written: ENOSPC")
  })
})

describe('temporary files', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('in a folder that is not there', async () => {
    const file = join(folder, 'desk.csv')
    writeFileSync(file, csv)
    vi.stubEnv('TMPDIR', join(folder, 'none'))
    const store = join(folder, 'desk.db')
    const map = join(fixtures, 'desk.json')
    const ran = await casetrail(['import', file, '--mapping', map, '--store', `sqlite:${store}`])
    expect([ran.code, existsSync(store)]).toEqual([4, false])
    expect(ran.err).toContain(`temporary files can't be written to ${join(folder, 'none')}`)
  })
})

describe('usage', () => {
  const told = async (...args: ReadonlyArray<string>): Promise<Ran> => casetrail(args)

  it('names the nearest command', async () => {
    expect(await told('imprt')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean import?') as string,
    })
  })

  it('names the nearest flag', async () => {
    expect(await told('import', 'a.csv', '--maping', 'b')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean --mapping?') as string,
    })
  })

  it('says what is missing', async () => {
    expect(await told('import', 'a.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--mapping FILE') as string,
    })
  })

  it('refuses other stores without printing their password', async () => {
    const ran = await told(
      'import',
      'a.csv',
      '--mapping',
      join(fixtures, 'desk.json'),
      '--store',
      'mysql://me:secret@host',
    )
    expect([ran.code, ran.err]).toEqual([
      2,
      'casetrail: no store is known as "mysql://***@host": write sqlite:FILE, esdb://HOST or esdb+discover://HOST\n',
    ])
  })

  it('shows an example', async () => {
    const ran = await told('import', '--help')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('Example:\n  casetrail import')
  })
})
