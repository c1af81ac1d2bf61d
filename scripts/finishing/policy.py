"""The Content-Security-Policy of a page."""

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)


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
