import type { Charge } from '@balcao/contracts'
import { Banner, Button, Dialog, TextField } from '@balcao/ui'
import ScanLine from 'lucide-react/icons/scan-line'
import { type ClipboardEvent, type FormEvent, useId, useState } from 'react'
import { proofWords as words } from '../../checkout/words/proof.ts'
import { Camera } from './camera.tsx'
import styles from './proof.module.css'
import { type ProofFields, readFields } from './read-fields.ts'
import { readProof } from './read-proof.ts'
import { hasCamera } from './scan.ts'
import { tellVerdict } from './tell-verdict.ts'
import { useCheck } from './use-check.ts'

type ProofDialogProps = { terminalId: string; sale: Charge | undefined; onClose: () => void }

/** Holds what a customer shows against what the bank has. It can mark nothing as paid: only the bank can. */
export function ProofDialog({ terminalId, sale, onClose }: ProofDialogProps) {
  const formId = useId()
  const [fields, setFields] = useState<ProofFields>({ id: '', amount: '', time: '' })
  const [errors, setErrors] = useState<Partial<ProofFields>>({})
  const [isScanning, setScanning] = useState(false)
  const { state, check, forget } = useCheck(terminalId, sale?.txid)
  const change = (more: Partial<ProofFields>) => {
    setFields({ ...fields, ...more })
    setErrors({})
    // What the bank said was about something else.
    forget()
  }
  const send = (shown: ProofFields) => {
    const read = readFields(shown, Date.now())
    setErrors(read.kind === 'wrong' ? read.errors : {})
    if (read.kind === 'shown') void check(read.shown)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (state.kind !== 'asking') send(fields)
  }
  const take = (text: string) => {
    setScanning(false)
    const shown = { ...fields, id: text }
    setFields(shown)
    send(shown)
  }
  // A field of one line would press the lines of a pasted receipt together, and the id with what stands below it.
  const paste = (event: ClipboardEvent) => {
    const read = readProof(event.clipboardData.getData('text'))
    if (read.kind !== 'id') return
    event.preventDefault()
    change({ id: read.endToEndId })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      actions={
        <>
          <Button onClick={onClose}>{words.close}</Button>
          <Button kind="primary" type="submit" form={formId} busy={state.kind === 'asking'}>
            {words.check}
          </Button>
        </>
      }
    >
      <p className={styles.advice}>{words.advice}</p>
      {/* There before anything is said in it, so that it is read out (WCAG 2.2, 4.1.3), and above the keyboard of a phone. */}
      <div role="status">
        <Verdict state={state} sale={sale} />
      </div>
      {isScanning ? <Camera onRead={take} onStop={() => setScanning(false)} /> : null}
      <form id={formId} className={styles.form} onSubmit={submit}>
        <TextField
          label={words.id}
          hint={words.idHint}
          value={fields.id}
          onChange={(id) => change({ id })}
          onPaste={paste}
          error={errors.id}
          autoCapitalize="none"
          spellCheck={false}
        />
        {hasCamera() && !isScanning ? (
          <Button size="compact" icon={<ScanLine aria-hidden />} onClick={() => setScanning(true)}>
            {words.scan}
          </Button>
        ) : null}
        <fieldset className={styles.rest}>
          <legend>{words.orElse}</legend>
          <TextField
            label={words.amount}
            inputMode="decimal"
            value={fields.amount}
            onChange={(amount) => change({ amount })}
            error={errors.amount}
          />
          <TextField
            label={words.time}
            type="time"
            value={fields.time}
            onChange={(time) => change({ time })}
          />
        </fieldset>
      </form>
    </Dialog>
  )
}

function Verdict({ state, sale }: { state: ReturnType<typeof useCheck>['state']; sale: Charge | undefined }) {
  switch (state.kind) {
    case 'idle':
      return null
    case 'asking':
      return <p>{words.asking}</p>
    case 'failed':
      return <Banner tone="attention" title={state.words} />
    case 'told': {
      const { tone, title, advice } = tellVerdict(state.verdict, sale, Date.now())
      return (
        <Banner tone={tone} title={title}>
          {advice.join(' ')}
        </Banner>
      )
    }
  }
}
