"""The boxes of the one way: Question → Reading → Candidates → Verdicts → Reply. All frozen, all equal by content."""

from knowledge.values.candidates import Candidate, Candidates, Fallen
from knowledge.values.conversation import Conversation, Critique, Edits, Shown
from knowledge.values.question import Question
from knowledge.values.reading import (
    Budget,
    Genre,
    GenreShare,
    Intent,
    Named,
    Need,
    Reading,
    Role,
    Said,
    Sound,
    Unclear,
    Unknown,
    Use,
    Want,
    Words,
)
from knowledge.values.reply import Choice, Kind, Line, Money, Option, Reply
from knowledge.values.verdict import Judged, Quoted, Stance, Verdict

__all__ = [
    "Budget",
    "Candidate",
    "Candidates",
    "Choice",
    "Conversation",
    "Critique",
    "Edits",
    "Fallen",
    "Genre",
    "GenreShare",
    "Intent",
    "Judged",
    "Kind",
    "Line",
    "Money",
    "Named",
    "Need",
    "Option",
    "Question",
    "Quoted",
    "Reading",
    "Reply",
    "Role",
    "Said",
    "Shown",
    "Sound",
    "Stance",
    "Unclear",
    "Unknown",
    "Use",
    "Verdict",
    "Want",
    "Words",
]
