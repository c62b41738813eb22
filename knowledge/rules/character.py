"""A measured balance in words: V-shaped, warm, bright, lean, even; and the bands that make it so, in dB.

The words are those of facts/method.md section 2, rule set v2: each band against the typical headphone of its form.
"""

from __future__ import annotations

from catalog.models import Form, Headphones
from knowledge.phrasing import listed
from knowledge.rules.tastes import BANDS, Balance, relative

_SUB, _BASS, _UPPER, _TREBLE = 1.585, 2.059, 1.322, 1.0
"""Octaves of 20-60 Hz, 60-250 Hz, 2-5 kHz and 5-10 kHz: what each weighs in the low end and on top."""
EVEN = "even"
SHOWN_DB = 2.0
"""dB from which a band is named: different measurers differ by as much."""


def words(balance: Balance) -> tuple[str, ...]:
    """The words for a balance relative to the typical headphone.

    >>> words((6.0, 3.0, -1.0, 0.0, 5.0)), words((0.0, 2.0, 1.0, -1.0, -1.0)), words((0.5, 0.0, 0.0, 1.0, -1.0))
    (('V-shaped',), ('warm',), ('even',))
    >>> words((-5.0, -3.0, 0.0, 2.0, 3.0)), words((8.0, 6.0, 2.0, -4.0, -2.0))
    (('light in the bass', 'bright'), ('very strong in the bass', 'dark', 'warm'))
    """
    sub, bass, low_mids, upper, treble = balance
    low = (_SUB * sub + _BASS * bass) / (_SUB + _BASS)
    high = (_UPPER * upper + _TREBLE * treble) / (_UPPER + _TREBLE)
    body = (bass + low_mids) / 2
    if low >= 2 and high >= 1.75:
        return ("V-shaped",)
    light, dark = low <= -2 and bass <= -1.5, high <= -1.75
    if light and dark:
        return ("forward in the middle",)
    found = []
    if low >= 2:
        found.append("very strong in the bass" if low >= 4 else "strong in the bass")
    elif light:
        found.append("light in the bass")
    if abs(high) >= 1.75:
        found.append("bright" if high > 0 else "dark")
    if body >= 1.25 and high <= 0.5:
        found.append("warm")
    elif body <= -1.75 and high >= -0.5:
        found.append("lean")
    return tuple(found) or (EVEN,)


def character(gear: Headphones) -> str | None:
    """One sentence on how a pair measures, with the bands that stand out; None where nobody measured it."""
    balance = relative(gear)
    if balance is None:
        return None
    out = [(round(db), name) for db, name in zip(balance, BANDS, strict=True) if abs(db) >= SHOWN_DB]
    bands = listed(f"{name} {abs(db)} dB {'up' if db > 0 else 'down'}" for db, name in out)
    typical = "the typical in-ear" if gear.form in (Form.IN_EAR, Form.EARBUD) else "the typical headphone"
    said = words(balance)
    if not bands:
        return f"As measured it is {listed(said)}: every band within {SHOWN_DB:.0f} dB of {typical}."
    how = "even on the whole, with" if said == (EVEN,) else f"{listed(said)}:"
    return f"As measured it is {how} {bands} against {typical}."
