// Starts the theme's bundle, which it leaves as it is, and makes that start lighter.

// Nothing of a page waits for the bundle: the palette is set by a script of a line in the header, tables are wrapped by the build. It starts
// with the reader's first move, so that the first picture and the reading of it are never held up. What is done before it
// runs is done again when it does.
const bundle = document.getElementById("bundle")
const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"]
const early = new Set()
const keep = ({ target }) => early.add(target)

function start() {
  for (const sign of signs) removeEventListener(sign, start, true)
  const script = document.createElement("script")
  script.src = bundle.dataset.src
  script.onload = () => {
    removeEventListener("change", keep, true)
    removeEventListener("keydown", openSearch)
    document.dispatchEvent(new Event("DOMContentLoaded")) // it waits for that, which is long past
    for (const target of early) {
      if (target.type === "radio") target.checked = true
      target.dispatchEvent(new Event("change", { bubbles: true }))
    }
    dispatchEvent(new Event("bundle"))
  }
  document.body.append(script)
}

addEventListener("change", keep, true)
if (/[?&][qh]=/.test(location.search)) start()
else for (const sign of signs) addEventListener(sign, start, { capture: true, passive: true })

// The search opens by a key, as in the bundle, which may not have come yet.
function openSearch(event) {
  if (
    !["/", "f", "s"].includes(event.key) ||
    event.metaKey ||
    event.ctrlKey ||
    event.altKey ||
    event.target.closest("input, select")
  )
    return
  event.preventDefault()
  document.getElementById("__search").click()
  document.querySelector("input.md-search__input").focus()
}
addEventListener("keydown", openSearch)

// The bundle marks the body while it applies the palette, and so has the style of every element computed again, twice.
const { setAttribute } = Element.prototype
document.body.setAttribute = function (name, value) {
  if (name !== "data-md-color-switching") setAttribute.call(this, name, value)
}

// It fetches the search worker and the whole index with every page. Here both wait until the search is first used, so that a page's
// weight does not grow with the number of pages.
const used = new Promise((use) => {
  if (/[?&][qh]=/.test(location.search)) use() // the marks of a search hit need the index too
  for (const kind of ["focusin", "change"])
    document.addEventListener(kind, ({ target }) => (target.id === "__search" || target.closest(".md-search")) && use())
})

const { open, send } = XMLHttpRequest.prototype
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  this.waits = url.endsWith("/search_index.json")
  return open.call(this, method, url, ...rest)
}
XMLHttpRequest.prototype.send = function (...body) {
  if (this.waits) used.then(() => send.apply(this, body))
  else send.apply(this, body)
}

const RealWorker = Worker
window.Worker = class extends EventTarget {
  constructor(url) {
    super()
    this.url = url
  }
  postMessage(data) {
    if (!this.real) {
      this.real = new RealWorker(this.url)
      this.real.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }))
    }
    this.real.postMessage(data)
  }
}
