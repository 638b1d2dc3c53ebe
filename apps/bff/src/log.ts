import { type DestinationStream, type Logger, pino } from 'pino'

/** What the BFF says of itself, a line of JSON for each thing: to whoever reads its output, or there. */
export const createLog = (level: string, where: DestinationStream = outputByTurns()): Logger =>
  pino({ level, base: { part: 'bff' } }, where)

/** The standard output, written once for all that is said in one turn of the event loop: twenty tills at once are twenty lines at once. */
function outputByTurns(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: true })
  let said = ''
  const write = () => {
    if (said !== '') output.write(said)
    said = ''
  }
  process.once('exit', write)
  return {
    write(line) {
      if (said === '') setImmediate(write)
      said += line
    },
  }
}
