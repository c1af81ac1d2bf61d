"""YAML that says each thing once."""

import yaml


class _Loader(yaml.SafeLoader):
    """Of two lines of one name the last would count, without a word."""

    def construct_mapping(self, node, deep=False):
        known = set()
        for key, _ in node.value:
            if key.tag != "tag:yaml.org,2002:merge" and isinstance(key.value, str):
                if key.value in known:
                    said = f"`{key.value}` stands twice"
                    raise yaml.constructor.ConstructorError(None, None, said, key.start_mark)
                known.add(key.value)
        return super().construct_mapping(node, deep)


def load(text):
    """What a text of YAML says; raises yaml.YAMLError, also where a name stands twice."""
    return yaml.load(text, _Loader)
