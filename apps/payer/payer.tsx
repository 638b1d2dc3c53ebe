import { NavigationFrame } from '@balcao/ui'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import QrCode from 'lucide-react/icons/qr-code'
import Repeat from 'lucide-react/icons/repeat'
import type { ReactNode } from 'react'
import { AuthorizationsPage } from './authorizations/authorizations-page.tsx'
import { BillingsPage } from './billings/billings-page.tsx'
import { type Feed, useFeed } from './feed.ts'
import { PayPage } from './pay/pay-page.tsx'
import { addressOf, goTo, type PayerPage, pages, useAddress } from './use-address.ts'
import { useUpdates } from './use-updates.ts'
import { payerWords } from './words.ts'

const icons: Record<PayerPage, ReactNode> = {
  pagar: <QrCode aria-hidden />,
  autorizacoes: <Repeat aria-hidden />,
  cobrancas: <CalendarClock aria-hidden />,
}

const contents: Record<PayerPage, (props: { feed: Feed }) => ReactNode> = {
  pagar: PayPage,
  autorizacoes: AuthorizationsPage,
  cobrancas: BillingsPage,
}

/** The payer's app: pay a code, see who may charge this account, and what comes next. */
export function Payer() {
  const { page } = useAddress()
  const feed = useFeed()
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
      <Content feed={feed} />
    </NavigationFrame>
  )
}
