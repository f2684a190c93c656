"""The formats an export may have, one module each; the first reader that recognises a file reads it."""

from publish.imports.formats import refi_codebook, refi_project
from publish.imports.opening import Reader

READERS: dict[str, Reader] = {
    refi_project.NAME: refi_project.RefiProject(),
    refi_codebook.NAME: refi_codebook.RefiCodebook(),
}
"""By the name the guide lists it under; in the order in which they are asked."""
