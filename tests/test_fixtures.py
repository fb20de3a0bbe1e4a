"""What conftest.py promises to all tests is so."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

NS = {"t": "http://www.tei-c.org/ns/1.0"}


def test_the_builder_makes_tei_of_any_fragment(tei: Callable[..., bytes]) -> None:
    """Inline content gets its paragraph, blocks stay, sigla are declared."""
    inline = etree.fromstring(tei("<app><lem>a</lem></app> b", witnesses="A Z"))
    assert inline.xpath("count(//t:body/t:p/t:app)", namespaces=NS) == 1
    assert inline.xpath("//t:witness[2]/@xml:id", namespaces=NS) == ["Z"]
    block = etree.fromstring(tei("<lg><l>a</l></lg>", witnesses=""))
    assert block.xpath("count(//t:body/t:lg)", namespaces=NS) == 1
    assert block.xpath("count(//t:witness)", namespaces=NS) == 0


def test_tests_have_no_network() -> None:
    """Neither a name is looked up nor a connection made; this machine itself is open."""
    with pytest.raises(AssertionError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)
    with socket.socket() as client, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


@pytest.mark.browser
def test_chromium_opens_a_page_from_the_disk(chromium: Any, tmp_path: Path) -> None:
    """As an editor double-clicks it; scripts run, and 320 px are wide enough to be asked for."""
    page = tmp_path / "a page.html"
    page.write_text("<title>x</title><script>document.title = innerWidth</script>")
    with chromium.new_context(viewport={"width": 320, "height": 600}) as context:
        tab = context.new_page()
        tab.goto(page.as_uri())
        assert tab.title() == "320"
