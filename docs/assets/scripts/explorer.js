// The explorer of section 9: its graph takes the place of the still one above it, at the same size.
{
  const {
    element,
    number,
    differ,
    around,
    breaks,
    curve,
    slider,
    checkbox,
    overlay,
    resetting,
    parameters,
    graph,
    swatch,
    announcer,
    written,
    address,
    home,
  } = guide
  const SIDES = ["from left", "at x", "from right"]
  const NOTES = {
    "": "Drag over the graph, or move a slider with the arrow keys.",
    kink: "A kink: the slope at x is the one that Keras gives on JAX.",
    jump: "A jump: the slope at x is the one that Keras gives on JAX.",
    departure: "A derivative on both sides, but Keras on JAX gives another number.",
  }

  guide.explorer = (place) => {
    const still = place.previousElementSibling.querySelector("svg")
    const key = place.dataset.function
    const of = guide.functions[key]
    const [low, high] = of.window
    const step = 10 ** Math.floor(Math.log10((high - low) / 100) + 1e-9)
    const onGrid = (to) => Number((Math.round(to / step) * step).toFixed(9))
    const controls = element("div")
    const reading = element("div", { class: "reading" })
    const { status, say } = announcer()
    const compare = element("a", {}, "Compare more")
    let x, values, other, on, setX

    const move = (to) => {
      x = to
      setX(x)
      show()
    }
    // A pointer is caught by a break that is near; nothing else would hit it.
    const live = graph(still.viewBox.baseVal.height, (to) =>
      move(breaks(of, values).find((at) => Math.abs(at - to) <= (high - low) / 80) ?? onGrid(to)),
    )

    const begin = () => {
      x = onGrid(0.7 * low + 0.3 * high)
      values = of.parameters.map(({ value }) => value)
      other = undefined
      on = { f: true, gradient: true, tangent: true }
      const [probe, choice, switches] = ["row", "row", "row"].map((name) => element("div", { class: name }))
      setX = slider(probe, "x", { min: low, max: high, step }, move)
      setX(x)
      const others = Object.entries(guide.titles).filter(([name]) => name !== key)
      overlay(choice, others, (name, chosen) => {
        other = chosen && { key: name, of: chosen, values: chosen.parameters.map(({ value }) => value) }
        show()
      })
      const toggles = Object.entries({ f: "f(x)", gradient: "f′(x)", tangent: "tangent" }).map(([name, words]) =>
        checkbox(
          words,
          true,
          (checked) => {
            on[name] = checked
            show()
          },
          `show ${words}`,
        ),
      )
      switches.append(...toggles, resetting(controls, begin))
      controls.replaceChildren(...parameters(of, values, show), probe, choice, switches)
      show()
    }

    const show = () => {
      const shown = [{ key, of, values }, other].filter(Boolean)
      const panel = (order, name, reach) => ({
        name,
        reach,
        curves: shown.map((one, series) => curve(one.of, one.values, series, order)),
      })
      const [own, ...compared] = shown.map((one) => around(one.of, x, one.values))
      const panels = []
      if (on.f) panels.push({ ...panel("f", "f(x)", of.reach[0]), tangents: on.tangent ? tangents(own) : [] })
      if (on.gradient) panels.push(panel("gradient", "f ′(x)", of.reach[1]))
      if (!panels.length) panels.push({ name: "", reach: of.reach[0], curves: [] })
      live.draw({ window: of.window, panels, probe: x, label: described() })
      compare.href = new URL(`compare/${address(shown)}`, home)
      read(own, compared)
    }

    const described = () => {
      const set = of.parameters.map(({ name }, index) => `${name} = ${written(values[index])}`)
      const drawn = [on.f && "f", on.gradient && "f′"].filter(Boolean).join(" and ") || "nothing"
      return `${[of.title, ...set].join(", ")}: ${drawn} for x from ${number(low)} to ${number(high)}${other ? `, beside ${other.of.title}` : ""}; the probe is at ${number(x)}`
    }

    const read = (own, compared) => {
      const rows = [own, ...compared].flatMap((at, series) => [
        [series, ["f(x)", "g(x)"][series], at.f],
        [series, ["f′(x)", "g′(x)"][series], at.gradient],
      ])
      const head = element(
        "tr",
        {},
        element("td", {}, `x = ${number(x)}`),
        ...SIDES.map((side) => element("th", { scope: "col" }, side)),
      )
      const body = rows.map(([series, name, limits]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, swatch(series), name),
          ...limits.map((value, side) => element("td", {}, side === 1 || differ(limits) ? number(value) : "")),
        ),
      )
      reading.replaceChildren(
        element("table", { class: "readout" }, element("thead", {}, head), element("tbody", {}, ...body)),
        element("p", {}, NOTES[own.kind]),
        compare,
      )
      const spoken = rows.map(
        ([, name, limits]) =>
          `${name} ${differ(limits) ? limits.map((value, side) => `${number(value)} ${SIDES[side]}`).join(", ") : number(limits[1])}`,
      )
      say(`x ${number(x)}${own.kind && `, a ${own.kind}`}: ${spoken.join("; ")}`)
    }

    begin()
    still.replaceWith(live.svg)
    place.replaceChildren(controls, reading, status)
  }

  // The tangent at the probe; at a kink or a jump one on each side.
  function tangents({ x, f, gradient, kind }) {
    const sides = kind ? [0, 2] : [1]
    return sides
      .map((side) => ({ x, y: f[side], slope: gradient[side] }))
      .filter(({ y, slope }) => Number.isFinite(y + slope))
  }
}
