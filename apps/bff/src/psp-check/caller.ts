import { type PixReply, type PixRequest, toHttp } from '@balcao/pix'
import type { PspConnection } from '../psp/connection.ts'
import type { Transport } from '../psp/transport.ts'
import type { Granted } from './token.ts'

const deadlineMs = 10_000

/** Calls the API with one token; what the BFF does besides (pauses, a second try) would hide what a check is for. */
export type Caller = { connection: PspConnection; call: (request: PixRequest) => Promise<PixReply> }

export const createCaller = (
  connection: PspConnection,
  transport: Transport,
  { accessToken }: Granted,
): Caller => ({
  connection,
  call: (request) =>
    transport.call(toHttp(connection.profile, request, accessToken, connection.settings), deadlineMs),
})
