"""The *figures* field of a form: a line a field, as in `impedance_ohm: 300`; and what a kind of gear begins with."""

from __future__ import annotations

from catalog import fields
from catalog.errors import BadEdit, Problem
from catalog.models import Category, Trust
from catalog.settle import Entry

_WORN = ("form", "back", "driver", "impedance_ohm", "sensitivity_db_mw", "weight_g", "price:street", "release_year")
_AMPS = ("power:32", "power:300", "output_impedance_ohm", "balanced", "price:street", "release_year")
_BEGUN = {
    Category.HEADPHONES: _WORN,
    Category.IEM: _WORN,
    Category.AMP: _AMPS,
    Category.DAC_AMP: _AMPS,
    Category.DAP: ("inputs", "outputs", *_AMPS),
    Category.DAC: ("inputs", "outputs", "price:street", "release_year"),
    Category.SOURCE: ("kind", "output_impedance_ohm", "max_output_v"),
    Category.ACCESSORY: ("kind", "price:street"),
}
_PLAIN = ("price:street", "release_year")


def begun(category: Category | None) -> str:
    """Give the fields of a kind, to be filled in.

    >>> begun(Category.ACCESSORY)
    'kind: \\nprice:street: '
    """
    return "\n".join(f"{field}: " for field in (_BEGUN[category] if category else _PLAIN))


def read(text: str, source: str, as_of: str, trust: Trust = Trust.PUBLISHED) -> tuple[Entry, ...]:
    """Read a form's lines; a field without a value is left out, a unit after the value is not needed.

    Errors: BadEdit, naming every line that is no field.

    >>> [(one.field, one.value) for one in read("price:street: 149.99 USD\\nimpedance_ohm: 32 ohm\\nback:", "oem", "")]
    [('price:street', '149.99 USD'), ('impedance_ohm', '32')]
    """
    found, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        field, colon, value = line.strip().rpartition(":") if line.count(":") > 1 else line.strip().partition(":")
        if not line.strip():
            continue
        field, value = field.strip(), value.strip()
        if not colon or fields.split(field)[0] not in fields.FIELDS:
            what = "expected a field, a colon and its value, as in impedance_ohm: 300"
            wrong.append(Problem(what, "figures", number, value=line.strip()))
        elif value:
            found.append(Entry("", field, without_unit(field, value), source, trust, as_of))
    if wrong:
        raise BadEdit(wrong)
    return tuple(found)


def without_unit(field: str, value: str) -> str:
    """Take the field's own unit off the end of a value.

    >>> without_unit("weight_g", "250 g"), without_unit("weight_g", "9 oz")
    ('250', '9 oz')
    """
    unit = fields.unit(field)
    return value.removesuffix(unit).rstrip() if unit else value
