import { type Agent, type ClientRequest, get } from 'node:http'
import { paths } from '@balcao/contracts'
import { withKey } from '../processes.ts'

type Ear = {
  begins?: () => void
  /** Any byte at all. */
  hears?: () => void
  /** One event, as it was sent. */
  takes: (data: string) => void
  ends?: () => void
}

/** The stream of one display. It ends with what it hangs on, and comes back for nobody. */
export function openStream(agent: Agent, port: number, terminalId: string, ear: Ear): ClientRequest {
  const path = `${paths.events(terminalId)}?view=display`
  return get({ agent, port, path, headers: withKey }, (stream) => {
    ear.begins?.()
    stream.once('close', () => ear.ends?.())
    let unread = ''
    stream.setEncoding('utf8').on('data', (text: string) => {
      ear.hears?.()
      const events = `${unread}${text}`.split('\n\n')
      unread = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data !== undefined) ear.takes(data)
      }
    })
    // Cut off in the middle: it ends like any other.
    stream.on('error', () => {})
  })
}
