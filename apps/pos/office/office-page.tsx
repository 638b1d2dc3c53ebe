import { Screen } from '@balcao/ui'
import { type ReactNode, useEffect } from 'react'
import { officeWords } from '../checkout/words/office.ts'
import styles from './office.module.css'

type OfficePageProps = {
  title: string
  /** Beside the title: the page's main action, or its filter. */
  aside?: ReactNode
  children: ReactNode
}

/** What every page of the back office has: one title, one main action, and room below. */
export function OfficePage({ title, aside, children }: OfficePageProps) {
  useDocumentTitle(officeWords.pageTitle(title))
  return (
    <Screen
      className={styles.page}
      header={
        <div className={styles.header}>
          <h1 className={styles.title}>{title}</h1>
          {aside}
        </div>
      }
    >
      {children}
    </Screen>
  )
}

function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = title
  }, [title])
}
