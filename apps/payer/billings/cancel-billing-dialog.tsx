import type { PayerBilling } from '@balcao/contracts'
import { Banner, Button, Dialog, formatCents } from '@balcao/ui'
import { useCancelBilling } from '../payer-api.ts'
import { refusalWords } from '../refusal-words.ts'
import { formatDay } from '../terms-words.ts'

type CancelBillingDialogProps = { billing: PayerBilling; onClose: () => void }

export function CancelBillingDialog({ billing, onClose }: CancelBillingDialogProps) {
  const cancel = useCancelBilling()
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Cancelar a cobrança de ${formatCents(billing.amountCents)}?`}
      actions={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button
            kind="danger"
            busy={cancel.isPending}
            onClick={() => cancel.mutate(billing.txid, { onSuccess: onClose })}
          >
            Cancelar cobrança
          </Button>
        </>
      }
    >
      <p>
        {billing.receiver.name} não recebe a cobrança de {formatDay(billing.day)}. A autorização continua
        valendo para as próximas.
      </p>
      {cancel.error ? <Banner tone="danger" title={refusalWords(cancel.error)} urgent /> : null}
    </Dialog>
  )
}
