import { RadioGroup, TextArea, TextField } from '@balcao/ui'
import { type ShopForm, zoneChoices } from './read-shop.ts'
import { shopFieldWords as words } from './words/shop.ts'

type ShopFieldsProps = {
  form: ShopForm
  /** The hour that it had before anybody chose. */
  zone: string
  onChange: (form: ShopForm) => void
  nameError?: string | undefined
  receiptError?: string | undefined
}

/** What a shop says of itself. */
export const ShopFields = ({ form, zone, onChange, nameError, receiptError }: ShopFieldsProps) => (
  <>
    <TextField
      label={words.name}
      value={form.name}
      onChange={(name) => onChange({ ...form, name })}
      hint={words.nameHint}
      error={nameError}
    />
    <RadioGroup
      legend={words.zone}
      options={zoneChoices(zone)}
      chosen={form.timeZone}
      onChoose={(timeZone) => onChange({ ...form, timeZone })}
      hint={words.zoneHint}
    />
    <TextArea
      label={words.receipt}
      value={form.receiptText}
      onChange={(receiptText) => onChange({ ...form, receiptText })}
      rows={3}
      hint={words.receiptHint}
      error={receiptError}
    />
  </>
)
