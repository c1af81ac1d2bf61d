"use strict"
// A note is read where its mark stands: a press on the mark shows it there, in place of a jump to the end of the page, where it
// stands for who prints or has no script.
{
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
  }

  // The meaning of a term, and a way to all terms.
  function meaning(term) {
    const words = document.createElement("p")
    const way = Object.assign(document.createElement("a"), { href: term.href, textContent: "All terms" })
    words.append(`${term.title} `, way)
    return [words]
  }

  // The text of a footnote, without the way back and the anchors that it has at the end of the page.
  function footnote(mark) {
    const words = document.getElementById(decodeURIComponent(mark.hash.slice(1))).cloneNode(true)
    for (const back of words.querySelectorAll(".footnote-backref")) back.remove()
    for (const named of words.querySelectorAll("[id]")) named.removeAttribute("id")
    return words.childNodes
  }

  for (const mark of document.querySelectorAll("a.footnote-ref, a.term"))
    mark.addEventListener("click", (event) => {
      if (!note.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      show(mark, mark.matches(".term") ? meaning(mark) : footnote(mark))
    })
  addEventListener("scroll", () => note.matches(":popover-open") && note.hidePopover(), { passive: true })
}
