import { type Program, withKey } from '../rigs/processes.ts'

/** A request to the BFF as a screen makes it; the answer's JSON, or an error with everything that was said. */
export async function api(bff: Pick<Program, 'port'>, method: string, path: string, body?: object) {
  const reply = await fetch(`http://127.0.0.1:${bff.port}${path}`, {
    method,
    headers: { ...withKey, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`)
  return JSON.parse(text)
}
