import { NavigationFrame } from '@balcao/ui'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import QrCode from 'lucide-react/icons/qr-code'
import Repeat from 'lucide-react/icons/repeat'
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { type Feed, useFeed } from './feed.ts'
import { PayPage } from './pay/pay-page.tsx'
import { addressOf, goTo, type PayerPage, pages, useAddress } from './use-address.ts'
import { useSession } from './use-session.ts'
import { useUpdates } from './use-updates.ts'
import { payerWords } from './words.ts'

const icons: Record<PayerPage, ReactNode> = {
  pagar: <QrCode aria-hidden />,
  autorizacoes: <Repeat aria-hidden />,
  cobrancas: <CalendarClock aria-hidden />,
}

// What is opened first is a code to pay; the other pages come when somebody goes there.
const contents: Record<PayerPage, ComponentType<{ feed: Feed }>> = {
  pagar: PayPage,
  autorizacoes: lazy(async () => ({
    default: (await import('./authorizations/authorizations-page.tsx')).AuthorizationsPage,
  })),
  cobrancas: lazy(async () => ({ default: (await import('./billings/billings-page.tsx')).BillingsPage })),
}

/** The payer's app: pay a code, see who may charge this account, and what comes next. */
export function Payer() {
  const { page } = useAddress()
  const { isPending, isBarred } = useSession()
  const feed = useFeed(!isPending && !isBarred)
  useUpdates()
  const Content = contents[page]
  return (
    <NavigationFrame
      label={payerWords.navigation}
      destinations={pages.map((one) => ({
        href: addressOf(one),
        label: payerWords.pages[one],
        icon: icons[one],
        isCurrent: one === page,
      }))}
      onGo={goTo}
    >
      <Suspense>
        <Content feed={feed} />
      </Suspense>
    </NavigationFrame>
  )
}
