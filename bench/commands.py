"""Commands of the bench: run, timed, and what they said if they fail."""

import os
import subprocess
import sys
import time


def say(text):
    print(text, file=sys.stderr, flush=True)


def call(command, **options):
    """Standard output of a command; ends the bench with what it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(
            f"bench: {' '.join(map(str, command))} failed:\n{(done.stdout + done.stderr)[-3000:]}"
        )
    return done.stdout


def timed(command, root, **variables):
    """The seconds that a command takes in a folder."""
    began = time.perf_counter()
    call(command, cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | variables)
    seconds = time.perf_counter() - began
    say(f"  {root.name}: {seconds:.2f} s, {' '.join(map(str, command))[:90]}")
    return seconds
