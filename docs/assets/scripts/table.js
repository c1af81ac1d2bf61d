// A table that can be sorted by the buttons in its head, and filtered: by words anywhere in a row, and by the columns that
// data-filters names, each a choice among the values that occur.
guide.table = (place) => {
  const table = place.querySelector("table")
  const body = table.tBodies[0]
  const heads = [...table.tHead.rows[0].cells]
  const rows = [...body.rows]
  const words = (row, column) => row.cells[column].textContent.trim()
  const amount = (text) => Number.parseFloat(text.replace("−", "-").replace("∞", "Infinity"))
  const status = Object.assign(document.createElement("p"), { className: "unseen", role: "status" })
  const filters = place.querySelector(".filters")
  const conditions = []

  // Numbers by size, and before words; words by the alphabet.
  const before = (column) => (one, other) => {
    const [a, b] = [words(one, column), words(other, column)]
    const [m, n] = [amount(a), amount(b)]
    if (Number.isNaN(m) !== Number.isNaN(n)) return Number.isNaN(m) ? 1 : -1
    return Number.isNaN(m) || m === n ? a.localeCompare(b) : m - n
  }
  heads.forEach((head, column) => {
    const button = Object.assign(document.createElement("button"), { type: "button" })
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending"
      for (const other of heads) other.removeAttribute("aria-sort")
      head.setAttribute("aria-sort", descending ? "descending" : "ascending")
      const sorted = [...rows].sort(before(column))
      body.append(...(descending ? sorted.reverse() : sorted))
    })
  })

  const filter = (name, control, meets) => {
    const label = document.createElement("label")
    label.append(name, control)
    filters.append(label)
    conditions.push((row) => !control.value || meets(row, control.value))
    control.addEventListener("input", () => {
      for (const row of rows) row.hidden = !conditions.every((met) => met(row))
      status.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} functions`
    })
  }
  filter("find", Object.assign(document.createElement("input"), { type: "search" }), (row, value) =>
    value
      .toLowerCase()
      .split(/\s+/)
      .every((word) => row.textContent.toLowerCase().includes(word)),
  )
  for (const name of place.dataset.filters.split(",")) {
    const column = heads.findIndex((head) => head.textContent === name)
    const select = document.createElement("select")
    const values = [...new Set(rows.map((row) => words(row, column)))].sort()
    select.append(new Option("any", ""), ...values.map((value) => new Option(value)))
    filter(name, select, (row, value) => words(row, column) === value)
  }
  place.append(status)
}
