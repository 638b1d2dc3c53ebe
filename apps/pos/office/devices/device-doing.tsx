import type { Device } from '@balcao/contracts'
import { Banner, FormDialog } from '@balcao/ui'
import { deviceProblems, devicesWords, deviceWords as words } from '../../checkout/words/devices.ts'
import { wordsForError } from '../words-for-error.ts'
import { useDeviceDeed } from './devices-api.ts'
import { RenameDialog } from './rename-dialog.tsx'

/** What is being done, and to which device. */
export type Doing = { kind: 'rename' | 'revoke'; device: Device }

type DeviceDoingProps = {
  doing: Doing
  /** The device of whoever does it. */
  here: string | undefined
  onDone: (words: string) => void
  onClose: () => void
}

/** Asks what is needed to do it, does it, and says what was done. */
export function DeviceDoing({ doing: { kind, device }, here, onDone, onClose }: DeviceDoingProps) {
  const { mutate, isPending, error } = useDeviceDeed()
  const { deviceId, name } = device
  switch (kind) {
    case 'rename':
      return (
        <RenameDialog
          from={name}
          deed={{
            isPending,
            error,
            ask: (to) =>
              mutate(
                { kind: 'rename', deviceId, name: to },
                { onSuccess: () => onDone(devicesWords.done.renamed(to)) },
              ),
          }}
          onClose={onClose}
        />
      )
    case 'revoke':
      return (
        <FormDialog
          title={words.revokeTitle(name)}
          submit={{ label: words.revoke, kind: 'danger', isReady: true, isPending }}
          onSubmit={() =>
            mutate({ kind: 'revoke', deviceId }, { onSuccess: () => onDone(devicesWords.done.revoked(name)) })
          }
          error={error === null ? undefined : wordsForError(error, deviceProblems)}
          cancelLabel={words.keep}
          onClose={onClose}
        >
          {deviceId === here ? <Banner tone="attention" title={words.revokeHere} /> : null}
          <p>{words.revokeAdvice}</p>
        </FormDialog>
      )
  }
}
