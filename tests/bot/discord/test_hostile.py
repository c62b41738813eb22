"""Hostile input: refused with a sentence that says what to do, and the catalogue's digest is what it was."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from simcord.env import Env

from bot.adviser import Adviser
from bot.speech import say
from catalog.edits import Entry, edit, preview
from catalog.proposals import Person, propose
from tests.bot.discord.keeping import HD600, Kept, answer, fill, forged, server, told
from tests.bot.discord.shown import text

pytestmark = [pytest.mark.asyncio, pytest.mark.simcord(settle_timeout=60, check_errors=False)]

HEAD = "gear,field,value,source,trust,as_of"
BROKE = say("en", "notice.trouble").split("{", 1)[0][:30]


def rows(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *lines)).encode()


def row(
    field: str, value: str, gear: str = HD600, source: str = "moderator", trust: str = "published", at: str = ""
) -> str:
    return ",".join((gear, field, value, source, trust, at))


def objects(*said: dict[str, object]) -> bytes:
    whole = {"gear": HD600, "field": "weight_g", "value": "1", "source": "moderator", "trust": "published", "as_of": ""}
    return json.dumps([{**whole, **one} for one in said]).encode()


def zipped(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * size)
    return file.getvalue()


FILES: dict[str, tuple[str, bytes, str]] = {
    "ten megabytes": ("big.csv", b"x" * 10_000_000, "larger than 256 kB"),
    "a program": ("evil.exe", b"MZ", "ending in .csv or .json"),
    "no ending": ("csv", b"", "ending in .csv or .json"),
    "a path": ("../../catalog.db", b"", "ending in .csv or .json"),
    "a zip bomb": ("bomb.zip", zipped(1 << 22), "ending in .csv or .json"),
    "a zip bomb under another name": ("bomb.csv", zipped(1 << 22), "UTF-8"),
    "a packed file": ("mine.csv", gzip.compress(rows(row("weight_g", "1"))), "UTF-8"),
    "UTF-16": ("mine.csv", rows(row("weight_g", "250")).decode().encode("utf-16"), "save it as UTF-8"),
    "Latin-1": ("mine.csv", rows(row("alias:K\u00f6nig", "yes")).decode().encode("latin-1"), "not UTF-8"),
    "nothing": ("mine.csv", b"", "missing"),
    "no rows": ("mine.csv", rows(), "no rows"),
    "other columns": ("mine.csv", rows("1,2", head="a,b"), "expected the columns"),
    "semicolons": ("mine.csv", rows(head=HEAD.replace(",", ";")), "comma"),
    "a column twice": ("mine.csv", rows(head=HEAD + ",gear"), "twice"),
    "too few cells": ("mine.csv", rows(HD600), "expected 6 columns"),
    "an open quote": ("mine.csv", rows('"' + HD600), "cannot be read"),
    "NUL in a cell": ("mine.csv", rows(row("weight_g", "2\x0050")), "nothing was changed"),
    "NUL in a name": ("mine.csv", rows(row("alias:a\x00b", "yes")), "nothing was changed"),
    "a formula as a value": ("mine.csv", rows(row("weight_g", '"=HYPERLINK(""http://x"")"')), "expected a number"),
    "a formula as a model": ("mine.csv", rows(row("weight_g", "1", gear="=cmd|' /C calc'!A0")), "expected an id"),
    "a formula as a field": ("mine.csv", rows(row("@SUM(1)", "1")), "no field"),
    "a model from nowhere": ("mine.csv", rows(row("weight_g", "250", gear="acme-none")), "brand, model, category"),
    "a source from nowhere": ("mine.csv", rows(row("weight_g", "250", source="me")), "link to the page"),
    "a script as a source": (
        "mine.csv",
        rows(row("weight_g", "250", source="javascript:alert(1)")),
        "link to the page",
    ),
    "a trust from nowhere": ("mine.csv", rows(row("weight_g", "250", trust="gospel")), "expected one of"),
    "a date from nowhere": ("mine.csv", rows(row("weight_g", "250", at="tomorrow")), "expected a date"),
    "a field of other gear": ("mine.csv", rows(row("power:32", "100")), "no such field"),
    "a row twice": ("mine.csv", rows(row("weight_g", "1"), row("weight_g", "2")), "already"),
    "a unit": ("mine.csv", rows(row("weight_g", "9 oz")), "expected a number"),
    "a number beyond all": ("mine.csv", rows(row("weight_g", "1e309")), "expected a number"),
    "less than nothing": ("mine.csv", rows(row("weight_g", "-1")), "outside"),
    "not a number": ("mine.csv", rows(row("weight_g", "NaN")), "expected a number"),
    "a right-to-left mark": ("mine.csv", rows(row("alias:x\u202egpj.exe", "yes")), "printable"),
    "a blank that nobody sees": ("mine.csv", rows(row("alias:Sen\u200bnheiser", "yes")), "printable"),
    "a name of a thousand letters": ("mine.csv", rows(row("alias:" + "x" * 1000, "yes")), "120 characters"),
    "merged into nothing": ("mine.csv", rows(row("merged_into", "no-such-thing")), "nothing was changed"),
    "merged into itself": ("mine.csv", rows(row("merged_into", HD600)), "nothing was changed"),
    "a value that stood": ("mine.csv", rows(row("weight_g", "250") + ",999", head=HEAD + ",seen"), "you saw '999'"),
    "five thousand wrong rows": (
        "mine.csv",
        rows(*(row("weight_g", "x", f"a-{n}") for n in range(5_000))),
        "10000 problems",
    ),
    "JSON that is no list": ("mine.json", b'{"gear": 1}', "expected a list"),
    "JSON of depth": ("mine.json", b"[" * 200_000, "cannot be read"),
    "JSON that breaks off": ("mine.json", b'[{"gear": "', "cannot be read"),
    "JSON with numbers": ("mine.json", objects({"value": 10**400}), "text in quotes"),
    "JSON with a list": ("mine.json", objects({"gear": [HD600]}), "text in quotes"),
    "JSON with half a letter": ("mine.json", objects({"field": "alias:\ud800", "value": "yes"}), "nothing was changed"),
    "JSON with a key twice": ("mine.json", b'[{"gear": "a", "gear": "b"}]', "twice"),
}
COMMANDS: dict[str, tuple[str, dict[str, Any], str]] = {
    "mentions as a value": ("edit", {"field": "weight_g", "value": "@everyone <@&1>"}, "expected a number"),
    "markdown as a value": ("edit", {"field": "back", "value": "**[open](http://x)**"}, "expected one of"),
    "NUL as a value": ("edit", {"field": "brand", "value": "a\x00b"}, "printable"),
    "a field from nowhere": ("edit", {"field": "colour; DROP TABLE facts", "value": "x"}, "there is no field"),
    "an empty date": ("edit", {"field": "weight_g", "value": "250", "date": "0000"}, "expected a date"),
    "a script as a source": ("edit", {"field": "weight_g", "value": "250", "source": "data:text/html,x"}, "a link"),
    "a reason that nobody sees": ("edit", {"field": "weight_g", "value": "250", "reason": "x\u202ey"}, "printable"),
    "a reason of many lines": ("edit", {"field": "weight_g", "value": "250", "reason": "x\ny"}, "printable"),
    "nothing new": ("edit", {"field": "back", "value": "open", "model": "zzz"}, "not in the catalogue"),
    "a currency from nowhere": ("price", {"amount": 1, "currency": "€€€"}, "expected"),
    "another's name": ("alias", {"name": "Sennheiser HD 650"}, "means"),
    "a name that nobody sees": ("alias", {"name": "x\u2066y"}, "nothing was changed"),
    "a merger with itself": ("merge", {"gone": HD600, "kept": HD600}, "itself"),
    "a merger of kinds": ("merge", {"gone": "schiit-magni-3-plus", "kept": HD600}, "cannot be one"),
    "a change from nowhere": ("undo", {"change": 999_999_999}, "no change"),
}
NEEDED = {
    "edit": {"model": HD600, "reason": "x"},
    "price": {"model": HD600},
    "alias": {"model": HD600},
    "merge": {"reason": "x"},
}


def wrong(case: str, said: str, expected: str) -> Iterator[str]:
    """Whatever is wrong with an answer."""
    if expected not in said:
        yield f"{case}: {expected!r} is not in {said[:300]!r}"
    if BROKE in said or "Traceback" in said or len(said) > 4000:
        yield f"{case}: {said[:300]!r}"
    if "@everyone" in said or "<@&1>" in said.replace("\\<@&1>", ""):
        yield f"{case}: a mention lives"


async def test_files_are_refused(kept: Kept) -> None:
    before, found = kept.digest, []
    for case, (name, raw, expected) in FILES.items():
        result = await kept.olga.slash(kept.channel, "catalog import", file=(name, raw), reason="mine")
        assert answer(result).ephemeral
        found += wrong(case, told(result), expected)
        if kept.digest != before:
            found.append(f"{case}: changed the catalogue")
    assert found == []
    assert len(FILES) + len(COMMANDS) >= 60


async def test_commands_are_refused(kept: Kept) -> None:
    before, found = kept.digest, []
    for case, (command, options, expected) in COMMANDS.items():
        result = await kept.olga.slash(kept.channel, f"catalog {command}", **{**NEEDED.get(command, {}), **options})
        found += wrong(case, told(result), expected)
    for brand, model, figures, expected in (
        ("Sennheiser", "HD 600", "", "already"),
        ("???", "!!!", "", "expected an id"),
        ("Acme", "Turbo", "what is this\nback open", "expected a field"),
        ("Acme", "Turbo", "impedance_ohm: =1+1", "expected a number"),
        ("Acme", "Turbo", "power:32: 100", "no such field"),
        ("Acme\u202e", "Turbo", "", "printable"),
    ):
        form = await kept.olga.slash(kept.channel, "catalog add", kind="headphones", brand=brand, model=model)
        found += wrong(f"{brand} {model} {figures}", told(await fill(kept.olga, form, figures)), expected)
    assert found == []
    assert kept.digest == before


async def test_another_servers_catalogue_is_out_of_reach(kept: Kept, simcord_env: Env, adviser: Adviser) -> None:
    theirs = server(simcord_env, adviser, "two")
    store, there = adviser.shelf.store, theirs.guild.id
    entries = [
        Entry("acme-secret", name, value)
        for name, value in (("brand", "Acme"), ("model", "Secret"), ("category", "dac"))
    ]
    change = edit(store, entries, "theirs", "secret", there)
    person, now = Person(5, "theirs"), theirs.env.now()
    proposal = propose(store, [Entry(HD600, "weight_g", "1")], person, "secret", now, there)
    suggestion = store.suggestions.add(there, 6, now, "Acme Secret")
    look = answer(await theirs.olga.slash(theirs.channel, "catalog retire", model=HD600, reason="secret"))
    draft = look.components[-1]["components"][0]["custom_id"].rsplit(":", 1)[1]
    stood, here = theirs.digest, kept.digest
    message = await kept.reader.send(kept.channel, "hello")
    found: list[str] = []
    for act, key, expected in (
        ("confirm", draft, "begin the edit again"),
        ("answers", draft, "begin the edit again"),
        ("anew", draft, "begin the edit again"),
        ("undo", change, "no change"),
        ("offer", change, "no change"),
        ("approve", proposal.id, "no proposed edit"),
        ("refuse", proposal.id, "no proposed edit"),
        ("accept", suggestion.id, "no suggestion"),
        ("turn_down", suggestion.id, "no suggestion"),
        ("duplicate", suggestion.id, "no suggestion"),
        ("offer_approve", proposal.id, "owners"),
        ("undo", "0", "no change"),
        ("undo", "-1", "no such button"),
        ("undo", "\uff11\uff12", "no such button"),
        ("undo", "9" * 40, "no such button"),
        ("undo", "1; DROP TABLE facts", "no such button"),
        ("undo", "1", "owners"),
        ("confirm", "../../catalog.db", "begin the edit again"),
        ("nonsense", "1", "no such button"),
        ("gap_add", "@everyone <@1>", "no such button"),
        ("gap_ignore", "never asked for", "not in the list"),
        ("again", draft, "kept no more"),
    ):
        result = await forged(kept.olga, message, f"mod:{act}:{key}")
        found += wrong(f"{act} {key}", told(result), expected)
    for command, options in (
        ("history", {"model": "acme-secret"}),
        ("edit", {"model": "acme-secret", "field": "kind", "value": "x", "reason": "x"}),
        ("export", {"model": "acme-secret"}),
        ("retire", {"model": "Acme Secret", "reason": "x"}),
    ):
        result = await kept.olga.slash(kept.channel, f"catalog {command}", **options)
        found += wrong(command, told(result), "not in the catalogue")
    for command in ("history", "pending", "suggestions", "gaps"):
        said = told(await kept.olga.slash(kept.channel, f"catalog {command}"))
        found += [f"{command} tells of it"] * ("secret" in said.casefold())
    numbers = await kept.olga.autocomplete(kept.channel, "catalog undo", "change", "")
    assert change not in [choice["value"] for choice in numbers]
    assert await kept.reader.autocomplete(kept.channel, "catalog undo", "change", "") == []
    assert found == []
    assert (theirs.digest, kept.digest) == (stood, here)
    assert preview(store, [Entry(HD600, "status", "retired")], there).differences
    store.forget_server(there)


async def test_whoever_is_no_moderator_any_more_can_finish_nothing(kept: Kept) -> None:
    edit_ = {"model": HD600, "field": "weight_g", "value": "300", "reason": "x"}
    look = answer(await kept.olga.slash(kept.channel, "catalog edit", **edit_))
    saved = answer(await kept.olga.slash(kept.channel, "catalog edit", **{**edit_, "field": "impedance_ohm"}))
    await kept.olga.click(saved, label="Save")
    form = await kept.olga.slash(kept.channel, "catalog add", kind="dac", brand="Acme", model="One")
    await kept.reader.slash(kept.channel, "suggest", model="Acme Two")
    turning = await kept.olga.click(kept.last_log, label="Turn down…")
    kept.adviser.shelf.store.servers.change(kept.guild.id, moderator_roles=())
    before, found = kept.digest, []
    for result in (
        await kept.olga.click(look, label="Save"),
        await fill(kept.olga, form, ""),
        await fill(kept.olga, turning, "so"),
        await kept.olga.click(kept.log.history()[0], label="Undo"),
        await kept.olga.slash(kept.channel, "catalog history"),
    ):
        found += wrong("late", told(result), "Only the moderators")
    assert found == []
    assert kept.digest == before
    assert "Saved as" in told(await kept.chief.click(await chiefs(kept, edit_), label="Save"))


async def chiefs(kept: Kept, edit_: dict[str, Any]) -> Any:
    """Let one who manages the server look at an edit."""
    return answer(await kept.chief.slash(kept.channel, "catalog edit", **edit_))


async def test_what_is_shown_of_others_is_dead(kept: Kept) -> None:
    note = "@everyone <@&1> **bold** [x](http://evil.example) ||spoiler||\n# big"
    await kept.reader.slash(kept.channel, "suggest", model="*Acme* <#1>", note=note)
    shown = text(kept.last_log)
    assert "@everyone" not in shown
    for alive in ("**bold**", "<@&1> ", "](http://", "||spoiler", "\n# big", "<#1>**"):
        assert alive not in shown.replace("\\<", "")
