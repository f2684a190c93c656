// The plain page stands until Streamlit's own content does; then the two are swapped where the reader is.
;(() => {
  const plain = document.getElementById("befundatlas-plain")
  const root = document.getElementById("root")
  // What Streamlit needs, once the words are drawn: fetching and reading it takes the line and the processor.
  const later = document.getElementById("befundatlas-later")
  // One address to try, at once: it would ask below the page's own first, and try each before it connects.
  window.__streamlit = {
    BACKEND_BASE_URL: new URL("./", location.href).href,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  }
  const begin = () => {
    document.head.append(...later.content.querySelectorAll("[rel=stylesheet]"))
    for (const part of [...later.content.children]) document.body.append(part)
  }
  if (!plain) return begin()
  setTimeout(begin, 1000) // a page in the background is not drawn
  new PerformanceObserver((painted) => {
    if (painted.getEntriesByName("first-contentful-paint").length) begin()
  }).observe({ type: "paint", buffered: true })
  root.inert = true
  const FIELDS = "input, select, textarea"
  const within = (selector) => root.querySelector(selector)
  // Two pages at once in one document: what is ticked in one must not untick the other.
  for (const field of plain.querySelectorAll(".atlas [type=radio]")) field.name = `plain-${field.name}`
  // What the address names behind "#".
  const named = (page, id) => id && page.querySelector(`[id=${CSS.escape(id)}]`)
  const aim = (page) => named(page, location.hash.slice(1))
  const start = Date.now()
  const ready = () =>
    within("[data-testid=stApp][data-test-script-state=notRunning]") &&
    within("[data-testid=stMain] .atlas h1") &&
    within("[data-testid=stSidebar] .atlas nav") &&
    !within("[data-stale=true], [data-testid=stSkeleton]") &&
    (!aim(plain) || aim(root) || Date.now() - start > 5000)

  // Whatever a hand is at: a form that is filled in, selected text, something opened, pressed or scrolled.
  const atFirst = new Set(plain.querySelectorAll("details[open]"))
  let [pressed, held, moved] = [0, false, false]
  const hand = (kinds, act) => kinds.split(" ").forEach((kind) => addEventListener(kind, act, true))
  hand("pointerdown keydown scroll", () => (pressed = Date.now()))
  hand("pointerdown touchstart", () => (held = true))
  // A finger that scrolls has its pointer taken away and is still there.
  hand("pointerup touchend touchcancel dragend", () => (held = false))
  hand("pointermove", (event) => event.buttons || (held = false))
  hand("wheel touchmove keydown", () => (moved = window.scrolledByHand = true))
  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue
  const side = plain.querySelector(".plain-side")
  const at = (part) => part.getBoundingClientRect()
  const inSight = (part) => at(part).top < innerHeight && at(part).bottom > 0
  // The live page has not all quotes on one leaf.
  const read = () => [...plain.querySelectorAll(".quote[id]")].find(inSight)
  const busy = () =>
    held ||
    Date.now() - pressed < 400 ||
    !getSelection().isCollapsed ||
    document.activeElement?.matches(".plain-form *, .plainpage :is(textarea, select)") ||
    [...plain.querySelectorAll("details[open]")].some((part) => !atFirst.has(part)) ||
    (location.hash.slice(1) === side.id && inSight(side)) || // the menu of a phone
    (read() && !named(root, read().id)) ||
    [...plain.querySelectorAll(".plain-form :is(input, select)")].some(changed)

  // The place in the live page of what has the focus in the plain one.
  const twin = (part) => {
    if (part.matches("h1, main")) return within("[data-testid=stMain] h1")
    const same = (other) =>
      part.matches(FIELDS) ? other.id === part.id && other.ariaLabel === part.ariaLabel
      : part.href && part.dataset.skip === undefined ? other.getAttribute("href") === part.getAttribute("href")
      : other.textContent === part.textContent
    const like = (page) => [...page.querySelectorAll(`.atlas ${part.localName}`)].filter(same)
    return like(root)[like(plain).indexOf(part)]
  }

  const swap = () => {
    const focused = plain.contains(document.activeElement) ? document.activeElement : null
    const [top, aside, quote] = [scrollY, side.scrollTop, read()]
    const above = quote && at(quote).top
    const next = focused && twin(focused)
    const filledIn = [...plain.querySelectorAll(".atlas *")].filter((part) => part.matches(FIELDS) && changed(part))
    for (const [field, same] of filledIn.map((field) => [field, twin(field)])) {
      if (!same) continue
      same.value = field.value
      same.checked = field.checked
      for (const kind of ["input", "change"]) same.dispatchEvent(new Event(kind, { bubbles: true }))
    }
    plain.remove()
    root.inert = false
    const page = within("[data-testid=stMain]")
    if (top) page.scrollTop = top
    if (top && quote) page.scrollTop += at(named(root, quote.id)).top - above
    if (aside) within("[data-testid=stSidebarContent]").scrollTop = aside
    next?.focus({ preventScroll: true })
    const aimed = !moved && aim(root)
    if (moved) dispatchEvent(new Event("wheel")) // what keeps a named place in sight lets go
    if (aimed && !next) {
      aimed.setAttribute("tabindex", "-1")
      aimed.scrollIntoView()
      aimed.focus({ preventScroll: true })
    }
  }

  const attempt = () => {
    if (!plain.isConnected || !ready() || busy()) return
    clearInterval(watch)
    swap()
  }
  const watch = setInterval(() => {
    // Two frames later what came last has its place, and nothing is seen to move.
    if (ready() && !busy()) document.hidden ? attempt() : requestAnimationFrame(() => requestAnimationFrame(attempt))
  }, 50)
})()
