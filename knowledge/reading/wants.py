"""What the reader would buy or choose, from the nouns that the message seeks and from the gear that it weighs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from knowledge.reading.mood import Moods, spoken
from knowledge.reading.phrases import Hit
from knowledge.reading.scene import Scene
from knowledge.reading.seen import WORN, Seen
from knowledge.reading.text import GEAR, Text
from knowledge.values import Intent, Need, Said, Want, Words

_WISH_REACH = 7
_SEEKS = ("intent.recommend", "intent.choose")


def read_wants(
    moods: Moods, hits: Sequence[Hit], scene: Scene, needs: Sequence[Said[Need]], intent: Intent, continued: bool
) -> tuple[Said[Want], ...]:
    """The kinds of gear wanted, with the words (or the names) that say so.

    A message that continues a conversation (`continued`) changes them only where it names another kind.
    """
    if intent not in (Intent.RECOMMEND, Intent.CHOOSE, Intent.ASSESS):
        return ()
    nouns = _sought(moods, hits) or leading(moods, hits)
    weighed = {one.kind: _name(one) for one in (scene.rivals or scene.weighed) if one.kind}
    if continued and not nouns and not scene.rivals:
        return tuple(Said(value=Want.IEM, words=said.words) for said in needs if said.value is Need.IN_EAR)
    if intent is Intent.RECOMMEND:
        found = nouns or _implied(needs) or weighed or _unnamed(moods, hits, scene, needs)
    else:
        found = _choice(weighed, nouns)
    return tuple(Said(value=want, words=words) for want, words in found.items())


def sought(moods: Moods, hits: Sequence[Hit]) -> frozenset[Want]:
    """The kinds of gear that the message is after by name of the kind."""
    return frozenset(_sought(moods, hits))


def _choice(weighed: Mapping[Want, Words], nouns: Mapping[Want, Words]) -> dict[Want, Words]:
    """What a choice is about: the kinds weighed, where the nouns don't say it more closely."""
    if nouns.keys() & _CONVERT:
        weighed = {want: words for want, words in weighed.items() if want not in _CONVERT}
    return {**weighed, **{want: words for want, words in nouns.items() if not _covered(want, weighed)}}


def _sought(moods: Moods, hits: Sequence[Hit]) -> dict[Want, Words]:
    found: dict[Want, Words] = {}
    seeks = [hit.first for hit in hits if hit.label.slot in _SEEKS]
    last: Hit | None = None
    for hit in spoken(hits, "want"):
        if sought_after(moods, seeks, hit) or (last is not None and _joined(moods, last, hit)):
            found.setdefault(Want(hit.label.value), moods.text.words(hit.first, hit.last))
            last = hit
    return found


def _joined(moods: Moods, sought_one: Hit, hit: Hit) -> bool:
    """ "A DAC/amp and some headphones": what stands beside a thing that is sought is sought too."""
    between = [moods.text.tokens[place].word for place in range(sought_one.last + 1, hit.first)]
    return between[:1] in (["and"], ["plus"], ["&"], ["+"]) and set(between[1:]) <= _ARTICLES and not moods.denied(hit)


_ARTICLES = frozenset({"which", "what", "a", "an", "some", "also", "new", "good", "decent", "pair", "of"})


def _name(one: Seen) -> Words:
    return Words(text=one.mention.text, start=one.mention.start, end=one.mention.end)


def sought_after(moods: Moods, seeks: Sequence[int], hit: Hit) -> bool:
    """Whether a noun for gear is what the reader is after; `seeks` are the places of signs of a search."""
    text = moods.text
    if moods.denied(hit) or moods.told(hit):
        return False
    if _paid_for(text, hit):
        return True
    if _theirs(text, hit):
        return False
    sentence = text.sentence(hit.first)
    if bisect_right(seeks, hit.last) > bisect_left(seeks, sentence.start):
        return True
    clause = text.clause(hit.first)
    return bool(moods.near("wish", range(max(clause.start, hit.first - _WISH_REACH), hit.last + 1)))


def _paid_for(text: Text, hit: Hit) -> bool:
    """ "$350 for a DAC/amp": what an amount is meant for is wanted."""
    before = [text.tokens[place].word for place in range(max(0, hit.first - 4), hit.first)]
    amounts = [n for n, word in enumerate(before) if any(letter.isdigit() for letter in word) or word in _MONEY_WORDS]
    return any(
        before[n + 1 :] in (["for"], ["for", "a"], ["for", "an"], ["for", "the"], ["for", "some"]) for n in amounts
    )


_MONEY_WORDS = frozenset({"dollars", "bucks", "euros", "euro", "pounds", "quid", "usd", "eur", "gbp", "cad", "aud"})
_TO_COME = frozenset({"first", "next", "future"})
"""What makes "my headphones" the ones that are to be bought."""
_OWNING = frozenset({"my", "our", "her", "his", "own", "have", "had", "got", "these", "those", "their", "using"})
_TOWARDS = frozenset({"with", "from", "without", "for", "into", "on", "through"})


def _theirs(text: Text, hit: Hit) -> bool:
    """ "My headphones", "for the headphones", "with headphones" name what the wanted thing should go with."""
    before = [text.tokens[place].word for place in range(max(0, hit.first - 3), hit.first)]
    if (
        (_OWNING & set(before) and not _TO_COME & set(before))
        or GEAR in before[-2:]
        or _beside_money(text, hit)
        or _labels(text, hit)
    ):
        return True
    return bool(before) and bool(
        before[-1] in _TOWARDS or (before[-1] == "the" and before[-2:-1] and before[-2] in _TOWARDS)
    )


def _beside_money(text: Text, hit: Hit) -> bool:
    """ "I have 1,500 and a Topping stack": what stands beside the money that one has is had as well."""
    start = text.clause(hit.first).start
    words = [text.tokens[place].word for place in range(max(start, hit.first - 9), hit.first)]
    had = max((place for place, word in enumerate(words) if word in _HAVING), default=None)
    if had is None:
        return False
    between = words[had + 1 :]
    money = any(word[0].isdigit() for word in between)
    return money and bool({"and", "plus", "+", "&"} & set(between)) and not {"for", "on", "want", "need"} & set(between)


_HAVING = frozenset({"have", "got", "ive"})


def _labels(text: Text, hit: Hit) -> bool:
    """Whether a noun stands over a name, as in a list of what there is: "Amp: A90", "the amp is an A90"."""
    after = [text.tokens[place].word for place in range(hit.last + 1, min(hit.last + 4, len(text.tokens)))]
    return after[:1] in ([":"], ["="], ["is"]) and GEAR in after


def leading(moods: Moods, hits: Sequence[Hit]) -> dict[Want, Words]:
    """A noun that opens a sentence, where none is sought in so many words."""
    leads = (
        hit for hit in spoken(hits, "want") if _leads(moods, hit) and not moods.told(hit) and not moods.denied(hit)
    )
    return {
        Want(hit.label.value): moods.text.words(hit.first, hit.last) for hit in leads if not _theirs(moods.text, hit)
    }


def _leads(moods: Moods, hit: Hit) -> bool:
    """A message may open with the thing itself: "Closed headphones for the office, 100 euros"."""
    clause = moods.text.clause(hit.first)
    return hit.first - moods.text.sentence(hit.first).start <= 4 and not moods.near("describe", clause)


def _implied(needs: Sequence[Said[Need]]) -> dict[Want, Words]:
    """What a wished form or back implies."""
    found: dict[Want, Words] = {}
    for said in needs:
        if said.value is Need.IN_EAR:
            found.setdefault(Want.IEM, said.words)
        elif said.value in _WORN_OUTSIDE:
            found.setdefault(Want.HEADPHONES, said.words)
    return found


def _unnamed(moods: Moods, hits: Sequence[Hit], scene: Scene, needs: Sequence[Said[Need]]) -> Mapping[Want, Words]:
    """What is meant where no kind is asked for: what is to be replaced, what comfort and leakage are said of."""
    spoken_of = _replaced(scene) or _spoken_of(moods, hits)
    worn = {} if spoken_of.keys() & WORN else _worn(needs)
    return worn or spoken_of or dict(_DEFAULT)


def _worn(needs: Sequence[Said[Need]]) -> dict[Want, Words]:
    """Who speaks of comfort or leakage is after something to wear, whatever electronics they have."""
    return next(({Want.HEADPHONES: said.words} for said in needs if said.value in _OF_WHAT_IS_WORN), {})


_OF_WHAT_IS_WORN = frozenset({Need.LOW_LEAKAGE, Need.ISOLATION, Need.NOISE_CANCELLING, Need.COMFORT, Need.GLASSES,
                              Need.SMALL_HEAD, Need.BIG_HEAD})  # fmt: skip
_WORN_OUTSIDE = frozenset({Need.OVER_EAR, Need.ON_EAR, Need.OPEN_BACK, Need.CLOSED_BACK})
_DEFAULT = ((Want.HEADPHONES, Words(text="")),)
"""Who asks headphone people for advice and names no kind means headphones."""


def _replaced(scene: Scene) -> dict[Want, Words]:
    """The kind of the only thing named, when a replacement is asked for."""
    kinds = {one.kind: _name(one) for one in scene.seen if one.kind}
    worn = {kind: words for kind, words in kinds.items() if kind in WORN}
    if worn or scene.wishes or scene.needs:
        return worn if len(worn) == 1 else {}  # who says how it should sound wants something to wear
    return kinds if len(kinds) == 1 else {}


def _spoken_of(moods: Moods, hits: Sequence[Hit]) -> dict[Want, Words]:
    """The kind of what broke or was lost: "my kids broke the third pair of earphones"."""
    for hit in spoken(hits, "want"):
        if not moods.denied(hit) and not _of_a_name(moods.text, hit):
            return {Want(hit.label.value): moods.text.words(hit.first, hit.last)}
    return {}


def _of_a_name(text: Text, hit: Hit) -> bool:
    """Whether a noun belongs to the name beside it: "a WA6 tube amp", "Amp: A90"."""
    return (hit.first > 0 and text.tokens[hit.first - 1].word == GEAR) or _labels(text, hit)


_CONVERT = frozenset({Want.AMP, Want.DAC, Want.DAC_AMP})


def _covered(want: Want, weighed: Mapping[Want, Words]) -> bool:
    """Whether a noun is only the general word for what is weighed: "headphones" beside two in-ears."""
    return any(want in group and group & weighed.keys() for group in (WORN, _CONVERT, frozenset({Want.DAP})))
