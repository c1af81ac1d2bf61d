"""The regularizers."""

from catalog.family import Family

FAMILY = Family(module="keras.regularizers", kind="scalar")
