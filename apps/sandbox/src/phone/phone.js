import { hasCamera, scan } from './camera.js'
import { ask } from './control.js'
import { showFaults } from './faults.js'
import { asReais, asTyped, readAmount } from './money.js'
import { row, showParts } from './parts.js'

const by = (id) => document.getElementById(id)
const clock = new Intl.DateTimeFormat('pt-BR', { timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short' })
/** How often the list of open charges is asked for while somebody looks. */
const refreshMs = 2000

let bill

/** The bill or the receipt, under the box for the next code; its title takes the focus, so that it is read out and seen. */
function show(step) {
  for (const id of ['bill', 'receipt']) by(id).hidden = id !== step
  if (step) by(`${step}-title`).focus()
}

function say(id, sentence) {
  by(id).textContent = sentence ?? ''
  by(id).hidden = !sentence
}

async function read(code) {
  const { answer, refused } = await ask('POST', 'read', { pixCopiaECola: code })
  // A code that cannot be paid here is an answer like any other, with the reason in it.
  say('unread', refused ?? answer.unpayable?.detail)
  if (!answer?.receiver) return show()
  bill = { ...answer, code }
  showBill(answer)
  show('bill')
}

function showBill(read) {
  const { receiver, amountCents, description, details, txid, expiresAt, objection, warnings } = read
  by('asked').textContent = amountCents ? asReais(amountCents) : 'Você escolhe o valor'
  by('receiver').textContent = receiver.name
  by('city').textContent = receiver.city
  const said = [description, ...details.map(({ nome, valor }) => `${nome}: ${valor}`)].filter(Boolean)
  row('description', said.join(' · '))
  showParts(read)
  const until = expiresAt && new Date(expiresAt)
  row('expiry', until && (until.toDateString() === new Date().toDateString() ? clock : day).format(until))
  row('txid', txid && `…${txid.slice(-8)}`)
  const items = [objection?.detail, ...warnings].filter(Boolean).map((text) => {
    const item = document.createElement('li')
    item.textContent = text
    return item
  })
  by('warnings').replaceChildren(...items)
  by('amount').value = amountCents ? asTyped(amountCents) : ''
  say('unpaid')
  compare()
}

/** Says so when the amount is not what was asked: that is the point of this phone, but never an accident. */
function compare() {
  const cents = readAmount(by('amount').value)
  const asked = bill.amountCents
  const note = by('amount-note')
  // No bank lets a fixed amount be changed: then the only way is the button that no bank has.
  const fixed = bill.alterable === false && cents && cents !== asked
  by('pay-button').hidden = Boolean(bill.objection) || fixed
  by('force').hidden = !by('pay-button').hidden
  if (!cents) note.textContent = 'Digite um valor, por exemplo 23,50.'
  else if (bill.alterable && cents === asked) note.textContent = 'Quem recebe deixa você mudar o valor.'
  else if (asked && cents < asked) note.textContent = `${asReais(asked - cents)} a menos que o pedido.`
  else if (asked && cents > asked) note.textContent = `${asReais(cents - asked)} a mais que o pedido.`
  else note.textContent = ''
}

async function pay(force) {
  const amountCents = readAmount(by('amount').value)
  if (!amountCents) return by('amount').focus()
  const buttons = [by('pay-button'), by('force')]
  for (const button of buttons) button.disabled = true
  const { answer, refused } = await ask('POST', 'pay', { pixCopiaECola: bill.code, amountCents, force })
  for (const button of buttons) button.disabled = false
  say('unpaid', refused)
  if (!answer) return
  by('paid').textContent = asReais(answer.amountCents)
  by('paid-to').textContent = bill.receiver.name
  by('paid-at').textContent = clock.format(new Date(answer.paidAt))
  by('endToEndId').textContent = answer.endToEndId
  by('code').value = ''
  show('receipt')
  refresh()
}

async function useCamera() {
  const stopped = new AbortController()
  by('stop').onclick = () => stopped.abort()
  by('camera').hidden = false
  say('unread')
  try {
    const text = await scan(by('camera').querySelector('video'), stopped.signal)
    if (text) await read(text)
  } catch {
    say('unread', 'A câmera não pôde ser usada. Cole o código.')
  }
  by('camera').hidden = true
}

let shown = ''
async function refresh() {
  const { answer = [] } = await ask('GET', 'charges')
  // Only what changed is painted, so that a finger on its way to a button still finds it there.
  const now = JSON.stringify(answer)
  if (now === shown) return
  shown = now
  by('charges').replaceChildren(...answer.map(chargeItem))
  by('no-charges').hidden = answer.length > 0
}

function chargeItem({ amountCents, description, createdAt, pixCopiaECola }) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  const parts = [
    ['strong', asReais(amountCents)],
    ['time', clock.format(new Date(createdAt))],
    ['span', description],
  ]
  for (const [tag, text] of parts) {
    if (!text) continue
    const part = document.createElement(tag)
    part.textContent = text
    button.append(part)
  }
  button.addEventListener('click', () => read(pixCopiaECola))
  item.append(button)
  return item
}

by('read').addEventListener('submit', (event) => {
  event.preventDefault()
  read(by('code').value)
})
by('pay').addEventListener('submit', (event) => {
  event.preventDefault()
  pay(false)
})
by('force').addEventListener('click', () => pay(true))
by('amount').addEventListener('input', compare)
by('scan').addEventListener('click', useCamera)
by('scan').hidden = !hasCamera()

refresh()
setInterval(() => document.hidden || refresh(), refreshMs)
showFaults(by('faults'), by('fault-note'))
