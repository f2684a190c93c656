// Steps through the screens of a deck. Everything is in this document, so a cut network stops nothing.
const all = [...document.querySelectorAll(".screen")]
const find = (selector, within = document) => within.querySelector(selector)
const words = document.body.dataset
const deck = words.deck
const speaker = location.hash.startsWith("#s")
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`befundatlas ${deck}`) : null
const state = { at: Number(location.hash.replace(/\D/g, "")) || 1, black: false, reveal: false, step: 0 }
const started = Date.now()

function steps() {
  // Each group of the screen is one step when they are revealed one after the other.
  return new Set([...all[state.at - 1].querySelectorAll("[data-step]")].map((line) => line.dataset.step)).size
}

// What a presenter covers she uncovers on this screen; the next one is shown whole.
const veiling = () => state.reveal && state.step < steps()

function show(tell = true) {
  state.at = Math.min(Math.max(state.at, 1), all.length)
  const screen = all[state.at - 1]
  all.forEach((one, place) => {
    one.classList.toggle("on", one === screen)
    one.classList.toggle("next", place === state.at)
    one.toggleAttribute("inert", one !== screen)
    const veiled = one === screen && veiling()
    one.classList.toggle("veil", veiled)
    for (const line of one.querySelectorAll("[data-step]"))
      line.classList.toggle("veiled", veiled && Number(line.dataset.step) >= state.step)
    for (const quote of one.querySelectorAll("blockquote")) quote.classList.toggle("veiled", veiled)
  })
  find("#black").hidden = !state.black || speaker
  find(".speech .dark").hidden = !state.black
  history.replaceState(null, "", `#${speaker ? "s" : ""}${state.at}`)
  fit(screen)
  if (speaker && all[state.at]) fit(all[state.at])
  hands()
  speech(screen)
  document.title = `${state.at}/${all.length} ${find("h1 .said", screen).textContent.trim()}`
  if (tell) channel?.postMessage({ ...state })
  dispatchEvent(new Event("shown"))
}

// Letters shrink, down to half, before anything is cut; what is longer still can be scrolled.
function fit(screen) {
  const body = find(".body", screen)
  for (let size = 1; size >= 0.5; size -= 0.05) {
    screen.style.setProperty("--fit", size.toFixed(2))
    if (screen.scrollHeight <= screen.clientHeight + 1 && body.scrollHeight <= body.clientHeight + 1 && screen.scrollWidth <= screen.clientWidth + 1) {
      body.style.overflow = ""
      return
    }
  }
  body.style.overflow = "auto"
  body.style.justifyContent = "start"
}

function forward() {
  if (state.black) state.black = false
  else if (veiling()) state.step += 1
  else if (state.at < all.length) {
    state.at += 1
    state.reveal = false
  }
  show()
}

function back() {
  if (state.black) state.black = false
  else if (state.at > 1) {
    state.at -= 1
    state.reveal = false
  }
  show()
}

function jump(at) {
  state.at = at
  state.reveal = false
  show()
}

const doing = {
  black: () => ((state.black = !state.black), show()),
  reveal: () => {
    if (veiling()) state.step += 1
    else Object.assign(state, { reveal: true, step: 0 })
    show()
  },
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()?.catch(() => {})),
  speaker: () => window.open(`${location.href.split("#")[0]}#s${state.at}`, "befundatlas-speaker", "width=1200,height=800"),
  code: () => code(),
  hands: () => ask(),
  // Only where the audience does not look.
  overview: () => (speaker ? choose() : notify(words.overview)),
  help: () => find("#help").showModal(),
  close: () => leave(),
}

const KEYS = {
  ArrowRight: forward, ArrowDown: forward, PageDown: forward, " ": forward, Enter: forward, n: forward,
  ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back, p: back,
  Home: () => jump(1), End: () => jump(all.length),
  b: doing.black, ".": doing.black, r: doing.reveal, f: doing.full, s: doing.speaker, q: doing.code, h: doing.hands, o: doing.overview, "?": doing.help,
  Escape: () => leave(),
}

// A number, then Enter, leads to the screen of that number; whoever waits begins anew.
let number = ""
let forgotten = 0
function typed(key) {
  const digit = /^[0-9]$/.test(key)
  if (!digit && !(key === "Enter" && number)) return false
  clearTimeout(forgotten)
  if (!digit) jump(Number(number))
  number = digit ? (number + key).slice(-4) : ""
  if (digit) notify(words.jump.replace("{}", number))
  else find("#told").hidden = true
  forgotten = setTimeout(() => (number = ""), 3000)
  return true
}

function choose() {
  for (const button of document.querySelectorAll("#overview li button")) button.toggleAttribute("aria-current", Number(button.value) === state.at)
  find("#overview").showModal()
  find("#overview [aria-current]").focus()
}

find("#overview").addEventListener("close", ({ target }) => {
  if (target.returnValue) jump(Number(target.returnValue))
  target.returnValue = ""
})

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || find("dialog[open]")) return
  if (!event.target.closest("button, a, input") && typed(event.key)) return event.preventDefault()
  if (event.target.closest("button, a, input") && ["Enter", " "].includes(event.key)) return
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()]
  if (!act) return
  event.preventDefault()
  act()
})

addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]")
  if (button) return doing[button.dataset.do]()
  if (event.target.closest("dialog, a, button, input") || String(getSelection())) return
  if (!find("#code").hidden) return code()
  event.clientX < innerWidth / 3 ? back() : forward()
})

let touched = 0
addEventListener("touchstart", (event) => (touched = event.changedTouches[0].clientX), { passive: true })
addEventListener("touchend", (event) => {
  const moved = event.changedTouches[0].clientX - touched
  if (Math.abs(moved) < 60) return
  event.preventDefault()
  moved < 0 ? forward() : back()
}, { passive: false })

function leave() {
  if (!find("#code").hidden) return code()
  if (state.black) return doing.black()
  if (document.fullscreenElement) return document.exitFullscreen()
  if (!speaker) channel?.postMessage("over")
  // The page that opened this one still shows the deck; only where there is none does this one lead back.
  if (opener && !opener.closed) close()
  else location.href = words.back
}

function code() {
  const sheet = find("#code")
  const drawn = find(`template[data-code="${all[state.at - 1].dataset.code}"]`)
  if (!drawn) return notify(words.unreachable)
  sheet.replaceChildren(drawn.content.cloneNode(true))
  sheet.hidden = !sheet.hidden
}

let told = 0
function notify(text, lasts = 6000) {
  const place = find("#told")
  place.textContent = text
  place.hidden = false
  clearTimeout(told)
  told = setTimeout(() => (place.hidden = true), lasts)
}

// What the room said today lives in the two windows of this talk and ends with them.
function ask() {
  const form = find("#hands")
  const kept = raised()
  find("[name=raised]", form).value = kept?.raised ?? ""
  find("[name=present]", form).value = kept?.present ?? sessionStorage.getItem(`${deck} present`) ?? ""
  form.showModal()
}

find("#hands").addEventListener("close", (event) => {
  const form = event.target
  if (["keep", "write"].includes(form.returnValue)) {
    const present = Math.round(Number(find("[name=present]", form).value))
    const up = Math.round(Number(find("[name=raised]", form).value))
    const fits = present >= 1 && up >= 0 && up <= present && present <= 9999
    if (fits) {
      share({ code: all[state.at - 1].dataset.code, raised: up, present })
      if (form.returnValue === "write") write(all[state.at - 1].dataset.code, up, present)
    }
  } else if (form.returnValue === "drop") share({ code: all[state.at - 1].dataset.code })
  show()
})

function share(room) {
  remember(room)
  channel?.postMessage({ room })
}

function remember({ code, raised, present }) {
  if (present === undefined) return sessionStorage.removeItem(`${deck} ${code}`)
  sessionStorage.setItem(`${deck} present`, present)
  sessionStorage.setItem(`${deck} ${code}`, JSON.stringify({ raised, present }))
}

find("#hands form").addEventListener("submit", (event) => {
  if (!["keep", "write"].includes(event.submitter?.value)) return
  const [up, present] = ["raised", "present"].map((name) => find(`[name=${name}]`, event.target))
  up.setCustomValidity(Number(up.value) > Number(present.value) ? words.toomany : "")
  if (!event.target.reportValidity()) event.preventDefault()
})
for (const field of document.querySelectorAll("#hands input")) field.addEventListener("input", () => find("#hands [name=raised]").setCustomValidity(""))

// Into files the hands come only as words of the presenter's own, which she can read and delete.
function write(code, up, present) {
  const said = words.handsNote.replace("{day}", new Date().toLocaleDateString(document.documentElement.lang)).replace("{raised}", up).replaceAll("{present}", present)
  const notes = stored()
  const kept = (notes[code] ?? "").split("\n").filter((line) => line && !line.startsWith(said.split(":")[0]))
  try {
    localStorage.setItem(`befundatlas-notes ${words.study}`, JSON.stringify({ ...notes, [code]: [...kept, said].join("\n") }))
  } catch {
    // a browser that keeps nothing takes nothing along either
  }
}

function raised() {
  try {
    return JSON.parse(sessionStorage.getItem(`${deck} ${all[state.at - 1].dataset.code}`))
  } catch {
    return null
  }
}

function hands() {
  const place = find(".hands", all[state.at - 1])
  if (!place) return
  const kept = raised()
  place.hidden = !kept
  if (!kept) return
  find("i", place).style.width = `${(100 * kept.raised) / kept.present}%`
  find("span", place).textContent = words.hands.replace("{raised}", kept.raised).replaceAll("{present}", kept.present)
  fit(all[state.at - 1])
}

function speech(screen) {
  if (!speaker) return
  const notes = stored()
  find(".speech .note").textContent = notes[screen.dataset.code] ?? ""
  find(".speech .said").textContent = screen.dataset.said
  find(".speech .question").textContent = screen.dataset.question
  find(".speech .place").textContent = `${state.at} / ${all.length}`
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(`befundatlas-notes ${words.study}`)) ?? {}
  } catch {
    return {}
  }
}

channel?.addEventListener("message", ({ data }) => {
  if (data === "hello") return speaker || channel.postMessage({ ...state })
  if (data === "over") return speaker && close()
  if (data.room) {
    remember(data.room)
    return show(false)
  }
  Object.assign(state, data)
  show(false)
})

async function newer() {
  try {
    const answer = await fetch(words.newest, { cache: "no-store" })
    const line = find("#newer")
    if (answer.ok) line.hidden = (await answer.text()).trim() === words.version
    if (answer.status === 410) [line.hidden, line.textContent] = [false, words.withdrawn]
  } catch {
    // no network: the deck goes on as it was loaded
  }
}

// Whoever forgot the keys moves the mouse.
let moved = 0
addEventListener("mousemove", () => {
  document.body.classList.add("moved")
  clearTimeout(moved)
  moved = setTimeout(() => document.body.classList.remove("moved"), 3000)
})

addEventListener("resize", () => show(false))
document.fonts?.ready.then(() => show(false))
setInterval(newer, Number(words.every))
if (speaker) {
  document.body.classList.add("speaker")
  setInterval(() => {
    const gone = Math.floor((Date.now() - started) / 1000)
    find(".speech .clock").textContent = `${new Date().toLocaleTimeString(document.documentElement.lang)} · ${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`
  }, 500)
  channel?.postMessage("hello")
}
show(false)
newer()
