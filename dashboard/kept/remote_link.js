// The way to the server that a talk and its remote share. Both ask; it answers as soon as there is something new.
const LATE = 30000
const PAUSE = 2000
const LANGUAGE = document.documentElement.lang

async function send(what, said, signal) {
  const answer = await fetch(`fernbedienung/${what}?lang=${LANGUAGE}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(said),
    signal,
  })
  if (answer.ok) return answer.json()
  const plain = answer.headers.get("content-type")?.startsWith("text/plain")
  throw Object.assign(new Error(plain ? await answer.text() : ""), { status: answer.status })
}

// Asks again and again what `said` returns, until the server says that it is over. A cut network is waited out.
function link(what, said, { heard, lost, over }) {
  let asking = null
  let ended = false
  let wake = () => {}
  const pause = () => new Promise((go) => {
    wake = go
    setTimeout(go, PAUSE)
  })
  async function run() {
    while (!ended) {
      asking = new AbortController()
      const late = setTimeout(() => asking.abort(), LATE)
      try {
        const told = await send(what, said(), asking.signal)
        if (!ended) heard(told)
      } catch (error) {
        if (ended) return
        if (asking.signal.reason === "again") continue
        if ([400, 403, 409, 410].includes(error.status)) return over(error)
        lost()
        await pause()
      } finally {
        clearTimeout(late)
      }
    }
  }
  const online = () => wake()
  const offline = () => asking.abort()
  addEventListener("online", online)
  addEventListener("offline", offline)
  document.addEventListener("visibilitychange", online)
  run()
  return {
    again: () => asking.abort("again"),
    end: () => {
      ended = true
      asking.abort()
      wake()
      removeEventListener("online", online)
      removeEventListener("offline", offline)
      document.removeEventListener("visibilitychange", online)
    },
  }
}
