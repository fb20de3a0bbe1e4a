"""The bytes of a source -> the processing instructions that stand before its root element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_NEXT: Final = re.compile(
    rb"""\s+ | <!--.*?--> | <\?(?P<target>[^\s?>]+)\s*(?P<content>.*?)\?>
    | <!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(?:\[.*?\]\s*)?>""",
    re.DOTALL | re.VERBOSE,
)


def instructions(data: bytes) -> Iterator[tuple[str, str, int]]:
    """The target, the content and the byte offset of each instruction before the root.

    `data` is UTF-8. What cannot be understood counts as the end: the parser has accepted the
    file before, and nothing but instructions, comments and a DOCTYPE may stand there (XML 1.0,
    production 22).
    """
    at = 0
    while found := _NEXT.match(data, at):
        if found["target"]:
            content = found["content"].decode("utf-8", "replace")
            yield found["target"].decode("utf-8", "replace"), content, found.start()
        at = found.end()
