// Until the page is there, and whenever its connection is lost: says in words what the reader waits for.
(() => {
  const drawn = () => document.querySelector("[data-testid=stMain] .atlas")
  const connected = () => document.querySelector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
  let next = Date.now() + 2000
  setInterval(async () => {
    const box = document.getElementById("befundatlas-waiting")
    const say = (words) => {
      if (box.textContent !== words) box.textContent = words
      box.hidden = !words
    }
    if (drawn() && connected()) {
      next = Date.now() + 2000
      return say("")
    }
    if (Date.now() < next) return
    next = Date.now() + 6000 + 4000 * Math.random()
    try {
      const answer = await (await fetch("./einlass", { cache: "no-store" })).json()
      say(answer.crowded ? box.dataset.crowded : "")
    } catch {
      say(box.dataset.away)
    }
  }, 500)
})()
