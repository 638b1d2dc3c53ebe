import { hostname, networkInterfaces } from 'node:os'

const isName = (name: string) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)

/** Every name and address by which a tablet of the same network may find this machine, each once. */
export function ownNames(more: string | undefined): string[] {
  const machine = hostname().toLowerCase()
  // By multicast DNS (RFC 6762), as tablets look for it where no router knows it.
  const local = machine.includes('.') ? [] : [`${machine}.local`]
  const addresses = Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    // A link-local address needs a zone, which no address in a browser can have.
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address)
  const given = more?.toLowerCase().split(',') ?? []
  const names = [machine, ...local, ...given].filter(isName)
  return [...new Set(['localhost', '127.0.0.1', '::1', ...names, ...addresses])]
}
