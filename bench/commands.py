"""Commands of the bench: run, timed, and what they said if they fail."""

import os
import subprocess
import sys
import time


def say(text):
    print(text, file=sys.stderr, flush=True)


def call(command, may_fail=False, **options):
    """Standard output of a command; ends the bench with what it said if it fails, unless it may."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", **options)
    if done.returncode:
        said = f"{' '.join(map(str, command))} failed:\n{(done.stdout + done.stderr)[-3000:]}"
        if not may_fail:
            sys.exit(f"bench: {said}")
        say(said)
    return done.stdout


def timed(command, root, may_fail=False, **variables):
    """The seconds that a command takes in a folder."""
    began = time.perf_counter()
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    call(command, may_fail, cwd=root, env=os.environ | quiet | variables)
    seconds = time.perf_counter() - began
    say(f"  {root.name}: {seconds:.2f} s, {' '.join(map(str, command))[:90]}")
    return seconds
