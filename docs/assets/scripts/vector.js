// The explorer of a function of a vector: its inputs by slider, its outputs as bars and on the simplex, its Jacobian in colours; and
// those of another function of the same inputs, if one is laid over it.
{
  const {
    element,
    shape,
    number,
    slider,
    overlay,
    resetting,
    announcer,
    swatch,
    WIDTH,
    DASHES,
    step,
    ticks,
    line,
    text,
  } = guide
  const [TOP, BOTTOM, LEFT] = [26, 204, 44] // units, as of the still pictures
  const CORNERS = [
    [284, 196],
    [478, 196],
    [381, 28],
  ] // of the simplex
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
    const key = place.dataset.function
    const of = guide.functions[key]
    const others = Object.entries(guide.vectors).filter(
      ([name, { inputs, outputs }]) => name !== key && inputs === of.inputs.length && outputs === of.outputs.length,
    )
    const svg = place.querySelector("svg")
    const controls = element("div")
    const reading = element("div", { class: "reading" })
    const { status, say } = announcer()
    let x, T, other

    const begin = () => {
      x = [...of.start]
      T = 1
      other = undefined
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
      const last = element("div", { class: "row" })
      if (others.length) {
        overlay(
          last,
          others.map(([name, { title }]) => [name, title]),
          (_, chosen) => {
            other = chosen
            show()
          },
        )
      }
      last.append(resetting(controls, begin))
      controls.replaceChildren(...rows, last)
      show()
    }

    const show = () => {
      const shown = [of, other].filter(Boolean).map((one) => ({ ...one, ...valued(one, x, T) }))
      const heat = T === 1 ? "" : ` divided by ${number(T)}`
      const told = ({ title, outputs, f }) =>
        `${title} of (${x.map(number).join(", ")})${heat}: ${outputs.map((name, index) => `${name} ${brief(f[index])}`).join(", ")}`
      svg.setAttribute("aria-label", shown.map(told).join("; "))
      svg.replaceChildren(
        ...bars(
          of,
          shown.map(({ f }) => f),
        ),
        ...(of.simplex ? simplex(shown.filter((one) => one.simplex)) : []),
      )

      const largest = Math.max(PALE, ...shown.flatMap(({ jacobian }) => jacobian.flat()).map(Math.abs))
      const entry = (value) => {
        const cell = element("td", { class: value < 0 ? "entry falls" : "entry" }, brief(value))
        cell.style.setProperty("--share", Math.abs(value) / largest)
        return cell
      }
      const heads = ["value", ...of.inputs.map((name) => `per ${name.split(" ").at(-1)}`)].map((name) =>
        element("th", { scope: "col" }, name),
      )
      const rows = shown.flatMap(({ outputs, f, jacobian }, series) =>
        outputs.map((output, index) => ({
          series,
          name: series ? output.replace("f", "g") : output,
          value: number(f[index]),
          slopes: jacobian[index],
        })),
      )
      const body = rows.map(({ series, name, value, slopes }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, ...(other ? [swatch(series)] : []), name),
          element("td", {}, value),
          ...slopes.map(entry),
        ),
      )
      const note = element("p", {}, "Coloured: the Jacobian, what an output gains per unit of an input.")
      reading.replaceChildren(
        element(
          "table",
          { class: "readout" },
          element("thead", {}, element("tr", {}, element("td"), ...heads)),
          element("tbody", {}, ...body),
        ),
        note,
      )
      say(rows.map(({ name, value }) => `${name} ${value}`).join(", "))
    }

    svg.setAttribute("role", "img")
    svg.setAttribute("font-size", "16")
    begin()
    place.replaceChildren(svg, controls, reading, status)
  }

  // A bar for each output, its value at the bar's end and its name on the other side of the axis, which holds 0 and at least one unit.
  // With outputs of two functions a hollow bar stands beside each, and no value; a name between bars up and down goes below both.
  function bars(of, all) {
    const [start, end] = of.simplex ? [LEFT, 236] : [LEFT + 60, WIDTH - 60]
    let low = Math.min(0, ...all.flat())
    let high = Math.max(0, ...all.flat())
    if (high - low < 1) [low, high] = low < 0 && high === 0 ? [-1, 0] : [low, low + 1]
    const size = step(high - low, 5)
    ;[low, high] = [Math.floor(low / size + 1e-9) * size, Math.ceil(high / size - 1e-9) * size]
    const Y = (y) => BOTTOM - ((y - low) / (high - low)) * (BOTTOM - TOP)
    const grid = ticks(low, high, size).flatMap((y) => [
      line(start, Y(y), end, Y(y), "grid", 1),
      text(start - 8, Y(y) + 5.5, number(y), { "text-anchor": "end" }),
    ])
    const slot = (end - start) / of.outputs.length
    const width = Math.min(0.6 * slot, 70) / all.length
    const bar = (y, x, series) => {
      const [top, bottom] = [Y(Math.max(y, 0)), Y(Math.min(y, 0))]
      const colour = `var(--fig-${series + 1})`
      const style = series
        ? { fill: "none", stroke: colour, "stroke-width": "2.2", "stroke-dasharray": DASHES[series] }
        : { fill: colour }
      return shape("rect", {
        x: x.toFixed(2),
        y: top.toFixed(2),
        width: width.toFixed(2),
        height: (bottom - top).toFixed(2),
        class: `bar series-${series}`,
        ...style,
      })
    }
    const centred = { "text-anchor": "middle", fill: "var(--fig-ink)" }
    const drawn = of.outputs.flatMap((name, index) => {
      const middle = start + (index + 0.5) * slot
      const ys = all.map((f) => f[index])
      const falls = ys.map((y) => y < 0)
      const beside = new Set(falls).size > 1 ? BOTTOM + 20 : Y(0) + (falls[0] ? -8 : 20)
      const value = text(middle, falls[0] ? Y(ys[0]) + 16 : Y(ys[0]) - 6, brief(ys[0]), {
        ...centred,
        "font-size": "15",
      })
      return [
        ...ys.map((y, series) => bar(y, middle + (series - ys.length / 2) * width, series)),
        text(middle, beside, name, centred),
        ...(ys.length > 1 ? [] : [value]),
      ]
    })
    return [...grid, line(start, Y(0), end, Y(0), "muted", 1.2), ...drawn]
  }

  // The triangle of three probabilities, with the outputs as a point; those of a second function as a ring.
  function simplex(shown) {
    const at = (shares) =>
      [0, 1].map((axis) => shares.reduce((sum, share, corner) => sum + share * CORNERS[corner][axis], 0))
    const edge = (from, to, ...style) => line(...at(from), ...at(to), ...style)
    const grid = [0.25, 0.5, 0.75].flatMap((share) => [
      edge([share, 1 - share, 0], [share, 0, 1 - share], "grid", 1),
      edge([1 - share, share, 0], [0, share, 1 - share], "grid", 1),
      edge([1 - share, 0, share], [0, 1 - share, share], "grid", 1),
    ])
    const sides = [
      edge([1, 0, 0], [0, 1, 0], "muted", 1.2),
      edge([0, 1, 0], [0, 0, 1], "muted", 1.2),
      edge([0, 0, 1], [1, 0, 0], "muted", 1.2),
    ]
    const names = CORNERS.map(([across, down], corner) =>
      text(across, down + (corner === 2 ? -10 : 24), `${shown[0].outputs[corner]} = 1`, { "text-anchor": "middle" }),
    )
    const points = shown.map(({ f }, series) => {
      const [cx, cy] = at(f).map((value) => value.toFixed(2))
      const colour = `var(--fig-${series + 1})`
      const style = series ? { fill: "none", stroke: colour, "stroke-width": "2.2", r: "8" } : { fill: colour, r: "6" }
      return shape("circle", { cx, cy, class: `point series-${series}`, ...style })
    })
    return [...grid, ...sides, ...names, ...points]
  }

  Object.assign(guide, { valued })
}
