"""Where the questions to a coded study are answered that its largest tables are needed for: here, or on a cluster."""

from collections.abc import Sequence

from publish.engines.connect import Connect
from publish.engines.engine import Engine
from publish.engines.here import Here


def at(address: str, paths: Sequence[str]) -> Engine:
    """Return the engine at an address, "" for this computer, to read these folders. Raise EngineFailed."""
    return Connect(address) if address else Here(paths)
