// What the explorers and the comparison share: elements, numbers, controls, and the graph. No function is written here: the build
// generates them, each with f(x, parameters, side), gradient(x, parameters, side) and breaks(parameters); of a vector, with at(x).
{
  // At a break a difference is 0 but for rounding; a limit from one side takes the way it goes there, the value (way 0) takes the 0.
  const tie = (difference, way) => (Math.abs(difference) < 1e-9 ? way : difference)

  const home = new URL("../../", document.currentScript.src) // of the site
  // The function of a key, "family/stem", once its script is here.
  const registered = async (key) => {
    await guide.load(new URL(`generated/${key}/explorer.js`, home))
    return guide.functions[key]
  }

  const fill = (made, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (name in made && typeof value !== "string") made[name] = value
      else made.setAttribute(name, value)
    }
    made.append(...children)
    return made
  }
  const element = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children)
  const shape = (name, attributes = {}, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children)

  // Five digits, a true minus.
  const number = (value) => {
    if (Number.isNaN(value)) return "undefined"
    const digits = Number.isFinite(value)
      ? String(Number(value.toPrecision(5)))
      : String(value).replace("Infinity", "∞")
    return digits.replaceAll("-", "−")
  }
  const same = (one, other) =>
    Object.is(one, other) || Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))
  const differ = (limits) => limits.some((value) => !same(value, limits[1]))

  // f and f' of a function at x: the limit from the left, the value, the limit from the right.
  const around = (of, x, values) => {
    const [f, gradient] = [of.f, of.gradient].map((form) => [-1, 0, 1].map((side) => form(x, values, side)))
    const kind = differ(f) ? "jump" : !same(gradient[0], gradient[2]) ? "kink" : differ(gradient) ? "departure" : ""
    return { x, f, gradient, kind }
  }
  const breaks = (of, values) => [...new Set(of.breaks(values))].filter(Number.isFinite).sort((a, b) => a - b)

  // A function as the graph draws it: order "f" or "gradient", at fixed values of its parameters.
  const curve = (of, values, series, order) => ({
    form: (x, side) => of[order](x, values, side),
    breaks: breaks(of, values),
    series,
  })

  const QUIET = 700 // ms without a change, after which what it led to is announced
  const rested = (tell) => {
    let waiting
    return () => {
      clearTimeout(waiting)
      waiting = setTimeout(tell, QUIET)
    }
  }

  // A region that is read out politely: say(words) tells it, once they rest and unless they are the first; then also() is called.
  const announcer = (also = () => {}) => {
    const status = element("p", { class: "unseen", role: "status" })
    let said
    const tell = rested(() => {
      status.textContent = said
      also()
    })
    const say = (words) => {
      said = words
      if (status.isConnected) tell()
    }
    return { status, say }
  }

  // The part behind # of the address at which the page Compare shows a choice: `family/relu=max_value:6&family/elu`.
  const written = (value) => ({ null: "None", true: "True", false: "False" })[value] ?? `${value}`
  const address = (series, difference) => {
    const parts = series.map(({ key, of, values }) => {
      const set = of.parameters.flatMap(({ name, value }, index) =>
        values[index] === value ? [] : `${name}:${written(values[index])}`,
      )
      return set.length ? `${key}=${set}` : key
    })
    return `#${[...parts, ...(difference ? ["difference"] : [])].join("&")}`
  }

  // Controls

  let count = 0
  const labelled = (row, words, control) => {
    control.id = `guide-${++count}`
    row.append(element("label", { for: control.id, class: "name" }, ...[words].flat()), control)
    return control
  }
  // A slider in a row of its own, with its name before it and its value behind; tell(value) as it moves.
  const slider = (row, words, { min, max, step }, tell) => {
    const input = labelled(
      row,
      words,
      element("input", { type: "range", min: `${min}`, max: `${max}`, step: `${step}` }),
    )
    const shown = element("span", { class: "value" })
    row.append(shown)
    input.addEventListener("input", () => tell(input.valueAsNumber))
    return (value, disabled = false) => {
      input.disabled = disabled
      if (!disabled) input.value = value
      shown.textContent = disabled ? "" : number(value)
      input.setAttribute("aria-valuetext", number(disabled ? input.valueAsNumber : value))
    }
  }
  const checkbox = (words, checked, tell, name = words) => {
    const input = element("input", { type: "checkbox", checked, "aria-label": name })
    input.addEventListener("change", () => tell(input.checked))
    return element("label", { class: "check" }, input, words)
  }
  const select = (row, words, options, tell) => {
    const control = labelled(
      row,
      words,
      element("select", {}, ...options.map(([value, text]) => element("option", { value }, text))),
    )
    control.addEventListener("change", () => tell(control.value))
    return control
  }
  // A choice among keys and titles of what is laid over a function; tell(key, function) once its script is here, tell() for nothing.
  const overlay = (row, others, tell) => {
    const control = select(row, "compare with", [["", "nothing"], ...others], async (key) => {
      const chosen = key ? [key, await registered(key)] : []
      if (control.isConnected && control.value === key) tell(...chosen) // nothing else was chosen meanwhile, nor all reset
    })
  }
  // A button that begins anew, and then has the keyboard again.
  const resetting = (controls, begin) => {
    const button = element("button", { type: "button" }, "Reset")
    button.addEventListener("click", () => {
      begin()
      controls.querySelector("button").focus()
    })
    return button
  }
  // The rows that set a function's parameters; `values` is changed in place, then tell() is called.
  const parameters = (of, values, tell) =>
    of.parameters.map((parameter, index) => {
      const row = element("div", { class: "row" })
      const name = element("code", {}, parameter.name)
      if (!("min" in parameter)) {
        const turn = (on) => {
          values[index] = on
          tell()
        }
        row.append(
          element("span", { class: "name" }, name),
          checkbox("True", values[index], turn, `${parameter.name}: True`),
        )
        return row
      }
      const change = (value) => {
        values[index] = value
        show()
        tell()
      }
      const set = slider(row, name, parameter, change)
      const show = () => set(values[index], values[index] === null)
      if (parameter.switch.length) {
        let last = values[index] ?? parameter.usual
        const off = (none) => {
          last = values[index] ?? last
          change(none ? null : last)
        }
        row.append(checkbox("None", values[index] === null, off, `${parameter.name}: None`))
      }
      show()
      return row
    })

  // The graph

  const [WIDTH, LEFT, RIGHT, TOP, BELOW, BETWEEN] = [504, 52, 480, 24, 26, 30] // units, as of the still graphs
  const DASHES = ["none", "9 5", "14 4 3 4", "3 3.4"]
  const SAMPLES = 240 // over the window

  // A round step (1, 2 or 5 times a power of ten) of which the span holds at most so many.
  const step = (span, most) => {
    const power = 10 ** Math.floor(Math.log10(span / most))
    return [1, 2, 5, 10].map((n) => n * power).find((size) => span / size <= most)
  }
  const ticks = (low, high, size) =>
    Array.from(
      { length: Math.floor(high / size + 1e-9) - Math.ceil(low / size - 1e-9) + 1 },
      (_, n) => (Math.ceil(low / size - 1e-9) + n) * size,
    )

  // Samples of a curve, cut at its breaks, each piece with the limits from within at its ends.
  const sample = ({ form, breaks }, [low, high]) => {
    const ends = [low, ...breaks.filter((x) => low < x && x < high), high]
    return ends.slice(1).map((end, piece) => {
      const start = ends[piece]
      const last = Math.ceil((SAMPLES * (end - start)) / (high - low))
      const at = (n) =>
        n === last
          ? [end, form(end, -1)]
          : n
            ? [start + ((end - start) * n) / last, form(start + ((end - start) * n) / last, 0)]
            : [start, form(start, 1)]
      return Array.from({ length: last + 1 }, (_, n) => at(n))
    })
  }

  // An SVG of panels with one x axis. `draw` takes the window, the panels (name, reach, curves, tangents) and the probe's x
  // or nothing. The axis holds the curves, up to a reach (least, largest y) and its span to either side; a curve is a form (x, side) => y with its breaks and its series from 0; a tangent is x, y and slope.
  // tell(x) when a pointer drags over it.
  const graph = (height, tell) => {
    const clip = `guide-${++count}`
    const svg = shape("svg", {
      class: "live",
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: `${WIDTH}`,
      height: `${height}`,
      role: "img",
      "font-size": "16",
      "stroke-linejoin": "round",
    })
    let shown = [0, 1]
    const drag = (event) => {
      const box = svg.getBoundingClientRect()
      const share = ((event.clientX - box.left) * (WIDTH / box.width) - LEFT) / (RIGHT - LEFT)
      tell(shown[0] + (shown[1] - shown[0]) * Math.min(1, Math.max(0, share)))
    }
    svg.addEventListener("pointerdown", (event) => {
      svg.setPointerCapture(event.pointerId)
      drag(event)
    })
    svg.addEventListener("pointermove", (event) => svg.hasPointerCapture(event.pointerId) && drag(event))

    const draw = ({ window, panels, probe, label }) => {
      shown = window
      svg.setAttribute("aria-label", label)
      const X = (x) => LEFT + ((x - window[0]) / (window[1] - window[0])) * (RIGHT - LEFT)
      const room = height - BELOW - TOP - BETWEEN * (panels.length - 1)
      let top = TOP
      const parts = panels.map((panel, order) => {
        const share = panels.length === 1 ? room : room * (order ? 1 / 2.7 : 1.7 / 2.7)
        const part = area(panel, X, window, top, top + share, order === panels.length - 1, probe, `${clip}-${order}`)
        top += share + BETWEEN
        return part
      })
      svg.replaceChildren(...parts.flat())
    }
    return { svg, draw }
  }

  const line = (x1, y1, x2, y2, stroke, width, more = {}) =>
    shape("path", {
      d: `M${x1.toFixed(2)} ${y1.toFixed(2)}L${x2.toFixed(2)} ${y2.toFixed(2)}`,
      stroke: `var(--fig-${stroke})`,
      "stroke-width": `${width}`,
      ...more,
    })
  const text = (x, y, words, more = {}) =>
    shape("text", { x: x.toFixed(2), y: y.toFixed(2), fill: "var(--fig-muted)", ...more }, words)

  // The line with which a series is drawn, for legends.
  const swatch = (series) =>
    shape(
      "svg",
      { class: "swatch", viewBox: "0 0 34 8", width: "34", height: "8", "aria-hidden": "true" },
      line(1, 4, 33, 4, series + 1, 2.8, { "stroke-dasharray": DASHES[series] }),
    )

  function area({ name, reach, curves, tangents = [] }, X, window, top, bottom, lowest, probe, clip) {
    const sampled = curves.map((curve) => sample(curve, window))
    const ys = [...sampled.flat(2).map(([, y]) => y), 0].filter(Number.isFinite)
    const span = reach[1] - reach[0] || 1
    let [low, high] = [Math.max(Math.min(...ys), reach[0] - span), Math.min(Math.max(...ys), reach[1] + span)]
    if (high - low < 1e-6) [low, high] = [low - 1, high + 1]
    const size = step(high - low, bottom - top > 150 ? 6 : 3)
    ;[low, high] = [Math.floor(low / size + 1e-9) - 0.2, Math.ceil(high / size - 1e-9) + 0.2].map(
      (steps) => steps * size,
    )
    const Y = (y) => bottom - ((y - low) / (high - low)) * (bottom - top)
    const near = (y) => Math.max(-2000, Math.min(2000, Y(y)))
    const axis = { x: X(Math.max(window[0], Math.min(window[1], 0))), y: Y(Math.max(low, Math.min(high, 0))) }

    const behind = [
      shape(
        "clipPath",
        { id: clip },
        shape("rect", {
          x: `${LEFT - 2}`,
          y: `${top - 2}`,
          width: `${RIGHT - LEFT + 4}`,
          height: `${bottom - top + 4}`,
        }),
      ),
    ]
    for (const y of ticks(low, high, size))
      behind.push(
        line(LEFT, Y(y), RIGHT, Y(y), "grid", 1),
        text(LEFT - 8, Y(y) + 5.5, number(y), { "text-anchor": "end" }),
      )
    for (const x of ticks(...window, step(window[1] - window[0], 8))) {
      behind.push(line(X(x), top, X(x), bottom, "grid", 1))
      if (lowest) behind.push(text(X(x), bottom + 20, number(x), { "text-anchor": "middle" }))
    }
    behind.push(line(LEFT, axis.y, RIGHT, axis.y, "muted", 1.2), line(axis.x, top, axis.x, bottom, "muted", 1.2))
    behind.push(text(RIGHT + 8, axis.y + 5, "x", { "font-style": "italic", fill: "var(--fig-ink)" }))
    behind.push(
      text(axis.x, top - 8, name, { "font-style": "italic", "text-anchor": "middle", fill: "var(--fig-ink)" }),
    )

    const drawn = sampled.map((pieces, order) => {
      let d = ""
      let last = null
      for (const [x, y] of pieces.flat()) {
        if (Number.isFinite(y))
          d += `${last && (last[0] < x || same(last[1], y)) ? "L" : "M"}${X(x).toFixed(2)} ${near(y).toFixed(2)}`
        last = Number.isFinite(y) ? [x, y] : null
      }
      const { series } = curves[order]
      return shape("path", {
        d,
        fill: "none",
        stroke: `var(--fig-${series + 1})`,
        "stroke-width": "2.8",
        "stroke-dasharray": DASHES[series],
        class: `curve series-${series}`,
      })
    })
    const within = [
      ...tangents.map(({ x, y, slope }) =>
        line(LEFT, Y(y + slope * (window[0] - x)), RIGHT, Y(y + slope * (window[1] - x)), "ink", 1.6, {
          class: "tangent",
        }),
      ),
      ...drawn, // a dashed curve can be seen on a solid one
    ]

    const dots = []
    const dot = (x, y, series, filled, radius = 4.6) => {
      if (!Number.isFinite(y) || y < low - 1e-9 || y > high + 1e-9) return
      const colour = `var(--fig-${series + 1})`
      dots.push(
        shape("circle", {
          cx: X(x).toFixed(2),
          cy: Y(y).toFixed(2),
          r: `${radius}`,
          stroke: colour,
          "stroke-width": "2.2",
          fill: filled ? colour : "var(--fig-paper)",
        }),
      )
    }
    for (const { form, breaks, series } of [...curves].reverse()) {
      for (const x of breaks.filter((x) => window[0] < x && x < window[1])) {
        const [left, value, right] = [-1, 0, 1].map((side) => form(x, side))
        if (!differ([left, value, right])) continue
        for (const limit of new Set([left, right])) if (!same(limit, value)) dot(x, limit, series, false)
        dot(x, value, series, true)
      }
      if (probe !== undefined) dot(probe, form(probe, 0), series, true, 5.4)
    }
    const front =
      probe === undefined
        ? []
        : [line(X(probe), top, X(probe), bottom, "muted", 1.4, { "stroke-dasharray": "3 3", class: "probe" })]
    return [...behind, ...front, shape("g", { "clip-path": `url(#${clip})` }, ...within), ...dots]
  }

  Object.assign(guide, {
    home,
    registered,
    tie,
    element,
    shape,
    number,
    differ,
    around,
    breaks,
    curve,
    announcer,
    written,
    address,
  })
  Object.assign(guide, {
    slider,
    checkbox,
    select,
    overlay,
    resetting,
    parameters,
    WIDTH,
    DASHES,
    step,
    ticks,
    line,
    text,
    graph,
    swatch,
  })
}
