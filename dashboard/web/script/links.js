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
  window.scrolledByHand = false
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
    // Whoever has scrolled the page that stood here before is not thrown back.
    setTimeout(() => window.scrolledByHand || hold(found), 50)
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

// On a phone the menu lies over the page it has just opened.
function closeMenu() {
  const open = document.querySelector("[data-testid=stSidebar]:not([data-collapsed=true])")
  if (open && matchMedia("(max-width: 48rem)").matches) open.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
}

// What is opened over the page closes when the hand goes elsewhere.
addEventListener("click", (event) => {
  for (const list of document.querySelectorAll(".atlas .actions details.take[open]")) {
    if (!list.contains(event.target)) list.open = false
  }
})

function follow(event, root) {
  const link = event.target.closest("a[data-go]")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault()
    if (link.dataset.setDeck !== undefined) store(deckKey(link.closest("[data-study]").dataset.study), link.dataset.setDeck)
    window.scrolledByHand = false
    const [href, anchor] = (link.dataset.present ? presenting(link) : link.getAttribute("href")).split("#")
    sought = anchor ?? ""
    askedFor = ""
    go(href)
    if (!anchor && link.dataset.setDeck === undefined) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
    if (link.closest("[data-testid=stSidebar]")) closeMenu()
    return
  }
  const skip = event.target.closest("a[data-skip]")
  if (skip) {
    event.preventDefault()
    document.querySelector("[data-testid=stMain] h1")?.focus()
    return
  }
  const keeper = event.target.closest("button[data-keep]")
  if (keeper) return keep(keeper)
  const forgetter = event.target.closest("button[data-forget]")
  if (forgetter) return forget(forgetter)
  const taker = event.target.closest("button[data-take]")
  if (taker) {
    event.preventDefault()
    return take(taker)
  }
  const restore = event.target.closest("button[data-restore]")
  if (restore) return go(withDeck(restore.closest("[data-deck]"), stored(beforeKey(restore.closest("[data-deck]").dataset.study))))
  const button = event.target.closest("button[data-copy], button[data-copy-link]")
  if (button) copy(button)
}
