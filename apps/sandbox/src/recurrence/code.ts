import { writeBrCode } from '@balcao/brcode'
import type { Refusal } from '../problem.ts'
import { violation } from '../request.ts'
import type { World } from '../world.ts'
import type { Rec } from './model.ts'

/** `dadosQR` of GET /rec/{idRec}: absent while a location that it needs is missing. */
export type QrData = { jornada: 'JORNADA_2' | 'JORNADA_3' | 'JORNADA_4'; pixCopiaECola: string }

/**
 * The code of the recurrence alone, or together with the charge of `txid`: an immediate one makes journey 3, one with
 * due date journey 4 (API Pix 2.9.0, RecCompleta.dadosQR).
 */
export function qrData(world: World, rec: Rec, txid: string | null): QrData | Refusal | undefined {
  const { name: merchantName, city: merchantCity } = world.merchant
  const recurrenceUrl = rec.locId === undefined ? undefined : world.registry.locs.get(rec.locId)?.location
  const common = { merchantName, merchantCity }
  if (txid === null) {
    if (!recurrenceUrl || !suits(rec, 2)) return undefined
    return {
      jornada: 'JORNADA_2',
      pixCopiaECola: writeBrCode({ kind: 'recurrence', recurrenceUrl, ...common }),
    }
  }
  const charge = world.charges.get(txid)
  if (!charge) return refuse('O parâmetro txid não corresponde a uma cobrança.', txid)
  const journey = charge.tipoCob === 'cob' ? 3 : 4
  if (!suits(rec, journey)) {
    const razao =
      'O parâmetro txid não corresponde a uma cobrança compatível com o campo ativacao.tipoJornada.'
    return refuse(razao, txid)
  }
  if (journey === 3 && rec.firstTxid !== txid) {
    const razao =
      'O parâmetro txid corresponde a uma cobrança imediata diferente da informada no campo ativacao.dadosJornada.txid.'
    return refuse(razao, txid)
  }
  const url = charge.locId === undefined ? undefined : world.locs.get(charge.locId)?.location
  if (!recurrenceUrl || !url) return undefined
  const kind = journey === 3 ? 'dynamic+recurrence' : 'cobv+recurrence'
  return {
    jornada: `JORNADA_${journey}`,
    pixCopiaECola: writeBrCode({ kind, url, recurrenceUrl, ...common }),
  }
}

/** While nobody has authorised it any journey is possible; afterwards the one that was gone. */
const suits = ({ journey }: Rec, asked: number) => journey === undefined || journey === asked

const refuse = (razao: string, txid: string): Refusal => ({
  problem: 'RecConsultaInvalida',
  violations: [violation('txid', razao, txid)],
})
