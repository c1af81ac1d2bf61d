"""Templates, compiled once: else each build compiles the theme's anew, and each notebook those of
nbconvert."""

from contextlib import contextmanager
from unittest.mock import patch

from jinja2 import FileSystemBytecodeCache
from nbconvert.exporters.templateexporter import TemplateExporter

from project.paths import CACHE

HOME = CACHE / "templates"


class Compiled(FileSystemBytecodeCache):
    def get_cache_key(self, name, filename=None):
        """A path need not be UTF-8, as where a folder's name was read under another locale."""
        return super().get_cache_key(name, ascii(filename))


def compiled():
    HOME.mkdir(parents=True, exist_ok=True)
    return Compiled(str(HOME))


@contextmanager
def kept():
    """Within it, nbconvert's templates too: it makes an environment of its own for each notebook,
    and has no setting for that."""
    create = TemplateExporter._create_environment

    def remembering(exporter):
        environment = create(exporter)
        environment.bytecode_cache = compiled()
        return environment

    with patch.object(TemplateExporter, "_create_environment", remembering):
        yield
