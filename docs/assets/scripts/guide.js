// What scrolls within itself can be reached by keyboard, as long as it does scroll.
addEventListener("load", () => {
  const scrolling = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
      else target.removeAttribute("tabindex")
    }
  })
  for (const box of document.querySelectorAll("pre > code, .math, .md-typeset__scrollwrap, .md-typeset__table")) scrolling.observe(box)
})

// The theme's bundle has made its copy buttons, which are no places to navigate to.
addEventListener("bundle", () => {
  for (const buttons of document.querySelectorAll(".md-code__nav")) buttons.role = "none"
})
