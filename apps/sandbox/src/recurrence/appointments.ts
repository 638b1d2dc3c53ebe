import { advanceAuthorization } from '../account/authorization-answer.ts'
import type { World } from '../world.ts'
import type { Appointment, Registry, ThingKind } from './agenda.ts'
import { advanceCobR } from './cobr-life.ts'
import { expireRec } from './rec-life.ts'
import { nextAppointment } from './registry.ts'
import { advanceRequest } from './solicrec-life.ts'

/**
 * Does what is due of Pix Automático, in the order of its times and each at its own: after hours without a process, or a
 * jump of the clock, everything is dated as if somebody had been there.
 */
export function keepAppointments(world: World): void {
  const now = world.ports.clock.now()
  for (let due = nextAppointment(world); due && due.at <= now; due = nextAppointment(world))
    keepOne(world, due)
}

function keepOne(world: World, { kind, id, at }: Appointment): void {
  const thing = world.registry[kind].get(id)
  if (thing) steps[kind](world, thing as never, at)
}

type Thing<K extends ThingKind> = Registry[K] extends Map<string, infer T> ? T : never

/** Each leaves its thing with a later appointment, or with none. */
const steps: { [K in ThingKind]: (world: World, thing: Thing<K>, at: number) => void } = {
  rec: expireRec,
  solicrec: advanceRequest,
  cobr: advanceCobR,
  authorization: advanceAuthorization,
}
