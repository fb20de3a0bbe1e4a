from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.metadata.dates import dated, w3c_date
from siglum.metadata.model import When

NS = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        (" 2026-11-28 ", "2026-11-28"),
        ("2017-11-30+01:00", "2017-11-30"),
        ("2016-08-17-04:00", "2016-08-17"),
        ("2023-06-03T16:15:51.59+09:00", "2023-06-03"),
        ("2022-10-15 17:14:39 +0800", "2022-10-15"),
        ("2021-XX-XX", "2021"),
        ("-0050", "-0050"),
        ("2026-13", ""),
        ("2026-02-30", ""),
        ("5 July", ""),
        ("20260101", ""),
        ("", ""),
    ],
)
def test_values_of_attributes(written, date):
    """W3C-DTF: year, month or day, as far as it is one; times and zones are dropped."""
    assert w3c_date(written) == date


@given(st.text())
def test_any_value_is_a_date_or_none(value):
    """What comes out has the form of a date, whatever goes in."""
    assert re.fullmatch(r"(-?\d{4,6}(-\d\d(-\d\d)?)?)?", w3c_date(value), re.ASCII)


@pytest.mark.parametrize(
    ("element", "when"),
    [
        ("<date when='1936-07-05'>5 July</date>", When("1936-07-05", words="5 July")),
        ("<date from='2019' to='2025'/>", When("2019", "2025")),
        ("<date notBefore='-0050' notAfter='0150'/>", When("-0050", "0150")),
        ("<date notBefore-custom='0051'/>", When("0051", open=True)),
        ("<date notBefore='50' notAfter='-7'/>", When("0050", "-0007")),
        ("<date when='1218'><seg>1218 г.</seg><seg>1218</seg></date>",
         When("1218", words="1218 г.")),
        ("<date to='1300'/>", When("", "1300")),
        ("<date from='1300' to='1300'/>", When("1300")),
        ("<date when='soon'>May 2020</date>", When("2020", words="May 2020")),
        ("<date>2023—</date>", When("2023", words="2023—")),
        ("<date>some day</date>", When(words="some day")),
        ("<date/>", When()),
    ],
)  # fmt: skip
def test_dated_elements(element, when):
    """Attributes before words, a point before a span; what is no date stays in words."""
    found = dated(etree.fromstring(f'<p xmlns="{NS}">{element}</p>')[0])
    assert found == when
    assert bool(found) == bool(when.start or when.end)


def test_a_span():
    """A span ends where it ends; its year is the last."""
    assert (When("2019", "2025").year, When("2019", "2025").span) == ("2025", "2019/2025")
    assert (When("2019-05").last, When("-0050").year) == ("2019-05", "")
    assert When("1285", open=True).span == "1285/.."
    assert (When("", "1300").span, When("1300").span) == ("../1300", "1300")
