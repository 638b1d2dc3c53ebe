import { Button, Screen } from '@balcao/ui'
import ScreenShare from 'lucide-react/icons/app-window'
import CreditCard from 'lucide-react/icons/calculator'
import KeyRound from 'lucide-react/icons/key-round'
import Monitor from 'lucide-react/icons/monitor'
import ReceiptText from 'lucide-react/icons/receipt-text'
import Repeat from 'lucide-react/icons/repeat'
import Settings from 'lucide-react/icons/settings'
import Tablet from 'lucide-react/icons/tablet-smartphone'
import { useState } from 'react'
import { readContract } from '../checkout/read-contract.ts'
import { SettingsDialog } from '../checkout/settings-dialog.tsx'
import { useTerminal } from '../checkout/use-terminal.ts'
import { useUpdates } from '../checkout/use-updates.ts'
import { homeWords } from '../checkout/words/home.ts'
import { settingsWords } from '../checkout/words/settings.ts'
import { firstTill, readTerminalId } from '../shell/device.ts'
import styles from './home.module.css'
import { HomeCard } from './home-card.tsx'

/** What this device is going to be. */
export function Home() {
  const [terminalId] = useState(() => readTerminalId('terminal', firstTill))
  const { feed, snapshot } = useTerminal(terminalId, 'till', readContract)
  const [isSettingUp, setSettingUp] = useState(false)
  useUpdates(feed)
  const display = `/visor/?terminal=${terminalId}`
  return (
    <Screen
      className={styles.home}
      footer={
        <div className={styles.footer}>
          <p>{homeWords.forTerminal(terminalId)}</p>
          <Button
            kind="quiet"
            size="compact"
            icon={<Settings aria-hidden />}
            onClick={() => setSettingUp(true)}
          >
            {settingsWords.open}
          </Button>
        </div>
      }
    >
      <div className={styles.heading}>
        <h1 className={styles.shop}>{snapshot?.shopName ?? homeWords.product}</h1>
        <p className={styles.title}>{homeWords.title}</p>
      </div>
      <ul className={styles.cards}>
        <HomeCard
          href={`/caixa/?terminal=${terminalId}`}
          title={homeWords.till}
          advice={homeWords.tillAdvice}
          icon={<CreditCard aria-hidden />}
        />
        <HomeCard
          href={display}
          title={homeWords.display}
          advice={homeWords.displayAdvice}
          icon={<Monitor aria-hidden />}
        />
        <HomeCard
          href={display}
          title={homeWords.popOut}
          advice={homeWords.popOutAdvice}
          icon={<ScreenShare aria-hidden />}
          onPress={() => window.open(display, 'balcao-visor', 'popup,width=1280,height=800') !== null}
        />
        <HomeCard
          href="/totem/"
          title={homeWords.kiosk}
          advice={homeWords.kioskAdvice}
          icon={<Tablet aria-hidden />}
        />
        <HomeCard
          href="/gestao/"
          title={homeWords.office}
          advice={homeWords.officeAdvice}
          icon={<ReceiptText aria-hidden />}
        />
        <HomeCard
          href="/pagador/"
          title={homeWords.payer}
          advice={homeWords.payerAdvice}
          icon={<Repeat aria-hidden />}
        />
        <HomeCard
          href="/entrar/"
          title={homeWords.entrance}
          advice={homeWords.entranceAdvice}
          icon={<KeyRound aria-hidden />}
        />
      </ul>
      <SettingsDialog open={isSettingUp} onClose={() => setSettingUp(false)} terminalId={terminalId} />
    </Screen>
  )
}
