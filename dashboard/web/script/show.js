const TEXT = new TextDecoder()

// Shows HTML made by the server: its first line holds the language and whether the server wants to know what an address
// names that is not there. Links with data-go move inside the app, buttons with data-copy copy.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .atlas")
  if (!root) {
    root = document.createElement("div")
    root.className = "atlas"
    root.addEventListener("click", (event) => follow(event, root))
    root.addEventListener("change", (event) => event.target.dataset.place && move(event.target))
    parentElement.appendChild(root)
  }
  const text = TEXT.decode(data)
  if (root.shown === text) return
  root.shown = text
  const [head, html] = [text.slice(0, text.indexOf("\n")), text.slice(text.indexOf("\n") + 1)]
  const [language, asks] = head.split(" ")
  // Said anew, the same language would have the browser style every element again.
  if (document.documentElement.lang !== language) document.documentElement.lang = language
  const focused = root.contains(document.activeElement) ? document.activeElement : null
  root.innerHTML = html
  if (focused?.id) (document.getElementById(focused.id) ?? document.getElementById(focused.dataset.other) ?? root.querySelector("h1"))?.focus()
  deck(root)
  reveal(root, asks && ((id) => setTriggerValue("absent", id)))
  for (const place of root.querySelectorAll("[data-address]:empty")) place.textContent = new URL(place.dataset.address, location.href).href
  const onward = root.querySelector("[data-follow]")
  if (onward) {
    closeMenu()
    go(onward.dataset.follow)
  }
}
