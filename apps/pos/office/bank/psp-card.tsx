import type { Health } from '@balcao/contracts'
import { Badge, Banner, Card, Facts } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { bankWords as words } from '../../checkout/words/bank.ts'
import { formatDate, formatRecent } from '../format-when.ts'
import { certificateTrouble } from './certificate-trouble.ts'

/** Whether the bank answers us: if not, since when, why, and what to do. */
export function PspCard({ psp: { down, certificateEndsAt } }: Pick<Health, 'psp'>) {
  return (
    <Card title={words.psp} aside={<PspBadge down={down} />}>
      <div role="status">
        {down === null ? (
          <p>{words.pspOk}</p>
        ) : (
          <Banner tone="danger" title={words.down[down.why].since(formatRecent(down.since))}>
            {words.down[down.why].advice}
          </Banner>
        )}
      </div>
      {certificateEndsAt === null ? null : <CertificateEnd endsMs={Date.parse(certificateEndsAt)} />}
    </Card>
  )
}

const PspBadge = ({ down }: Pick<Health['psp'], 'down'>) =>
  down === null ? (
    <Badge tone="accent" icon={<Check aria-hidden />}>
      {words.pspOkShort}
    </Badge>
  ) : (
    <Badge tone="danger">{words.down[down.why].short}</Badge>
  )

function CertificateEnd({ endsMs }: { endsMs: number }) {
  const trouble = certificateTrouble(endsMs, Date.now())
  return (
    <>
      <Facts facts={[{ name: words.certificateEnds, value: formatDate(endsMs) }]} />
      {trouble === undefined ? null : (
        <Banner tone={trouble.tone} title={trouble.title}>
          {words.certificateAdvice}
        </Banner>
      )}
    </>
  )
}
