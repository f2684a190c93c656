"""Who may step through a talk: codes, tokens, and what they are bounded by."""

from collections.abc import Callable

import pytest

from dashboard.web import pairings
from dashboard.web.pairings import Pairings, Place, Refused, Talk


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> Pairings:
    return Pairings(clock)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as why:
        work()
    return why.value.words


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_pairs_one_phone_and_is_used_up(kept: Pairings) -> None:
    talk = kept.open()
    assert len(talk.code) == 6 and talk.code.isdigit()
    token = kept.pair(talk.code, "a")
    assert len(token) >= 22 and kept.talk_of(token) is talk
    assert refused(lambda: kept.pair(talk.code, "b")) == "remote_wrong"


def test_a_code_lasts_ten_minutes(kept: Pairings, clock: Clock) -> None:
    talk = kept.open()
    clock.now += 599
    kept.pair(talk.code, "a")
    kept.open(talk.key)
    clock.now += 600
    assert refused(lambda: kept.pair(talk.code, "a")) == "remote_wrong"


def test_a_new_code_takes_the_place_of_the_last(kept: Pairings) -> None:
    talk = kept.open()
    first = talk.code
    assert kept.open(talk.key) is talk and talk.code != first
    assert refused(lambda: kept.pair(first, "a")) == "remote_wrong"
    kept.pair(talk.code, "a")


def test_two_phones_and_no_third(kept: Pairings) -> None:
    talk = kept.open()
    first = kept.pair(talk.code, "a")
    kept.pair(kept.open(talk.key).code, "b")
    assert refused(lambda: kept.open(talk.key)) == "remote_full"
    assert refused(lambda: kept.pair(talk.code, "c")) == "remote_full"
    kept.unpair(first)
    assert refused(lambda: kept.talk_of(first)) == "remote_gone"
    kept.pair(kept.open(talk.key).code, "c")
    assert len(talk.remotes) == 2


def test_all_are_unpaired_and_an_open_code_with_them(kept: Pairings) -> None:
    talk = kept.open()
    token = kept.pair(talk.code, "a")
    code = kept.open(talk.key).code
    kept.unpair_all(talk.key)
    assert refused(lambda: kept.talk_of(token)) == "remote_gone" and not talk.remotes
    assert refused(lambda: kept.pair(code, "a")) == "remote_wrong"
    assert refused(lambda: kept.pair("", "a")) == "remote_wrong"
    assert kept.open(talk.key) is talk


def test_five_wrong_codes_make_an_address_wait_a_minute(kept: Pairings, clock: Clock) -> None:
    talk = kept.open()
    for _ in range(5):
        assert refused(lambda: kept.pair(other_than(talk.code), "a")) == "remote_wrong"
    assert refused(lambda: kept.pair(talk.code, "a")) == "remote_wait"
    clock.now += 59
    assert refused(lambda: kept.pair(talk.code, "a")) == "remote_wait"
    clock.now += 1
    kept.pair(talk.code, "a")


def test_who_guesses_from_everywhere_makes_everybody_wait(kept: Pairings, clock: Clock) -> None:
    talk = kept.open()
    for n in range(pairings.WRONG_ALL):
        assert refused(lambda n=n: kept.pair(other_than(talk.code), f"address {n}")) == "remote_wrong"  # type: ignore[misc]
    assert refused(lambda: kept.pair(talk.code, "another")) == "remote_wait"
    clock.now += 60
    kept.pair(talk.code, "another")


def test_addresses_that_guessed_are_forgotten(kept: Pairings, clock: Clock) -> None:
    for n in range(2 * pairings.MOST_ADDRESSES):
        clock.now += 2
        refused(lambda n=n: kept.pair("wrong", f"address {n}"))  # type: ignore[misc]
    assert len(kept._wrong) <= pairings.MOST_ADDRESSES + 1


def test_an_idle_talk_ends_after_three_hours(kept: Pairings, clock: Clock) -> None:
    talk = kept.open()
    token = kept.pair(talk.code, "a")
    clock.now += pairings.IDLE - 1
    talk.hear(Place(), 0, clock.now)
    talk.is_waiting = False
    clock.now += pairings.IDLE - 1
    assert kept.talk_of(token) is talk
    clock.now += 1
    assert refused(lambda: kept.talk_of(token)) == "remote_gone"
    assert refused(lambda: kept.talk(talk.key)) == "remote_gone"
    assert talk.is_over and not kept._of_token


def test_of_too_many_talks_the_longest_idle_goes_and_none_that_listens(kept: Pairings, clock: Clock) -> None:
    first = kept.open()
    first.hear(Place(), 0, clock.now)
    second = kept.open()
    token = kept.pair(second.code, "a")
    for n in range(pairings.MOST_TALKS - 1):
        clock.now += 10
        kept.open(address=f"{n}")
    assert len(kept._talks) == pairings.MOST_TALKS and kept.talk(first.key) is first
    assert refused(lambda: kept.talk_of(token)) == "remote_gone"


def test_where_all_listen_a_further_talk_is_refused(kept: Pairings, clock: Clock) -> None:
    for n in range(pairings.MOST_TALKS):
        kept.open(address=f"{n}").hear(Place(), 0, clock.now)
    assert refused(kept.open) == "remote_crowded"


def test_one_address_takes_no_place_of_others(kept: Pairings, clock: Clock) -> None:
    other = kept.open(address="other")
    for _ in range(pairings.MOST_TALKS):
        clock.now += 10
        kept.open(address="one")
    assert len(kept._talks) == pairings.MOST_EACH + 1 and kept.talk(other.key) is other
    for talk in kept._talks.values():
        talk.hear(Place(), 0, clock.now)
    assert refused(lambda: kept.open(address="one")) == "remote_crowded"
    kept.open(address="other")


def test_steps_that_wait_are_bounded_and_taken_back(kept: Pairings) -> None:
    talk = kept.open()
    steps = [talk.ask_for("forward", 0) for _ in range(pairings.MOST_STEPS)]
    assert refused(lambda: talk.ask_for("forward", 0)) == "remote_silent"
    talk.withdraw(steps[0])
    talk.hear(Place(2, 3), steps[2].number, 0)
    assert talk.steps == steps[3:] and talk.place == Place(2, 3)
    assert refused(lambda: talk.hear(Place(), 99, 0)) == "remote_strange"


def test_codes_of_all_talks_differ(kept: Pairings, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([7, 7, 7, 8])
    monkeypatch.setattr(pairings.secrets, "randbelow", lambda _: next(drawn))
    talks: list[Talk] = [kept.open(), kept.open()]
    assert [talk.code for talk in talks] == ["000007", "000008"]
