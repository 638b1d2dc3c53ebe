import type { ClaimedPairing } from '@balcao/contracts'
import { Announcer, Banner, Button } from '@balcao/ui'
import { useState } from 'react'
import { claimWords, entranceWords } from '../checkout/words/entrance.ts'
import { type Claimed, ClaimForm } from './claim-form.tsx'
import styles from './entrance.module.css'
import { postConfirm, postDrop } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface ClaimProps {
  title?: string
  /** What the button says that ends it, while nothing is paired and afterwards. */
  endLabel?: { before: string; after: string }
  code: string | undefined
  isOperator: boolean
  ownTerminalId: string | undefined
  onEnd: () => void
}

type State =
  | { readonly kind: 'asking'; readonly hasDiffered: boolean }
  | { readonly kind: 'comparing'; readonly claimed: Claimed }
  | { readonly kind: 'done'; readonly claimed: Claimed }

const back = { before: entranceWords.back, after: entranceWords.back }

/** Lets a device in: its code and its place, then the two digits that both screens must show. */
export function Claim({
  title = claimWords.title,
  endLabel = back,
  code,
  isOperator,
  ownTerminalId,
  onEnd,
}: ClaimProps) {
  const [state, setState] = useState<State>({ kind: 'asking', hasDiffered: false })
  switch (state.kind) {
    case 'asking':
      return (
        <>
          {state.hasDiffered ? <Banner tone="attention" title={claimWords.differed} urgent /> : null}
          <ClaimForm
            title={title}
            backLabel={endLabel.before}
            code={state.hasDiffered ? '' : code}
            isOperator={isOperator}
            ownTerminalId={ownTerminalId}
            onClaimed={(claimed) => setState({ kind: 'comparing', claimed })}
            onBack={onEnd}
          />
        </>
      )
    case 'comparing':
      return (
        <Compare
          pairing={state.claimed.pairing}
          onConfirmed={() => setState({ kind: 'done', claimed: state.claimed })}
          onDiffer={() => {
            // It is over in five minutes anyway, should this get lost.
            void postDrop(state.claimed.pairing.pairingId)
            setState({ kind: 'asking', hasDiffered: true })
          }}
        />
      )
    case 'done':
      return (
        <Panel title={claimWords.done(state.claimed.name, state.claimed.terminalId)}>
          <Button kind="primary" size="huge" onClick={onEnd}>
            {endLabel.after}
          </Button>
        </Panel>
      )
  }
}

interface CompareProps {
  pairing: ClaimedPairing
  onConfirmed: () => void
  onDiffer: () => void
}

function Compare({ pairing, onConfirmed, onDiffer }: CompareProps) {
  const { attempt, failure, isAsking } = useAttempt()
  const first = useFirstFocus<HTMLButtonElement>()
  const confirm = async () => {
    if (await attempt(postConfirm(pairing.pairingId))) onConfirmed()
  }
  return (
    <Panel title={claimWords.compare(pairing.kind)}>
      <p className={styles.check}>{pairing.check}</p>
      {failure ? <p className={styles.failure}>{failure}</p> : null}
      <Button ref={first} kind="primary" size="huge" busy={isAsking} onClick={confirm}>
        {claimWords.confirm}
      </Button>
      <Button onClick={onDiffer}>{claimWords.differ}</Button>
      <Announcer message={failure ?? ''} />
    </Panel>
  )
}
