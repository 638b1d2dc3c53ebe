import type { BankCheck, BeforeSetUp } from '@balcao/contracts'
import { Banner, Button } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import Minus from 'lucide-react/icons/minus'
import X from 'lucide-react/icons/x'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { entranceWords, firstRunWords, bankStepWords as words } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { postBankCheck } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { wordsForEntrance } from './words-for-entrance.ts'

type Kind = BankCheck['lines'][number]['kind']
const marks: Record<Kind, ReactNode> = {
  good: <Check aria-hidden />,
  bad: <X aria-hidden />,
  unchecked: <Minus aria-hidden />,
}

interface FirstBankProps {
  bank: BeforeSetUp['bank']
  onBack: () => void
  onNext: () => void
}

/** What the bank says of us, line by line. Nothing here keeps a shop from going on: it may be the bank that is not ready yet. */
export function FirstBank({ bank, onBack, onNext }: FirstBankProps) {
  const [check, setCheck] = useState<BankCheck | { failure: string }>()
  const asking = useRef<AbortController>(undefined)
  const ask = useCallback(async () => {
    asking.current?.abort()
    asking.current = new AbortController()
    const { signal } = asking.current
    setCheck(undefined)
    const reply = await postBankCheck(signal)
    if (signal.aborted) return
    setCheck(reply.ok ? reply.value : { failure: wordsForEntrance(reply.problem) })
  }, [])
  useEffect(() => {
    void ask()
    return () => asking.current?.abort()
  }, [ask])
  const isGood = check !== undefined && 'isGood' in check && check.isGood
  return (
    <Panel heading="h2" title={words.title(bank.name)} advice={words.environments[bank.environment]}>
      <p>{words.credentials}</p>
      {/* Above the list, which is longer than a phone: it says why the way on is another one. */}
      {isGood || check === undefined ? null : <Banner tone="attention" title={words.notGood} />}
      <div role="status">
        {check === undefined ? <p>{words.checking}</p> : null}
        {check !== undefined && 'failure' in check ? <Banner tone="danger" title={check.failure} /> : null}
        {check !== undefined && 'lines' in check ? (
          <ul className={styles.checks}>
            {check.lines.map(({ kind, title, said }) => (
              <li key={title} data-kind={kind}>
                {marks[kind]}
                <span>
                  <strong>{title}</strong> <span className={styles.said}>{words.kinds[kind]}</span>
                  {kind === 'unchecked' ? null : (
                    <>
                      <br />
                      <span className={styles.advice}>{said}</span>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className={styles.wayOn}>
        <Button kind={isGood ? 'primary' : 'secondary'} size="huge" onClick={onNext}>
          {isGood || check === undefined ? firstRunWords.next : words.goOn}
        </Button>
      </div>
      <Button busy={check === undefined} onClick={() => void ask()}>
        {words.again}
      </Button>
      <Button kind="quiet" onClick={onBack}>
        {entranceWords.back}
      </Button>
    </Panel>
  )
}
