"""Pages converted side by side where many have to be, as in a clone: one after the other they take
most of a build's time."""

import os
import subprocess
import sys
import tempfile

FEW = 5  # pages, as an edit changes, are sooner converted one after the other
SHARE = "GUIDE_CONVERTS"  # the sources that a process begun here converts, one a line


class Ahead:
    """The pages of a build. config: of MkDocs. uris: of their sources, in the order in which it
    renders them."""

    def __init__(self, config, uris):
        self.config, self.uris, self.missed = config, list(uris), 0

    def miss(self, uri):
        """Told of each page that is to be converted; with the last of a few, each core is given a
        share of those behind it, as none of them will be remembered either.

        What another process converts is remembered, and found here; what it cannot is done again
        here, and told.
        """
        self.missed += 1
        cores = os.cpu_count() or 1
        if self.missed != FEW or SHARE in os.environ or cores == 1:
            return
        rest = self.uris[self.uris.index(uri) + 1 :]
        rest.sort(key=lambda uri: uri.endswith(".md"))  # notebooks first, which take longer
        with tempfile.TemporaryDirectory() as site:
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
            command += ["--config-file", self.config.config_file_path]
            shares = filter(None, (rest[core::cores] for core in range(cores)))
            begun = [self._begin(command, share) for share in shares]
            for process in begun:
                process.wait()

    def _begin(self, command, share):
        given = os.environ | {"GUIDE_BUILT": "1", SHARE: "\n".join(share)}
        return subprocess.Popen(
            command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def share():
    """The sources that this process is to convert, and nothing else; none for all."""
    return os.environ.get(SHARE, "").splitlines()
