"""How much one server takes on, as whoever runs it has set it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import texts


@dataclass(frozen=True)
class Limits:
    """Readers at once, from one address, new ones a second, and pages built at the same time."""

    sessions: int = 2000
    per_address: int = 500
    new_per_second: int = 25
    runs: int = 2

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> "Limits":
        """Read the settings; one that is no number above 0 ends the program with a sentence and status 2."""
        read = {}
        for field, name in SETTINGS.items():
            value = settings.get(name, "")
            if not value:
                continue
            if not (value.isascii() and value.isdigit() and 0 < int(value[:10]) < 10**9):
                for words in texts.LANGUAGES.values():
                    print(words.bad_setting.format(name, value[:40]), file=sys.stderr)
                sys.exit(2)
            read[field] = int(value)
        return cls(**read)


SETTINGS = {
    "sessions": "BEFUNDATLAS_SESSIONS",
    "per_address": "BEFUNDATLAS_SESSIONS_PER_ADDRESS",
    "new_per_second": "BEFUNDATLAS_NEW_PER_SECOND",
    "runs": "BEFUNDATLAS_RUNS",
}
