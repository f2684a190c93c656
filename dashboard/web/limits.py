"""How much one server takes on, as whoever runs it has set it."""

import os
import sys
from dataclasses import dataclass, replace

from dashboard import settings, texts

MOST_DESCRIPTORS = 65_536
PER_READER = 6
"""A socket, Streamlit's event loop of the session (three), and two connections that fetch the page."""
RESERVED = 128 * 3 + 128
"""What Streamlit keeps of 128 readers who have left, and what the server itself has open."""


@dataclass(frozen=True)
class Limits:
    """Readers at once, from one address, new ones a second, pages built at the same time, and who may wait."""

    sessions: int = 2000
    per_address: int = 500
    new_per_second: int = 25
    runs: int = 2
    waiting: int = 1000

    @classmethod
    def read(cls) -> "Limits":
        """Read the settings; one that is no number above 0 ends the program with a sentence and status 2."""
        read = {}
        for field, value in settings.limits().items():
            if not (value.isascii() and value.isdigit() and 0 < int(value[:10]) < 10**9):
                for words in texts.LANGUAGES.values():
                    print(words.bad_setting.format(settings.LIMITS[field], value[:40]), file=sys.stderr)
                sys.exit(2)
            read[field] = int(value)
        return cls(**read)

    def within(self, descriptors: int | None) -> "Limits":
        """Return the limits that so many files and sockets leave room for."""
        if descriptors is None:
            return self
        waiting = min(self.waiting, descriptors // 8)
        room = (descriptors - waiting - RESERVED) // PER_READER
        return replace(self, waiting=waiting, sessions=max(1, min(self.sessions, room)))


def raise_descriptors() -> int | None:
    """Let this process open as many files and sockets as the system allows; return how many, None where nothing counts.

    A reader takes four. Where they run out the server can neither answer nor say so.
    """
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ValueError, OSError):
        return soft
    return wanted


def has_room() -> bool:
    """Say whether the files and sockets of one more reader can be opened now, whoever holds the others."""
    held: list[int] = []
    try:
        while len(held) < PER_READER:
            held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    finally:
        for descriptor in held:
            os.close(descriptor)
    return True
