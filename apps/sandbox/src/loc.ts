import type { Loc } from './charge.ts'
import type { World } from './world.ts'

/** A location of its own, not yet of any charge. The path says the type to whoever reads the code. */
export function createLoc(world: World, tipoCob: Loc['tipoCob']): Loc {
  const token = world.ports.ids.hex(32)
  const path = tipoCob === 'cobv' ? 'qr/v2/cobv' : 'qr/v2'
  const loc: Loc = {
    id: world.locs.size + 1,
    token,
    location: `${world.merchant.host}/${path}/${token}`,
    tipoCob,
    createdAt: world.ports.clock.now(),
  }
  addLoc(world, loc)
  world.save('loc', String(loc.id), loc)
  return loc
}

export function addLoc(world: World, loc: Loc): void {
  world.locs.set(loc.id, loc)
  world.locByToken.set(loc.token, loc)
}
