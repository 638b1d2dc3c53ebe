import type { Device } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { groupDevices } from './group-devices.ts'

const device = (name: string, more: Partial<Device> = {}): Device => ({
  deviceId: name,
  name,
  kind: 'till',
  terminalId: 'caixa-1',
  pairedAt: '2026-11-22T14:00:00Z',
  seenAt: null,
  build: null,
  revokedAt: null,
  ...more,
})

test('devices stand by their terminal, terminals by their number, the till before what it shows', () => {
  const { terminals } = groupDevices([
    device('J', { terminalId: 'caixa-10' }),
    device('V', { kind: 'display' }),
    device('B', { terminalId: 'caixa-2' }),
    device('C', { kind: 'display' }),
    device('Z'),
  ])
  expect(terminals.map(({ terminalId, devices }) => [terminalId, devices.map(({ name }) => name)])).toEqual([
    ['caixa-1', ['Z', 'C', 'V']],
    ['caixa-2', ['B']],
    ['caixa-10', ['J']],
  ])
})

test('what was revoked stands by itself, the latest first, and makes no terminal', () => {
  const { terminals, revoked } = groupDevices([
    device('A', { revokedAt: '2026-11-22T14:00:00Z' }),
    device('B', { revokedAt: '2026-11-22T15:00:00Z', terminalId: 'caixa-2' }),
  ])
  expect(terminals).toEqual([])
  expect(revoked.map(({ name }) => name)).toEqual(['B', 'A'])
})
