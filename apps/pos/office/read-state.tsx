import { Banner } from '@balcao/ui'
import { officeWords } from '../checkout/words/office.ts'
import styles from './office.module.css'

type ReadStateProps = {
  query: {
    data: unknown
    isPending: boolean
    isError: boolean
    isFetching: boolean
    errorUpdateCount: number
    refetch: () => Promise<unknown>
  }
  loading: string
  /** What could not be read, in one sentence. */
  failed: string
}

/** Says that something is being read, or that it could not be, with the button that reads it again. Nothing once it is there. */
export function ReadState({ query, loading, failed }: ReadStateProps) {
  // What has failed is asked for again by itself, and is pending meanwhile: what is said must not come and go with that.
  const hasFailed = query.isError || (query.data === undefined && query.errorUpdateCount > 0)
  if (hasFailed)
    return (
      <Banner
        tone="danger"
        title={failed}
        action={{ label: officeWords.retry, onPress: () => void query.refetch(), busy: query.isFetching }}
      >
        {officeWords.readFailedAdvice}
      </Banner>
    )
  return query.isPending ? <p className={styles.loading}>{loading}</p> : null
}
