import { expect, test } from 'vitest'

import { accessChanges, invalidAccess, withChanges } from './recommended.js'

const access = { write: ['desks'], read: ['analysts'] }

test('a new server lets everybody do everything; the desk writes, analysts read, admins delete', () => {
  expect(accessChanges({ settings: {}, all: {} }, access)).toEqual([
    { of: 'streams', right: 'read', from: ['$all'], to: ['desks', 'analysts'] },
    { of: 'streams', right: 'write', from: ['$all'], to: ['desks'] },
    { of: 'streams', right: 'delete', from: ['$all'], to: ['$admins'] },
    { of: 'streams', right: 'metaRead', from: ['$all'], to: ['desks', 'analysts'] },
    { of: 'streams', right: 'metaWrite', from: ['$all'], to: ['$admins'] },
    { of: '$all', right: 'read', from: ['$admins'], to: ['$admins', 'desks', 'analysts'] },
  ])
})

test('what is there stays: names, rights that it does not name, other fields', () => {
  const settings = {
    $userStreamAcl: { $w: 'billing', $r: ['billing', '$all'], $d: [] },
    $systemStreamAcl: { $r: ['$admins', '$ops'] },
    note: 'ours',
  }
  const all = { $maxAge: 5, $acl: { $mr: '$admins' } }
  const changes = accessChanges({ settings, all }, access)
  expect(withChanges(settings, 'streams', changes)).toEqual({
    $userStreamAcl: {
      $w: ['billing', 'desks'],
      $r: ['billing', 'desks', 'analysts'],
      $d: ['$admins'],
      $mr: ['desks', 'analysts'],
      $mw: ['$admins'],
    },
    $systemStreamAcl: { $r: ['$admins', '$ops'] },
    note: 'ours',
  })
  expect(withChanges(all, '$all', changes)).toEqual({
    $maxAge: 5,
    $acl: { $mr: '$admins', $r: ['$admins', '$ops', 'desks', 'analysts'] },
  })
})

test('once set, it changes nothing more', () => {
  const changes = accessChanges({ settings: {}, all: {} }, access)
  const settings = withChanges({}, 'streams', changes)
  const all = withChanges({}, '$all', changes)
  expect(accessChanges({ settings, all }, access)).toEqual([])
})

test.each([
  [{ write: [] }, '/write'],
  [{ write: ['desks', ' '] }, '/write/1'],
  [{ write: ['desks'], read: ['$all'] }, '/read/0'],
])('%j is none', (wrong, pointer) => {
  expect(invalidAccess(wrong)).toMatchObject({ _tag: 'InvalidAccess', pointer })
})
