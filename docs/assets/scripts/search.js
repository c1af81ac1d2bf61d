"use strict"
// The search: a box that asks the theme's worker. Worker and index are fetched when the box is first used. The worker says of one
// word how well each passage fits it; what fits all words of a question is found here, page by page.
{
  const box = document.querySelector("#__search")
  const input = document.querySelector(".md-search__input")
  const told = document.querySelector(".md-search-result__meta")
  const list = document.querySelector(".md-search-result__list")
  const config = JSON.parse(document.querySelector("#__config").textContent)
  const root = new URL(config.base.replace(/\/?$/, "/"), location)
  const WAITING = "Type to start searching"
  const PAGES = 10 // shown
  const PASSAGES = 3 // of one page, shown
  const BELOW = 80 // pixels: so far below the header begins what a hit leads to
  // What it is worth, beside a passage that has every word (1): to be named, to have a name that begins so, to have the words in a row.
  const [NAMED, BEGUN, PHRASE] = [1, 0.3, 0.5]
  const LONGEST = 4 // words of a name: sigmoid-weighted linear unit
  // Words that a question is made of, and that say nothing of what it is about.
  const FILLING = new Set(
    "a an and are as at be by can do does for from how i in is it its me my of on or should that the there this to was what when where which why will with you".split(
      " ",
    ),
  )

  // The index: passages, each with the page that it belongs to.
  const passages = new Map()
  let started
  function start() {
    return (started ??= fetch(new URL("search/search_index.json", root))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((index) => {
        for (const passage of index.docs) {
          const [page] = passage.location.split("#")
          passages.set(passage.location, { ...passage, page, plain: plain(passage.text) })
          if (page === passage.location || passage.term)
            for (const known of [passage.title, ...(passage.tags ?? [])]) name(known, passage.location)
        }
        const worker = new Worker(config.search)
        const waiting = []
        worker.onmessage = ({ data }) => waiting.shift()(data.data)
        const ask = (type, data) =>
          new Promise((answered) => {
            waiting.push(answered)
            worker.postMessage({ type, data })
          })
        return ask(0, { config: index.config, docs: index.docs, options: {} }).then(() => (word) => ask(2, word))
      })
      .catch((reason) => {
        started = undefined // the next question tries again
        throw reason
      }))
  }
  function plain(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim()
  }

  // How well each passage fits a word: as it stands, as a beginning, and where neither is known, with one letter wrong.
  const fits = new Map()
  async function fitting(word) {
    if (fits.has(word)) return fits.get(word)
    const ask = await start()
    const scores = new Map()
    const ways = [
      [`${word}^2`, 1],
      [`${word}*`, 0.5],
    ]
    if (word.length > 3) ways.push([`${word}~1`, 0.5])
    for (const [way, weight] of ways) {
      if (scores.size && way.endsWith("~1")) break
      for (const { location, score } of (await ask(`+${way}`)).items.flat())
        if (score) scores.set(location, Math.max(scores.get(location) ?? 0, weight * score))
    }
    fits.set(word, scores)
    return scores
  }

  const key = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  const wordsOf = (text) => [...new Set(text.match(/[\p{L}\p{N}_]+/gu) ?? [])]
  const telling = (words) => {
    const kept = words.filter((word) => !FILLING.has(word.toLowerCase()))
    return (kept.length ? kept : words).slice(0, 16)
  }

  // Names of pages, and of terms: a question that holds one, up to one wrong letter, is about it.
  const named = new Map()
  function name(text, location) {
    if (!named.has(key(text))) named.set(key(text), new Set())
    named.get(key(text)).add(location)
  }
  function namesIn(question) {
    const words = wordsOf(question)
    const found = new Map()
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= Math.min(words.length, from + LONGEST); to++) {
        const asked = key(words.slice(from, to).join(""))
        for (const [known, locations] of named) {
          const fit = known === asked ? NAMED : asked.length > 3 && oneLetterApart(known, asked) ? NAMED / 2 : 0
          const begun = asked.length > 3 && known.startsWith(asked) ? BEGUN : 0
          for (const location of locations)
            if (fit || begun) found.set(location, Math.max(found.get(location) ?? 0, fit, begun))
        }
      }
    return found
  }
  function oneLetterApart(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false
    let at = 0
    while (at < a.length && a[at] === b[at]) at++
    const rest = (text, from) => text.slice(from)
    return (
      rest(a, at + 1) === rest(b, at + 1) ||
      rest(a, at + 1) === rest(b, at) ||
      rest(a, at) === rest(b, at + 1) ||
      (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2))
    )
  }

  // The pages that fit a question, best first, each with its passages, best first.
  async function find(question) {
    await start()
    const words = telling(wordsOf(question.replaceAll("_", " ")))
    const all = await Promise.all(words.map((word) => fitting(word.toLowerCase())))
    const known = all.filter((scores) => scores.size)
    const rarity = known.map((scores) => Math.log(1 + passages.size / scores.size))
    const whole = rarity.reduce((sum, rare) => sum + rare, 0)
    const asked = question.toLowerCase().replace(/^["']|["']$/g, "")
    const names = namesIn(question)
    const pages = new Map()
    const of = (page) => {
      if (!pages.has(page)) pages.set(page, { page, head: passages.get(page), hits: new Map(), words: new Map() })
      return pages.get(page)
    }
    for (const [at, scores] of known.entries()) {
      const most = Math.max(...scores.values())
      for (const [location, score] of scores) {
        const passage = passages.get(location)
        const worth = (rarity[at] * (0.5 + (0.5 * score) / most)) / whole
        const { hits, words } = of(passage.page)
        hits.set(passage, (hits.get(passage) ?? 0) + worth)
        words.set(at, Math.max(words.get(at) ?? 0, worth))
      }
    }
    for (const [location, weight] of names) {
      const passage = passages.get(location)
      const { hits } = of(passage.page)
      hits.set(passage, (hits.get(passage) ?? 0) + (passage.term ? weight / 2 : weight))
    }
    return [...pages.values()]
      .map(({ page, head, hits, words }) => {
        for (const [passage, score] of hits) {
          const phrase = asked.includes(" ") || asked.includes("_")
          hits.set(passage, score + (phrase && passage.plain.toLowerCase().includes(asked) ? PHRASE : 0))
        }
        const best = [...hits].sort(([, a], [, b]) => b - a)
        const covered = [...words.values()].reduce((sum, worth) => sum + worth, 0)
        const score = covered + best[0][1] + (names.get(page) ?? 0)
        return {
          head,
          hits: best.map(([passage]) => passage),
          score: score * (page.endsWith("/notebook/") ? 0.6 : (head.boost ?? 1)),
        }
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, PAGES)
  }

  // A passage as it is shown: what stands around the first of the words, with the words marked.
  function pattern(words) {
    return new RegExp(`(${[...words].sort((a, b) => b.length - a.length).join("|")})`, "giu")
  }
  function marked(text, words) {
    return text.split(pattern(words)).map((part, at) => {
      if (at % 2 === 0) return part
      const mark = document.createElement("mark")
      mark.textContent = part
      return mark
    })
  }
  // The words that are not of a page's name: what is asked of it. Where there are no others, all.
  function besides(words, name) {
    const others = words.filter((word) => !key(name).includes(key(word)))
    return others.length ? others : words
  }
  // Numbers of one or two digits stand everywhere.
  const worthMarking = (words) => words.filter((word) => !/^\d{1,2}$/.test(word))
  function snippet(text, words) {
    const at = Math.max(0, text.search(pattern(words)))
    const from = at < 80 ? 0 : text.indexOf(" ", at - 60) + 1
    const to = text.length - from < 200 ? text.length : text.lastIndexOf(" ", from + 180)
    return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`
  }
  function made(tag, name, ...inside) {
    const element = document.createElement(tag)
    element.className = name
    element.append(...inside)
    return element
  }
  function link({ location, title, plain }, words, about, top) {
    const address = new URL(location, root)
    address.searchParams.set("h", worthMarking(words).join(" "))
    const article = made(
      "article",
      `md-search-result__article md-typeset${top ? " md-search-result__article--document" : ""}`,
      made(top ? "h1" : "h2", "", ...marked(title, words)),
    )
    if (plain) article.append(made("p", "", ...marked(snippet(plain, about), words)))
    const anchor = made("a", "md-search-result__link", article)
    anchor.href = address
    return anchor
  }

  let asking
  async function answer() {
    const question = input.value.trim()
    asking = question
    if (!question) {
      list.replaceChildren()
      told.textContent = WAITING
      return
    }
    let pages
    try {
      pages = await find(question)
    } catch {
      told.textContent = "The index did not come; another letter asks for it again"
      return
    }
    if (asking !== question) return // another was asked meanwhile
    const words = telling(wordsOf(question))
    const more = pages.length === PAGES ? " or more" : ""
    told.textContent = pages.length ? `${pages.length}${more} page${pages.length > 1 ? "s" : ""}` : "Nothing found"
    list.replaceChildren(
      ...pages.map(({ head, hits }) => {
        // A page opens at the passage that has all that is asked beside its name.
        const about = besides(words, [head.title, ...(head.tags ?? [])].join())
        const has = ({ title, plain }) => about.every((word) => pattern([word]).test(`${title} ${plain}`))
        const at = has(head) ? head : (hits.find(has) ?? head)
        const others = hits.filter((passage) => passage !== head && passage !== at).slice(0, PASSAGES)
        const top = link({ ...at, title: head.title }, words, about, true)
        return made("li", "md-search-result__item", top, ...others.map((hit) => link(hit, words, about)))
      }),
    )
  }

  // By hand and by key.
  let opener
  function close() {
    box.checked = false
    if (opener) opener.focus({ preventScroll: true })
    else document.activeElement.blur()
  }
  told.setAttribute("role", "status")
  told.textContent = WAITING
  input.addEventListener("focus", ({ relatedTarget }) => {
    if (!list.contains(relatedTarget)) opener = relatedTarget
    box.checked = true
    start().catch(() => {}) // said when something is asked
  })
  box.addEventListener("change", () => (box.checked ? input.focus() : close()))
  input.addEventListener("input", answer)
  input.form.addEventListener("reset", () => setTimeout(() => (answer(), input.focus())))
  input.form.addEventListener("submit", async (event) => {
    event.preventDefault()
    await answer()
    list.querySelector("a")?.click()
  })
  addEventListener("focusin", ({ target }) => {
    if (!target.closest(".md-search")) box.checked = false
  })
  list.addEventListener("click", ({ target }) => target.closest("a") && (box.checked = false))
  addEventListener("keydown", (event) => {
    const { key, target } = event
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (!box.checked) {
      if (!["/", "f", "s"].includes(key) || target.closest("input, select, textarea, [contenteditable]")) return
      event.preventDefault()
      return input.focus()
    }
    if (key === "Escape") return close()
    if (key !== "ArrowDown" && key !== "ArrowUp") return
    event.preventDefault()
    const stops = [input, ...list.querySelectorAll("a")]
    const at = stops.indexOf(document.activeElement) + (key === "ArrowDown" ? 1 : -1)
    stops[(at + stops.length) % stops.length].focus()
  })

  // Where a hit leads, its words are marked, and a fold is opened that alone has all of them; an address may ask a question too.
  const given = new URLSearchParams(location.search)
  const words = wordsOf(given.get("h") ?? "")
  if (words.length) mark(words)
  if (given.get("q")) {
    input.value = given.get("q")
    input.focus()
    answer()
  }

  function mark(words) {
    const article = document.querySelector("article")
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    const found = []
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode
      if (!parentElement.closest("svg, math, script, style, button") && pattern(words).test(data))
        found.push(texts.currentNode)
    }
    for (const text of found) text.replaceWith(...marked(text.data, words))
    const target = document.getElementById(location.hash.slice(1))
    if (!target) return
    const level = ({ tagName }) => (/^H\d$/.test(tagName) ? Number(tagName[1]) : 7)
    const passage = []
    for (let next = target.nextElementSibling; next && level(next) > level(target); next = next.nextElementSibling)
      passage.push(next)
    const about = besides(words, article.querySelector("h1").textContent)
    const whole = passage.filter(({ textContent }) => about.every((word) => pattern([word]).test(textContent)))
    const fold = whole.every((part) => part.matches("details")) && whole[0]
    if (fold) fold.open = true
    const part = whole[0] ?? target
    const show = () => {
      part.scrollIntoView()
      if (part !== target) scrollBy(0, -BELOW)
    }
    show()
    // The browser goes to the target of the address once more when all has come.
    if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(show))
  }
}
