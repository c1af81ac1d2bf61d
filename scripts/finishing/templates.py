"""The theme's templates, compiled once: else each build compiles them anew."""

from jinja2 import FileSystemBytecodeCache

from project.paths import CACHE

HOME = CACHE / "templates"


class Compiled(FileSystemBytecodeCache):
    def get_cache_key(self, name, filename=None):
        """A path need not be UTF-8, as where a folder's name was read under another locale."""
        return super().get_cache_key(name, ascii(filename))


def compiled():
    HOME.mkdir(parents=True, exist_ok=True)
    return Compiled(str(HOME))
