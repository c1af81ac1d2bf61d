// Loaded before the theme's bundle, which it leaves as it is, to make its start lighter.

// The bundle marks the body while it applies the palette, and so has the style of every element computed again, twice.
const { setAttribute } = Element.prototype
document.body.setAttribute = function (name, value) {
  if (name !== "data-md-color-switching") setAttribute.call(this, name, value)
}

// It fetches the search worker and the whole index with every page. Here both wait until the search is first used, so that a page's
// weight does not grow with the number of pages.
const used = new Promise((use) => {
  if (new URLSearchParams(location.search).has("q")) use()
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
