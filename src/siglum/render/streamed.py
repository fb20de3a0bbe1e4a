"""A JSON object with one long list, and the items of that list -> its text, piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

#: What stands in the object where the items belong. No address or title holds this character.
ITEMS: Final = "\0"


def json_pieces(value: Any, items: Iterable[Any]) -> Iterator[str]:
    """The text of `value`, which has `[ITEMS]` where `items` belong, each in a line."""
    whole = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    before, _, after = whole.partition(json.dumps(ITEMS))
    yield before
    mark = ""
    for item in items:
        yield mark + json.dumps(item, ensure_ascii=False)
        mark = ",\n    "
    yield after
