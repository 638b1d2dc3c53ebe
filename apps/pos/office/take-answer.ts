import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Shows what a deed answered. A reading that is still under way is given up first: its answer would come later, be taken for the newest and
 * know nothing of the deed, and where nothing is read again by itself it would stay.
 */
export async function takeAnswer(queries: QueryClient, queryKey: QueryKey, answer: unknown): Promise<void> {
  await queries.cancelQueries({ queryKey })
  queries.setQueryData(queryKey, answer)
}

/** Reads again what a deed has changed; also where the first reading is under way, which invalidating alone would leave to end. */
export async function readAgain(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  await queries.cancelQueries({ queryKey })
  await queries.invalidateQueries({ queryKey })
}
