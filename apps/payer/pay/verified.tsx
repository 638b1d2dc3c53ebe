import type { VerifiedCode } from '@balcao/contracts'
import { Badge } from '@balcao/ui'
import ShieldCheck from 'lucide-react/icons/shield-check'

/** Whose signature was verified before any of this was shown. */
export const Verified = ({ code: { signedBy } }: { code: VerifiedCode }) =>
  signedBy.length === 0 ? (
    <Badge tone="attention">Código fixo, sem assinatura. Confira o nome de quem recebe.</Badge>
  ) : (
    <Badge tone="neutral" icon={<ShieldCheck aria-hidden />}>
      Conferido com o certificado de {[...new Set(signedBy)].join(' e ')}
    </Badge>
  )
