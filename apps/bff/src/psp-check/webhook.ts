import { deleteWebhook, getWebhook, PixError, putWebhook, readWebhook, type Webhook } from '@balcao/pix'
import { isSameAddress } from '../psp/same-address.ts'
import type { Caller } from './caller.ts'
import type { Found } from './steps.ts'
import { Wrong } from './trouble.ts'

/** What is registered for the key; nothing is changed there unless it is asked for. */
export async function checkWebhook(
  { connection, call }: Caller,
  chave: string,
  { url, register, unregister }: { url: string | undefined; register: boolean; unregister: boolean },
): Promise<Found<true>> {
  if (unregister) return remove()
  if (url === undefined)
    return { said: 'sem WEBHOOK_URL: os pagamentos são encontrados por consulta', value: true }
  if (register) readWebhook(await call(putWebhook(chave, url)), connection.profile)
  const found = await read()
  if (found === undefined)
    throw new Wrong(
      'Nenhum endereço está registrado para esta chave.',
      'Com o Balcão no ar, ele registra sozinho; ou rode de novo com --register.',
    )
  if (found.url === undefined) return { said: 'registrado; o PSP não diz o endereço', value: true }
  if (!isSameAddress(found.url, url))
    throw new Wrong(
      `Outro endereço está registrado: ${found.url}`,
      'Confira se outro sistema usa esta chave; para trocar, rode de novo com --register.',
    )
  return { said: `registrado: ${found.url}`, value: true }

  async function remove(): Promise<Found<true>> {
    if ((await read()) === undefined) return { said: 'não havia endereço registrado', value: true }
    readWebhook(await call(deleteWebhook(chave)), connection.profile)
    if ((await read()) === undefined) return { said: 'registro removido', value: true }
    throw new Wrong(
      'O PSP aceitou remover o registro, mas ainda o mostra.',
      'Espere um minuto e rode de novo; se o Balcão estiver no ar, pare-o antes, pois ele registra de novo.',
    )
  }
  async function read(): Promise<Webhook | undefined> {
    try {
      return readWebhook(await call(getWebhook(chave)), connection.profile)
    } catch (error) {
      if (error instanceof PixError && (error.code === 'not-found' || error.code === 'gone')) return undefined
      throw error
    }
  }
}
