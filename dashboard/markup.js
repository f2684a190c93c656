// Shows HTML made by the server. Links with data-go move inside the app, buttons with data-copy copy.
export default function ({ data, parentElement }) {
  let root = parentElement.querySelector(":scope > .atlas")
  if (!root) {
    root = document.createElement("div")
    root.className = "atlas"
    root.addEventListener("click", (event) => follow(event, root))
    parentElement.appendChild(root)
  }
  document.documentElement.lang = data.language
  if (root.shown === data.html) return
  root.shown = data.html
  root.innerHTML = data.html
  hint(root, "start")
  const anchor = root.querySelector(pendingAnchor || (/^#[a-z]+$/.test(location.hash) ? location.hash : "#none"))
  if (anchor) {
    pendingAnchor = ""
    anchor.setAttribute("tabindex", "-1")
    setTimeout(() => (anchor.scrollIntoView(), anchor.focus()), 50)
  }
  for (const place of root.querySelectorAll("[data-address]")) place.textContent = location.href
  const onward = root.querySelector("[data-follow]")
  if (onward) go(onward.dataset.follow)
}

// Streamlit follows the browser's history. Asked to switch pages by itself it would write two entries,
// the first of them a view nobody chose, and "back" would lead there.
function go(href) {
  history.pushState({}, "", href)
  dispatchEvent(new PopStateEvent("popstate"))
}

let pendingAnchor = ""

function follow(event, root) {
  const link = event.target.closest("a[data-go]")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault()
    const [href, anchor] = link.getAttribute("href").split("#")
    pendingAnchor = anchor ? `#${anchor}` : ""
    go(href)
    if (!anchor) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
    if (link.closest("nav") && matchMedia("(max-width: 48rem)").matches) {
      // On a phone the menu lies over the page it has just opened.
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
    }
    return
  }
  const skip = event.target.closest("a[data-skip]")
  if (skip) {
    event.preventDefault()
    document.querySelector("[data-testid=stMain] h1")?.focus()
    return
  }
  const mark = event.target.closest("[data-href]")
  if (mark) return go(mark.dataset.href)
  const guide = event.target.closest("button[data-hint]")
  if (guide) return hint(root, guide.dataset.hint)
  const fold = event.target.closest("button[data-fold]")
  if (fold) {
    const open = fold.closest("tbody").classList.toggle("open")
    fold.setAttribute("aria-expanded", open)
    return
  }
  const button = event.target.closest("button[data-copy], button[data-copy-link]")
  if (button) copy(button)
}

// The reading help shows itself on the first visit, one step at a time, and never again once it was closed.
const SEEN = "befundatlas-help-seen"
let step = 0

function hint(root, action) {
  const box = (action === "open" ? document : root).querySelector(".hint")
  if (!box) return
  const steps = box.querySelectorAll("[data-step]")
  if (action === "close") remember("yes")
  if (action === "open") remember("")
  if (action !== "start") step = action === "next" ? Math.min(step + 1, steps.length - 1) : 0
  box.hidden = remembered() === "yes"
  steps.forEach((part, place) => (part.hidden = place !== step))
  box.querySelector("[data-hint=next]").hidden = step === steps.length - 1
  if (action === "open") box.querySelector("button:not([hidden])").focus()
}

function remembered() {
  try {
    return localStorage.getItem(SEEN)
  } catch {
    return "yes"
  }
}

function remember(value) {
  try {
    localStorage.setItem(SEEN, value)
  } catch {
    // a browser that keeps nothing shows no help
  }
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
