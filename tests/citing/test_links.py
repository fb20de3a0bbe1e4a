from __future__ import annotations

import re

REFS = (
    '<encodingDesc><refsDecl><citeStructure match="//l[@n]" use="@n"/></refsDecl>'
    '<refsDecl xml:id="bible"><cRefPattern matchPattern="(\\w+):(\\d+)" '
    'replacementPattern="https://example.org/$1/$2"/></refsDecl></encodingDesc>'
)
TEXT = (
    '<p>See <ref cRef="2">line two</ref>, <ref cRef="Gen:3" decls="#bible">Genesis</ref>, '
    '<ref cRef="2" decls="#bible">not there</ref>, <ptr cRef="Gen:4"/>, <ptr cRef="what"/>.</p>'
    '<lg><l n="1">a</l><l n="2">b</l></lg>'
)


def test_canonical_references_are_links(publish, tei):
    """To a passage of the text or to an address; what leads nowhere keeps its words."""
    html = publish(tei(TEXT, header=REFS)).html()
    links = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>([^<]*)</a>', html)
    assert ("#lg1.l2", "line two") in links
    assert [link for link in links if "example" in link[0]] == [
        ("https://example.org/Gen/3", "Genesis"),
        ("https://example.org/Gen/4", "Gen:4"),
    ]
    assert "not there" in html
    assert "what" in html
