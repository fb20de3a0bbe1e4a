"""Readers switch layers of the apparatus off and on, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.layered import write_layered

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory, tei: Callable[..., bytes]) -> str:
    """The address of a page whose apparatus has three layers."""
    folder = tmp_path_factory.mktemp("layers") / "bell"
    write_layered(folder, tei("<p>HERE</p>", language="en"))
    build(read_config(folder)[0], folder / "build", only=("website",))
    return (folder / "build/site/texts/bell/index.html").as_uri()


def _seen(page: Any) -> list[str]:
    seen: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.entries .app')].filter(
          app => getComputedStyle(app).visibility === 'visible').map(app => app.dataset.layer)"""
    )
    return seen


@pytest.mark.parametrize("scripts", [True, False])
def test_a_layer_is_switched_off_by_keyboard(chromium: Any, page_file: str, scripts: bool) -> None:
    """Its entries go, and its lemmata are words like others; those below do not move up over it."""
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(page_file)
    assert set(_seen(page)) == {"variants", "spelling", "sources"}
    page.locator("[name=l][value=spelling]").focus()
    page.keyboard.press("Space")
    assert set(_seen(page)) == {"variants", "sources"}
    underlined = page.evaluate(
        "() => [...document.querySelectorAll('a.lemma')].filter(a =>"
        " getComputedStyle(a).textDecorationLine === 'underline').map(a => a.textContent)"
    )
    assert "bell" in underlined
    assert "grey" not in underlined
    assert ("without=spelling" in page.url) is scripts
    context.close()


def test_the_address_tells_which_layers_are_off(chromium: Any, page_file: str) -> None:
    """Who opens it sees what the other saw; what is no layer is passed over."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{page_file}?without=sources,unheard-of")
    assert set(_seen(page)) == {"variants", "spelling"}
    context.close()
