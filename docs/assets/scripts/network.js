"use strict"
// The arithmetic of the page Train: chance, data, and a network that trains. It is that of scripts/catalog/training.py, name by name, and
// a test holds the two together. The activations are not written here: they are the generated ones of the explorers, in guide.functions.
{
  const { family: FAMILY, count: COUNT, window: WINDOW, far: FAR, flat: FLAT, cut: CUT, plane: PLANE } = guide.training
  const [TRAIN, TEST, BATCHES, WEIGHTS] = guide.training.streams

  // The generator mulberry32, one stream for each use of a seed.
  const chance = (seed, stream) => {
    let state = (Math.imul(seed, 0x9e3779b1) + Math.imul(stream, 0x85ebca77)) | 0
    const uniform = () => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), state | 1)
      t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296
    }
    const normal = () => {
      const size = Math.sqrt(-2 * Math.log(1 - uniform()))
      return size * Math.cos(2 * Math.PI * uniform())
    }
    const cutNormal = () => {
      let drawn
      do drawn = normal()
      while (Math.abs(drawn) > 2)
      return drawn
    }
    const order = (length) => {
      const places = Array.from({ length }, (_, place) => place)
      for (let last = length - 1; last > 0; last--) {
        const other = Math.floor(uniform() * (last + 1))
        ;[places[last], places[other]] = [places[other], places[last]]
      }
      return places
    }
    return { uniform, normal, cutNormal, order }
  }

  const target = (data, x) => (data === "sine" ? Math.sin(2 * x) : data === "step" ? (x < 0 ? -1 : 1) : (x * x) / 2 - 1)

  // An example without noise: its inputs, and its class or value.
  const point = (data, index, { uniform, normal }) => {
    const one = index % 2
    if (data === "circle") {
      const size = one ? uniform() : 1.4 + 0.6 * uniform()
      const angle = 2 * Math.PI * uniform()
      return [[size * Math.cos(angle), size * Math.sin(angle)], one]
    }
    if (data === "xor") {
      const pair = [0, 0].map(() => 3.6 * uniform() - 1.8).map((x) => (x < 0 ? x - 0.15 : x + 0.15))
      return [pair, Number(pair[0] < 0 === pair[1] < 0)]
    }
    if (data === "clusters") return [[0, 0].map(() => (one ? 1 : -1) + 0.4 * normal()), one]
    if (data === "spiral") {
      const share = index / COUNT
      const angle = 3.5 * Math.PI * share + Math.PI * one
      const size = 0.1 + 2 * share
      return [[size * Math.sin(angle), size * Math.cos(angle)], one]
    }
    const x = 4 * uniform() - 2
    return [[x], target(data, x)]
  }
  const examples = ({ data, noise, seed }, stream) => {
    const drawn = chance(seed, stream)
    const found = Array.from({ length: COUNT }, (_, index) => {
      const [x, y] = point(data, index, drawn)
      return PLANE.includes(data)
        ? [x.map((value) => value + noise * drawn.normal()), y]
        : [x, y + noise * drawn.normal()]
    })
    return { x: Float64Array.from(found.flatMap(([x]) => x)), y: Float64Array.from(found, ([, y]) => y) }
  }

  const NAMED = { None: null, True: true, False: false }
  const value = (text) => (text in NAMED ? NAMED[text] : Number(text))
  // Of each hidden layer the generated function, and the values of its parameters.
  const functions = ({ activation, layers }) => {
    const named = activation.split(";")
    return Array.from({ length: layers }, (_, layer) => {
      const [stem, ...given] = named[Math.min(layer, named.length - 1)].split(",")
      const of = guide.functions[`${FAMILY}/${stem}`]
      const set = Object.fromEntries(given.map((part) => part.split(":")))
      return { of, values: of.parameters.map((one) => (one.name in set ? value(set[one.name]) : one.value)) }
    })
  }

  // Kernels at the start, row by row, those of Keras's initializers times the gain; biases are 0.
  const parts = ({ data, seed, layers, units, start, gain }) => {
    const sizes = [PLANE.includes(data) ? 2 : 1, ...Array(layers).fill(units), 1]
    const [family, law] = start.split("_")
    return sizes.slice(1).map((into, layer) => {
      const from = sizes[layer]
      const drawn = chance(seed, WEIGHTS + layer)
      const variance = { glorot: 2 / (from + into), he: 2 / from, lecun: 1 / from }[family]
      const limit = gain * Math.sqrt(3 * variance)
      const scale = (gain * Math.sqrt(variance)) / CUT
      const draw = () => (law === "uniform" ? limit * (2 * drawn.uniform() - 1) : scale * drawn.cutNormal())
      const kernel = new Float64Array(from * into)
      for (let at = 0; at < kernel.length; at++) kernel[at] = draw()
      return { from, into, values: [kernel, new Float64Array(into)] }
    })
  }

  // Up to where on the left, and from where on the right, the slope stays below FLAT.
  const tails = ({ of, values }) => {
    const flat = (x) => Math.abs(of.gradient(x, values)) < FLAT
    const reach = (side) => {
      let x = side * FAR
      while (Math.abs(x) <= FAR && flat(x)) x -= side / 32
      return Math.abs(x) === FAR && !flat(x) ? side * Infinity : x + side / 32
    }
    return [reach(-1), reach(1)]
  }

  const network = (setting) => {
    const { data, batch, optimizer, rate } = setting
    const plane = PLANE.includes(data)
    const hidden = functions(setting)
    const layers = parts(setting)
    const [train, test] = [TRAIN, TEST].map((stream) => examples(setting, stream))
    const room = (width) => new Float64Array(COUNT * width)
    for (const layer of layers) {
      Object.assign(layer, { out: room(layer.into), z: room(layer.into), slope: room(layer.into) })
      Object.assign(layer, { back: room(layer.into) })
      for (const name of ["found", "first", "second"])
        layer[name] = layer.values.map(({ length }) => new Float64Array(length))
    }
    const last = layers.at(-1)
    const drawn = chance(setting.seed, BATCHES)
    const chosen = { x: new Float64Array(batch * layers[0].from), y: new Float64Array(batch) }
    let order = []
    let steps = 0

    // The outputs for as many rows of x; what each layer computed stays in it.
    const forward = (x, rows) => {
      let input = x
      layers.forEach(({ from, into, values: [kernel, bias], z, out }, layer) => {
        const { of, values } = hidden[layer] ?? {}
        for (let row = 0; row < rows; row++)
          for (let to = 0; to < into; to++) {
            let sum = 0
            for (let at = 0; at < from; at++) sum += input[row * from + at] * kernel[at * into + to]
            const place = row * into + to
            z[place] = sum + bias[to]
            out[place] = of ? of.f(z[place], values) : z[place]
          }
        input = out
      })
      return last.out
    }

    const loss = (out, y) => {
      let sum = 0
      for (let row = 0; row < y.length; row++)
        sum += plane
          ? Math.max(out[row], 0) - out[row] * y[row] + Math.log1p(Math.exp(-Math.abs(out[row])))
          : (out[row] - y[row]) ** 2
      return sum / y.length
    }

    // The loss's gradients by the values, in `found`; and the slopes of each hidden layer's units.
    const gradients = ({ x, y }) => {
      const rows = y.length
      const out = forward(x, rows)
      for (let row = 0; row < rows; row++)
        last.back[row] = (plane ? 1 / (1 + Math.exp(-out[row])) - y[row] : 2 * (out[row] - y[row])) / rows
      for (let number = layers.length - 1; number >= 0; number--) {
        const { from, into, values, back, found } = layers[number]
        const below = layers[number - 1]
        const input = below?.out ?? x
        found[0].fill(0)
        found[1].fill(0)
        for (let row = 0; row < rows; row++)
          for (let to = 0; to < into; to++) {
            const error = back[row * into + to]
            found[1][to] += error
            for (let at = 0; at < from; at++) found[0][at * into + to] += input[row * from + at] * error
          }
        if (!below) break
        const { of, values: given } = hidden[number - 1]
        for (let row = 0; row < rows; row++)
          for (let at = 0; at < from; at++) {
            const place = row * from + at
            let sum = 0
            for (let to = 0; to < into; to++) sum += back[row * into + to] * values[0][at * into + to]
            below.slope[place] = of.gradient(below.z[place], given)
            below.back[place] = sum * below.slope[place]
          }
      }
    }

    const step = () => {
      if (order.length < batch) order = drawn.order(COUNT)
      order.splice(0, batch).forEach((example, row) => {
        const width = layers[0].from
        for (let at = 0; at < width; at++) chosen.x[row * width + at] = train.x[example * width + at]
        chosen.y[row] = train.y[example]
      })
      gradients(chosen)
      steps++
      const size = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps)
      for (const { values, found, first, second } of layers)
        values.forEach((numbers, sort) => {
          const [gradient, m, v] = [found[sort], first[sort], second[sort]]
          for (let at = 0; at < numbers.length; at++)
            if (optimizer === "sgd") numbers[at] -= rate * gradient[at]
            else if (optimizer === "momentum") {
              m[at] = m[at] * 0.9 - rate * gradient[at]
              numbers[at] += m[at]
            } else {
              m[at] += (gradient[at] - m[at]) * (1 - 0.9)
              v[at] += (gradient[at] ** 2 - v[at]) * (1 - 0.999)
              numbers[at] -= (m[at] * size) / (Math.sqrt(v[at]) + 1e-7)
            }
        })
    }

    const share = (numbers, meets) => numbers.reduce((sum, number, at) => sum + meets(number, at), 0) / numbers.length
    const ends = hidden.map(tails)
    // What the page shows, all of it over the whole training data but for `test`.
    const measure = () => {
      const tested = loss(forward(test.x, COUNT), test.y)
      gradients(train)
      return {
        steps,
        loss: loss(last.out, train.y),
        test: tested,
        right: share(train.y, (y, row) => last.out[row] > 0 === y > 0.5),
        layers: hidden.map((_, layer) => {
          const { into, out, z, slope } = layers[layer]
          const [left, right] = ends[layer]
          const mean = share(out, (number) => number)
          const alive = Array(into).fill(0)
          slope.forEach((number, place) => {
            if (number !== 0) alive[place % into] = 1
          })
          return {
            dead: share(alive, (lives) => 1 - lives),
            saturated: share(z, (number) => number <= left || number >= right),
            mean,
            spread: Math.sqrt(share(out, (number) => (number - mean) ** 2)),
          }
        }),
        gradients: layers.map(({ found: [kernel] }) => Math.sqrt(kernel.reduce((sum, number) => sum + number ** 2, 0))),
      }
    }

    // What it gives over the window: of a plane the probabilities, rows from below; of a line the values.
    const surface = (across) => {
      const at = (place) => WINDOW[0] + ((WINDOW[1] - WINDOW[0]) * place) / (across - 1)
      const given = new Float32Array(plane ? across ** 2 : across)
      const x = new Float64Array(across * layers[0].from)
      for (let row = 0; row < given.length / across; row++) {
        for (let place = 0; place < across; place++)
          if (plane) {
            x[2 * place] = at(place)
            x[2 * place + 1] = at(row)
          } else x[place] = at(place)
        const out = forward(x, across)
        for (let place = 0; place < across; place++)
          given[row * across + place] = plane ? 1 / (1 + Math.exp(-out[place])) : out[place]
      }
      return given
    }

    return { step, measure, surface, layers, data: train }
  }

  Object.assign(guide, { network })
}
