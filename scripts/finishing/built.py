"""The built site, read once for all that finishing looks for in it."""


def pages(site):
    """The text of every page of a built site, by its file; site: its folder, resolved."""
    return {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}
