import { Badge, Banner, Screen } from '@balcao/ui'
import { type ReactNode, useEffect } from 'react'
import type { Feed } from './feed.ts'
import { Notices } from './notices.tsx'
import styles from './payer.module.css'
import { payerWords } from './words.ts'

type PayerPageProps = { title: string; feed: Feed; children: ReactNode }

/** What every page has: its title, what the provider has told, and what is wrong with the way there. */
export function PayerPage({ title, feed: { snapshot, connection }, children }: PayerPageProps) {
  useDocumentTitle(payerWords.documentTitle(title))
  const account = snapshot?.account
  return (
    <Screen
      className={styles.page}
      header={
        <div className={styles.header}>
          <div>
            <h1 className={styles.title}>{title}</h1>
            {account ? <p className={styles.muted}>{account.name}</p> : null}
          </div>
          <Notices notices={snapshot?.notices ?? []} />
        </div>
      }
    >
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
    </Screen>
  )
}

function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = title
  }, [title])
}
