import type { VerifiedCode } from '@balcao/contracts'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import ShieldCheck from 'lucide-react/icons/shield-check'
import styles from '../payer.module.css'

/** Whose signature was verified before any of this was shown. A line and no chip: the name of a host may be long. */
export const Verified = ({ code: { signedBy } }: { code: VerifiedCode }) =>
  signedBy.length === 0 ? (
    <p className={styles.unsigned}>
      <ShieldAlert aria-hidden />
      <span>Código fixo, sem assinatura. Confira o nome de quem recebe.</span>
    </p>
  ) : (
    <p className={styles.signed}>
      <ShieldCheck aria-hidden />
      <span>Conferido com o certificado de {[...new Set(signedBy)].join(' e ')}</span>
    </p>
  )
