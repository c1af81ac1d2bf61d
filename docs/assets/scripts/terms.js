// The page of all terms, filtered by words anywhere in a term or its definition.
{
  const terms = [...document.querySelectorAll("article dt")].map((term) => {
    const parts = [term, term.nextElementSibling]
    return { parts, text: parts.map(({ textContent }) => textContent.toLowerCase()).join(" ") }
  })
  const input = Object.assign(document.createElement("input"), { type: "search" })
  const label = document.createElement("label")
  label.append("find a term", input)
  const status = document.createElement("p")
  status.role = "status"
  document.querySelector(".filters").append(label, status)
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/)
    let shown = 0
    for (const { parts, text } of terms) {
      const met = words.every((word) => text.includes(word))
      for (const part of parts) part.hidden = !met
      shown += met
    }
    status.textContent = `${shown} of ${terms.length} terms`
  })
}
