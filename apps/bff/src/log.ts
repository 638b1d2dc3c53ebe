import { type DestinationStream, type Logger, pino } from 'pino'

/** What the BFF says of itself, a line of JSON for each thing: to whoever reads its output, or there. */
export const createLog = (level: string, where?: DestinationStream): Logger =>
  pino({ level, base: { part: 'bff' } }, where)
