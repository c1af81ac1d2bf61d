// The page in place of one that does not exist: of the names it lists, up to three that are near the last part of the address.
{
  const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "")

  // How many letters are put in, left out or exchanged on the way from one word to another; two neighbours that swap are one.
  const distance = (one, other) => {
    const rows = [[...Array(other.length + 1).keys()]]
    for (let i = 1; i <= one.length; i++) {
      rows.push([i])
      for (let j = 1; j <= other.length; j++) {
        const ways = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] !== other[j - 1])]
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          ways.push(rows[i - 2][j - 2] + 1)
        rows[i].push(Math.min(...ways))
      }
    }
    return rows.at(-1).at(-1)
  }

  let address = location.pathname
  try {
    address = decodeURIComponent(address)
  } catch {} // a stray % in it stands for itself
  const asked = plain(
    address
      .replace(/(\/index)?(\.\w+)?\/*$/, "")
      .split("/")
      .at(-1),
  )
  const far = Math.ceil(asked.length / 3)
  const near = [...document.querySelectorAll(".known a")]
    .map((link) => {
      const names = [link.textContent, ...link.dataset.others.split(" ")].map(plain)
      return [Math.min(...names.map((name) => distance(asked, name))), link]
    })
    .filter(([away]) => asked && away <= far)
    .sort(([one], [other]) => one - other)
    .slice(0, 3)
  if (near.length) {
    const place = document.querySelector(".nearest")
    place.hidden = false
    near.forEach(([, link], index) => place.append(index ? " or " : "", link.cloneNode(true)))
    place.append("?")
  }
}
