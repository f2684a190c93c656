async function copy(button) {
  const link = button.dataset.copyLink
  const text = link === undefined ? button.dataset.copy : new URL(link, location.href).href
  const status = button.parentElement.querySelector("[role=status]")
  const done = await write(text)
  status.textContent = done ? button.dataset.done : `${button.dataset.failed} ${text}`
  if (done) setTimeout(() => (status.textContent = ""), 4000)
}

// Plain http in a county's network is no secure context: there the clipboard is reached the old way.
async function write(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    area.style.opacity = "0"
    const focused = document.activeElement
    document.body.appendChild(area)
    area.select()
    const done = document.execCommand("copy")
    area.remove()
    focused?.focus()
    return done
  }
}
