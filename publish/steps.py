"""How long work says how far it is: to a listener handed down to it, by whoever wants to know."""

from typing import Literal, Protocol

Step = Literal["export", "places", "read", "check", "count", "attack", "merge", "write"]


class Listener(Protocol):
    """Is told which step work is at, how much of it is done, and of how much (0: nobody knows)."""

    def __call__(self, step: Step, done: int = 0, of: int = 0, what: str = "") -> None:
        """Hear of a step; `what`: the file that is read (its bytes are counted), the round of an attack (its cells)."""


def unheard(step: Step, done: int = 0, of: int = 0, what: str = "") -> None:
    """Hear nothing: where nobody waits."""
