import type { QueryClient } from '@tanstack/react-query'

/**
 * Reads everything that is shown once more. A first reading that is still under way is given up: its answer may be older than what made
 * this necessary, and would be kept as the newest, since a query that has nothing yet does not begin again by being invalidated.
 */
export async function readAgain(queries: QueryClient): Promise<void> {
  await queries.cancelQueries()
  await queries.invalidateQueries()
}
