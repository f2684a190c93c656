// A presenter's own words at her views; they live in this browser.
const notesKey = (study) => `befundatlas-notes ${study}`

function notes(study) {
  try {
    return JSON.parse(localStorage.getItem(notesKey(study))) ?? {}
  } catch {
    return {}
  }
}

// Which views have them on the slide, and not in its notes alone.
const slidesKey = (study) => `befundatlas-on-slides ${study}`

function onSlides(study) {
  try {
    const views = JSON.parse(localStorage.getItem(slidesKey(study)))
    return Array.isArray(views) ? views : []
  } catch {
    return []
  }
}

// The server hears of one's own words what it needs to write the file at hand, and nothing for files without them.
function notesFor(button) {
  const asked = new URL(button.dataset.take, location.href)
  if (!HOLD_NOTES.includes(asked.pathname.split("/").pop())) return {}
  const written = notes(button.dataset.study)
  const filled = asked.searchParams.getAll("deck").map(viewOf).filter((view) => written[view]?.trim())
  return Object.fromEntries(filled.map((view) => [view, written[view]]))
}

function ownWordsFor(button) {
  const notes = notesFor(button)
  return { notes, slides: onSlides(button.dataset.study).filter((view) => view in notes) }
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
    localStorage.removeItem(slidesKey(button.dataset.study))
  } catch {
    // a browser that keeps nothing has nothing to delete
  }
  for (const area of document.querySelectorAll("textarea[data-note]")) area.value = ""
  for (const box of document.querySelectorAll("[data-on-slide]")) box.checked = false
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
