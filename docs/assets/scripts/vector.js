// The explorer of a function of a vector: its inputs by slider, its outputs as bars and on the simplex, its Jacobian in colours.
{
  const { element, shape, number, slider, resetting, announcer, WIDTH, step, ticks, line, text } = guide
  const [TOP, BOTTOM, LEFT] = [26, 204, 44] // units, as of the still pictures
  const CORNERS = [[284, 196], [478, 196], [381, 28]] // of the simplex
  const PALE = 0.25 // entries of a Jacobian that are all below it are pale

  // Outputs and Jacobian of a function at x / T. Where there is a temperature a shift changes nothing, and exponentials of numbers up to 0 do not overflow.
  const valued = (of, x, T) => {
    const divided = x.map((value) => value / T)
    const { f, jacobian } = of.at(of.temperature ? divided.map((value) => value - Math.max(...divided)) : divided)
    return { f, jacobian: jacobian.map((row) => row.map((slope) => slope / T)) }
  }

  // Three decimals; what is not 0 is not called 0.
  const brief = (value) => {
    const rounded = Math.round(value * 1000) / 1000
    return rounded || !value ? number(rounded) : value > 0 ? "< 0.001" : "> −0.001"
  }

  guide.vector = (place) => {
    const of = guide.functions[place.dataset.function]
    const svg = place.querySelector("svg")
    const controls = element("div")
    const reading = element("div", { class: "reading" })
    const { status, say } = announcer()
    let x, T

    const begin = () => {
      x = [...of.start]
      T = 1
      const row = (name, range, start, change) => {
        const made = element("div", { class: "row" })
        const set = slider(made, name, range, (value) => {
          set(value)
          change(value)
          show()
        })
        set(start)
        return made
      }
      const rows = of.inputs.map((name, index) => row(name, of.range, x[index], (value) => (x[index] = value)))
      if (of.temperature) rows.push(row("temperature T", of.temperature, T, (value) => (T = value)))
      controls.replaceChildren(...rows, element("div", { class: "row" }, resetting(controls, begin)))
      show()
    }

    const show = () => {
      const { f, jacobian } = valued(of, x, T)
      const heat = T === 1 ? "" : ` divided by ${number(T)}`
      svg.setAttribute("aria-label", `${of.title} of (${x.map(number).join(", ")})${heat}: ${of.outputs.map((name, index) => `${name} ${brief(f[index])}`).join(", ")}`)
      svg.replaceChildren(...bars(of, f), ...(of.simplex ? simplex(of, f) : []))

      const largest = Math.max(PALE, ...jacobian.flat().map(Math.abs))
      const entry = (value) => {
        const cell = element("td", { class: value < 0 ? "entry falls" : "entry" }, brief(value))
        cell.style.setProperty("--share", Math.abs(value) / largest)
        return cell
      }
      const heads = ["value", ...of.inputs.map((name) => `per ${name.split(" ").at(-1)}`)].map((name) => element("th", { scope: "col" }, name))
      const body = of.outputs.map((name, index) => element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, number(f[index])), ...jacobian[index].map(entry)))
      const note = element("p", {}, "Coloured: the Jacobian, what an output gains per unit of an input.")
      reading.replaceChildren(element("table", { class: "readout" }, element("thead", {}, element("tr", {}, element("td"), ...heads)), element("tbody", {}, ...body)), note)
      say(of.outputs.map((name, index) => `${name} ${number(f[index])}`).join(", "))
    }

    svg.setAttribute("role", "img")
    svg.setAttribute("font-size", "16")
    begin()
    place.replaceChildren(svg, controls, reading, status)
  }

  // A bar for each output, its value at the bar's end and its name on the other side of the axis, which holds 0 and at least one unit.
  function bars(of, f) {
    const [start, end] = of.simplex ? [LEFT, 236] : [LEFT + 60, WIDTH - 60]
    let low = Math.min(0, ...f)
    let high = Math.max(0, ...f)
    if (high - low < 1) [low, high] = low < 0 && high === 0 ? [-1, 0] : [low, low + 1]
    const size = step(high - low, 5)
    ;[low, high] = [Math.floor(low / size + 1e-9) * size, Math.ceil(high / size - 1e-9) * size]
    const Y = (y) => BOTTOM - ((y - low) / (high - low)) * (BOTTOM - TOP)
    const grid = ticks(low, high, size).flatMap((y) => [line(start, Y(y), end, Y(y), "grid", 1), text(start - 8, Y(y) + 5.5, number(y), { "text-anchor": "end" })])
    const slot = (end - start) / f.length
    const width = Math.min(0.6 * slot, 70)
    const drawn = f.flatMap((y, index) => {
      const middle = start + (index + 0.5) * slot
      const [top, bottom] = [Y(Math.max(y, 0)), Y(Math.min(y, 0))]
      const bar = shape("rect", { x: (middle - width / 2).toFixed(2), y: top.toFixed(2), width: width.toFixed(2), height: (bottom - top).toFixed(2), fill: "var(--fig-1)", class: "bar" })
      const centred = { "text-anchor": "middle", fill: "var(--fig-ink)" }
      return [bar, text(middle, y < 0 ? bottom + 16 : top - 6, brief(y), { ...centred, "font-size": "15" }), text(middle, Y(0) + (y < 0 ? -8 : 20), of.outputs[index], centred)]
    })
    return [...grid, line(start, Y(0), end, Y(0), "muted", 1.2), ...drawn]
  }

  // The triangle of three probabilities, with the outputs as a point.
  function simplex(of, f) {
    const at = (shares) => [0, 1].map((axis) => shares.reduce((sum, share, corner) => sum + share * CORNERS[corner][axis], 0))
    const edge = (from, to, ...style) => line(...at(from), ...at(to), ...style)
    const grid = [0.25, 0.5, 0.75].flatMap((share) => [
      edge([share, 1 - share, 0], [share, 0, 1 - share], "grid", 1),
      edge([1 - share, share, 0], [0, share, 1 - share], "grid", 1),
      edge([1 - share, 0, share], [0, 1 - share, share], "grid", 1),
    ])
    const sides = [edge([1, 0, 0], [0, 1, 0], "muted", 1.2), edge([0, 1, 0], [0, 0, 1], "muted", 1.2), edge([0, 0, 1], [1, 0, 0], "muted", 1.2)]
    const names = CORNERS.map(([across, down], corner) => text(across, down + (corner === 2 ? -10 : 24), `${of.outputs[corner]} = 1`, { "text-anchor": "middle" }))
    const [cx, cy] = at(f).map((value) => value.toFixed(2))
    return [...grid, ...sides, ...names, shape("circle", { cx, cy, r: "6", fill: "var(--fig-2)", class: "point" })]
  }

  Object.assign(guide, { valued })
}
