// Shows HTML made by the server. Links with data-go move inside the app, buttons with data-copy copy.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .atlas")
  if (!root) {
    root = document.createElement("div")
    root.className = "atlas"
    root.addEventListener("click", (event) => follow(event, root))
    root.addEventListener("change", (event) => event.target.dataset.place && move(event.target))
    parentElement.appendChild(root)
  }
  document.documentElement.lang = data.language
  if (root.shown === data.html) return
  root.shown = data.html
  const focused = root.contains(document.activeElement) ? document.activeElement : null
  root.innerHTML = data.html
  if (focused?.id) (document.getElementById(focused.id) ?? document.getElementById(focused.dataset.other) ?? root.querySelector("h1"))?.focus()
  deck(root)
  reveal(root, data.asks && ((id) => setTriggerValue("absent", id)))
  for (const place of root.querySelectorAll("[data-address]:empty")) place.textContent = new URL(place.dataset.address, location.href).href
  const onward = root.querySelector("[data-follow]")
  if (onward) {
    closeMenu()
    go(onward.dataset.follow)
  }
}
