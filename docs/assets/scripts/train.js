// The page that trains: what is chosen, and what is seen. All arithmetic is the worker's, training.js; what is chosen stands in the address
// behind #, whole, and the choices, scenes and usual values come from the build (scripts/catalog/training.py, scenes.py).
{
  const { element, number, slider, checkbox, select, parameters, swatch, written, registered, announcer } = guide
  const { family, choices, differ, usual, scenes, plane } = guide.training
  const WORDS = {
    xor: "exclusive or",
    clusters: "two clusters",
    sine: "a sine (line)",
    step: "a step (line)",
    valley: "a parabola (line)",
    start: "initializer",
  }
  const COLUMNS = ["layer", "dead", "saturated", "spread", "gradient"]
  const SPEEDS = [1, 5, 20]
  const SIDE = 400 // pixels of a canvas
  const OFTEN = 250 // ms between two readings in words and numbers while a network trains
  const EVERY = 10000 // ms between two announcements meanwhile
  const short = (value) =>
    value && Math.abs(value) < 0.001
      ? value.toExponential(1).replaceAll("-", "−")
      : number(Number(value.toPrecision(3)))
  const percent = (share) => `${Math.round(100 * share)}\u00a0%`
  const known = (stem) => Object.hasOwn(guide.titles, `${family}/${stem}`)
  const still = matchMedia("(prefers-reduced-motion: reduce)")

  // An activation as an address has it, `relu;leaky_relu,negative_slope:0.1`, as one of each [stem, { parameter: value }], and back.
  const parsed = (words) =>
    words.split(";").map((one) => {
      const [stem, ...given] = one.split(",")
      return [stem, Object.fromEntries(given.map((part) => part.split(":")))]
    })
  const NAMED = { None: null, True: true, False: false }
  const read = (word) => (Object.hasOwn(NAMED, word) ? NAMED[word] : Number(word))
  const valued = (of, given) =>
    of.parameters.map(({ name, value, ...control }) => {
      const set = Object.hasOwn(given, name) ? read(given[name]) : value
      return control.switch.includes(set) || ("min" in control && Number.isFinite(set)) ? set : value
    })
  const activation = (stem, of, values) =>
    [
      stem,
      ...of.parameters.flatMap(({ name, value }, at) => (values[at] === value ? [] : `${name}:${written(values[at])}`)),
    ].join()
  // What an address may say of a choice, made good; the value itself where it may not.
  const allowed = async (name, words, otherwise) => {
    const among = choices[name]
    if (name === "activation") {
      const each = parsed(words).filter(([stem]) => known(stem))
      const loaded = await Promise.all(
        each.map(async ([stem, given]) => {
          const of = await registered(`${family}/${stem}`)
          return activation(stem, of, valued(of, given))
        }),
      )
      return loaded.join(";") || otherwise
    }
    if (Array.isArray(among)) return among.find((one) => String(one) === words) ?? otherwise
    const value = Number(words)
    const whole = Number.isInteger(among.step) && !Number.isInteger(value)
    return words && value >= among.min && value <= among.max && !whole ? value : otherwise
  }
  const asked = async () => {
    const given = new URLSearchParams(location.hash.slice(1) || scenes[0][1])
    const state = { ...usual }
    for (const name of Object.keys(usual))
      if (given.has(name)) state[name] = await allowed(name, given.get(name), usual[name])
    const [, name, words] = /^(\w+):(.*)$/.exec(given.get("versus") ?? "") ?? []
    const value = differ.includes(name) ? await allowed(name, words, undefined) : undefined
    state.versus = value === undefined ? null : { name, value }
    return state
  }
  const address = ({ versus, ...state }) =>
    Object.entries({ ...state, ...(versus && { versus: `${versus.name}:${versus.value}` }) })
      .map(([name, value]) => `${name}=${value}`)
      .join("&")

  guide.train = (place) => {
    let worker
    const refuse = () => place.classList.add("refused") // a page opened as a file may have no worker
    try {
      worker = new Worker(new URL("assets/scripts/training.js", guide.home))
    } catch {
      return refuse()
    }
    worker.addEventListener("error", refuse)

    const { status, say } = announcer()
    const caption = element("p", { class: "caption" })
    const networks = element("div", { class: "networks" })
    const controls = element("div", { class: "controls" })
    const links = scenes.map(([title, to]) => element("a", { href: `#${to}` }, title))
    const losses = element("canvas", { class: "losses", height: 280, role: "img" })
    let state, turn, shown, colours
    let [curve, running, busy, at, end] = [[], false, false, 0, 0]
    let [told, spoken, speed] = [0, 0, SPEEDS[1]]

    // The worker: one question at a time.
    const ask = (steps, settings) => {
      busy = true
      const canvases = settings && shown.map(({ canvas }) => canvas.transferControlToOffscreen())
      const unseen = running && still.matches && at + steps < end
      worker.postMessage({ turn, steps, settings, canvases, unseen, colours: settings && colours }, canvases)
    }
    worker.addEventListener("message", ({ data: answer }) => {
      if (answer.turn !== turn) return
      busy = false
      const seen = answer.seen
      at = seen[0].steps
      shown.forEach((one, index) => (one.seen = seen[index]))
      curve.push([at, ...seen.flatMap(({ loss, test }) => [loss, test])])
      if (curve.length > 600) curve = curve.filter((_, index) => index % 2 === 0)
      if (running && at >= end) pause()
      if (running && still.matches) go()
      else requestAnimationFrame(draw)
    })
    const go = () => {
      if (running && !busy) ask(Math.min(still.matches ? 50 : speed, end - at))
    }

    // What a reader does.
    const button = (words, does, more = {}) => {
      const made = element("button", { type: "button", ...more }, words)
      made.addEventListener("click", does)
      return made
    }
    const pause = () => {
      running = false
      start.textContent = "Start"
      told = 0
    }
    const start = button("Start", () => {
      if (running) return pause()
      running = true
      start.textContent = "Pause"
      spoken = performance.now()
      end = state.until * (Math.floor(at / state.until) + 1)
      go()
    })
    const onward = (steps) => () => {
      pause()
      if (!busy) ask(steps)
    }
    const reset = button("Reset", () => begin())
    const count = element("span", { class: "count" })
    const transport = element(
      "div",
      { class: "transport" },
      start,
      button("1 step", onward(1)),
      button("50 steps", onward(50)),
      reset,
      count,
    )
    const row = () => element("div", { class: "row" })
    const paces = row()
    const pace = select(
      paces,
      "speed",
      SPEEDS.map((steps) => [steps, steps === 1 ? "1 step a frame" : `${steps} steps a frame`]),
      (value) => (speed = Number(value)),
    )
    pace.value = speed
    paces.hidden = still.matches

    // The networks anew, at step 0.
    const begin = () => {
      pause()
      turn = (turn ?? 0) + 1
      delete place.dataset.steps
      curve = []
      const { versus, ...one } = state
      const settings = versus ? [one, { ...one, [versus.name]: versus.value }] : [one]
      shown = settings.map((setting, index) => panel(setting, versus?.name ?? "activation", index))
      networks.replaceChildren(...shown.map(({ box }) => box))
      const here = address(state)
      const scene = scenes.find(([, to]) => to === here)
      caption.textContent = scene
        ? `${scene[2]} Press Start to see it.`
        : "A setting of your own; the links above show what the pages say."
      for (const link of links) {
        if (scene && link.hash === `#${scene[1]}`) link.setAttribute("aria-current", "true")
        else link.removeAttribute("aria-current")
      }
      ask(0, settings)
    }
    const change = (changed) => {
      Object.assign(state, changed)
      const each = state.activation.split(";") // one for all layers, or as many as there are
      if (each.length > 1)
        state.activation = Array.from({ length: state.layers }, (_, layer) => each[layer] ?? each.at(-1)).join(";")
      history.replaceState(null, "", `#${address(state)}`)
      begin()
    }

    // One network: its picture, its losses, its layers.
    const panel = (setting, name, index) => {
      const words = String(setting[name]).replaceAll(",", ", ").replaceAll(":", " = ").replaceAll(";", "; ")
      const title = name === "activation" ? words : `${WORDS[name] ?? name} ${words}`
      const canvas = element("canvas", { width: SIDE, height: SIDE, role: "img" })
      const score = element("p", { class: "score" })
      const rows = [...Array(setting.layers).keys(), "output"].map((layer) => ({
        head: element("th", { scope: "row" }, layer === "output" ? layer : String(layer + 1)),
        cells: COLUMNS.slice(1).map((column) => element("td", { class: column })),
      }))
      const table = element(
        "table",
        { class: "readout" },
        element("caption", {}, swatch(index), title),
        element("thead", {}, element("tr", {}, ...COLUMNS.map((one) => element("th", { scope: "col" }, one)))),
        element("tbody", {}, ...rows.map(({ head, cells }) => element("tr", {}, head, ...cells))),
      )
      const named = element("p", { class: "title" }, swatch(index), title)
      const box = element("div", { role: "group", "aria-label": `network ${index + 1}: ${title}` })
      box.append(named, canvas, score, table)
      return { box, canvas, score, rows, title, setting }
    }

    // The controls, anew whenever what there is to choose changes; the keyboard goes on where it was.
    const lay = async () => {
      const stems = [state.activation, ...(state.versus?.name === "activation" ? [state.versus.value] : [])]
      await Promise.all(stems.flatMap(parsed).map(([stem]) => registered(`${family}/${stem}`)))
      const focused = document.activeElement?.closest("[data-name]")?.dataset.name
      const again = (changed) => {
        change(changed)
        lay()
      }
      const whole = parsed(state.activation).length === 1
      const rows = ["data", "noise", "seed", "layers", "units"].flatMap((name) => control(name, state[name], change))
      if (!whole) rows[3].addEventListener("change", lay) // when the slider is let go
      const one = row()
      one.dataset.name = "each"
      one.append(
        checkbox("one activation for each layer", !whole, (each) => {
          const first = state.activation.split(";")[0]
          again({ activation: each ? Array(Math.max(2, state.layers)).fill(first).join(";") : first })
        }),
      )
      rows.push(...control("activation", state.activation, change, again), one)
      for (const name of ["start", "gain", "optimizer", "rate", "batch", "until"])
        rows.push(...control(name, state[name], change))
      const second = row()
      second.dataset.name = "versus"
      const options = [["", "none"], ...differ.map((name) => [name, `another ${WORDS[name] ?? name}`])]
      const choice = select(second, "second network", options, (name) =>
        again({ versus: name ? { name, value: other(name) } : null }),
      )
      choice.value = state.versus?.name ?? ""
      rows.push(second)
      if (state.versus) {
        const { name, value } = state.versus
        const tell = (changed) => ({ versus: { name, value: changed[name] } })
        const its = control(
          name,
          value,
          (changed) => change(tell(changed)),
          (changed) => again(tell(changed)),
          "its ",
        )
        rows.push(...its)
      }
      rows.push(paces)
      controls.replaceChildren(...rows)
      const back = focused && controls.querySelector(`[data-name="${focused}"] :is(select, input)`)
      if (back && !controls.contains(document.activeElement)) back.focus()
    }
    // A value for the second network to begin with.
    const other = (name) => {
      if (name === "activation") return state.activation === "tanh" ? "relu" : "tanh"
      const among = choices[name]
      if (Array.isArray(among)) return among.find((one) => one !== state[name])
      return state[name] === among.max ? among.min : Math.min(among.max, 2 * state[name])
    }
    // The rows by which a choice is made; tell({ name: value }), or again(...) where there is then something else to choose.
    const control = (name, value, tell, again = tell, before = "") => {
      const words = name === "until" ? "pause every" : before + (WORDS[name] ?? name)
      if (name === "activation") {
        const each = value.split(";")
        return each.slice(0, Math.max(state.layers, 1)).flatMap((one, layer) => {
          const [[stem, given]] = parsed(one)
          const set = (text) => ({ activation: each.map((old, index) => (index === layer ? text : old)).join(";") })
          const of = guide.functions[`${family}/${stem}`]
          const values = valued(of, given)
          const line = row()
          line.dataset.name = `${before}activation ${layer}`
          const stems = Object.entries(guide.titles).filter(([key]) => key.startsWith(`${family}/`))
          const pick = select(
            line,
            each.length > 1 ? `${words} ${layer + 1}` : words,
            stems.map(([key, title]) => [key.slice(family.length + 1), title]),
            (chosen) => again(set(chosen)),
          )
          pick.value = stem
          return [line, ...parameters(of, values, () => tell(set(activation(stem, of, values))))]
        })
      }
      const line = row()
      line.dataset.name = before + name
      const among = choices[name]
      if (Array.isArray(among)) {
        const options = among.map((one) => [one, name === "until" ? `${one} steps` : (WORDS[one] ?? one)])
        const pick = select(line, words, options, (chosen) =>
          tell({ [name]: among.find((one) => String(one) === chosen) }),
        )
        pick.value = value
      } else {
        const set = slider(line, words, among, (moved) => {
          set(moved)
          tell({ [name]: moved })
        })
        set(value)
      }
      return [line]
    }

    // Drawing

    const paint = () => {
      const style = getComputedStyle(document.body)
      const names = ["ink", "muted", "grid", "paper", "1", "2"]
      colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--fig-${name}`).trim()]))
    }
    new MutationObserver(() => {
      paint()
      worker.postMessage({ turn, colours })
      requestAnimationFrame(draw)
    }).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })

    const flat = () => plane.includes(state.data)
    const line = (pen, xs, ys) => {
      pen.beginPath()
      xs.forEach((x, at) => Number.isFinite(ys[at]) && pen.lineTo(x, ys[at]))
      pen.stroke()
    }

    // Losses over the steps, on a logarithmic scale: thick those of training, thin those of testing; dashed those of the second network.
    const chart = () => {
      if (losses.width !== 2 * losses.clientWidth) losses.width = 2 * losses.clientWidth
      const { width, height } = losses
      const [left, bottom] = [92, height - 38]
      const pen = losses.getContext("2d")
      pen.clearRect(0, 0, width, height)
      const logs = curve
        .flatMap(([, ...values]) => values)
        .filter((value) => value > 0 && Number.isFinite(value))
        .map(Math.log10)
      const low = Math.floor(Math.max(-4, Math.min(...logs, -1)))
      const high = Math.ceil(Math.min(3, Math.max(...logs, -0.1)))
      const span = Math.max(state.until, at)
      const across = (steps) => left + ((width - left - 12) * steps) / span
      const up = (value) => 20 + ((bottom - 20) * (high - Math.log10(value))) / (high - low)
      pen.font = `24px ${getComputedStyle(place).fontFamily}`
      pen.fillStyle = colours.muted
      pen.strokeStyle = colours.grid
      pen.lineWidth = 2
      pen.setLineDash([])
      pen.textAlign = "right"
      for (let power = low; power <= high; power++) {
        line(pen, [left, width - 12], [up(10 ** power), up(10 ** power)])
        pen.fillText(number(Number(`1e${power}`)), left - 10, up(10 ** power) + 8)
      }
      pen.fillText(`${span} steps`, width - 12, height - 6)
      pen.textAlign = "left"
      pen.fillText("0", left, height - 6)
      pen.save()
      pen.beginPath()
      pen.rect(left, 0, width, bottom + 2)
      pen.clip()
      for (let column = 2 * shown.length; column > 0; column--) {
        pen.strokeStyle = colours[column > 2 ? 2 : 1]
        pen.lineWidth = column % 2 ? 5 : 2
        pen.setLineDash(column > 2 ? [14, 8] : [])
        const xs = curve.map(([steps]) => across(steps))
        line(
          pen,
          xs,
          curve.map((values) => (Number.isFinite(values[column]) ? up(Math.max(values[column], 1e-9)) : NaN)),
        )
      }
      pen.restore()
    }

    // In numbers, and in words.
    const counted = ({ layers, gradients }, row) => {
      const length = gradients[row]
      const layer = layers[row]
      return [
        layer && percent(layer.dead),
        layer && percent(layer.saturated),
        layer && short(layer.spread),
        short(length),
      ]
    }
    const scored = ({ loss, test, right }) =>
      Number.isFinite(loss)
        ? `loss ${short(loss)}, test ${short(test)}${flat() ? `, ${percent(right)} right` : ""}`
        : "diverged: its numbers have grown beyond all bounds"
    const set = (place, words) => {
      if (place.textContent !== words) place.textContent = words
    }
    const reading = () => {
      place.dataset.steps = at
      set(count, `step ${at}`)
      for (const { rows, seen, score, canvas, title } of shown) {
        set(score, scored(seen))
        rows.forEach(({ cells }, row) => {
          counted(seen, row).forEach((words, column) => set(cells[column], words ?? ""))
          const share = (Math.log10(seen.gradients[row]) + 6) / 7
          cells.at(-1).style.setProperty("--share", `${100 * Math.max(0, Math.min(1, share || 0))}%`)
        })
        const what = flat() ? "the plane by class" : "the fitted curve"
        canvas.setAttribute("aria-label", `${title} after ${at} steps: ${what}; ${scored(seen)}`)
      }
      losses.setAttribute(
        "aria-label",
        `losses over ${at} steps; ${shown.map(({ title, seen }) => `${title}: ${scored(seen)}`).join("; ")}`,
      )
    }
    const spell = () =>
      `After ${at} steps. ${shown
        .map(({ title, seen }) => {
          const each = (of) => seen.layers.map(of).join(", ")
          return `${title}: ${scored(seen)}; by layer dead ${each(({ dead }) => percent(dead))}; spread ${each(({ spread }) => short(spread))}; gradient ${seen.gradients.map(short).join(", ")}`
        })
        .join(". ")}.`

    const draw = (now) => {
      if (!shown?.every(({ seen }) => seen)) return // another choice was made meanwhile
      if (now - told > OFTEN || !running) {
        told = now
        reading()
        chart()
        if (!running) say(spell())
        else if (now - spoken > EVERY) {
          spoken = now
          status.textContent = spell()
        }
      }
      go()
    }

    paint()
    const arrive = async () => {
      state = await asked()
      begin()
      await lay()
      if (status.isConnected) return
      place.classList.add("begun") // all at once, so that nothing moves
      place.replaceChildren(ready, caption, transport, networks, losses, key, controls, status)
      requestAnimationFrame(draw)
    }
    const key = element(
      "p",
      { class: "key" },
      "Loss, on a logarithmic scale: thick on what it trains on, thin on other examples; dashed the second network.",
    )
    const ready = element("ul", { class: "ready" }, ...links.map((link) => element("li", {}, link)))
    addEventListener("hashchange", arrive)
    addEventListener("resize", () => requestAnimationFrame(draw))
    arrive()
  }
}
