"""What is made of a text, made once: in a preview most texts are as they were."""

from functools import lru_cache

once = lru_cache(256)
