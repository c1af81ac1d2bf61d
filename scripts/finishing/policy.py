"""The Content-Security-Policy of a page, and what of an author's it would block."""

import base64
import hashlib
import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from project.problems import Problem
from project.sources import read

SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
FETCHES = ("src", "srcset", "poster", "data", "background", "xlink:href")  # attributes
LINKS = ("image", "use", "feimage")  # elements whose `href` is fetched
NEVER = "applet base embed form frame link meta object style".split()  # elements
RUN = re.compile(r"\s*((?:javascript|data|vbscript):)", re.I)  # what no browser opens, or runs
LOOKS = (
    "leave it out: how a page looks stands in docs/assets/styles, scripts in docs/assets/scripts"
)
OWN = "put the file under docs/ and name that, or link what stands elsewhere"


def declare(output):
    """The page with its policy: nothing from elsewhere, and of inline scripts only those that the
    theme wrote."""
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in SCRIPT.findall(output)
    }
    rules = [
        "default-src 'self'",
        f"script-src 'self' {' '.join(sorted(hashes))}".rstrip(),
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    meta = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return re.sub(r"(<meta charset=\"utf-8\">)", rf"\1\n      {meta}", output, count=1)


def check(content, path):
    """Problems of the content of a page or a notebook: what the policy would block, each once, at
    its line. path: of the source."""
    found = dict.fromkeys(
        blocked
        for node in LexborHTMLParser(f"<body>{content}").css("body *")
        for blocked in _blocked(node.tag, node.attributes)
        if blocked
    )
    text = read(path) if found else ""
    for what, needle, remedy in found:
        yield Problem(path, _line(text, needle), f"a page may not hold {what}", remedy)


def _blocked(tag, attributes):
    """What of an element is blocked: in words, what to look for in the source, and the remedy."""
    if tag in NEVER or (tag == "script" and "src" not in attributes):
        yield f"<{tag}>", f"<{tag}", LOOKS
    for name, value in attributes.items():
        if name == "style" or name.startswith("on") or name == "srcdoc":
            yield f'{name}="{value or ""}"', f"{name}=", LOOKS
        elif name in FETCHES or (name == "href" and tag in LINKS):
            for address in _addresses(name, value or ""):
                if _elsewhere(tag, address):
                    yield f"<{tag}> from elsewhere, {address}", address, OWN
        elif name == "href" and (scheme := RUN.match(value or "")):
            yield f'{name}="{value}"', scheme[1], LOOKS


def _addresses(name, value):
    """The addresses that an attribute names: of `srcset` each, without its size."""
    parts = value.split(",") if name == "srcset" and "data:" not in value else [value]
    return [part.split()[0] if name == "srcset" else part.strip() for part in parts if part.strip()]


def _elsewhere(tag, address):
    """Whether an address is on another host, or one that no host has; an image may be its own."""
    parts = urlsplit(address)
    if tag in ("img", "image", "source") and parts.scheme == "data":
        return False
    return bool(parts.scheme or parts.netloc)


def _line(text, needle):
    """The line on which a needle stands, whatever its case and the spaces around a `=`; 1 where it
    stands in none."""
    pattern = re.escape(needle).replace("=", r"\s*=")
    found = re.search(pattern, text, re.I)
    return text.count("\n", 0, found.start()) + 1 if found else 1
