// What was kept for presenting lives in this browser, one deck a study; the address of its page holds it too.
const deckKey = (study) => `befundatlas-deck ${study}`
const beforeKey = (study) => `befundatlas-deck-before ${study}`

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

// A view is the same whichever of its screens are left out.
const viewOf = (code) => code.split("_")[0]

function withDeck(place, codes, href = place.dataset.home) {
  const url = new URL(href, location.href)
  url.searchParams.delete("deck")
  for (const code of codes) url.searchParams.append("deck", code)
  if (codes.length && place.dataset.version) url.searchParams.set("fassung", place.dataset.version)
  return url.pathname + url.search
}

function presenting(link) {
  const codes = stored(deckKey(link.dataset.present))
  return codes.length ? withDeck(link, codes, link.getAttribute("href")) : link.getAttribute("href")
}

// A button that shows an icon holds its name in a part of its own.
const named = (button) => button.querySelector(".name") ?? button

function keep(button) {
  const codes = stored(deckKey(button.dataset.study))
  const there = codes.some((code) => viewOf(code) === button.dataset.keep)
  if (!there && codes.length >= MOST) {
    named(button).textContent = button.dataset.full
    return
  }
  // What the figures do not carry is said last.
  const end = codes.at(-1)?.startsWith("m") ? -1 : codes.length
  const next = there ? codes.filter((code) => viewOf(code) !== button.dataset.keep) : codes.toSpliced(end, 0, button.dataset.keep)
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
      const views = shown.map(viewOf)
      if (kept.some((code) => !views.includes(viewOf(code)))) store(beforeKey(page.dataset.study), kept.join(" "))
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
    const slides = onSlides(page.dataset.study)
    for (const box of page.querySelectorAll("[data-on-slide]")) {
      box.checked = slides.includes(box.dataset.onSlide)
      box.addEventListener("change", () => {
        const others = onSlides(page.dataset.study).filter((view) => view !== box.dataset.onSlide)
        store(slidesKey(page.dataset.study), JSON.stringify(box.checked ? [...others, box.dataset.onSlide] : others))
      })
    }
    offerForgetting(page)
  }
  for (const button of document.querySelectorAll("button[data-keep]")) {
    const there = stored(deckKey(button.dataset.study)).some((code) => viewOf(code) === button.dataset.keep)
    button.setAttribute("aria-pressed", there)
    named(button).textContent = there ? button.dataset.kept : button.dataset.keepLabel
  }
  for (const count of document.querySelectorAll("[data-kept-count]")) {
    const number = stored(deckKey(count.dataset.study)).length
    count.textContent = number ? count.dataset.keptCount.replace("{}", number) : ""
  }
}
