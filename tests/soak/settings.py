"""How much, how long, how strict: read from the environment, so that the same probe serves a look and a night."""

import os

SCALE = float(os.environ.get("BEFUNDATLAS_SOAK_SCALE", "1"))
"""1: 20,000 addresses and 2,000 runs; 0.05 for a look."""

SEED = int(os.environ.get("BEFUNDATLAS_SOAK_SEED", "20261124"))
"""Another seed, other payloads; the same one, the same bytes."""

REST = float(os.environ.get("BEFUNDATLAS_SOAK_REST", "600"))
"""Seconds of rest before memory is compared."""

SLOW = float(os.environ.get("BEFUNDATLAS_SOAK_SLOW", "5"))
"""Seconds after which an answer counts as hanging; exports, which wait in their turn, get six times that."""

BUSY = float(os.environ.get("BEFUNDATLAS_SOAK_BUSY", "1"))
"""All other times are multiplied by this: 3 on a machine that others use."""

REPORTS = os.environ.get("BEFUNDATLAS_SOAK_REPORTS", "")
"""A folder for the reports, beside the console."""

MEMORY = 100
"""Megabytes above what was there before that may stay after the rest."""

LOG = 4.0
"""Megabytes a server may log while it is probed."""


def scaled(number: int, least: int = 1) -> int:
    """Return a count as it is scaled."""
    return max(least, round(number * SCALE))
