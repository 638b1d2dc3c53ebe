import {
  DeviceId,
  DeviceName,
  type Device as DeviceOnTheWire,
  NewPairing,
  PairingClaim,
  PairingId,
  PairingSecret,
} from '@balcao/contracts'
import { Router } from 'express'
import { actorName } from '../access/asker.ts'
import { setCookie } from '../access/cookies.ts'
import { beginPairing, claimPairing, confirmPairing, dropPairing, pairingNow } from '../flows/pair-device.ts'
import type { AccessDeps } from '../flows/sign-in.ts'
import { ProblemError } from '../problem.ts'
import type { Device } from '../store/devices.ts'
import { parse, readBody } from './body.ts'
import { askerOf, needOwnTerminal } from './guard.ts'
import { createRequestLimit, refuseFor } from './request-limit.ts'

/** Each is written down, and whoever asks is nobody yet; a shop whose tablets are all set up in one morning asks for fewer. */
const pairingsOfAddress = { most: 20, windowMs: 60_000 }

/** /api/devices and /api/pairings: the shop's screens, and how a new one comes to be one of them. */
export function deviceRoutes(deps: AccessDeps): Router {
  const { access, clock } = deps
  const router = Router()
  const limit = createRequestLimit(clock.now, pairingsOfAddress)

  router.get('/api/devices', async (_request, response) => {
    response.json({ devices: (await access.devices()).map(present) })
  })

  router.put('/api/devices/:deviceId', async (request, response) => {
    const deviceId = parse(DeviceId, request.params.deviceId, 'deviceId')
    const { name } = await readBody(request, DeviceName)
    const deed = {
      actor: actorName(askerOf(response)),
      action: 'device-renamed',
      subject: `device:${deviceId}`,
      detail: { name },
    }
    if (!(await access.rename(deviceId, name.trim(), deed, clock.now())))
      throw new ProblemError('device-not-found')
    response.status(204).end()
  })

  router.post('/api/devices/:deviceId/revoke', async (request, response) => {
    const deviceId = parse(DeviceId, request.params.deviceId, 'deviceId')
    const deed = {
      actor: actorName(askerOf(response)),
      action: 'device-revoked',
      subject: `device:${deviceId}`,
    }
    // One that was revoked before is revoked.
    if (!(await access.revoke(deviceId, deed, clock.now())) && (await access.device(deviceId)) === undefined)
      throw new ProblemError('device-not-found')
    response.status(204).end()
  })

  router.post('/api/pairings', async (request, response) => {
    const { kind } = await readBody(request, NewPairing)
    const asker = askerOf(response)
    refuseFor(response, limit(asker.address()))
    const { expiresAtMs, ...pairing } = await beginPairing(deps, asker, kind)
    response.status(201).json({ ...pairing, expiresAt: new Date(expiresAtMs).toISOString() })
  })

  router.post('/api/pairings/claim', async (request, response) => {
    const { code, name, terminalId } = await readBody(request, PairingClaim)
    needOwnTerminal(response, terminalId)
    const claimed = await claimPairing(deps, askerOf(response), code, { name, terminalId })
    switch (claimed.kind) {
      case 'claimed':
        return void response.json({
          pairingId: claimed.pairingId,
          kind: claimed.deviceKind,
          check: claimed.check,
        })
      case 'no-such-code':
        throw new ProblemError(
          'pairing-over',
          'No screen shows this code now. Look at it again: a code lives for five minutes.',
        )
      case 'may-not':
        throw new ProblemError(
          'forbidden',
          'Only a manager pairs a till or a kiosk; an operator pairs a display of the own till.',
        )
      case 'locked':
        response.setHeader('retry-after', Math.ceil((claimed.untilMs - clock.now()) / 1000))
        throw new ProblemError(
          'locked-out',
          'Too many wrong codes. Wait as long as Retry-After says, in seconds.',
        )
    }
  })

  router.post('/api/pairings/:pairingId/confirm', async (request, response) => {
    const pairingId = parse(PairingId, request.params.pairingId, 'pairingId')
    const device = await confirmPairing(deps, askerOf(response), pairingId)
    if (device === 'over')
      throw new ProblemError('pairing-over', 'This pairing is over. Begin again on the new screen.')
    response.json(present(device))
  })

  router.post('/api/pairings/:pairingId/drop', async (request, response) => {
    const pairingId = parse(PairingId, request.params.pairingId, 'pairingId')
    // One that is over is over.
    await dropPairing(deps, askerOf(response), pairingId)
    response.status(204).end()
  })

  router.post('/api/pairings/:pairingId/state', async (request, response) => {
    const pairingId = parse(PairingId, request.params.pairingId, 'pairingId')
    const { secret } = await readBody(request, PairingSecret)
    const now = await pairingNow(deps, pairingId, secret)
    if (now.state !== 'paired') return void response.json(now)
    setCookie(request, response, 'device', secret)
    const { terminalId, kind } = now.device
    response.json({ state: 'paired', terminalId, kind })
  })

  return router
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const present = ({ pairedAtMs, seenAtMs, revokedAtMs, ...device }: Device): DeviceOnTheWire => ({
  ...device,
  pairedAt: new Date(pairedAtMs).toISOString(),
  seenAt: isoOrNull(seenAtMs),
  revokedAt: isoOrNull(revokedAtMs),
})
