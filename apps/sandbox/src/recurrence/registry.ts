import type { Withdrawal } from '../account/model.ts'
import { dayOf } from '../days.ts'
import type { World } from '../world.ts'
import type { Appointment, Registry, ThingKind, Things } from './agenda.ts'

const idOf: { [K in ThingKind]: (thing: Things[K]) => string } = {
  rec: ({ idRec }) => idRec,
  solicrec: ({ idSolicRec }) => idSolicRec,
  cobr: ({ txid }) => txid,
  authorization: ({ recId }) => recId,
}

/** Takes a thing as it is now, new or changed, and makes it durable. */
export function keep<K extends ThingKind>(world: World, kind: K, thing: Things[K]): Things[K] {
  take(world.registry, kind, thing)
  world.save(kind, idOf[kind](thing), thing)
  return thing
}

/** Puts it in its place and in the agenda. */
export function take<K extends ThingKind>(registry: Registry, kind: K, thing: Things[K]): void {
  const id = idOf[kind](thing)
  registry[kind].set(id, thing as never)
  const entry = `${kind}/${id}`
  if (thing.nextAt === undefined) registry.agenda.delete(entry)
  else registry.agenda.set(entry, { kind, id, at: thing.nextAt })
}

export const withdrawalKey = ({
  accountId,
  externalIdentifier,
}: Pick<Withdrawal, 'accountId' | 'externalIdentifier'>) => `${accountId}/${externalIdentifier}`

export function takeWithdrawal({ registry }: World, withdrawal: Withdrawal): void {
  registry.withdrawals.set(withdrawalKey(withdrawal), withdrawal)
}

/** The earliest appointment, or undefined when nothing will change by itself. */
export function nextAppointment({ registry }: World): Appointment | undefined {
  let next: Appointment | undefined
  for (const one of registry.agenda.values()) if (!next || one.at < next.at) next = one
  return next
}

/** `xx`, the ISPB, the day and eleven letters or digits: 29 in all (API Pix 2.9.0, RecId and SolicRecId). */
export const arrangementId = ({ ports }: World, kind: string, ispb: string, at: number): string =>
  `${kind}${ispb}${dayOf(at).replaceAll('-', '')}${ports.ids.alphanumeric(11)}`

/** Of this PSP and of the payer's account provider; no participant of the Pix has them. */
export const receiverIspb = '99999011'
export const providerIspb = '99999012'
