/** Asks the sandbox; what it refuses comes back as a sentence for whoever holds the phone. */
export async function ask(method, path, body) {
  try {
    const response = await fetch(`/control/${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const answer = response.status === 204 ? {} : await response.json()
    return response.ok ? { answer } : { refused: answer.detail ?? 'O sandbox não aceitou.' }
  } catch {
    return { refused: 'O sandbox não está respondendo. Ele está ligado?' }
  }
}
