"""Facts, drawn as pictures."""
