"""Which music the reader listens to, which they rule out, and in what shares.

Whether a phrase counts depends on its manner (`words/genre.toml`) and on its company: "house" is a genre beside
"techno" and a building elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.reading.mood import Moods, spoken
from knowledge.reading.phrases import Hit
from knowledge.reading.shares import read_shares
from knowledge.reading.text import Text
from knowledge.values import Genre, GenreShare, Said

_JOINS = frozenset(
    "and or , / & + n plus with some a bit of the also then but mostly mainly little lot lots few to from".split()
)
_LISTENING = frozenset(
    "listen listening listens hear hearing play playing plays music musics genre genres taste tastes into mostly "
    "mainly primarily mixed mix tunes tracks songs albums lps playlist playlists library produce producing make making "
    "love like likes enjoy prefer favourite favorite % percent half quarter third spin for with on "
    "fan blast stuff audiobooks audiobook podcasts podcast radio".split()
)
_NEAR = 6
_JOIN = 4
"""How many words may join two genres."""
_BARS = frozenset("except excluding besides minus bar barring without never no not hate hates dislike banned".split())
_BAR_PHRASES = (("apart", "from"), ("aside", "from"), ("other", "than"), ("all", "but"), ("anything", "but"),
                ("everything", "but"), ("dont", "like"), ("cant", "stand"), ("dont", "listen"),
                ("not", "into"))  # fmt: skip
_BARRED_AFTER = frozenset("never banned excluded excepted aside".split())


@dataclass(frozen=True, slots=True)
class GenresRead:
    """The genres with their shares, in the order of the message, and those that are ruled out."""

    genres: tuple[GenreShare, ...] = ()
    excluded: tuple[Said[Genre], ...] = ()


def read_genres(text: Text, hits: Sequence[Hit]) -> GenresRead:
    """Read the music out of a message.

    A share that covers two canonical genres is split evenly between them.
    """
    moods = Moods.of(text, hits)
    styles = spoken(hits, "genre")
    small = text.raw == text.raw.lower()
    names = [hit for hit in spoken(hits, "artist") if hit.label.manner == "says" or small or _as_a_name(text, hit)]
    found = _in_company(text, [hit for hit in (*styles, *names) if not _within_longer(hit, styles, names)])
    barred = [hit for hit in found if _barred(text, hit)]
    kept = [hit for hit in found if hit not in barred and not _of_others(moods, hit)]
    shares = read_shares(text, kept)
    genres: dict[Genre, GenreShare] = {}
    for hit in kept:
        genre = Genre(hit.label.value)
        share = shares.get(genre)
        genres.setdefault(genre, GenreShare(genre=genre, share=share, words=text.words(hit.first, hit.last)))
    excluded: dict[Genre, Said[Genre]] = {}
    for hit in barred:
        genre = Genre(hit.label.value)
        if genre not in genres and genre is not Genre.EVERYTHING and hit.label.slot == "genre":
            excluded.setdefault(genre, Said(value=genre, words=text.words(hit.first, hit.last)))
    return GenresRead(tuple(genres.values()), tuple(excluded.values()))


def _in_company(text: Text, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that are genres here: sure ones, and ordinary words that stand beside a genre or a word of listening."""
    sure = [hit for hit in hits if hit.label.manner == "says"]
    weak = [hit for hit in hits if hit.label.manner != "says"]
    for _ in range(2):
        for hit in list(weak):
            everyday = hit.label.manner in ("only_among", "capital")
            if hit.label.manner == "whole":
                heard = _excepting(text, hit) or _barred(text, hit) or _all_heard(text, hit)
            elif everyday:
                heard = _heard_everyday(text, hit, sure, weak)
            else:
                heard = _listened(text, hit, weak)
            if heard or (hit.label.manner != "whole" and _joined(text, hit, sure)):
                sure.append(hit)
                weak.remove(hit)
    return sorted(sure, key=lambda hit: hit.first)


def _within_longer(hit: Hit, styles: Sequence[Hit], names: Sequence[Hit]) -> bool:
    """ "Chicago blues" is no band and "MF Doom" no doom: the longer of a style and a name stands."""
    others = styles if hit.label.slot == "artist" else names
    return any(
        other.first <= hit.last and hit.first <= other.last and (len(other), other.label.slot) > (len(hit), "artist")
        for other in others
    )


def _as_a_name(text: Text, hit: Hit) -> bool:
    """Whether a word that may be an artist is written as a name; where all is in small letters, any may be one."""
    return text.raw[text.tokens[hit.first].start].isupper()


def _joined(text: Text, hit: Hit, others: Sequence[Hit]) -> bool:
    """Whether only joining words stand between this and another genre."""
    for other in others:
        low, high = (other.last + 1, hit.first) if other.last < hit.first else (hit.last + 1, other.first)
        if high - low > _JOIN + 1:
            continue
        between = text.tokens[low:high]
        if between and between[-1].word.endswith(_PEOPLES) and other.last < hit.first:
            between = between[:-1]
        if len(between) <= _JOIN and all(token.word in _JOINS or token.word[0].isdigit() for token in between):
            return True
    return False


_PEOPLES = ("ian", "ean", "ican", "ish", "ese", "eli", "ani", "nch", "eek", "tch", "iss", "abic", "kish")
"""How the names of peoples end: "trip hop, some Israeli rock"."""


def _listened(text: Text, hit: Hit, rivals: Sequence[Hit]) -> bool:
    """Whether a word of listening or a share stands near, or the hit is one of a list of its like."""
    sentence = text.sentence(hit.first)
    near = range(max(sentence.start, hit.first - _NEAR), min(sentence.stop, hit.last + 3))
    if any(text.tokens[place].word in _LISTENING for place in near if not hit.first <= place <= hit.last):
        return True
    if _barred(text, hit):
        return True
    return _joined(text, hit, [other for other in rivals if other is not hit]) or len(text.clause(hit.first)) <= 3


_PLAYED = frozenset("listen listening play plays played playing enjoy like love into hear spin".split())


def _all_heard(text: Text, hit: Hit) -> bool:
    """ "I listen to everything", "everything gets played": what is heard is music, and nothing narrows it."""
    tokens = text.tokens
    sentence = text.sentence(hit.first)
    before = [tokens[place].word for place in range(max(sentence.start, hit.first - 3), hit.first)]
    after = [tokens[place].word for place in range(hit.last + 1, min(sentence.stop, hit.last + 4))]
    if _PLAYED & set(after) and not _PLAYED & set(before):
        return "gets" in after or "is" in after
    ends = not after or not after[0][0].isalpha() or after[0] in _WHOLE_ENDS
    return bool(_PLAYED & set(before)) and ends


_WHOLE_ENDS = frozenset("from really and tbh honestly else but except genre genres music i basically with lol".split())


def _heard_everyday(text: Text, hit: Hit, sure: Sequence[Hit], weak: Sequence[Hit]) -> bool:
    if hit.label.slot == "artist" and _named_in_a_row(text, hit, weak):
        return True
    return _listened_right_before(text, hit) or _ruled_out(text, hit, sure) or _alone(text, hit, weak)


def _named_in_a_row(text: Text, hit: Hit, weak: Sequence[Hit]) -> bool:
    """ "Queen, Genesis, Rush": three possible names side by side are names."""
    clause = text.sentence(hit.first)
    names = [other for other in weak if other.label.slot == "artist" and clause.start <= other.first < clause.stop]
    return len(names) > 2 and _joined(text, hit, [other for other in names if other is not hit])


def _ruled_out(text: Text, hit: Hit, sure: Sequence[Hit]) -> bool:
    """ "Everything except country": an everyday word behind a bar, where music is the talk."""
    sentence = text.sentence(hit.first)
    return _barred(text, hit) and any(sentence.start <= other.first < sentence.stop for other in sure)


def _alone(text: Text, hit: Hit, weak: Sequence[Hit]) -> bool:
    """ "House and minimal." is a list of music, for nothing else is said in the sentence."""
    sentence = text.sentence(hit.first)
    within = [other for other in weak if sentence.start <= other.first < sentence.stop]
    said = {place for other in within for place in range(other.first, other.last + 1)}
    rest = [text.tokens[place].word for place in sentence if place not in said]
    return len(within) > 1 and all(word in _JOINS or not word[0].isalnum() for word in rest)


def _excepting(text: Text, hit: Hit) -> bool:
    """ "Everything except …", "anything but …"."""
    after = [text.tokens[place].word for place in range(hit.last + 1, min(len(text.tokens), hit.last + 4))]
    return any(word in _BARS or word in {"but", "apart", "aside", "other", "goes", "fine"} for word in after)


def _listened_right_before(text: Text, hit: Hit) -> bool:
    before = text.tokens[max(0, hit.first - 2) : hit.first]
    after = text.tokens[hit.last + 1 : hit.last + 2]
    said = any(
        token.word in {"listen", "to", "genre", "genres", "%", "mostly", "mainly", "half", "third", "quarter"}
        for token in before[-1:]
    )
    return (said and any(token.word in _LISTENING for token in before)) or any(t.word == "music" for t in after)


def _barred(text: Text, hit: Hit) -> bool:
    """ "All but country", "no metal, ever", "hip hop never": what is not to be played."""
    clause = text.clause(hit.first)
    words = [text.tokens[place].word for place in range(max(text.sentence(hit.first).start, hit.first - 5), hit.first)]
    if any(pair in (("not", "only"), ("not", "just")) for pair in pairwise(words)):
        return False
    if any(pair in _BAR_PHRASES for pair in pairwise(words)):
        return True
    own = [text.tokens[place].word for place in range(max(clause.start, hit.first - 4), hit.first)]
    after = [text.tokens[place].word for place in range(hit.last + 1, min(clause.stop, hit.last + 3))]
    return any(word in _BARS for word in own) or any(word in _BARRED_AFTER for word in after)


def _of_others(moods: Moods, hit: Hit) -> bool:
    """Whether the genre is somebody else's taste or what another headphone is said to be good at."""
    words = [token.word for token in moods.text.tokens[max(0, hit.first - 2) : hit.first]]
    if words in (["famous", "for"], ["known", "for"], ["renowned", "for"]):
        return True
    return bool(moods.before("other", hit)) and not moods.before("wish", hit)
