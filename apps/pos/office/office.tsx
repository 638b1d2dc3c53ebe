import { NavigationFrame } from '@balcao/ui'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import Landmark from 'lucide-react/icons/landmark'
import ReceiptText from 'lucide-react/icons/receipt-text'
import Repeat from 'lucide-react/icons/repeat'
import Scale from 'lucide-react/icons/scale'
import Store from 'lucide-react/icons/store'
import TabletSmartphone from 'lucide-react/icons/tablet-smartphone'
import Users from 'lucide-react/icons/users'
import type { ReactNode } from 'react'
import { officeWords } from '../checkout/words/office.ts'
import { BankPage } from './bank/bank-page.tsx'
import { DevicesPage } from './devices/devices-page.tsx'
import { PeoplePage } from './people/people-page.tsx'
import { ReconciliationPage } from './reconciliation/reconciliation-page.tsx'
import { RecurrencesPage } from './recurrences/recurrences-page.tsx'
import { SalesPage } from './sales/sales-page.tsx'
import { ShiftsPage } from './shifts/shifts-page.tsx'
import { ShopPage } from './shop/shop-page.tsx'
import { addressOf, goTo, type OfficePage, pages, useAddress } from './use-address.ts'

const icons: Record<OfficePage, ReactNode> = {
  vendas: <ReceiptText aria-hidden />,
  conciliacao: <Scale aria-hidden />,
  turnos: <CalendarClock aria-hidden />,
  recorrencias: <Repeat aria-hidden />,
  banco: <Landmark aria-hidden />,
  pessoas: <Users aria-hidden />,
  aparelhos: <TabletSmartphone aria-hidden />,
  loja: <Store aria-hidden />,
}

const contents: Record<OfficePage, () => ReactNode> = {
  vendas: SalesPage,
  conciliacao: ReconciliationPage,
  turnos: ShiftsPage,
  recorrencias: RecurrencesPage,
  banco: BankPage,
  pessoas: PeoplePage,
  aparelhos: DevicesPage,
  loja: ShopPage,
}

/** The back office: what was sold, whether the bank says the same, how the bank is, and who and what the shop works with. */
export function Office() {
  const { page } = useAddress()
  const Content = contents[page]
  return (
    <NavigationFrame
      label={officeWords.navigation}
      destinations={pages.map((one) => ({
        href: addressOf(one),
        label: officeWords.pages[one],
        icon: icons[one],
        isCurrent: one === page,
      }))}
      onGo={goTo}
    >
      <Content />
    </NavigationFrame>
  )
}
