"use strict"
// What stands around the text: palette, drawer, title, back to top, contents, copying. Nothing of it has to come before the first
// picture, and a page is read without it. It takes the place of the theme's bundle, whose markup and styles it uses.
{
  const all = (selector) => document.querySelectorAll(selector)
  const one = (selector) => document.querySelector(selector)

  // The palette: chosen by the switch, kept for the next page, and until then the reader's system's. A script in the header has set the
  // first one.
  const options = [...all("[name=__palette]")]
  function paint(option) {
    for (const { name, value } of option.attributes)
      if (name.startsWith("data-md-color")) document.body.setAttribute(name, value)
    for (const each of options) each.nextElementSibling.hidden = each !== option
    option.checked = true
  }
  for (const [index, option] of options.entries()) {
    const {
      mdColorMedia: media,
      mdColorScheme: scheme,
      mdColorPrimary: primary,
      mdColorAccent: accent,
    } = option.dataset
    option.addEventListener("change", () => {
      paint(option)
      __md_set("__palette", { index, color: { media, scheme, primary, accent } })
    })
    matchMedia(media).addEventListener("change", ({ matches }) => {
      if (matches && !__md_get("__palette")) paint(option)
    })
  }

  // The drawer: a checkbox and its labels, which work by themselves; it closes by Escape and when a link of it was followed on this page.
  // On a page of a family it opens at the family, not at the one entry below the page.
  const drawer = one("#__drawer")
  drawer.addEventListener("change", () => {
    for (const toggle of all(".md-nav--primary .md-nav[data-md-level='1'] .md-nav__toggle")) toggle.checked = false
  })
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && drawer.checked) {
      drawer.checked = false
      one(".md-header label[for=__drawer]").focus()
    }
    if (key === "Enter" && document.activeElement.matches("label[tabindex]")) document.activeElement.click()
  })
  addEventListener("click", ({ target }) => {
    if (target.closest(".md-sidebar--primary a[href*='#']")) drawer.checked = false
  })

  // What was done is said in words, to the eye and to a screen reader.
  const dialog = one(".md-dialog")
  dialog.setAttribute("role", "status")
  let saying
  function say(words) {
    dialog.firstElementChild.textContent = words
    dialog.classList.add("md-dialog--active")
    clearTimeout(saying)
    saying = setTimeout(() => dialog.classList.remove("md-dialog--active"), 2000)
  }
  // What is copied may be on its way yet: Safari allows it as long as copying began when the reader pressed.
  const copy = (text, words) => {
    const plain = Promise.resolve(text).then((text) => new Blob([text], { type: "text/plain" }))
    navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]).then(
      () => say(words),
      () => say("Copying did not work"),
    )
  }

  // A block of code, not what it prints, is copied by its button; the address of a heading by the sign beside it, which is a link as well.
  // The clipboard is there on secure origins alone; elsewhere there are no buttons.
  if (window.ClipboardItem) {
    const copier = (code) => {
      const button = document.createElement("button")
      Object.assign(button, { type: "button", className: "md-code__button", title: "Copy to clipboard" })
      button.dataset.mdType = "copy"
      button.addEventListener("click", () => copy(code.textContent.trimEnd() + "\n", "Copied to clipboard"))
      return button
    }
    for (const code of all("article :not(.language-output, .output) > pre > code")) {
      const place = document.createElement("div")
      place.className = "md-code__nav"
      place.append(copier(code))
      code.before(place)
    }
    for (const code of all("article td > br + code")) code.after(copier(code))
    // A displayed formula and the statement of a theorem are copied as their author wrote them, which is fetched when asked for.
    for (const place of all("article :is(.formula, .theorem)")) {
      const { id } = place.matches(".formula") ? place : place.previousElementSibling
      const [signs, button] = ["span", "button"].map((name) => document.createElement(name))
      signs.className = "signs"
      Object.assign(button, { type: "button", title: "Copy TeX", textContent: "TeX" })
      button.addEventListener("click", () =>
        copy(
          guide.load("tex.js").then(() => guide.tex[id]),
          "TeX copied to clipboard",
        ),
      )
      if (place.id) {
        const link = document.createElement("a")
        Object.assign(link, {
          className: "headerlink",
          href: `#${id}`,
          title: "Permanent link",
          textContent: "¶",
          tabIndex: -1,
        })
        signs.append(link)
      }
      signs.append(button)
      place.prepend(signs)
    }
    addEventListener("click", ({ target }) => {
      const sign = target.closest("a.headerlink")
      if (sign) copy(sign.href, "Link copied to clipboard")
    })
  }

  // The header tells the page's title when the heading has gone from sight.
  const heading = one("article h1")
  if (heading)
    new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
      one(".md-header__title").classList.toggle(
        "md-header__title--active",
        !isIntersecting && boundingClientRect.top < 100,
      )
    }).observe(heading)

  // The contents follow the text: the entry of the heading that was passed last is marked, and kept in sight.
  const entries = [...all(".md-nav--secondary a[href*='#']")]
  const headings = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))))
  const box = one(".md-sidebar--secondary .md-sidebar__scrollwrap")
  const BELOW = 80 // pixels: a heading counts as passed a little below the header
  let marked
  function follow() {
    let [low, high] = [0, headings.length] // of the headings from low on it is not known whether they were passed
    while (low < high) {
      const middle = (low + high) >> 1
      if (headings[middle]?.getBoundingClientRect().top <= BELOW) low = middle + 1
      else high = middle
    }
    const entry = entries[low - 1]
    if (entry === marked) return
    marked?.classList.remove("md-nav__link--active")
    entry?.classList.add("md-nav__link--active")
    for (const [at, each] of entries.entries()) each.classList.toggle("md-nav__link--passed", at < low - 1)
    marked = entry
    if (!entry || !box.clientHeight) return
    const { top, bottom } = entry.getBoundingClientRect()
    const frame = box.getBoundingClientRect()
    if (top < frame.top || bottom > frame.bottom) box.scrollTop += top - frame.top - frame.height / 2
  }

  // Back to top, offered to a reader who scrolls up.
  const up = one(".md-top")
  up?.addEventListener("click", () => {
    scrollTo({ top: 0 })
    one(".md-skip")?.focus({ preventScroll: true })
    document.activeElement.blur()
  })
  let [last, waiting] = [scrollY, false]
  function scrolled() {
    waiting = false
    if (up && Math.abs(scrollY - last) > 4) {
      up.hidden = scrollY > last || scrollY < innerHeight
      last = scrollY
    }
    if (box?.clientHeight) follow()
  }
  function soon() {
    if (!waiting) requestAnimationFrame(scrolled)
    waiting = true
  }
  addEventListener("scroll", soon, { passive: true })
  addEventListener("resize", soon, { passive: true })
  addEventListener("load", soon)
}
