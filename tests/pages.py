"""What tests ask of a page of the built site in a browser."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 1000}}
SCHEMES = {"light": "default", "dark": "slate"}
COLOUR = ("color-contrast", "link-in-text-block")  # axe's rules about colour, as far as they are on
PHONE = {"has_touch": True, "is_mobile": True}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
SETTLED = """async () => {
    const frame = () => new Promise(requestAnimationFrame)
    await document.fonts.ready
    await frame()
    await frame()
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
}"""


def show(tab, size, scheme="light"):
    """Gives an open page a width and a scheme, as a reader does: by the window, by the switch."""
    if tab.viewport_size != SIZES[size]:
        tab.set_viewport_size(SIZES[size])
    body = tab.locator("body")
    if body.get_attribute("data-md-color-scheme") != SCHEMES[scheme]:
        tab.locator("label[for^=__palette]:not([hidden])").click()
        assert body.get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    tab.evaluate(SETTLED)


def pressed(tab, place, by):
    """Presses a place as a reader does with a mouse, a finger or a key."""
    if by == "key":
        place.focus()
        place.press("Enter")
    else:
        (place.tap if by == "finger" else place.click)()


def copied(tab, words):
    tab.locator(".md-dialog--active", has_text=words).wait_for()
    return tab.evaluate("navigator.clipboard.readText()")


def begin(tab):
    """Brings near what a script makes move, an explorer or a table that sorts, and waits for it."""
    for place in tab.locator("[data-scripts]").all():
        place.scroll_into_view_if_needed()
        place.locator("button").first.wait_for()
    tab.evaluate(SETTLED)


def faults(tab, scope=None, rules=()):
    """What axe finds by its rules, or by some, on the page or in a scope (a context of axe's)."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    return tab.evaluate(
        """async ([scope, rules]) => {
        const options = { resultTypes: ["violations"], ...(rules.length && { runOnly: rules }) }
        const { violations } = await axe.run(scope ?? document, options)
        const targets = (nodes) => nodes.slice(0, 3).map(({ target }) => target)
        return violations.map(({ id, nodes }) => [id, nodes[0].failureSummary, targets(nodes)])
        }""",
        [scope, list(rules)],
    )


STILL = {"include": [["[data-scripts]"], [":has(+ [data-scripts])"]]}
OTHERWISE = {"include": [["html"], ["[data-otherwise]"]], "exclude": [["article"]]}
LOOKS = """(scheme) => {
    const all = [...document.querySelectorAll("article, article *")]
    const looks = all.map((e) => {
        const style = getComputedStyle(e)
        const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = style
        const text = [color, opacity, fontSize, fontWeight, style.textShadow, style.textDecoration]
        return [e.checkVisibility(), backgroundColor, backgroundImage, ...text].join()
    })
    const before = (window.axeLooks ??= {})[scheme] ?? []
    all.forEach((e, i) => e.toggleAttribute("data-otherwise", looks[i] !== before[i]))
    window.axeLooks[scheme] = looks
}"""


FORMULAS = """(whole) => {
    const parts = (window.axeParts ??= new Map())
    parts.forEach((own, math) => math.replaceChildren(...own))
    parts.clear()
    if (whole) return
    const colours = (e) => {
        const { color, backgroundColor, backgroundImage, opacity } = getComputedStyle(e)
        return [color, backgroundColor, backgroundImage, opacity].join()
    }
    for (const math of document.querySelectorAll("math")) {
        const { backgroundColor, fontSize } = getComputedStyle(math)
        const alike = [...math.querySelectorAll("*")].every((e) => colours(e) === colours(math))
        if (!alike || backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(fontSize) >= 18) continue
        const one = document.createElementNS(math.namespaceURI, "mtext")
        one.textContent = math.textContent
        parts.set(math, [...math.childNodes])
        math.replaceChildren(one)
    }
}"""  # axe takes less contrast for text of 18 px and more, of which a formula's parts may be less


def formulas(tab, whole):
    """Shows formulas whole, or one part for those of one colour."""
    tab.evaluate(FORMULAS, whole)
    tab.evaluate(SETTLED)


def faults_everywhere(tab):
    """What axe finds on both widths and in both schemes, by setting; and before what moves begins.

    A rule that is not about colour sees names, roles, sizes and order. They may differ between the
    widths, so each width is asked for all. They do not differ between the schemes, which exchange
    colours alone, but for the switch between them, whose labels take turns: on the two widths it is
    not the same one. What is about colour is asked in all four settings; of an article, on the
    second width, of the elements that look otherwise there than on the first. Before an explorer or
    a table moves, the page is the same but for that place and the still graph before it. Formulas,
    most of a page's elements, are asked whole once; then one part stands for those of one colour.
    """
    found = {}
    formulas(tab, False)
    if tab.locator("[data-scripts]:not(:has(button))").count():
        found["still"] = faults(tab, STILL)
    begin(tab)
    for size, scheme, rules in (
        ("phone", "light", ()),
        ("desktop", "light", COLOUR),
        ("desktop", "dark", ()),
        ("phone", "dark", COLOUR),
    ):
        formulas(tab, True)  # by which the page tells what scrolls on this width
        show(tab, size, scheme)
        formulas(tab, False)
        tab.evaluate(LOOKS, scheme)
        formulas(tab, (size, scheme) == ("phone", "light"))
        found[f"{size}, {scheme}"] = faults(tab, OTHERWISE if rules else None, rules)
    formulas(tab, True)
    return {setting: broken for setting, broken in found.items() if broken}
