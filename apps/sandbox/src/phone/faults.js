import { ask } from './control.js'

/** The breakdowns worth seeing at a counter; everything else is in the README, for scripts. */
const presets = [
  { name: 'Normal', note: 'Tudo funciona.' },
  {
    name: 'Webhook desligado',
    note: 'O PSP recebe e não avisa: o caixa tem de perguntar.',
    script: { webhook: { drop: true } },
  },
  {
    name: 'PSP fora do ar',
    note: 'Toda chamada responde 503.',
    script: { rules: [{ match: { operation: '*' }, status: 503 }] },
  },
  { name: 'PSP lento (3 s)', note: 'Toda chamada demora três segundos.', script: { latencyMs: 3000 } },
  {
    name: 'Resposta perdida',
    note: 'A próxima cobrança é criada, mas a resposta não chega.',
    script: { rules: [{ match: { operation: 'putCob' }, times: 1, dropResponse: true }] },
  },
]

/** Fills the field set with one choice per preset and keeps it in step with the sandbox. */
export async function showFaults(fieldset, note) {
  for (const [index, preset] of presets.entries()) {
    const label = document.createElement('label')
    const input = document.createElement('input')
    Object.assign(input, { type: 'radio', name: 'fault', value: String(index) })
    input.addEventListener('change', () => choose(preset, note))
    label.append(input, preset.name)
    fieldset.append(label)
  }
  const { answer } = await ask('GET', 'faults')
  const current = presets.findIndex((preset) => answer && isInForce(preset, answer.script))
  const input = fieldset.querySelectorAll('input')[current]
  if (input) input.checked = true
  note.textContent = presets[current]?.note ?? 'Um roteiro de fora está em uso.'
}

async function choose({ script, note: said }, note) {
  const { refused } = await (script ? ask('PUT', 'faults', script) : ask('DELETE', 'faults'))
  note.textContent = refused ?? said
}

/** Every field that the preset names is as it says; the ones it does not name are at rest in each preset. */
function isInForce({ script }, { rules, webhook, latencyMs }) {
  const now = JSON.stringify([rules, webhook.drop, latencyMs])
  return now === JSON.stringify([script?.rules ?? [], script?.webhook?.drop ?? false, script?.latencyMs ?? 0])
}
