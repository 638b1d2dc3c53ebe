import type { World } from '../world.ts'
import type { PayerAccount } from './model.ts'

/** Enough for a year of bills, so that nobody who only tries things out runs into an empty account. */
const openingBalanceCents = 500_000
const openingOverdraftCents = 50_000

type Opening = { id: string; mediatorId: string }

/** The accounts of this provider: a person's, and one of a company that pays suppliers. Those that are there stay as they are. */
export function openAccounts(world: World, person: Opening, company: Opening): void {
  const common = { branch: '1', balanceCents: openingBalanceCents, overdraftCents: openingOverdraftCents }
  open(world, {
    ...person,
    ...common,
    name: 'Ana Souza',
    document: { type: 'CPF', number: '12345678909' },
    number: '487031',
  })
  open(world, {
    ...company,
    ...common,
    name: 'Padaria do Bairro',
    document: { type: 'CNPJ', number: world.merchant.cnpj },
    number: '990',
  })
}

function open(world: World, account: PayerAccount): void {
  if (!world.registry.accounts.has(account.id)) saveAccount(world, account)
}

export function saveAccount(world: World, account: PayerAccount): void {
  world.registry.accounts.set(account.id, account)
  world.save('payer', account.id, account)
}
