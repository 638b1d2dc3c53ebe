import { type Manners, usualToken } from './manners.ts'

/** The standard's own examples: `https://pix.example.com/api/` and `/oauth/token` (API Pix 2.9.0, servers and securitySchemes). */
export const bacen: Manners = {
  base: '/api',
  token: { ...usualToken, auth: ['basic', 'body'] },
}
