"""Where things stand."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
DOCS = ROOT / "docs"  # what authors write
GENERATED = DOCS / "generated"  # what the build writes, and nobody else
RECORDS = ROOT / "records"  # what verification saw
CACHE = ROOT / ".cache"
