import { Banner } from '@balcao/ui'
import styles from './payer.module.css'
import { refusalWords } from './refusal-words.ts'

type ReadStateProps = {
  query: { isPending: boolean; error: Error | null; isFetching: boolean; refetch: () => Promise<unknown> }
  /** What could not be read, in one sentence. */
  failed: string
}

/** Says that something is being read, or that it could not be. Nothing once it is there. */
export function ReadState({ query, failed }: ReadStateProps) {
  if (query.error !== null)
    return (
      <Banner
        tone="danger"
        title={failed}
        action={{ label: 'Tentar de novo', onPress: () => void query.refetch(), busy: query.isFetching }}
      >
        {refusalWords(query.error)}
      </Banner>
    )
  return query.isPending ? (
    <p role="status" className={styles.muted}>
      Lendo…
    </p>
  ) : null
}
