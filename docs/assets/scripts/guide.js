// What scrolls within itself shows that it goes on, and can be reached by keyboard, as long as it does scroll.
addEventListener("load", () => {
  const hint = (box) => box.classList.toggle("goes-on", Math.ceil(box.scrollLeft + box.clientWidth) < box.scrollWidth)
  const scrolling = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
      else target.removeAttribute("tabindex")
      hint(target)
    }
  })
  for (const box of document.querySelectorAll(
    "pre > code, .math, figure.wide, p:has(> math), dd:has(> math), .md-typeset__scrollwrap, .md-typeset__table",
  )) {
    scrolling.observe(box)
    box.addEventListener("scroll", () => hint(box), { passive: true })
  }
})

// What moves begins when it nears the screen, a fold when it is opened, and costs a page nothing before: its scripts are loaded in
// their order, then the one that it names in data-start is called. Classic scripts, so that a page opened as a file has them too.
const guide = {
  functions: {}, // by "family/stem", from the build: see scripts/writing/explorer.py
  loading: {},
  load(address) {
    return (guide.loading[new URL(address, location)] ??= new Promise((done, failed) => {
      const script = document.createElement("script")
      Object.assign(script, { src: address, async: false, onload: done, onerror: failed })
      document.head.append(script)
    }))
  },
}
const begin = (place) =>
  Promise.all(place.dataset.scripts.split(" ").map(guide.load)).then(() => guide[place.dataset.start](place))
const nearing = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      nearing.unobserve(target)
      begin(target)
    }
  },
  { rootMargin: "800px 0px" },
)
for (const place of document.querySelectorAll("[data-scripts]")) {
  if (place.matches("details")) place.addEventListener("toggle", () => begin(place), { once: true })
  else nearing.observe(place)
}

// All the code of a notebook, by one button.
document.querySelector(".unfold")?.addEventListener("click", ({ target: button }) => {
  const cells = [...document.querySelectorAll("details.code")]
  const open = cells.some((cell) => !cell.open)
  for (const cell of cells) cell.open = open
  button.textContent = open ? "Hide all code" : "Show all code"
})
