// What JavaScript's Math lacks: erf, by its series of terms of one sign (Abramowitz and Stegun, 7.1.6). Beyond 6 it is 1 in double precision.
guide.erf = (x) => {
  if (Math.abs(x) > 6) return Math.sign(x)
  let [sum, term] = [0, x]
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    sum += term
    term *= (2 * x * x) / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}
