import { Snapshot } from '@balcao/contracts'

/** The door of the till: the contract's own schema, whole. */
export const readContract = (json: unknown): Snapshot | undefined => Snapshot.safeParse(json).data
