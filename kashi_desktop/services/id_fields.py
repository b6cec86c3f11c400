"""What is kept of an ID number: keyed HMAC, last characters, what disagreed, which key; the number itself never (domain.md §1)."""

import hashlib
import hmac
from datetime import date

from db.codes import Sex
from db.registers.elder import ID_KEPT
from kashi_desktop.rules import id_numbers
from kashi_desktop.services.context import Context

ID_FIELDS = tuple(each.key for each in ID_KEPT)
"""The fields of the wire that hold it."""


def id_fields(context: Context, id_number: str, birth_date: date | None, sex: Sex | None, held: str | None = None) -> dict[str, str | None]:
    """The fields of a typed number.

    ``held``: the last characters already stored. A masked number means "as it is", and only where none is held does it bring its own.
    """
    if not id_number:
        return {}
    if id_numbers.is_masked(id_number):
        return {} if held else {"id_last2": id_number[-2:]}
    number = id_numbers.check(id_number)
    return {
        "id_hmac": hmac.digest(context.hmac_key, number.encode(), "sha256").hex(),
        "id_last2": number[-2:],
        "id_disagrees": id_numbers.disagreement(number, birth_date, sex).value,
        "id_key": hashlib.sha256(context.hmac_key).hexdigest()[:8],
    }
