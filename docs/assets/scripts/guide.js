// What scrolls within itself can be reached by keyboard, as long as it does scroll. After "load": the theme wraps tables before it.
addEventListener("load", () => {
  const scrolling = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
      else target.removeAttribute("tabindex")
    }
  })
  for (const buttons of document.querySelectorAll(".md-code__nav")) buttons.role = "none" // a copy button is no place to navigate to
  for (const box of document.querySelectorAll("pre > code, .math, .md-typeset__scrollwrap, .md-typeset__table")) scrolling.observe(box)
})
