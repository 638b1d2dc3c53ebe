import {
  BankCheck,
  BeforeSetUp,
  Charge,
  ClaimedPairing,
  DemoShop,
  type DeviceKind,
  DeviceList,
  Pairing,
  type PairingClaim,
  PairingState,
  paths,
  Session,
  type SetUp,
  type SignIn,
  SignInList,
} from '@balcao/contracts'
import { ask } from '@balcao/shell'

const readNothing = () => true as const

/** The requests of the entrance, each a pair of what is asked and how the answer is read. */
export const getSession = (signal?: AbortSignal) =>
  ask({
    ...{ method: 'GET', path: paths.session(), read: (json) => Session.safeParse(json).data },
    ...(signal && { signal }),
  })

export const getSignInList = (signal: AbortSignal) =>
  ask({ method: 'GET', path: paths.signInList(), read: (json) => SignInList.safeParse(json).data, signal })

export const postSession = (who: SignIn) =>
  ask({ method: 'POST', path: paths.session(), body: JSON.stringify(who), read: readNothing })

export const postSessionEnd = () => ask({ method: 'POST', path: paths.sessionEnd(), read: readNothing })

export const postSetUp = (setUp: SetUp) =>
  ask({ method: 'POST', path: paths.setUp(), body: JSON.stringify(setUp), read: readNothing })

export const getBeforeSetUp = (signal: AbortSignal) =>
  ask({ method: 'GET', path: paths.setUp(), read: (json) => BeforeSetUp.safeParse(json).data, signal })

export const postBankCheck = (signal: AbortSignal) =>
  ask({ method: 'POST', path: paths.bankCheck(), read: (json) => BankCheck.safeParse(json).data, signal })

export const postDemoSetUp = () =>
  ask({ method: 'POST', path: paths.demoSetUp(), read: (json) => DemoShop.safeParse(json).data })

const readCharge = (json: unknown) => Charge.safeParse(json).data

/** One cent: the smallest charge there is. */
export const putCharge = (txid: string, terminalId: string, signal: AbortSignal) =>
  ask({
    ...{ method: 'PUT', path: paths.charge(txid), body: JSON.stringify({ amountCents: 1, terminalId }) },
    ...{ read: readCharge, signal },
  })

export const getCharge = (txid: string, signal: AbortSignal) =>
  ask({ method: 'GET', path: paths.charge(txid), read: readCharge, signal })

export const postCancel = (txid: string) =>
  ask({ method: 'POST', path: paths.cancel(txid), read: readCharge })

export const getDevices = (signal: AbortSignal) =>
  ask({ method: 'GET', path: paths.devices(), read: (json) => DeviceList.safeParse(json).data, signal })

export const postPairing = (kind: DeviceKind, signal: AbortSignal) =>
  ask({
    ...{ method: 'POST', path: paths.pairings(), body: JSON.stringify({ kind }), signal },
    read: (json) => Pairing.safeParse(json).data,
  })

export const postPairingState = ({ pairingId, secret }: Pairing, signal: AbortSignal) =>
  ask({
    ...{ method: 'POST', path: paths.pairingState(pairingId), body: JSON.stringify({ secret }), signal },
    read: (json) => PairingState.safeParse(json).data,
  })

export const postClaim = (claim: PairingClaim) =>
  ask({
    ...{ method: 'POST', path: paths.pairingClaim(), body: JSON.stringify(claim) },
    read: (json) => ClaimedPairing.safeParse(json).data,
  })

export const postDrop = (pairingId: string) =>
  ask({ method: 'POST', path: paths.pairingDrop(pairingId), read: readNothing })

export const postConfirm = (pairingId: string) =>
  ask({ method: 'POST', path: paths.pairingConfirm(pairingId), read: readNothing })
