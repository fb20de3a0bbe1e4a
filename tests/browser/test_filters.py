"""Readers ask for some entries: by witness, type, hand and scholar; with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.layered import write_layered

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.browser

_BODY = """<p>The <app type="substantive"><lem wit="#A">bell</lem><rdg wit="#B">gong</rdg></app>
rang <app type="orthographic"><lem>grey</lem><rdg wit="#C">gray</rdg></app> and
<app type="substantive"><lem>slow</lem><rdg wit="#C" hand="#m2">low</rdg></app> till
<app><lem>noon</lem><rdg resp="#Quill">nine</rdg></app>.</p>"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory, tei: Callable[..., bytes]) -> str:
    """The address of a page with four entries, sorted in four ways."""
    folder = tmp_path_factory.mktemp("filters") / "bell"
    write_layered(folder, tei("<p>HERE</p>", language="en"))
    text = tei("<p>HERE</p>", language="en").decode().replace("<p>HERE</p>", _BODY)
    (folder / "tei" / "bell.xml").write_text(text, "utf-8")
    build(read_config(folder)[0], folder / "build", only=("website",))
    return (folder / "build/site/texts/bell/index.html").as_uri()


def _seen(page: Any) -> list[str]:
    """The lemmata of the entries that are shown."""
    seen: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.entries .app')].filter(
          app => getComputedStyle(app).visibility === 'visible'
        ).map(app => app.querySelector('.lem').textContent)"""
    )
    return seen


def _marked(page: Any) -> list[str]:
    """The lemmata that are marked in the text."""
    marked: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('a.lemma')].filter(a =>"
        " getComputedStyle(a).textDecorationLine === 'underline').map(a => a.textContent)"
    )
    return marked


CASES = [
    ("departs", "B", ["bell"]),
    ("type", "substantive", ["bell", "slow"]),
    ("type", "orthographic", ["grey"]),
    ("hand", "w-m2", ["slow"]),
    ("by", "w-Quill", ["noon"]),
]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("name", "value", "left"), CASES)
def test_a_filter_is_set_by_keyboard(
    chromium: Any, page_file: str, name: str, value: str, left: list[str], scripts: bool
) -> None:
    """The other entries go, with their marks in the text; the button tells; all come back."""
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(page_file)
    page.locator(".s-filter").focus()
    page.keyboard.press("Enter")
    chooser = page.locator(f"#s-only [name={name}]")
    chooser.focus()
    for _ in range(20):
        if chooser.input_value() == value:
            break
        page.keyboard.press("ArrowDown")
    assert _seen(page) == left == _marked(page)
    told = "getComputedStyle(document.querySelector('.s-filter'), '::after').content"
    assert page.evaluate(told).count("·") == 1
    assert (f"{name}={value}" in page.url) is scripts
    page.locator("#s-only [type=reset]").focus()
    page.keyboard.press("Enter")
    assert _seen(page) == ["bell", "grey", "slow", "noon"]
    page.wait_for_timeout(50)
    assert "=" not in page.url
    context.close()


def test_two_filters_are_both_meant(chromium: Any, page_file: str) -> None:
    """What an address asks for is shown; what nobody can choose is passed over."""
    page = chromium.new_page()
    page.goto(f"{page_file}?type=substantive&departs=C&hand=unheard-of")
    assert _seen(page) == ["slow"]
    assert page.evaluate("document.querySelector('#s-only [name=hand]').value") == ""
    page.close()


def test_the_number_of_entries_is_told(chromium: Any, page_file: str) -> None:
    """By the style sheet, which counts those that it shows."""
    page = chromium.new_page()
    page.goto(f"{page_file}?type=substantive")
    page.click(".s-filter")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    told = " ".join(one["name"]["value"] for one in tree["nodes"] if one.get("name"))
    assert "Entries shown: 2" in told
    page.close()


@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(chromium: Any, page_file: str, width: int) -> None:
    """With the filter open, in light and in dark colours."""
    from axe_playwright_python.sync_playwright import Axe

    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for scheme in ("light", "dark"):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(f"{page_file}?type=substantive")
        page.click(".s-filter")
        told = Axe().run(page, options={"runOnly": rules}).response["violations"]
        assert [one["id"] for one in told] == []
        context.close()


def test_a_page_without_entries_hands_on_what_is_asked_for(
    chromium: Any, tmp_path: Path, tei: Callable[..., bytes]
) -> None:
    """Who turns over it finds the same entries, and reads the same witness, behind it."""
    words = f"<p>{'word ' * 150}</p>"
    entry = (
        '<p><app><lem>one</lem><rdg wit="#B">two</rdg></app> <app><lem>six</lem><rdg wit="#C">ten'
    )
    some = f"{entry}</rdg></app></p>{words}"
    body = f'<div xml:id="a">{some}</div><div xml:id="b">{words}</div><div xml:id="c">{some}</div>'
    (tmp_path / "edition.toml").write_text("[outputs.website]\nsplit = 500\n", "utf-8")
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/bell.xml").write_bytes(tei(body))
    build(read_config(tmp_path)[0], tmp_path / "build", only=("website",))
    page = chromium.new_page()
    page.goto((tmp_path / "build/site/texts/bell/a.html").as_uri() + "?departs=C&w=B")
    assert _seen(page) == ["six"]
    for following in "bc":
        page.click(".turn-page .next")
        page.wait_for_url(f"**/{following}.html?*")
    assert sorted(page.url.partition("c.html?")[2].split("&")) == ["departs=C", "w=B"]
    assert _seen(page) == ["six"]
    page.close()
