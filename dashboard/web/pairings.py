"""Which phones step through which talk. It lives in memory alone, on the event loop, and nothing of it is logged."""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_TALKS = 100
MOST_EACH = 20
"""So many talks may come from one address; behind a proxy a whole house may share one."""
MOST_REMOTES = 2
MOST_WAITING = 4
"""So many questions of one remote may wait at once; those of a phone that lost its network end by themselves."""
MOST_STEPS = 8
"""So many steps of a talk may wait to be heard."""
CODE_LASTS = 600.0
IDLE = 3 * 3600.0
"""Seconds after which a talk whose speaker window was not heard of ends."""
GRACE = 3.0
"""Seconds a speaker window may take between two questions."""
WRONG_EACH, WRONG_ALL, WRONG_PAUSE = 5, 50, 60.0
"""Wrong codes of one address, and of all together, in so many seconds: a wrong code does not say whose it should be."""
MOST_ADDRESSES = 1000


class Refused(Exception):
    """Why something was not done: the status of the answer and which words say so."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


WRONG, WAIT, FULL = (404, "remote_wrong"), (429, "remote_wait"), (409, "remote_full")
CROWDED, GONE, NOBODY = (503, "remote_crowded"), (410, "remote_gone"), (409, "remote_nobody")
SILENT, ELSEWHERE, STRANGE = (504, "remote_silent"), (409, "remote_elsewhere"), (400, "remote_strange")
HURRIED = (429, "remote_silent")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a talk is: the screen that is shown, of how many, and whether it is black. Nothing else is told of it."""

    at: int = 1
    all: int = 1
    black: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What a phone asks for; `at` is the number of a screen, 0 where it means none."""

    number: int
    do: str
    at: int


@dataclass(slots=True)
class Remote:
    """One paired phone: the last steps it asked for, by names it gave them, and how many of its questions wait."""

    steps: deque[str] = field(default_factory=lambda: deque(maxlen=20))
    waiting: int = 0


@dataclass(slots=True)
class Talk:
    """One speaker window. `turn` counts its questions, `done` is the last step it took."""

    key: str
    address: str
    heard: float
    place: Place = Place()
    code: str = ""
    code_ends: float = 0.0
    is_used: bool = False
    remotes: dict[str, Remote] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    number: int = 0
    done: int = 0
    turn: int = 0
    is_waiting: bool = False
    is_over: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def change(self) -> None:
        """Wake everybody who waits for something new of this talk."""
        self.changed.set()
        self.changed = asyncio.Event()

    def ask_for(self, do: str, at: int) -> Step:
        """Add a step for the speaker window to take. Refused where too many wait."""
        if len(self.steps) >= MOST_STEPS:
            raise Refused(*HURRIED)
        self.number += 1
        step = Step(self.number, do, at)
        self.steps.append(step)
        self.change()
        return step

    def withdraw(self, step: Step) -> None:
        """Take back a step that was not taken: none is taken late."""
        self.steps = [other for other in self.steps if other != step]

    def hear(self, place: Place, done: int, now: float) -> int:
        """Note what the speaker window says of itself; return the number of its question. Refused if it cannot be."""
        if done > self.number:
            raise Refused(*STRANGE)
        self.place, self.done, self.heard = place, max(self.done, done), now
        self.steps = [step for step in self.steps if step.number > self.done]
        self.turn += 1
        self.is_waiting = True
        self.change()
        return self.turn


class Pairings:
    """All talks with a remote; unknown and expired keys, tokens and codes are refused. Whatever is asked is bounded."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._talks: dict[str, Talk] = {}
        self._of_token: dict[str, Talk] = {}
        self._wrong: dict[str, deque[float]] = {}
        self._wrong_all: deque[float] = deque(maxlen=WRONG_ALL)

    def open(self, key: str = "", address: str = "") -> Talk:
        """Give a talk a fresh code in place of its last one; a talk that is not known begins."""
        self._sweep()
        talk = self._talks.get(key)
        if talk is None:
            self._make_room(address)
            talk = Talk(secrets.token_urlsafe(16), address, self.clock())
            self._talks[talk.key] = talk
        if len(talk.remotes) >= MOST_REMOTES:
            raise Refused(*FULL)
        taken = {other.code for other in self._talks.values()}
        while (code := f"{secrets.randbelow(10**6):06d}") in taken:
            pass
        talk.code, talk.code_ends, talk.is_used = code, self.clock() + CODE_LASTS, False
        return talk

    def pair(self, code: str, address: str) -> str:
        """Return the token of a phone that knows the code of a talk; the code is used up with it."""
        now = self.clock()
        wrong = self._wrong.setdefault(address, deque(maxlen=WRONG_EACH))
        if any(len(times) == times.maxlen and now - times[0] < WRONG_PAUSE for times in (wrong, self._wrong_all)):
            raise Refused(*WAIT)
        self._sweep()
        talk = next((talk for talk in self._talks.values() if code and talk.code == code), None)
        if talk is None or talk.is_used or now >= talk.code_ends:
            wrong.append(now)
            self._wrong_all.append(now)
            raise Refused(*(FULL if talk and len(talk.remotes) >= MOST_REMOTES else WRONG))
        token = secrets.token_urlsafe(16)
        talk.remotes[token] = Remote()
        self._of_token[token] = talk
        talk.is_used = True
        talk.change()
        return token

    def talk(self, key: str) -> Talk:
        """Return the talk of a speaker window."""
        self._sweep()
        if key not in self._talks:
            raise Refused(*GONE)
        return self._talks[key]

    def talk_of(self, token: str) -> Talk:
        """Return the talk a phone is paired with."""
        self._sweep()
        if token not in self._of_token:
            raise Refused(*GONE)
        return self._of_token[token]

    def unpair(self, token: str) -> None:
        """End the pairing of one phone."""
        talk = self.talk_of(token)
        del self._of_token[token], talk.remotes[token]
        talk.change()

    def unpair_all(self, key: str) -> None:
        """End all pairings of a talk and its code."""
        talk = self.talk(key)
        for token in list(talk.remotes):
            self.unpair(token)
        talk.code, talk.is_used = "", True

    def listens(self, talk: Talk) -> bool:
        """Say whether the speaker window of a talk can hear."""
        return talk.is_waiting or self.clock() - talk.heard < GRACE

    def _sweep(self) -> None:
        """Forget what is over."""
        now = self.clock()
        for talk in [t for t in self._talks.values() if not t.is_waiting and now - t.heard >= IDLE]:
            self._end(talk)
        if len(self._wrong) > MOST_ADDRESSES:
            self._wrong = {a: times for a, times in self._wrong.items() if times and now - times[-1] < WRONG_PAUSE}
        while len(self._wrong) > MOST_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]

    def _make_room(self, address: str) -> None:
        """Let go of the talk that was not heard of for the longest time; one that listens is never let go."""
        own = [talk for talk in self._talks.values() if talk.address == address]
        if len(own) < MOST_EACH and len(self._talks) < MOST_TALKS:
            return
        idle = [t for t in (own if len(own) >= MOST_EACH else self._talks.values()) if not self.listens(t)]
        if not idle:
            raise Refused(*CROWDED)
        self._end(min(idle, key=lambda talk: talk.heard))

    def _end(self, talk: Talk) -> None:
        for token in talk.remotes:
            del self._of_token[token]
        talk.remotes.clear()
        del self._talks[talk.key]
        talk.is_over = True
        talk.change()
