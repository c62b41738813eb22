"""How fast readers and channels may ask, on a clock that the tests turn."""

from __future__ import annotations

import pytest

from bot.pace import _MOST, CHANNEL, USER, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock)


def test_a_reader_waits_until_the_oldest_of_the_counted_questions_is_past(pace: Pace, clock: Clock) -> None:
    count, span = USER
    assert (count, span) == (5, 20)
    for second in range(count):
        clock.now = second
        assert pace.wait(1, 10) is None
    assert pace.wait(1, 11) == ("user", 16)
    assert pace.wait(2, 11) is None
    clock.now = span
    assert pace.wait(1, 11) is None
    assert pace.wait(1, 11) is not None


def test_a_channel_is_slowed_down_for_all(pace: Pace) -> None:
    for user in range(CHANNEL[0]):
        assert pace.wait(user, 10) is None
    found = pace.wait(999, 10)
    assert found is not None
    assert found[0] == "channel"
    assert pace.wait(999, 11) is None


def test_what_was_refused_is_not_counted(pace: Pace, clock: Clock) -> None:
    for _ in range(USER[0] * 3):
        pace.wait(1, 10)
    clock.now = USER[1]
    assert pace.wait(1, 10) is None


def test_patience_is_asked_for_once_until_it_is_over(pace: Pace, clock: Clock) -> None:
    assert pace.to_be_told(1, 5)
    clock.now = 4.0
    assert not pace.to_be_told(1, 5)
    assert pace.to_be_told(2, 5)
    clock.now = 9.0
    assert pace.to_be_told(1, 5)


def test_only_so_many_readers_are_remembered(pace: Pace) -> None:
    for user in range(_MOST + 10):
        pace.wait(user, user)
        pace.to_be_told(user, 5)
    assert len(pace._asked) == len(pace._patient) == _MOST
