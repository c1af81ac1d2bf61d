"use strict"
// The first script of every page of the archive. Opened from disk, a page may neither fetch a file nor run one as a worker; both stand
// in scripts of the archive instead, as texts. And an address that ends in a slash leads to no page.
const offline = { texts: {} } // by the name of the file, from the root of the archive
{
  const root = new URL(".", document.currentScript.src).href
  const text = (address) =>
    new Promise((done, failed) => {
      const { href } = new URL(address, location)
      const script = document.createElement("script")
      const given = () => done(offline.texts[href.slice(root.length)])
      Object.assign(script, { src: `${href}.js`, onload: given, onerror: failed })
      document.head.append(script)
    })

  window.fetch = async (address) => new Response(await text(address))

  const Local = window.Worker
  window.Worker = class extends EventTarget {
    constructor(address) {
      super()
      this.made = text(address).then((source) => {
        const worker = new Local(URL.createObjectURL(new Blob([source])))
        const tell = (event) => {
          this[`on${event.type}`]?.(event)
          this.dispatchEvent(new event.constructor(event.type, event))
        }
        for (const type of ["message", "error"]) worker.addEventListener(type, tell)
        return worker
      })
    }
    postMessage(...given) {
      this.made.then((worker) => worker.postMessage(...given))
    }
  }

  // Links that scripts make; those of the pages are complete.
  const complete = ({ target }) => {
    const link = target.closest("a[href]")
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }
  for (const type of ["click", "auxclick"]) addEventListener(type, complete, true)
}
