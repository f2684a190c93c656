// Shows HTML made by the server. Links with data-go move inside the app, buttons with data-copy copy.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .atlas")
  if (!root) {
    root = document.createElement("div")
    root.className = "atlas"
    root.addEventListener("click", (event) => follow(event, root))
    root.addEventListener("change", (event) => event.target.dataset.place && move(event.target))
    parentElement.appendChild(root)
  }
  document.documentElement.lang = data.language
  if (root.shown === data.html) return
  root.shown = data.html
  const focused = root.contains(document.activeElement) ? document.activeElement : null
  root.innerHTML = data.html
  if (focused?.id) (document.getElementById(focused.id) ?? document.getElementById(focused.dataset.other) ?? root.querySelector("h1"))?.focus()
  hint(root, "start")
  deck(root)
  reveal(root, data.asks && ((id) => setTriggerValue("absent", id)))
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

// The id behind "#": of the address a reader opened, or of a link followed inside the app, which leaves the address
// without it. It is shown once, so that whoever turns the page afterwards is not sent back.
let sought = location.hash.slice(1)
let askedFor = ""
addEventListener("hashchange", () => {
  sought = location.hash.slice(1)
  askedFor = ""
  document.querySelectorAll(".atlas").forEach((root) => reveal(root, root.ask))
})

function reveal(root, ask) {
  root.ask = ask
  const found = sought && [...root.querySelectorAll("[id]")].find((part) => part.id === sought)
  if (found) {
    sought = ""
    found.setAttribute("tabindex", "-1")
    setTimeout(() => hold(found), 50)
  } else if (sought && ask && askedFor !== sought) {
    askedFor = sought
    ask(sought)
  }
}

// While the page is still being built, what lies above grows and pushes the part away; the reader's own hand ends it.
function hold(part) {
  part.scrollIntoView()
  part.focus({ preventScroll: true })
  const grown = new ResizeObserver(() => part.scrollIntoView())
  for (let above = part.parentElement; above; above = above.parentElement) grown.observe(above)
  const done = new AbortController()
  const end = () => (grown.disconnect(), done.abort())
  for (const hand of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(hand, end, { signal: done.signal })
  setTimeout(end, 3000)
}

function follow(event, root) {
  const link = event.target.closest("a[data-go]")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault()
    if (link.dataset.setDeck !== undefined) store(deckKey(link.closest("[data-study]").dataset.study), link.dataset.setDeck)
    const [href, anchor] = (link.dataset.present ? presenting(link) : link.getAttribute("href")).split("#")
    sought = anchor ?? ""
    askedFor = ""
    go(href)
    if (!anchor && link.dataset.setDeck === undefined) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
    if (link.closest("[data-testid=stSidebar]") && matchMedia("(max-width: 48rem)").matches) {
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
  const keeper = event.target.closest("button[data-keep]")
  if (keeper) return keep(keeper)
  const forgetter = event.target.closest("button[data-forget]")
  if (forgetter) return forget(forgetter)
  const taker = event.target.closest("button[data-take]")
  if (taker) return take(taker)
  const restore = event.target.closest("button[data-restore]")
  if (restore) return go(withDeck(restore.closest("[data-deck]"), stored(beforeKey(restore.closest("[data-deck]").dataset.study))))
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
  box.hidden = remembered() === "yes" || (action === "start" && box.dataset.quiet === "yes")
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

// What was kept for presenting lives in this browser, one deck a study; the address of its page holds it too.
const deckKey = (study) => `befundatlas-deck ${study}`
const beforeKey = (study) => `befundatlas-deck-before ${study}`
const notesKey = (study) => `befundatlas-notes ${study}`
const MOST = 30

function stored(key) {
  try {
    return (localStorage.getItem(key) ?? "").split(" ").filter(Boolean)
  } catch {
    return []
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // a browser that keeps nothing: the address still holds the deck
  }
}

function notes(study) {
  try {
    return JSON.parse(localStorage.getItem(notesKey(study))) ?? {}
  } catch {
    return {}
  }
}

// The server hears of one's own words what it needs to write the file at hand, and nothing for files without them.
const HOLD_NOTES = ["pdf", "pptx", "xlsx", "txt"]

function notesFor(button) {
  const asked = new URL(button.dataset.take, location.href)
  if (!HOLD_NOTES.includes(asked.pathname.split("/").pop())) return {}
  const written = notes(button.dataset.study)
  const filled = asked.searchParams.getAll("deck").filter((code) => written[code]?.trim())
  return Object.fromEntries(filled.map((code) => [code, written[code]]))
}

// The first press asks, the second deletes; whoever waits is asked again.
function forget(button) {
  const status = button.parentElement.querySelector("[role=status]")
  const armed = button.dataset.armed === "yes"
  button.dataset.armed = armed ? "" : "yes"
  button.textContent = armed ? button.dataset.label : button.dataset.sure
  status.textContent = armed ? button.dataset.done : ""
  if (!armed) return setTimeout(() => button.dataset.armed && ((button.dataset.armed = ""), (button.textContent = button.dataset.label)), 10000)
  try {
    localStorage.removeItem(notesKey(button.dataset.study))
  } catch {
    // a browser that keeps nothing has nothing to delete
  }
  for (const area of document.querySelectorAll("textarea[data-note]")) area.value = ""
  offerForgetting(button.closest("[data-deck]"))
  document.querySelector("[data-testid=stMain] h1")?.focus()
}

function offerForgetting(page) {
  const button = page.querySelector("button[data-forget]")
  if (button) button.hidden = !Object.values(notes(page.dataset.study)).some((text) => text?.trim())
}

// The screens on the projector write there too.
addEventListener("storage", (event) => {
  for (const area of document.querySelectorAll("textarea[data-note]"))
    if (event.key === notesKey(area.dataset.study)) area.value = notes(area.dataset.study)[area.dataset.note] ?? ""
})

function withDeck(place, codes, href = place.dataset.home) {
  const url = new URL(href, location.href)
  url.searchParams.delete("deck")
  url.searchParams.delete("version")
  for (const code of codes) url.searchParams.append("deck", code)
  if (codes.length && place.dataset.version) url.searchParams.set("version", place.dataset.version)
  return url.pathname + url.search
}

function presenting(link) {
  const codes = stored(deckKey(link.dataset.present))
  return codes.length ? withDeck(link, codes, link.getAttribute("href")) : link.getAttribute("href")
}

function keep(button) {
  const codes = stored(deckKey(button.dataset.study))
  const there = codes.includes(button.dataset.keep)
  if (!there && codes.length >= MOST) {
    button.textContent = button.dataset.full
    return
  }
  // What the figures do not carry is said last.
  const end = codes.at(-1)?.startsWith("m") ? -1 : codes.length
  const next = there ? codes.filter((code) => code !== button.dataset.keep) : codes.toSpliced(end, 0, button.dataset.keep)
  store(deckKey(button.dataset.study), next.join(" "))
  deck(document)
}

function move(place) {
  const page = place.closest("[data-deck]")
  const codes = page.dataset.deck.split(" ").filter((code) => code !== place.dataset.place)
  codes.splice(Number(place.value) - 1, 0, place.dataset.place)
  store(deckKey(page.dataset.study), codes.join(" "))
  go(withDeck(page, codes))
}

function deck(root) {
  const page = root.querySelector("[data-deck]")
  if (page) {
    const shown = page.dataset.deck.split(" ").filter(Boolean)
    const kept = stored(deckKey(page.dataset.study))
    if (!shown.length && kept.length) {
      history.replaceState({}, "", withDeck(page, kept))
      dispatchEvent(new PopStateEvent("popstate"))
      return
    }
    if (shown.length && kept.join(" ") !== shown.join(" ")) {
      // Somebody else's deck was opened: one's own is not lost.
      if (kept.some((code) => !shown.includes(code))) store(beforeKey(page.dataset.study), kept.join(" "))
      store(deckKey(page.dataset.study), shown.join(" "))
    }
    const before = stored(beforeKey(page.dataset.study))
    const restore = page.querySelector("[data-restore]")
    if (restore) restore.hidden = !before.length || before.join(" ") === shown.join(" ")
    const words = notes(page.dataset.study)
    for (const area of page.querySelectorAll("textarea[data-note]")) {
      area.value = words[area.dataset.note] ?? ""
      area.addEventListener("input", () => {
        const now = { ...notes(page.dataset.study), [area.dataset.note]: area.value }
        store(notesKey(page.dataset.study), JSON.stringify(now))
        offerForgetting(page)
      })
    }
    offerForgetting(page)
  }
  for (const button of document.querySelectorAll("button[data-keep]")) {
    const there = stored(deckKey(button.dataset.study)).includes(button.dataset.keep)
    button.setAttribute("aria-pressed", there)
    button.textContent = there ? button.dataset.kept : button.dataset.keepLabel
  }
  for (const count of document.querySelectorAll("[data-kept-count]")) {
    const number = stored(deckKey(count.dataset.study)).length
    count.textContent = number ? count.dataset.keptCount.replace("{}", number) : ""
  }
}

async function take(button) {
  const status = button.parentElement.querySelector("[role=status]")
  if (button.disabled) return
  button.disabled = true
  status.className = "done taking"
  status.textContent = button.dataset.taking
  try {
    const answer = await fetch(button.dataset.take, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ notes: notesFor(button) }),
    })
    if (!answer.ok) throw new Error(answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : "")
    const link = document.createElement("a")
    link.href = URL.createObjectURL(await answer.blob())
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))[1]
    document.body.appendChild(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
    status.textContent = button.dataset.done
  } catch (error) {
    status.textContent = error instanceof TypeError || !error.message ? button.dataset.failed : error.message
  }
  status.className = "done"
  button.disabled = false
  setTimeout(() => (status.textContent = ""), 8000)
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
