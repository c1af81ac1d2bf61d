"""The policy of a page."""

from finishing import policy


def test_policy_names_each_inline_script_by_its_hash():
    page = policy.declare('<meta charset="utf-8"><script>a()</script><script src="b.js"></script>')
    assert "script-src 'self' 'sha256-" in page and page.count("sha256-") == 1
    assert "unsafe" not in page
    assert policy.declare('<meta charset="utf-8"><script>b()</script>') != page
