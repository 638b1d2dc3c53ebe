import { Button, Card, TextField } from '@balcao/ui'
import ImageUp from 'lucide-react/icons/image-up'
import ScanQrCode from 'lucide-react/icons/scan-qr-code'
import { lazy, Suspense, useRef, useState } from 'react'
import styles from '../payer.module.css'

const Scanner = lazy(() => import('./scanner.tsx'))
const CodeRefusal = lazy(async () => ({ default: (await import('./code-refusal.tsx')).CodeRefusal }))

type CodeFormProps = { isReading: boolean; error: Error | null; onCode: (pixCopiaECola: string) => void }

/** Three ways to a code: the camera, the clipboard, a picture. */
export function CodeForm({ isReading, error, onCode }: CodeFormProps) {
  const [text, setText] = useState('')
  const [isScanning, setScanning] = useState(false)
  const [hint, setHint] = useState<string>()
  const picture = useRef<HTMLInputElement>(null)
  const take = (code: string) => {
    setScanning(false)
    setText(code)
    setHint(undefined)
    onCode(code.trim())
  }
  const takePicture = async (file: File) => {
    const { readPicture } = await import('./read-picture.ts')
    const code = await readPicture(file)
    if (code === undefined) setHint('Esta imagem não tem um QR Code que dê para ler.')
    else take(code)
  }
  return (
    <Card title="Ler um código Pix">
      {isScanning ? (
        <Suspense fallback={<p className={styles.muted}>Abrindo a câmera…</p>}>
          <Scanner onCode={take} onClose={() => setScanning(false)} />
        </Suspense>
      ) : (
        <div className={styles.ways}>
          {'mediaDevices' in navigator ? (
            <Button kind="primary" icon={<ScanQrCode aria-hidden />} onClick={() => setScanning(true)}>
              Ler com a câmera
            </Button>
          ) : null}
          <Button icon={<ImageUp aria-hidden />} onClick={() => picture.current?.click()}>
            Escolher imagem
          </Button>
          <input
            ref={picture}
            type="file"
            accept="image/*"
            hidden
            aria-label="Imagem do QR Code"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? []
              currentTarget.value = ''
              if (file) void takePicture(file)
            }}
          />
        </div>
      )}
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '' && !isReading) take(text)
        }}
      >
        <TextField
          label="Pix copia e cola"
          value={text}
          onChange={setText}
          hint={hint ?? 'Cole aqui o código que você recebeu.'}
          maxLength={512}
        />
        <div className={styles.actions}>
          <Button kind="primary" type="submit" busy={isReading} disabled={text.trim() === ''}>
            Conferir
          </Button>
        </div>
      </form>
      {isReading ? (
        <p role="status" className={styles.muted}>
          Conferindo com o banco de quem recebe…
        </p>
      ) : null}
      {error !== null && !isReading ? (
        <Suspense>
          <CodeRefusal error={error} />
        </Suspense>
      ) : null}
    </Card>
  )
}
