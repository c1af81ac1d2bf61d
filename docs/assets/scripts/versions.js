// The selector of versions: the same page in the guide to each version of Keras, or its home where it has no such page.
{
  const root = new URL("../../", document.currentScript.src) // of the present guide; the others stand in folders of it
  guide.versions = async (place) => {
    const versions = await (await fetch(new URL("versions.json", root))).json()
    const page = location.pathname.slice(root.pathname.length).replace(/^\d+\.\d+\/|index\.html$/g, "")
    const items = versions.map(({ name, at, pages }) => {
      const [item, link] = ["li", "a"].map((tag) => document.createElement(tag))
      const here = pages.includes(page)
      link.href = new URL(at + (here ? page : ""), root)
      link.textContent = `Keras ${name}${here ? "" : ", home"}`
      if (`Keras ${name}` === place.querySelector("summary").textContent) link.setAttribute("aria-current", "page")
      item.append(link)
      return item
    })
    const list = document.createElement("ul")
    list.append(...items)
    place.querySelector("a").replaceWith(list)
  }
}
