"""What can go wrong in the catalogue, each as a finished sentence: what, where, and what to do.

CatalogError
├── BadInput               rows or fields that cannot be taken; lists every problem at once
│   ├── BadBundle          the bundled files
│   ├── BadImport          a file somebody imports
│   ├── BadEdit            an edit
│   │   └── NothingToChange
│   ├── BadSettings        a server's settings
│   └── BadSuggestion      a reader's suggestion
├── StaleEdit              a field changed since its editor looked
├── NoSuchGear
├── NoSuchChange
├── CannotRevert
│   └── OfAnotherLayer     a change of another server, or of the shared stock
├── CannotWrite            a file to export to
├── NoSuchSuggestion
├── NoSuchProposal
├── NoSuchDraft            also one that has expired, or is somebody else's
├── AlreadyDecided         a suggestion or proposal that somebody decided before
├── SamePerson             who proposed an edit cannot approve it
├── TooMany                more than are taken, of one reader or in all
├── TooLarge               something that is kept only up to a size
└── StoreError
    ├── NotACatalogue      the file is something else
    ├── Corrupt            the file is damaged
    ├── FromTheFuture      a later Earshot made the file
    ├── Locked             another program holds the file
    ├── ReadOnly           the file or its folder may not be written
    └── Unreachable        the file or its folder cannot be opened
"""

# ruff: noqa: N818 - the names say what happened; that they are errors, the root says
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input: where it stands, the value as written, and what was expected of it."""

    what: str
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str | None = None

    def __str__(self) -> str:
        """Say it on one line.

        >>> print(Problem("weight_g: expected a number from 1 to 1500 (grams)", "mine.csv", 7, "value", "heavy"))
        mine.csv, line 7, column value: 'heavy': weight_g: expected a number from 1 to 1500 (grams)
        """
        line = f"line {self.line}" if self.line is not None else ""
        column = f"column {self.column}" if self.column else ""
        where = ", ".join(part for part in (self.file, line, column) if part)
        quoted = repr(self.value) in self.what or f" {self.value} " in self.what
        shown = self.value is not None and not quoted
        value = repr(self.value if len(self.value or "") <= 80 else f"{self.value:.77}...") if shown else ""
        return ": ".join(part for part in (where, value, self.what) if part)


class CatalogError(Exception):
    """The root: its text is a sentence that may be shown as it is."""


class BadInput(CatalogError):
    """Input that cannot be taken. `problems` holds all of them; none of the input was applied."""

    opening = "This cannot be taken"

    def __init__(self, problems: Sequence[Problem], shown: int = 50) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        lines = [f"  {problem}" for problem in self.problems[:shown]]
        if len(self.problems) > shown:
            lines.append(f"  ... and {len(self.problems) - shown} more")
        super().__init__("\n".join([f"{self.opening} ({count}; nothing was changed):", *lines]))


class BadBundle(BadInput):
    opening = "The bundled data cannot be used. Install Earshot again, or mend its files"


class BadImport(BadInput):
    opening = "The file was not imported. Mend these and import it again"


class BadEdit(BadInput):
    opening = "The edit was not made"


class NothingToChange(BadEdit):
    def __init__(self) -> None:
        super().__init__([Problem("the catalogue says all of it already")])


class BadSettings(BadInput):
    opening = "The settings were not changed"


class BadSuggestion(BadInput):
    opening = "The suggestion was not sent"


def problem_of(place: Sequence[int | str], what: str, value: object) -> Problem:
    """Make a problem of what pydantic complains of."""
    return Problem(what[:1].lower() + what[1:], column=".".join(map(str, place)), value=str(value))


class StaleEdit(CatalogError):
    """Somebody else changed the field meanwhile: `now` stands, said by `author` (empty: Earshot's own data) `at`."""

    def __init__(self, gear: str, field: str, seen: str, now: str, author: str = "", at: str = "") -> None:
        self.gear, self.field, self.seen, self.now, self.author, self.at = gear, field, seen, now, author, at
        by = f", changed by {author or 'an update of the bundled data'} ({at})" if at else ""
        super().__init__(
            f"{gear}, {field}: you saw {repr(seen) if seen else 'nothing'}, "
            f"but now there stands {repr(now) if now else 'nothing'}{by}. "
            "Nothing was changed; look at the new value and edit again."
        )


class NoSuchGear(CatalogError):
    """`near` holds ids that look alike."""

    def __init__(self, gear: str, near: Sequence[str] = ()) -> None:
        self.gear, self.near = gear, tuple(near)
        hint = (
            f"Did you mean {' or '.join(near)}?" if near else "To add it, give at least its brand, model and category."
        )
        super().__init__(f"The catalogue has no gear {gear!r}. {hint}")


class NoSuchChange(CatalogError):
    def __init__(self, change: int, latest: int) -> None:
        self.change = change
        super().__init__(f"There is no change {change}; the latest is {latest}. `bot catalog history` lists them.")


class CannotRevert(CatalogError):
    def __init__(self, change: int, why: str, what: str = "reverted") -> None:
        self.change = change
        super().__init__(f"Change {change} was not {what}: {why}")


class OfAnotherLayer(CannotRevert):
    """The change was not made in the catalogue that was asked to take it back, or to offer it."""

    def __init__(self, change: int, shared: bool, what: str = "reverted") -> None:
        own = "it is of the stock that all servers share, which only the bot's owners change; edit the field instead."
        super().__init__(change, own if shared else "it was not made in this catalogue.", what)


class NoSuchSuggestion(CatalogError):
    def __init__(self, id_: int) -> None:
        self.id = id_
        super().__init__(f"There is no suggestion {id_} here. The list of suggestions shows those that wait.")


class NoSuchProposal(CatalogError):
    def __init__(self, id_: int) -> None:
        self.id = id_
        super().__init__(f"There is no proposed edit {id_} here. The list of proposals shows those that wait.")


class NoSuchDraft(CatalogError):
    def __init__(self) -> None:
        super().__init__(
            "This preview is not yours to confirm, or its time is over. Nothing was changed; begin the edit again."
        )


class AlreadyDecided(CatalogError):
    def __init__(self, what: str, id_: int, state: str) -> None:
        self.id, self.state = id_, state
        said = state.replace("_", " ")
        super().__init__(f"The {what} {id_} was decided meanwhile: {said}. Nothing was changed.")


class SamePerson(CatalogError):
    def __init__(self, id_: int) -> None:
        self.id = id_
        super().__init__(
            f"The proposed edit {id_} is your own: another moderator must look at it. Nothing was changed."
        )


class TooMany(CatalogError):
    def __init__(self, what: str) -> None:
        super().__init__(f"{what}. Nothing was kept; please try again later.")


class CannotWrite(CatalogError):
    def __init__(self, path: object, why: str) -> None:
        self.path = path
        super().__init__(f"{path} was not written: {why}. Name another file, in a folder that may be written to.")


class TooLarge(CatalogError):
    def __init__(self, what: str, size: int, largest: int) -> None:
        self.size, self.largest = size, largest
        super().__init__(f"{what} has {size:,} characters; at most {largest:,} are kept. Nothing was kept; shorten it.")


class StoreError(CatalogError):
    """Something about the database file. `path` names it."""

    text = "The catalogue's file {path} cannot be used."

    def __init__(self, path: object, detail: str = "") -> None:
        self.path, self.detail = path, detail
        super().__init__(self.text.format(path=path) + (f" ({detail})" if detail else ""))


class NotACatalogue(StoreError):
    text = (
        "{path} is not a catalogue of Earshot. It was left as it is; "
        "name another file with --db or EARSHOT_DB, and it will be made."
    )


class Corrupt(StoreError):
    text = (
        "The catalogue {path} is damaged. It was left as it is; `bot catalog restore BACKUP` puts a backup in its "
        "place, or move the file away and a new one is made from the bundled data (without the moderators' edits)."
    )


class FromTheFuture(StoreError):
    text = (
        "The catalogue {path} was made by a later version of Earshot. Update Earshot, or name another file with --db."
    )


class Locked(StoreError):
    text = (
        "The catalogue {path} is held by another program, and waiting did not help. Nothing was changed; "
        "close that program (or wait for its import to end) and try again."
    )


class ReadOnly(StoreError):
    text = (
        "The catalogue {path} may only be read. Nothing was changed; allow writing to the file and its folder, "
        "or name another file with --db."
    )


class Unreachable(StoreError):
    text = (
        "The catalogue {path} cannot be opened. See that its folder exists and may be written to, and that the disk is "
        "not full, or name another file with --db."
    )
