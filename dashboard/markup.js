// Shows HTML made by the server. Links with data-go move inside the app, buttons with data-copy copy.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .atlas")
  if (!root) {
    root = document.createElement("div")
    root.className = "atlas"
    root.addEventListener("click", (event) => follow(event, root))
    parentElement.appendChild(root)
  }
  root.go = (href) => setTriggerValue("go", href)
  document.documentElement.lang = data.language
  if (root.shown === data.html) return
  root.shown = data.html
  root.innerHTML = data.html
}

function follow(event, root) {
  const link = event.target.closest("a[data-go]")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault()
    root.go(link.getAttribute("href"))
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
    return
  }
  const skip = event.target.closest("a[data-skip]")
  if (skip) {
    event.preventDefault()
    document.querySelector("[data-testid=stMain] h1")?.focus()
    return
  }
  const fold = event.target.closest("button[data-fold]")
  if (fold) {
    const open = fold.closest("tbody").classList.toggle("open")
    fold.setAttribute("aria-expanded", open)
    return
  }
  const button = event.target.closest("button[data-copy], button[data-copy-link]")
  if (button) copy(button)
}

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
