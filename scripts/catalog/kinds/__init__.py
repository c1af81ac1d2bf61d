"""The kinds of entries: what each takes and gives, what may be claimed of it, how it is shown."""
