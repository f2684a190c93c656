// What the plain page says of itself: that no live connection comes, and what waits for one.
;(() => {
  const plain = document.getElementById("befundatlas-plain")
  if (!plain) return
  const connected = () => document.querySelector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
  const said = () => plain.querySelector(".plain-line")
  const say = (words) => {
    const line = said() ?? plain.appendChild(document.createElement("p"))
    line.className = "plain-line"
    line.setAttribute("role", "status")
    line.textContent = words
  }
  const watch = setInterval(() => {
    if (!plain.isConnected) return clearInterval(watch)
    if (!connected()) performance.now() > 10000 && !said() && say(plain.dataset.offline)
    else if (said()?.textContent === plain.dataset.offline) said().remove()
  }, 50)

  // Whoever comes back finds what the page says, not what was ticked for the next one.
  addEventListener("pageshow", ({ persisted }) => persisted && plain.querySelectorAll("form").forEach((form) => form.reset()))
  plain.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (!button) return
    if (button.dataset.copy !== undefined || button.dataset.copyLink !== undefined) copy(button)
    else if (button.type !== "submit") say(plain.dataset.live)
  })
})()
