import { Badge, Banner, Screen } from '@balcao/ui'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Feed } from './feed.ts'
import { ManagersOnly } from './managers-only.tsx'
import { Notices } from './notices.tsx'
import styles from './payer.module.css'
import { payerWords } from './words.ts'

type PayerPageProps = {
  title: string
  feed: Feed
  /** The way back from a page below another one. */
  back?: ReactNode
  children: ReactNode
}

/** What every page has: its title, what the provider has told, and what is wrong with the way there. */
export function PayerPage({ title, feed: { snapshot, connection }, back, children }: PayerPageProps) {
  const heading = useArrival(title)
  const account = snapshot?.account
  return (
    <Screen
      className={styles.page}
      header={
        <div className={styles.header}>
          <div className={styles.place}>
            {back}
            <h1 ref={heading} tabIndex={-1} className={styles.title}>
              {title}
            </h1>
            {account && !back ? <p className={styles.muted}>{account.name}</p> : null}
          </div>
          <Notices notices={snapshot?.notices ?? []} isTold={account?.isTold ?? null} />
        </div>
      }
    >
      <ManagersOnly>
        {connection.state === 'stale' ? (
          <Banner tone="attention" title="Sem conexão com o servidor.">
            O que você vê pode estar velho.
          </Banner>
        ) : null}
        {account === null ? (
          <Banner tone="neutral" title="Nenhuma conta de pagamento está ligada.">
            Quem cuida do sistema liga a conta nas configurações do servidor.
          </Banner>
        ) : (
          <>
            {account?.status === 'down' ? (
              <p>
                <Badge tone="attention">O banco da conta não está respondendo.</Badge>
              </p>
            ) : null}
            {children}
          </>
        )}
      </ManagersOnly>
    </Screen>
  )
}

/**
 * The title of the window, and the focus at the heading of every place but the first: what was pressed to come here is gone, and whoever does
 * not see the screen hears where they are.
 */
function useArrival(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const wanted = payerWords.documentTitle(title)
    if (document.title === wanted) return
    const isFirst = document.title === payerWords.startTitle
    document.title = wanted
    if (!isFirst) heading.current?.focus({ preventScroll: true })
  }, [title])
  return heading
}
