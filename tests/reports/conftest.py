"""What the tests of reports share: findings of all kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siglum.codes import Severity
from siglum.findings import Finding, Place, found

#: Names and values that nobody would wish for.
ODD = [
    "a\x1b[31mred\x00\x07",
    "two\nlines\r\nand \u2028 more",
    "x" * 1_000_000,
    "</script><script>alert(1)</script>",
    "\u202eright to left\u202c",
    "half \udcff of a letter",
    "100% of ::error file=a,line=1::b",
    "{{ 7 * 7 }} {% include 'x' %}",
    "",
]


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """`finding("wit.undeclared", "a.xml", 3, 5, message="…")` -> a finding."""

    def make(
        code: str = "wit.undeclared",
        file: str = "a.xml",
        line: int = 1,
        column: int = 1,
        message: str = 'unknown siglum "#X"',
        hint: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        one = found(code, Place(file, line, column), message, hint)
        return one if severity is None else Finding(code, severity, one.place, message, hint)

    return make


@pytest.fixture(params=ODD, ids=range(len(ODD)))
def odd(request: pytest.FixtureRequest) -> str:
    """A text that no report may stumble over."""
    return str(request.param)
