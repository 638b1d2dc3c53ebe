import { type List, listCobs, listPix, readCobList, readPixList } from '@balcao/pix'
import type { Caller } from './caller.ts'
import type { Found } from './steps.ts'

const lastHour = () => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date().toISOString(),
  pageSize: 10,
})

export async function checkCharges({ connection, call }: Caller): Promise<Found<true>> {
  return { said: counted(readCobList(await call(listCobs(lastHour())), connection.profile)), value: true }
}

export async function checkPayments({ connection, call }: Caller): Promise<Found<true>> {
  return { said: counted(readPixList(await call(listPix(lastHour())), connection.profile)), value: true }
}

const counted = ({ totalItems, items }: List<unknown>) => `${totalItems ?? items.length} na última hora`
