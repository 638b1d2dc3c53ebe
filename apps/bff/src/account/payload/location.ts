import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * Where a code may lead this server. Whoever writes a code chooses the address, so it must not reach what stands behind us: https
 * alone, a name and no number, port 443, and no name that leads to a private network (OWASP SSRF). The sandbox's own host is the
 * one exception, to the letter and with its port.
 */
export type Reach = { ownHost?: string | undefined }

export type Place = { url: URL; isOwn: boolean }

/** The place that a location or a `jku` names; undefined where we do not go. */
export function placeOf(address: string, { ownHost }: Reach): Place | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`)
  if (url === null || url.protocol !== 'https:' || url.username || url.password || url.hash) return undefined
  if (ownHost !== undefined && url.host === ownHost) return { url, isOwn: true }
  const isName =
    isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname)
  return isName && url.port === '' && !isReserved(url.hostname) ? { url, isOwn: false } : undefined
}

/** RFC 6761, RFC 6762 and RFC 8375: names that are never a bank's. */
const isReserved = (name: string) => /(^|\.)(localhost|local|internal|test|invalid|arpa)$/.test(name)

const notPublic = new BlockList()
// IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), and multicast.
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv4')

/** Of IPv6 only what is given out to the public (RFC 4291 §2.4), without the ranges in it that lead back to IPv4. */
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv6')

export const isPublic = (address: string): boolean =>
  isIP(address) === 6
    ? given.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
    : isIP(address) === 4 && !notPublic.check(address, 'ipv4')

/** The name is looked up once, by the connection itself: a name that changes its mind between a check and a call would pass both. */
export const publicLookup: LookupFunction = (name, options, done) => {
  systemLookup(name, { ...options, all: true }, (error, addresses) => {
    const reachable = (addresses ?? []).filter(({ address }) => isPublic(address))
    const [first] = reachable
    if (error || first === undefined)
      return done(error ?? new Error(`${name} leads to no public address`), '', 0)
    if (options.all) done(null, reachable)
    else done(null, first.address, first.family)
  })
}
