/** The instant of a time like `14:02` on this device's clock: today's, or yesterday's where today's is more than an hour to come. */
export function instantOf(time: string, nowMs: number): string | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (hours === undefined || minutes === undefined) return undefined
  const date = new Date(nowMs)
  date.setHours(Number(hours), Number(minutes), 30, 0)
  if (date.getTime() - nowMs > 3_600_000) date.setDate(date.getDate() - 1)
  return date.toISOString()
}
