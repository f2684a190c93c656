"""The door and the turns of this server, and what the log says about them."""

import asyncio
import logging

from dashboard.web.door import Door
from dashboard.web.limits import Limits, raise_descriptors
from dashboard.web.turns import Turns

LOG = logging.getLogger("befundatlas")
ASKED = Limits.read()
LIMITS = ASKED.within(raise_descriptors())
if LIMITS.sessions < ASKED.sessions:
    LOG.warning("the system allows so few open files that there is room for %d readers at once", LIMITS.sessions)
TURNS = Turns(LIMITS.runs)
CROWD = 8
"""So many may wait for their first page before nobody else is let in."""
DOOR = Door(LIMITS, is_busy=lambda: TURNS.newcomers >= CROWD)


async def tell(door: Door, turns: Turns, every: float = 60.0) -> None:
    """Log once a minute how many waited; nothing while nobody does."""
    while True:
        await asyncio.sleep(every)
        (at_the_door, sent_away), runs = door.counts(), turns.waits()
        if at_the_door or sent_away or runs:
            LOG.warning(
                "last minute: %d waited to be let in (longest %.1f s), %d were asked to come back; "
                "%d waited over a second for a page (longest %.1f s); %d are in",
                len(at_the_door),
                max(at_the_door, default=0),
                sent_away,
                len(runs),
                max(runs, default=0),
                door.inside,
            )
