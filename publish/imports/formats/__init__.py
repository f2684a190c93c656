"""The formats an export may have, one module each; the first reader that recognises a file reads it."""

from publish.imports.opening import Reader

READERS: dict[str, Reader] = {}
"""By the name the guide lists it under; in the order in which they are asked."""
