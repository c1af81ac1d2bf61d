// A note is read where its mark stands: a press on the mark shows it there, in place of a jump to the end of the page, where it
// stands for who prints or has no script.
const note = document.createElement("div")
note.className = "note"
note.popover = "auto"
note.tabIndex = -1
document.querySelector("article")?.append(note)

function show(mark, words) {
  note.replaceChildren(...words)
  note.showPopover()
  const at = mark.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = note
  const below = at.bottom + 8 + height < innerHeight
  note.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`
  note.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - 8 - height)}px`
  note.focus({ preventScroll: true })
  note.addEventListener("toggle", () => mark.focus({ preventScroll: true }), { once: true })
}

for (const mark of document.querySelectorAll("a.footnote-ref"))
  mark.addEventListener("click", (event) => {
    const cited = document.getElementById(decodeURIComponent(mark.hash.slice(1)))
    if (!cited || !note.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const words = cited.cloneNode(true)
    for (const back of words.querySelectorAll(".footnote-backref")) back.remove()
    for (const named of words.querySelectorAll("[id]")) named.removeAttribute("id")
    show(mark, words.childNodes)
  })
addEventListener("scroll", () => note.matches(":popover-open") && note.hidePopover(), { passive: true })
