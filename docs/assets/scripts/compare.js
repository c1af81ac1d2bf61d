// The page that compares: up to four functions, each with its parameters. What is chosen stands in the address behind #.
{
  const {
    element,
    number,
    differ,
    breaks,
    slider,
    checkbox,
    select,
    parameters,
    graph,
    swatch,
    address,
    announcer,
    written,
    registered,
  } = guide
  const MOST = 4
  const HEIGHT = 388.8 // units, as of a still graph of f and f'
  const NAMES = { false: ["f(x)", "f′(x)"], true: ["f(x) − first", "f′(x) − first"] } // by whether differences are shown

  // What an address asks for, as `address` writes it; the first ready comparison, or two functions, if it asks for nothing.
  const asked = () => {
    const [parts, usual] = [
      location.hash.slice(1),
      guide.ready[0]?.[1] ?? Object.keys(guide.titles).slice(0, 2).join("&"),
    ].map((words) => [...new URLSearchParams(words)])
    const found = parts.filter(([key]) => Object.hasOwn(guide.titles, key)).slice(0, MOST)
    return { series: found.length ? found : usual, difference: parts.some(([key]) => key === "difference") }
  }
  const read = (words) => ({ None: null, True: true, False: false })[words] ?? Number(words)
  const made = async ([key, settings = ""]) => {
    const of = await registered(key)
    const set = Object.fromEntries(settings.split(",").map((setting) => setting.split(":")))
    const values = of.parameters.map(({ name, value, ...control }) => {
      const given = name in set ? read(set[name]) : value
      return control.switch.includes(given) || ("min" in control && Number.isFinite(given)) ? given : value
    })
    return { key, of, values }
  }
  const hull = (spans) => [Math.min(...spans.map(([low]) => low)), Math.max(...spans.map(([, high]) => high))]

  guide.compare = (place) => {
    const options = Object.entries(guide.titles)
    const controls = element("div", { class: "controls" })
    const reading = element("div", { class: "reading" })
    const { status, say } = announcer(() => history.replaceState(null, "", address(series, difference)))
    let series, difference, span, setX
    let x = 1
    let turns = 0

    const live = graph(HEIGHT, (to) => {
      const every = series.flatMap(({ of, values }) => breaks(of, values))
      move(every.find((at) => Math.abs(at - to) <= (span[1] - span[0]) / 80) ?? Number(to.toFixed(2)))
    })
    const move = (to) => {
      x = to
      setX(x)
      show()
    }

    const begin = async () => {
      const turn = ++turns
      const wanted = asked()
      const loaded = await Promise.all(wanted.series.map(made))
      if (turn !== turns) return // the address has asked for something else meanwhile
      series = loaded
      difference = wanted.difference
      lay()
    }

    // The controls, anew whenever another function is chosen; `focused` is where the keyboard goes on.
    const lay = (focused) => {
      span = hull(series.map(({ of }) => of.window))
      x = Math.max(span[0], Math.min(span[1], x))
      const groups = series.map(({ key, of, values }, index) => {
        const row = element("div", { class: "row" })
        const choice = select(row, [swatch(index), `function ${index + 1}`], options, async (name) => {
          series[index] = await made([name])
          lay(`[role=group]:nth-of-type(${index + 1}) select`)
        })
        choice.value = key
        const remove = element("button", { type: "button", "aria-label": `Remove ${of.title}` }, "×")
        remove.addEventListener("click", () => {
          series.splice(index, 1)
          lay(".add")
        })
        if (series.length > 1) row.append(remove)
        return element(
          "div",
          { role: "group", "aria-label": `${index + 1}: ${of.title}` },
          row,
          ...parameters(of, values, show),
        )
      })
      const probe = element("div", { class: "row" })
      setX = slider(probe, "x", { min: span[0], max: span[1], step: 0.01 }, move)
      setX(x)
      const more = element("div", { class: "row" })
      const add = element(
        "button",
        { type: "button", class: "add", disabled: series.length === MOST },
        "Add a function",
      )
      add.addEventListener("click", async () => {
        const fresh = options.find(([key]) => !series.some((one) => one.key === key)) ?? options[0]
        series.push(await made([fresh[0]]))
        lay(`[role=group]:nth-of-type(${series.length}) select`)
      })
      const differences = checkbox("differences to the first", difference, (checked) => {
        difference = checked
        show()
      })
      more.append(differences, add)
      controls.replaceChildren(...groups, probe, more)
      if (focused) controls.querySelector(focused).focus()
      show()
    }

    const show = () => {
      const compared = difference && series.length > 1
      const [first] = series
      const every = [...new Set(series.flatMap(({ of, values }) => breaks(of, values)))].sort((a, b) => a - b)
      const curves = (order) =>
        series
          .map(({ of, values }, index) => ({
            series: index,
            breaks: every,
            form: (at, side) => of[order](at, values, side) - (compared ? first.of[order](at, first.values, side) : 0),
          }))
          .slice(compared ? 1 : 0)
      const orders = ["f", "gradient"].map((order, index) => {
        const reach = hull(series.map(({ of }) => of.reach[index]))
        return {
          name: NAMES[compared][index],
          curves: curves(order),
          reach: compared ? [reach[0] - reach[1], reach[1] - reach[0]] : reach,
        }
      })
      const titles = series.map(({ of, values }) =>
        [of.title, ...of.parameters.map(({ name }, index) => `${name} = ${written(values[index])}`)].join(", "),
      )
      const label = `${titles.join("; ")}: ${NAMES[compared].join(" and ")} for x from ${number(span[0])} to ${number(span[1])}; the probe is at ${number(x)}`
      live.draw({ window: span, panels: orders, probe: x, label })

      const rows = series.slice(compared ? 1 : 0).map(({ of }, row) => {
        const cells = orders.map(({ curves }) => [-1, 0, 1].map((side) => curves[row].form(x, side)))
        return [
          of.title,
          row + compared,
          ...cells.map((limits) =>
            differ(limits) ? `${number(limits[0])} left, ${number(limits[2])} right` : number(limits[1]),
          ),
        ]
      })
      reading.replaceChildren(
        element(
          "table",
          { class: "readout" },
          element(
            "thead",
            {},
            element(
              "tr",
              {},
              element("td", {}, `x = ${number(x)}`),
              ...NAMES[compared].map((name) => element("th", { scope: "col" }, name)),
            ),
          ),
          element(
            "tbody",
            {},
            ...rows.map(([title, index, ...cells]) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, swatch(index), title),
                ...cells.map((cell) => element("td", {}, cell)),
              ),
            ),
          ),
        ),
      )
      say(
        `x ${number(x)}: ${rows.map(([title, , ...cells]) => `${title} ${cells.map((cell, index) => `${NAMES[compared][index]} ${cell}`).join(", ")}`).join("; ")}`,
      )
    }

    const ready = guide.ready.map(([name, choice]) => element("li", {}, element("a", { href: `#${choice}` }, name)))
    place.replaceChildren(element("ul", { class: "ready" }, ...ready), live.svg, controls, reading, status)
    addEventListener("hashchange", begin)
    begin()
  }
}
