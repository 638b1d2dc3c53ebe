import { TextField, type TextFieldProps } from '@balcao/ui'

const pinPattern = /^\d{6,12}$/
export const isPin = (text: string) => pinPattern.test(text)
export const onlyDigits = (text: string) => text.replaceAll(/\D/g, '').slice(0, 12)

/**
 * Dots, never the digits: the next in line is looking. `one-time-code`, because a browser would offer to keep a password, and the
 * till is everybody's.
 */
export function PinField({ onChange, inputMode = 'numeric', ...rest }: Omit<TextFieldProps, 'type'>) {
  return (
    <TextField
      {...rest}
      type="password"
      inputMode={inputMode}
      autoComplete="one-time-code"
      onChange={(text) => onChange(onlyDigits(text))}
    />
  )
}
