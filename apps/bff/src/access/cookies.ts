import type { CookieOptions, Request, Response } from 'express'

/** A device stays paired until somebody revokes it; a browser forgets cookies after 400 days (RFC 6265bis) unless they are renewed. */
const deviceDays = 400
const dayMs = 86_400_000

const names = { session: 'balcao-sessao', device: 'balcao-aparelho' } as const
type Name = keyof typeof names

/** Only this host can have set a cookie of this name, over TLS and for the whole site; plain HTTP on this machine cannot have that. */
const nameOf = (name: Name, isSecure: boolean) => `${isSecure ? '__Host-' : ''}${names[name]}`

export function readCookie(request: Request, name: Name): string | undefined {
  const { cookie } = request.headers
  if (cookie === undefined) return undefined
  const wanted = nameOf(name, request.secure)
  for (const pair of cookie.split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === wanted && value) return value
  }
  return undefined
}

/** Out of reach for scripts and for other sites. A session ends with the browser, and sooner by its own rule. */
const options = (isSecure: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure: isSecure,
  path: '/',
})

export function setCookie(request: Request, response: Response, name: Name, secret: string): void {
  const lasting = name === 'device' ? { maxAge: deviceDays * dayMs } : {}
  response.cookie(nameOf(name, request.secure), secret, { ...options(request.secure), ...lasting })
}

export function clearCookie(request: Request, response: Response, name: Name): void {
  response.clearCookie(nameOf(name, request.secure), options(request.secure))
}
