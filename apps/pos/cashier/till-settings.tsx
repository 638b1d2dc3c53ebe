import { SettingsDialog, type SettingsDialogProps } from '../checkout/settings-dialog.tsx'
import { PrinterSettings } from './receipt/printer-settings.tsx'

/** What a till keeps for itself: what every device does, and its printer. */
export function TillSettings(props: Omit<SettingsDialogProps, 'children'>) {
  return (
    <SettingsDialog {...props}>
      <PrinterSettings />
    </SettingsDialog>
  )
}
