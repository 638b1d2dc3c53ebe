import type { NewLimits, RecurrenceTerms } from '@balcao/contracts'
import { Banner, formatCents, parseCents, RadioGroup, TextField } from '@balcao/ui'
import { useState } from 'react'
import styles from './payer.module.css'
import { isBelowMinimum, isBelowValue } from './terms-words.ts'

/** What is being chosen; `limits` is undefined while it is not plainly an answer. */
export interface LimitChoice {
  readonly limits: NewLimits | undefined
  readonly fields: LimitFieldsProps
}
type LimitFieldsProps = {
  terms: RecurrenceTerms
  has: 'no-limit' | 'limit'
  text: string
  useAccountLimit: boolean
  accepts: boolean
  set: (change: Partial<Pick<LimitFieldsProps, 'has' | 'text' | 'useAccountLimit' | 'accepts'>>) => void
}

/** How far the payer goes with this receiver. A limit that lets nothing through needs a second yes; one below the receiver's own minimum is none. */
export function useLimitChoice(
  terms: RecurrenceTerms,
  before: { maximumCents: number | null; useAccountLimit: boolean },
): LimitChoice {
  const [state, setState] = useState({
    has: before.maximumCents === null ? ('no-limit' as const) : ('limit' as const),
    text: before.maximumCents === null ? '' : formatCents(before.maximumCents),
    useAccountLimit: before.useAccountLimit,
    accepts: false,
  })
  const set: LimitFieldsProps['set'] = (change) =>
    setState(
      (now) =>
        ({
          ...now,
          ...('text' in change || 'has' in change ? { accepts: false } : {}),
          ...change,
        }) as typeof now,
    )
  const maximumCents = state.has === 'limit' ? parseCents(state.text) : null
  const isMissing =
    state.has === 'limit' &&
    (maximumCents === null || maximumCents === 0 || isBelowMinimum(terms, maximumCents))
  const isBelow = isBelowValue(terms, maximumCents)
  const limits = {
    maximumCents,
    useAccountLimit: state.useAccountLimit,
    ...(isBelow && { acceptsLimitBelowValue: true }),
  }
  return {
    limits: isMissing || (isBelow && !state.accepts) ? undefined : limits,
    fields: { terms, ...state, set },
  }
}

export function LimitFields({ terms, has, text, useAccountLimit, accepts, set }: LimitFieldsProps) {
  const maximumCents = has === 'limit' ? parseCents(text) : null
  return (
    <div className={styles.fields}>
      <RadioGroup
        legend="Limite de cada cobrança"
        options={[
          { value: 'no-limit', label: 'Sem limite' },
          { value: 'limit', label: 'Até um valor' },
        ]}
        chosen={has}
        onChoose={(value) => set({ has: value })}
        hint={
          has === 'limit'
            ? 'Uma cobrança acima do limite não é paga, e você é avisado.'
            : 'Toda cobrança dentro do combinado é paga.'
        }
      />
      {has === 'limit' ? (
        <TextField
          label="Limite"
          inputMode="decimal"
          placeholder="0,00"
          value={text}
          onChange={(next) => set({ text: next })}
          hint={minimumWords(terms)}
          error={limitFault(terms, text)}
        />
      ) : null}
      {isBelowValue(terms, maximumCents) ? (
        <Banner tone="attention" title="Com este limite nenhuma cobrança seria paga.">
          <p>O valor combinado é maior: {formatCents(terms.fixedCents ?? 0)}.</p>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={accepts}
              onChange={({ currentTarget }) => set({ accepts: currentTarget.checked })}
            />
            Entendi. Quero este limite assim mesmo.
          </label>
        </Banner>
      ) : null}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={useAccountLimit}
          onChange={({ currentTarget }) => set({ useAccountLimit: currentTarget.checked })}
        />
        Usar o limite da conta se faltar saldo
      </label>
    </div>
  )
}

const minimumWords = ({ fixedCents, minimumCents }: RecurrenceTerms) =>
  fixedCents === null && minimumCents !== null
    ? `Quem cobra pede um limite de ${formatCents(minimumCents)} ou mais.`
    : undefined

/** What is wrong with what stands in the field. An empty one is not wrong yet. */
function limitFault(terms: RecurrenceTerms, text: string): string | undefined {
  if (text === '') return undefined
  const cents = parseCents(text)
  if (cents === null || cents === 0) return 'Escreva um valor em reais, como 100,00.'
  return isBelowMinimum(terms, cents)
    ? `Quem cobra não aceita limite abaixo de ${formatCents(terms.minimumCents ?? 0)}.`
    : undefined
}
