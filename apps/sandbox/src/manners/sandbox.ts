import type { Manners } from './manners.ts'

/** The box's own: the addresses and the token of Cielo (docs.cielo.com.br/pix-can-cbk), and for the rest the standard to the letter. */
export const sandbox: Manners = {
  base: '/cielo-pix/v1',
  token: {
    path: '/v2/oauth/access-token',
    auth: ['basic'],
    body: ['json', 'form'],
    status: 201,
    expiresIn: 'text',
    seconds: 3600,
  },
}
