// A phone steps through a talk: it sends what was pressed and shows where the talk is then.
const find = (selector) => document.querySelector(selector)
const words = document.body.dataset
const KEPT = "befundatlas remote"
const phone = { token: "", link: null, seen: null, number: 0 }

function remember(token) {
  phone.token = token
  try {
    token ? localStorage.setItem(KEPT, token) : localStorage.removeItem(KEPT)
  } catch {
    // a browser that keeps nothing stays paired as long as the page is open
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEPT) ?? ""
  } catch {
    return ""
  }
}

const say = (text) => (find("#state").textContent = text)
const warn = (text) => (find("#told").textContent = text)
const why = (error) => (error.status && error.message ? error.message : words.offline)

function show(seen) {
  phone.seen = seen
  const { at, all, black, listening } = seen
  say(listening ? words.connected : words.nobody)
  find("#place").textContent = `${at} / ${all}`
  find("#dark").hidden = !black
  find("[data-do=black]").textContent = black ? words.light : words.black
  find("[data-do=black]").setAttribute("aria-pressed", black)
  find("#number").max = all
}

function follow() {
  find("#pair").hidden = true
  find("#steps").hidden = false
  find("#steps h2").focus()
  phone.seen = null
  phone.link = link("sehen", () => ({ token: phone.token, seen: phone.seen }), {
    heard: show,
    lost: () => {
      phone.seen = null // what it says next is news
      say(words.offline)
    },
    over: ({ status, message }) => part(message || words.left, status !== 410),
  })
  wakeful()
}

function part(text, stays = false) {
  phone.link?.end()
  phone.link = null
  if (!stays) remember("")
  find("#steps").hidden = true
  find("#pair").hidden = false
  say(text)
  warn("")
  find("#code").focus()
}

async function pair(code) {
  say(words.pairing)
  warn("")
  try {
    if (phone.token) await send("trennen", { token: phone.token }).catch(() => {})
    remember((await send("verbinden", { code })).token)
    follow()
  } catch (error) {
    part(why(error))
  }
}

async function step(asked) {
  warn("")
  try {
    show(await send("schritt", { token: phone.token, name: `${Date.now()} ${Math.random()}`, ...asked }, AbortSignal.timeout?.(8000)))
  } catch (error) {
    if (error.status === 410) return part(error.message)
    warn(why(error))
  }
}

// A phone that sleeps has to be woken for each step. Browsers allow this over https alone.
function wakeful() {
  navigator.wakeLock?.request("screen").catch(() => {})
}
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && phone.link && wakeful())

addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]")
  if (button) step({ do: button.dataset.do })
})
find("#jump").addEventListener("submit", (event) => {
  event.preventDefault()
  step({ do: "jump", at: Number(find("#number").value) })
  find("#number").value = ""
  find("#number").blur()
})
find("#pair").addEventListener("submit", (event) => {
  event.preventDefault()
  pair(find("#code").value.replace(/\D/g, ""))
  find("#code").value = ""
})
find("#leave").addEventListener("click", async () => {
  try {
    await send("trennen", { token: phone.token })
    part(words.left)
  } catch (error) {
    error.status === 410 ? part(error.message) : warn(why(error))
  }
})

function begin() {
  const code = location.hash.replace(/\D/g, "")
  if (code) history.replaceState(null, "", location.pathname + location.search)
  if (code) pair(code)
  else if (phone.token) follow()
  else find("#pair").hidden = false
}
addEventListener("hashchange", begin)
phone.token = remembered()
begin()
