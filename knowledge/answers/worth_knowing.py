"""The sentence of an article that a reader should know who weighs such gear, found by the gear and its use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from catalog.models import Category, Driver, Headphones, Record, SourceKind
from knowledge.answers.asked import Asked
from knowledge.articles import article, articles
from knowledge.values import Intent, Line, Need, Role, Sound, Use

MOST = 2
_DRIVES = frozenset({Category.AMP, Category.DAC_AMP})
_COLOURS = frozenset({Sound.WARM, Sound.BRIGHT, Sound.BASS, Sound.SMOOTH, Sound.LIVELY})
_OLD = 1990
_WEIGHS = frozenset({Intent.ASSESS, Intent.CHOOSE, Intent.RECOMMEND, Intent.NONE})
_IN_THE_STUDIO = frozenset({"tracking", "mixing-on-headphones", "headphones-or-monitors"})
Gear = Sequence[Record]


def without_socket(asked: Asked, offered: Gear) -> Iterator[Line]:
    """That a named device has no socket for the wired pairs on offer, where no adapter is named."""
    wired = any(isinstance(record, Headphones) and not record.wireless for record in offered)
    boxes = any(record.category in _DRIVES for record in (*offered, *asked.records(Role.OWNED, Role.CANDIDATE)))
    if not wired or boxes:
        return
    for device in asked.devices():
        outputs = set(getattr(device, "outputs", ()))
        if outputs and outputs <= _DIGITAL:
            plug = "Lightning" if "lightning" in outputs else "USB-C"
            text = f"The {device.name} has no headphone socket: a wired pair needs a small {plug} adapter with it."
            yield Line(rule="source.garbage-in", text=text)


_DIGITAL = frozenset({"lightning", "usb", "usb-c", "bluetooth"})


def worth_knowing(asked: Asked) -> Iterator[Line]:
    """At most two sentences, each the first layer of an article."""
    gear = asked.records(Role.CANDIDATE) or asked.records(Role.OWNED)
    found = [topic for topic, fits in _KNOWING.items() if fits(asked, gear)]
    found = list(dict.fromkeys((*_also_asked(asked), *found)))
    for topic in found[:MOST]:
        one = articles()[topic]
        yield Line(rule=one.rule, text=f"Worth knowing: {one.short}")


def _also_asked(asked: Asked) -> Iterator[str]:
    """The article that a question about gear asks for in passing: "could I get that with an equaliser?"."""
    reading = asked.reading
    topic = next(iter(reading.topics), "")
    one = article(topic) if topic else None
    elsewhere = topic in _IN_THE_STUDIO and Use.STUDIO not in reading.uses()
    if one is not None and one.beside and not elsewhere and {reading.intent, *reading.also} <= _WEIGHS:
        yield topic


def _apple_on_android(asked: Asked, gear: Gear) -> bool:
    dongle = any(record.brand == "Apple" and "USB-C" in record.model for record in gear)
    return dongle and SourceKind.PHONE in asked.reading.feeds() and not _iphone(asked)


def _iphone(asked: Asked) -> bool:
    said = " ".join(source.words.text.casefold() for source in asked.reading.sources)
    return "iphone" in said or any("iphone" in device for device in asked.reading.devices)


def _old_planar(asked: Asked, gear: Gear) -> bool:
    old = (r for r in gear if isinstance(r, Headphones) and r.driver is Driver.PLANAR)
    return any((record.release_year or _OLD) < _OLD for record in old)


def _electrostatic(asked: Asked, gear: Gear) -> bool:
    amps = {record.brand for record in asked.records(Role.OWNED, Role.CANDIDATE) if record.category in _DRIVES}
    worn = [r for r in gear if isinstance(r, Headphones) and r.driver is Driver.ELECTROSTATIC]
    return any(record.brand not in amps for record in worn)


def _warm_amp(asked: Asked, gear: Gear) -> bool:
    asked_about = asked.records(Role.CANDIDATE)
    drives = bool(asked_about) and all(record.category in _DRIVES for record in asked_about)
    return drives and bool(asked.reading.sounds() & _COLOURS)


def _player_or_box(asked: Asked, gear: Gear) -> bool:
    kinds = {record.category for record in gear}
    return Category.DAP in kinds and bool(kinds & _DRIVES)


def _converter(asked: Asked, gear: Gear) -> bool:
    """A DAC by itself, to somebody who has no amp that it could feed."""
    amps = any(record.category in _DRIVES for record in asked.records(Role.OWNED, Role.CANDIDATE))
    return not amps and any(record.category is Category.DAC for record in gear)


def _wireless_picture(asked: Asked, gear: Gear) -> bool:
    """Pictures and games show how late a wireless sound is."""
    shown = asked.reading.feeds() & {SourceKind.TV, SourceKind.CONSOLE} or Use.GAMING in asked.reading.uses()
    return bool(shown) and Need.WIRELESS in asked.reading.needed()


def _two_at_one_tv(asked: Asked, gear: Gear) -> bool:
    return asked.reading.pair and SourceKind.TV in asked.reading.feeds()


def _asleep(asked: Asked, gear: Gear) -> bool:
    return Use.SLEEP in asked.reading.uses()


_KNOWING: Mapping[str, Callable[[Asked, Gear], bool]] = {
    "apple-dongle-android": _apple_on_android,
    "orthodynamics": _old_planar,
    "electrostatic-energiser": _electrostatic,
    "amp-character": _warm_amp,
    "dap-phone-or-dac-amp": _player_or_box,
    "dac-or-amp": _converter,
    "two-headphones-one-tv": _two_at_one_tv,
    "bluetooth-latency": _wireless_picture,
    "sleep-headphones": _asleep,
}
