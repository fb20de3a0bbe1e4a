"""Readers choose whose texts stand side by side, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.fragmentary import write_fragmentary

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tei: Callable[..., bytes]) -> Path:
    """A website with a synopsis of four witnesses, and one of fourteen."""
    folder = tmp_path_factory.mktemp("synopsis") / "bell"
    write_fragmentary(folder, tei)
    many = [f"M{n}" for n in range(14)]
    readings = "".join(f'<rdg wit="#{one}">x{n % 3}</rdg>' for n, one in enumerate(many[:-1]))
    body = f"<p>a <app><lem>b</lem>{readings}</app> c</p><p>all the same</p>"
    arcs = "".join(f'<arc from="#nM0" to="#n{one}"/>' for one in many[1:])
    nodes = "".join(f'<node xml:id="n{one}"><label>{one}</label></node>' for one in many)
    graph = f"<encodingDesc><p><graph>{nodes}{arcs}</graph></p></encodingDesc>"
    source = tei(body, witnesses=" ".join(many), header=graph)
    (folder / "tei" / "many.xml").write_bytes(source)
    build(read_config(folder)[0], folder / "build", only=("website",))
    return folder / "build" / "site" / "texts"


def _columns(page: Any) -> list[str]:
    seen: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('thead th')].filter("
        "x => x.getClientRects().length).map(x => x.textContent)"
    )
    return seen


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1400])
def test_columns_are_chosen(chromium: Any, site: Path, scripts: bool, width: int) -> None:
    """By keyboard; of those that are chosen a telephone shows two."""
    context = chromium.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto((site / "bell/synopsis/index.html").as_uri())
    wide = width > 1000
    assert _columns(page) == ["edited text", "A", "B", "C", "D"][: 5 if wide else 2]
    for key in ("@text", "B"):
        page.locator(f"[name=l][value='{key}']").focus()
        page.keyboard.press("Space")
    assert _columns(page) == ["A", "C", "D"][: 3 if wide else 2]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert ("without=" in page.url) is scripts
    context.close()


def test_the_choice_is_in_the_address(chromium: Any, site: Path) -> None:
    """Who opens it sees what the other saw."""
    context = chromium.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    page.goto((site / "bell/synopsis/index.html").as_uri() + "?without=A,@text")
    assert _columns(page) == ["B", "C", "D"]
    context.close()


def test_many_witnesses_share_what_they_have_in_common(chromium: Any, site: Path) -> None:
    """Of more than twelve, equal texts stand once, with the sigla of those who have them."""
    context = chromium.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    page.goto((site / "many/synopsis/index.html").as_uri())
    rows = "() => [...document.querySelectorAll('.version')].filter(x => x.checkVisibility())"
    assert page.evaluate(f"({rows})().length") == 5
    for one in page.locator("[name=l]").all()[1:]:
        if one.get_attribute("value") not in ("M1", "M2"):
            one.uncheck()
    page.locator("[name=l][value='@text']").uncheck()
    assert page.evaluate(f"({rows})().map(x => x.innerText)") == [
        "M1 a x1 c", "M2 a x2 c", "M1 M2 all the same",
    ]  # fmt: skip
    context.close()


@pytest.mark.parametrize(
    "name", ["texts/bell/synopsis/index", "texts/many/synopsis/index", "witnesses"]
)
@pytest.mark.parametrize("width", [390, 1400])
def test_no_barriers(chromium: Any, site: Path, name: str, width: int) -> None:
    """Nothing that axe knows to be one."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((site.parent / f"{name}.html").as_uri())
    for details in page.locator("main details").all():
        details.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    context.close()
