"""What the frameworks did, out of the record that scripts/backends.py wrote of an entry: of it
tables and data are made."""

from catalog.notation import number

FRAMEWORKS = {"jax": "JAX", "torch": "PyTorch", "tensorflow": "TensorFlow"}


def points(backends, dtype):
    """Each input of a type, with what Keras gave on every backend:
    (x, {"jax": {"x", "f", "gradient"}, ...})."""
    for rows in zip(*(backends[name][dtype] for name in FRAMEWORKS), strict=True):
        yield rows[0]["x"], dict(zip(FRAMEWORKS, rows, strict=True))


def kinks(entry, record):
    """Each of the entry's `sides`, with `gradients` there: of Keras on each backend (`keras`), and
    of the line of each framework that gives Keras's values (`own`)."""
    seen = {name: _gradients(of["float32"]) for name, of in record["backends"].items()}
    own = {name: _gradients(of["values"]) for name, of in record["elsewhere"].items()}
    for kink in entry.sides():
        x = number(kink["x"])
        gradients = {
            whose: {name: float(at[x]) for name, at in of.items()}
            for whose, of in (("keras", seen), ("own", own))
        }
        yield kink | {"gradients": gradients}


def _gradients(rows):
    """Gradients by their point as it is shown: the zeros stay two."""
    return {number(row["x"]): row["gradient"] for row in rows}
