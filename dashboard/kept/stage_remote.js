// The speaker's window takes the steps of paired phones as if they were keys. It tells them numbers, no words.
const remote = find("#remote")
const KEPT = `${deck} remote`
const handing = "BroadcastChannel" in window ? new BroadcastChannel(`befundatlas ${deck} remote`) : null
const phones = { key: sessionStorage.getItem(KEPT) ?? "", link: null, count: 0, done: 0, expiring: 0, changed: 0, told: "", isLost: false }

// The other window keeps the key too: a speaker's window it opens again goes on with the same phones.
function keep(key) {
  phones.key = key
  key ? sessionStorage.setItem(KEPT, key) : sessionStorage.removeItem(KEPT)
}
handing?.addEventListener("message", ({ data }) => speaker || keep(String(data)))

function hold(key) {
  if (key === phones.key) return
  keep(key)
  phones.done = 0
  handing?.postMessage(key)
}

const tell = (text) => (find(".speech .remote").textContent = text)
const paired = () => JSON.parse(remote.dataset.paired)[phones.count]

// What phones are told of the talk.
const place = () => ({ at: state.at, all: all.length, black: state.black })

function said() {
  phones.told = JSON.stringify(place())
  return { key: phones.key, done: phones.done, remotes: phones.isLost ? null : phones.count, ...place() }
}

function follow() {
  phones.link ??= link("hoeren", said, {
    heard: ({ steps, remotes }) => {
      phones.isLost = false
      for (const step of steps.filter((one) => one.number > phones.done)) {
        phones.done = step.number
        const take = { forward, back, black: doing.black, jump: () => jump(step.at) }[step.do]
        take?.()
      }
      if (remotes > phones.count) uncode()
      phones.count = remotes
      counted()
    },
    lost: () => {
      phones.isLost = true // that it answers is news then
      tell(remote.dataset.lost)
    },
    over: ({ status, message }) => {
      if (status === 410) hold("")
      parted()
      tell(status === 410 ? remote.dataset.unpaired : message)
    },
  })
}

function parted() {
  phones.link?.end()
  Object.assign(phones, { link: null, count: 0 })
  uncode()
  counted()
}

function counted() {
  tell(phones.key ? `${remote.getAttribute("aria-label")}: ${paired()}` : "")
  find(".count", remote).textContent = paired()
  find("[data-do=unpair]", remote).hidden = !phones.count
  find("[data-do=recode]", remote).hidden = phones.count > 1 || !find(".offer", remote).hidden
}

function uncode() {
  clearTimeout(phones.expiring)
  find(".offer", remote).hidden = true
  find(".offer .drawn", remote).replaceChildren()
  find(".offer .digits", remote).textContent = ""
}

async function offer() {
  const told = find(".told", remote)
  told.textContent = ""
  uncode()
  if (phones.count < 2) {
    try {
      const given = await send("code", { key: phones.key })
      hold(given.key)
      phones.count = given.remotes
      find(".offer", remote).classList.toggle("nowhere", !given.address)
      find(".offer .drawn", remote).innerHTML = given.drawn
      find(".offer .address", remote).textContent = given.address || remote.dataset.nowhere
      find(".offer .digits", remote).textContent = given.code.replace(/^.../, "$& ")
      find(".offer", remote).hidden = false
      phones.expiring = setTimeout(() => (uncode(), counted()), given.seconds * 1000)
      follow()
    } catch (error) {
      told.textContent = error.status && error.message ? error.message : remote.dataset.lost
    }
  }
  counted()
}

Object.assign(doing, {
  remote: () => {
    if (!speaker) return notify(remote.dataset.where)
    remote.showModal()
    offer()
  },
  recode: offer,
  unpair: async () => {
    try {
      await send("trennen", { key: phones.key })
      phones.count = 0
      await offer()
    } catch (error) {
      find(".told", remote).textContent = error.status && error.message ? error.message : remote.dataset.lost
    }
  },
})
KEYS.m = doing.remote

// However a step was taken, phones are told; of a key that is held down, where it led.
addEventListener("shown", () => {
  clearTimeout(phones.changed)
  phones.changed = setTimeout(() => phones.told !== JSON.stringify(place()) && phones.link?.again(), 60)
})
if (speaker && phones.key) follow()
