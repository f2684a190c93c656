// The plain page stands until Streamlit's own content does; then the two are swapped where the reader is.
;(() => {
  const plain = document.getElementById("befundatlas-plain")
  const root = document.getElementById("root")
  // What Streamlit needs, once the words are drawn: fetching and reading it takes the line and the processor.
  const later = document.getElementById("befundatlas-later")
  // One address to try, at once: it would ask below the page's own first, and try each before it connects.
  const base = location.pathname === later.dataset.base ? `${later.dataset.base}/` : "./"
  window.__streamlit = {
    BACKEND_BASE_URL: new URL(base, location.href).href,
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
  const within = (selector) => root.querySelector(selector)
  const connected = () => within("[data-testid=stApp][data-test-connection-state=CONNECTED]")
  // Two pages at once in one document: what is ticked in one must not untick the other.
  for (const field of plain.querySelectorAll(".atlas [type=radio]")) field.name = `plain-${field.name}`
  // What the address names behind "#".
  const aim = (page) => location.hash.length > 1 && page.querySelector(`[id=${CSS.escape(location.hash.slice(1))}]`)
  const start = Date.now()
  const ready = () =>
    within("[data-testid=stApp][data-test-script-state=notRunning]") &&
    within("[data-testid=stMain] .atlas h1") &&
    within("[data-testid=stSidebar] .atlas nav") &&
    !within("[data-stale=true], [data-testid=stSkeleton]") &&
    (!aim(plain) || aim(root) || Date.now() - start > 5000)

  // Whatever a hand is at: a form that is filled in, selected text, something opened or being pressed.
  const atFirst = new Set(plain.querySelectorAll("details[open]"))
  let pressed = 0
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (pressed = Date.now()), true)
  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue
  const busy = () =>
    Date.now() - pressed < 400 ||
    !getSelection().isCollapsed ||
    document.activeElement?.matches(".plain-form :is(input, select), .plainpage textarea") ||
    [...plain.querySelectorAll("details[open]")].some((part) => !atFirst.has(part)) ||
    [...plain.querySelectorAll(".plain-form :is(input, select)")].some(changed)

  // The place in the live page of what has the focus in the plain one.
  const twin = (part) => {
    if (part.matches("h1, main")) return within("[data-testid=stMain] h1")
    if (part.matches("input")) {
      return [...root.querySelectorAll(".atlas input")].find((other) => other.id === part.id && other.ariaLabel === part.ariaLabel)
    }
    const same = (other) => (part.href ? other.getAttribute("href") === part.getAttribute("href") : other.textContent === part.textContent)
    return [...root.querySelectorAll(`.atlas ${part.localName}`)].find(same)
  }

  const swap = () => {
    const focused = plain.contains(document.activeElement) ? document.activeElement : null
    const [top, side] = [scrollY, plain.querySelector(".plain-side").scrollTop]
    const next = focused && twin(focused)
    for (const field of [...plain.querySelectorAll(".atlas input")].filter(changed)) {
      const same = twin(field)
      if (same) same.checked = field.checked
    }
    plain.remove()
    document.querySelector(".plain-line")?.remove()
    root.inert = false
    if (top) within("[data-testid=stMain]").scrollTop = top
    if (side) within("[data-testid=stSidebarContent]").scrollTop = side
    next?.focus({ preventScroll: true })
    const named = aim(root)
    if (named && !next) {
      named.setAttribute("tabindex", "-1")
      named.scrollIntoView()
      named.focus({ preventScroll: true })
    }
  }

  const say = (words) => {
    const line = document.querySelector(".plain-line") ?? plain.appendChild(document.createElement("p"))
    line.className = "plain-line"
    line.setAttribute("role", "status")
    line.textContent = words
  }
  const attempt = () => {
    if (!plain.isConnected || !ready() || busy()) return
    clearInterval(watch)
    swap()
  }
  const watch = setInterval(() => {
    // Two frames later what came last has its place, and nothing is seen to move.
    if (ready() && !busy()) document.hidden ? attempt() : requestAnimationFrame(() => requestAnimationFrame(attempt))
    if (connected()) document.querySelector(".plain-line")?.remove()
    else if (Date.now() - start > 10000 && !document.querySelector(".plain-line")) say(plain.dataset.offline)
  }, 50)

  plain.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (!button) return
    if (button.dataset.copy !== undefined || button.dataset.copyLink !== undefined) copy(button)
    else if (button.type !== "submit") say(plain.dataset.live)
  })
})()
