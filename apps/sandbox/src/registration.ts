import { writeBrCode } from '@balcao/brcode'
import type { Charge, ChargeStatus, Loc } from './charge.ts'
import { createLoc } from './loc.ts'
import type { World } from './world.ts'

/** The life of a charge of either type: registered, revised, closed, taken off its location. */

/** A new charge, ATIVA, at the location that was chosen or at one of its own. */
export function register<C extends Charge>(
  world: World,
  tipoCob: C['tipoCob'],
  txid: string,
  fields: C['fields'],
  chosen: Loc | undefined,
): C {
  const charge = {
    tipoCob,
    txid,
    createdAt: world.ports.clock.now(),
    revisao: 0,
    status: 'ATIVA',
    fields,
    pix: [],
    past: [],
  } as unknown as C
  link(world, charge, chosen ?? createLoc(world, tipoCob))
  world.charges.set(txid, charge)
  save(world, charge)
  return charge
}

export function revise<C extends Charge>(
  world: World,
  charge: C,
  fields: C['fields'],
  loc: Loc | undefined,
): C {
  const moved = loc && loc.id !== charge.locId
  const changed = JSON.stringify(fields) !== JSON.stringify(charge.fields)
  if (!moved && !changed) return charge
  if (moved) {
    unlink(world, charge)
    link(world, charge, loc)
  }
  // "Se o único campo alterado for o campo loc, esta operação não incrementa a revisão" (API Pix 2.9.0, Revisao).
  if (changed) {
    keepPast(charge)
    charge.fields = fields
  }
  save(world, charge)
  return charge
}

/** ATIVA to one of the three final statuses. Expiry is not among them: it never changes the status (bacen/pix-api#319). */
export function close<C extends Charge>(world: World, charge: C, status: Exclude<ChargeStatus, 'ATIVA'>): C {
  // A removal is a change of the charge by its owner, so a revision. Of a payment the document does not say; here the
  // revision stays the one that the payer saw.
  if (status !== 'CONCLUIDA') keepPast(charge)
  charge.status = status
  save(world, charge)
  return charge
}

/** Both sides forget each other, and the status stays as it is. */
export function unlinkLoc(world: World, loc: Loc): Loc {
  const charge = loc.txid === undefined ? undefined : world.charges.get(loc.txid)
  if (charge) {
    unlink(world, charge)
    save(world, charge)
  }
  return loc
}

export const save = (world: World, charge: Charge) => world.save(charge.tipoCob, charge.txid, charge)

function keepPast(charge: Charge): void {
  charge.past.push({ status: charge.status, fields: charge.fields } as never)
  charge.revisao += 1
}

function link(world: World, charge: Charge, loc: Loc): void {
  const { name, city } = world.merchant
  charge.locId = loc.id
  charge.pixCopiaECola = writeBrCode({
    kind: loc.tipoCob === 'cobv' ? 'cobv' : 'dynamic',
    url: loc.location,
    merchantName: name,
    merchantCity: city,
  })
  loc.txid = charge.txid
  world.save('loc', String(loc.id), loc)
}

function unlink(world: World, charge: Charge): void {
  const loc = charge.locId === undefined ? undefined : world.locs.get(charge.locId)
  delete charge.locId
  delete charge.pixCopiaECola
  if (!loc) return
  delete loc.txid
  world.save('loc', String(loc.id), loc)
}
