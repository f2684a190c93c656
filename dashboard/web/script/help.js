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
