"""How fast readers and channels may ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

USER = (5, 20.0)
"""Questions, and the seconds that they are spread over, of one reader."""
CHANNEL = (20, 20.0)
"""The same for all readers of a channel."""
_MOST = 10_000


class Pace:
    """Counts questions. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked: OrderedDict[tuple[str, int], list[float]] = OrderedDict()
        self._patient: OrderedDict[int, float] = OrderedDict()

    def wait(self, user: int, channel: int) -> tuple[str, int] | None:
        """Count a question; or give whom to slow down, "user" or "channel", and for how many seconds."""
        now = self._clock()
        for who, id_, (count, span) in (("user", user, USER), ("channel", channel, CHANNEL)):
            times = [at for at in self._asked.get((who, id_), ()) if now - at < span]
            if len(times) >= count:
                return who, max(1, ceil(times[0] + span - now))
            self._asked[who, id_] = times
            self._asked.move_to_end((who, id_))
        self._asked["user", user].append(now)
        self._asked["channel", channel].append(now)
        while len(self._asked) > _MOST:
            self._asked.popitem(last=False)
        return None

    def to_be_told(self, user: int, seconds: int) -> bool:
        """Say whether to ask a reader for so much patience; not again before it is over, lest the asking be a flood."""
        now = self._clock()
        waits = self._patient.pop(user, now) > now
        self._patient[user] = now + seconds
        while len(self._patient) > _MOST:
            self._patient.popitem(last=False)
        return not waits
