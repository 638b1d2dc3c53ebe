import { Banner } from '@balcao/ui'
import { codeRefusalWords } from '../refusal-words.ts'

/** Why a code was not accepted, and that nothing came of it. */
export const CodeRefusal = ({ error }: { error: Error }) => (
  <Banner tone="danger" title="Este código não foi aceito. Nada foi pago." urgent>
    {codeRefusalWords(error).map((why) => (
      <p key={why}>{why}</p>
    ))}
  </Banner>
)
