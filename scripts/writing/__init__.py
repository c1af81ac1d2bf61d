"""Facts and records, written as Markdown."""
