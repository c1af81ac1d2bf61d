"""What is known as data, published at the addresses of the pages that it is about."""

from mkdocs.structure.files import File

from project.paths import GENERATED


def files(config):
    """The generated JSON as files of MkDocs: that of an entry beside its page."""
    return [
        File.generated(config, file.relative_to(GENERATED).as_posix(), abs_src_path=str(file))
        for file in sorted(GENERATED.rglob("*.json"))
    ]
