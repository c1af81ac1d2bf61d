"use strict"
// The worker of the page Train: neither a step nor a picture is made on the page's own thread. It is told { turn, settings, canvases } to begin,
// { turn, steps } to go on, and answers each with what is measured of every network; { colours } when they change.
const guide = { functions: {}, tie: (difference) => difference } // a unit exactly at a kink is; one that is near is not
importScripts("erf.js", "../../generated/training.js", "network.js")
{
  const { family, plane, window: WINDOW } = guide.training
  const ACROSS = { plane: 56, line: 200 } // points of a surface along each axis
  const REACH = [-2.2, 2.2] // values that a line is drawn between
  let [networks, pens] = [[], []]
  let flat, side, colours, shades, points

  const X = (x) => ((x - WINDOW[0]) / (WINDOW[1] - WINDOW[0])) * side
  const Y = (y, [low, high] = flat ? WINDOW : REACH) => (1 - (y - low) / (high - low)) * side

  // 256 shades, from the one class over the page's colour to the other.
  const paint = (given) => {
    colours = given
    points = undefined
    const [paper, one, zero] = ["paper", "1", "2"].map((name) =>
      [1, 3, 5].map((from) => parseInt(colours[name].slice(from, from + 2), 16)),
    )
    shades = Array.from({ length: 256 }, (_, shade) => {
      const share = (0.75 * Math.abs(2 * shade - 255)) / 255
      return paper.map((value, part) => value + share * ((shade > 127 ? one : zero)[part] - value))
    })
  }
  const line = (pen, xs, ys) => {
    pen.beginPath()
    xs.forEach((x, at) => Number.isFinite(ys[at]) && pen.lineTo(x, ys[at]))
    pen.stroke()
  }
  // The examples, drawn once; the classes are told apart by shape as well.
  const scatter = ({ x, y }) => {
    const made = new OffscreenCanvas(side, side)
    const pen = made.getContext("2d")
    pen.lineWidth = 1.5
    pen.strokeStyle = colours.paper
    y.forEach((value, row) => {
      const [left, up] = flat ? [X(x[2 * row]), Y(x[2 * row + 1])] : [X(x[row]), Y(value)]
      pen.fillStyle = flat ? colours[value ? 1 : 2] : colours.muted
      pen.beginPath()
      if (flat && !value) {
        pen.moveTo(left, up - 6.5)
        pen.lineTo(left + 6, up + 4.5)
        pen.lineTo(left - 6, up + 4.5)
        pen.closePath()
      } else pen.arc(left, up, flat ? 5.5 : 3, 0, 7)
      pen.fill()
      if (flat) pen.stroke()
    })
    return made
  }
  const small = new OffscreenCanvas(ACROSS.plane, ACROSS.plane)
  const smallPen = small.getContext("2d")
  const image = new ImageData(ACROSS.plane, ACROSS.plane)
  const picture = ({ surface, data }, index) => {
    const pen = pens[index]
    points ??= scatter(data)
    pen.clearRect(0, 0, side, side)
    if (flat) {
      const across = ACROSS.plane
      surface(across).forEach((share, place) => {
        const to = 4 * (place + (across - 1 - 2 * Math.floor(place / across)) * across) // the first row stands below
        const shade = shades[Math.round(255 * share) || 0]
        for (let part = 0; part < 3; part++) image.data[to + part] = shade[part]
        image.data[to + 3] = 255
      })
      smallPen.putImageData(image, 0, 0)
      pen.drawImage(small, 0, 0, side, side)
      return pen.drawImage(points, 0, 0)
    }
    pen.strokeStyle = colours.grid
    pen.lineWidth = 1.5
    for (const unit of [-2, -1, 0, 1, 2]) {
      line(pen, [X(unit), X(unit)], [0, side])
      line(pen, [0, side], [Y(unit), Y(unit)])
    }
    pen.drawImage(points, 0, 0)
    pen.strokeStyle = colours[index + 1]
    pen.lineWidth = 4
    const ys = [...surface(ACROSS.line)]
    line(
      pen,
      ys.map((_, place) => (place * side) / (ys.length - 1)),
      ys.map((y) => Math.max(-side, Math.min(2 * side, Y(y)))),
    )
  }

  addEventListener("message", ({ data: told }) => {
    const { turn, settings, canvases, steps, unseen } = told
    if (told.colours) paint(told.colours)
    if (settings) {
      const stems = settings.flatMap(({ activation }) => activation.split(";").map((one) => one.split(",")[0]))
      for (const stem of new Set(stems))
        if (!guide.functions[`${family}/${stem}`]) importScripts(`../../generated/${family}/${stem}/explorer.js`)
      networks = settings.map(guide.network)
      flat = plane.includes(settings[0].data)
      side = canvases[0].width
      pens = canvases.map((canvas) => canvas.getContext("2d"))
    }
    for (const { step } of networks) for (let done = 0; done < steps; done++) step()
    if (!unseen) networks.forEach(picture)
    if (steps !== undefined) postMessage({ turn, seen: networks.map(({ measure }) => measure()) })
  })
}
