import type { World } from '../world.ts'
import type { RecLoc } from './model.ts'

/** POST /locrec: a location not yet of any recurrence. Its path says so to whoever reads the code. */
export function createRecLoc(world: World): RecLoc {
  const token = world.ports.ids.hex(32)
  const loc: RecLoc = {
    id: world.registry.locs.size + 1,
    token,
    location: `${world.merchant.host}/qr/v2/rec/${token}`,
    createdAt: world.ports.clock.now(),
  }
  addRecLoc(world, loc)
  return saveRecLoc(world, loc)
}

export function addRecLoc({ registry }: World, loc: RecLoc): void {
  registry.locs.set(loc.id, loc)
  registry.locByToken.set(loc.token, loc)
}

export function saveRecLoc(world: World, loc: RecLoc): RecLoc {
  world.save('locrec', String(loc.id), loc)
  return loc
}
