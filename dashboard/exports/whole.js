"use strict"
// Filters and searches what this file holds. Words, figures and sentences are those of the dashboard; nothing is computed.
const data = JSON.parse(document.getElementById("data").textContent)
const form = document.querySelector("form")
const field = (name) => form.elements.namedItem(name)
const parents = new Map(data.categories.map(([id, parent]) => [id, parent]))
const above = (id) => (parents.get(id) ? [parents.get(id), ...above(parents.get(id))] : [])
const level = (id) => above(id).length

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag)
  if (text) element.textContent = text
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

function option(select, value, label) {
  select.append(make("option", label, { value }))
}

for (const [id, , label] of data.categories) option(field("category"), id, "\u2003".repeat(level(id)) + label)
if (field("set")) for (const [id, label] of data.sets) option(field("set"), id, label)
for (const [id, label] of data.partners) option(field("partner"), id, label)

function groups() {
  const set = field("set")?.value ?? ""
  return data.sets.find(([id]) => id === set)[2]
}

function offerGroups() {
  const select = field("group")
  const chosen = select.value
  select.length = 1
  for (const [id, label] of groups()) option(select, id, label)
  select.value = groups().some(([id]) => id === chosen) ? chosen : ""
}

// A dot a person, a gap after every fifth; the whole group, as on the screen of the dashboard.
// `base`: so many persons (of a bar: per cent of it) are bracketed as the base of "davon".
function dots(drawn, position, sentence, base) {
  const svg = (tag, attributes, parent) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    parent?.append(element)
    return element
  }
  const many = typeof drawn === "number"
  const { step, gap, radius, smallest, height: row, bracket, bar } = data.dots
  const height = row + (base ? bracket : 0)
  const place = (n) => n * step + Math.floor(n / 5) * gap
  const width = many ? bar : place(drawn.length - 1) + step
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": sentence, style: `--group: var(--group-${position % 4})` })
  const end = many ? (bar * base) / 100 : place(base - 1) + step
  if (base) svg("path", { class: "base", d: `M1 ${row}V${height - 1}H${end - 1}V${row}` }, picture)
  if (many) {
    svg("rect", { class: "o", x: 1, y: 2, width: bar - 2, height: 10 }, picture)
    svg("rect", { class: "n", x: 1, y: 2, width: ((bar - 2) / 100) * drawn, height: 10 }, picture)
    return picture
  }
  ;[...drawn].forEach((kind, n) => {
    const x = place(n) + step / 2
    if (kind === "x") return svg("path", { class: "x", d: `M${x - 4} 7H${x + 4}` }, picture)
    svg("circle", { class: kind === "u" ? "o" : kind, cx: x, cy: 7, r: { n: radius, f: smallest }[kind] ?? radius - 1 }, picture)
    if (kind === "u") svg("path", { class: "n", d: `M${x} ${7 - radius}A${radius} ${radius} 0 0 0 ${x} ${7 + radius}Z` }, picture)
  })
  return picture
}

function fold(text) {
  return [...text.normalize("NFC")]
    .map((letter) => {
      const small = letter.toLowerCase()
      return { ä: "ae", ö: "oe", ü: "ue", ß: "ss" }[small] ?? small.normalize("NFKD").replace(/\p{M}/gu, "")
    })
    .join("")
}

// A word of up to three letters only where it stands alone.
function isIn(word, text) {
  if (word.length > 3) return text.includes(word)
  const [escaped, other] = [word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "[^\\p{L}\\p{N}]"]
  return new RegExp(`(^|${other})${escaped}($|${other})`, "u").test(text)
}

function within(category, chosen) {
  return !chosen || category === chosen || above(category).includes(chosen)
}

function show() {
  const chosen = { category: field("category").value, group: field("group").value, partner: field("partner").value }
  const columns = groups().filter(([id]) => !chosen.group || id === chosen.group)
  const cells = new Map()
  for (const cell of data.figures[`${field("set")?.value ?? ""}|${chosen.partner}`]) cells.set(`${cell[0]} ${cell[1]}`, cell)
  const table = make("table")
  const head = make("tr")
  head.append(make("th", data.words.topic, { scope: "col" }), ...columns.map(([, label]) => make("th", label, { scope: "col" })))
  table.append(make("thead"))
  table.tHead.append(head)
  const body = make("tbody")
  let topics = 0
  for (const [id, , label, definition, statement, source] of data.categories) {
    const row = columns.map(([group]) => cells.get(`${id} ${group}`))
    const counted = row.some(Boolean)
    const leads = data.categories.some(([other]) => above(other).includes(id) && within(other, chosen.category) && columns.some(([group]) => cells.has(`${other} ${group}`)))
    if (!(within(id, chosen.category) && counted) && !leads) continue
    const line = make("tr", "", { "data-category": id, ...(within(id, chosen.category) ? {} : { "data-context": "" }) })
    if (!counted) line.className = "top"
    else topics += within(id, chosen.category)
    const name = make("th", label, { scope: counted ? "row" : "rowgroup", style: `padding-left: ${Math.max(0, level(id) - 1) * 1.25}rem` })
    if (definition) name.title = definition
    if (statement) name.append(make("p", statement, { class: "statement" }), make("p", source, { class: "small" }))
    if (!counted) name.colSpan = columns.length + 1
    line.append(name)
    if (counted) {
      row.forEach((cell, n) => {
        const place = make("td", "", cell ? { "data-group": columns[n][0], title: cell[3] } : {})
        place.append(make("span", columns[n][2], { class: "who", "aria-hidden": "true" }))
        if (cell && cell[4] !== "") place.append(dots(cell[4], columns[n][3], cell[3], cell[5]))
        if (cell) place.append(make("span", cell[2], { class: "value" }))
        line.append(place)
      })
    }
    body.append(line)
  }
  table.append(body)
  document.querySelector(".figures").replaceChildren(topics ? table : make("p", data.words.nothing))
  const words = fold(field("q").value).split(/\s+/).filter(Boolean)
  const said = data.quotes.filter(
    (quote) =>
      within(quote.category, chosen.category) &&
      (!chosen.group || quote.group === chosen.group) &&
      (!chosen.partner || quote.partners.includes(chosen.partner)) &&
      words.every((word) => isIn(word, quote.folded)),
  )
  const figures = said.map((quote) => {
    const figure = make("figure", "", { "data-quote": quote.id })
    const block = make("blockquote", "", { lang: data.spoken })
    block.append(make("p", quote.quoted))
    if (quote.shows) figure.append(make("p", quote.shows, { class: "shows" }))
    figure.append(block, make("figcaption", quote.about))
    return figure
  })
  document.querySelector(".quotes").replaceChildren(...(figures.length ? figures : [make("p", data.words.nothing)]))
  const count = (forms, number) => forms[number === 1 ? 0 : 1].replace("{}", number)
  document.querySelector(".left").textContent = `${count(data.words.topics, topics)}, ${count(data.words.quotes, said.length)}`
}

offerGroups()
form.addEventListener("input", (event) => {
  if (event.target.name === "set") offerGroups()
  show()
})
form.addEventListener("submit", (event) => event.preventDefault())
form.addEventListener("reset", () => setTimeout(() => (offerGroups(), show())))
show()
