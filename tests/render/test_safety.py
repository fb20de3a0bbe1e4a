from __future__ import annotations

import pytest
from lxml import etree, html

from siglum.render.safety import make_safe

ACTIVE = {"script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "svg"}


def safe(markup: str) -> str:
    root = etree.fromstring(f"<div>{markup}</div>")
    make_safe(root)
    return html.tostring(root, encoding="unicode")[5:-6]


def is_harmless(root: etree._Element) -> bool:
    for node in root.iter():
        assert isinstance(node.tag, str)
        assert node.tag not in ACTIVE
        for name, value in node.attrib.items():
            assert not name.lower().startswith("on")
            assert name not in ("srcdoc", "action", "formaction", "xmlns", "srcset")
            assert "javascript" not in value.lower().replace("\t", "") or name == "title"
            if name in ("href", "src"):
                assert not value.lower().startswith(("data:", "vbscript:", "//", "file:"))
    return True


@pytest.mark.parametrize(
    ("markup", "result"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
        ("<style>p{}</style>", ""),
        ("<P onclick='x()'>a</P>", "<p>a</p>"),
        ("<a href='javascript:x'>a</a>", "<a>a</a>"),
        ("<a href='java&#10;script:x'>a</a>", "<a>a</a>"),
        ("<a href=' JAVASCRIPT:x'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<a href='https://e.org/a'>a</a>", '<a href="https://e.org/a">a</a>'),
        ("<img src='file:///etc/passwd' alt='x'/>", '<img alt="x">'),
        ("<p style='color:red;background:url(x)'>a</p>", '<p style="color:red">a</p>'),
        ("<unknown>a</unknown>", "<span>a</span>"),
        ("<x:svg xmlns:x='http://www.w3.org/2000/svg' onload='x()'>a</x:svg>",
         "<span>a</span>"),
        ("<m:mi xmlns:m='http://www.w3.org/1998/Math/MathML'>x</m:mi>", "<mi>x</mi>"),
        ("a<!-- c -->b<?p i?>c", "abc"),
        ("<br>a</br>b", "<br>b"),
        ("<form action='x'><input/>a</form>b", "b"),
    ],
)  # fmt: skip
def test_what_is_active_goes(markup, result):
    """Known elements and attributes stay, words stay, whatever acts or loads goes."""
    assert safe(markup) == result


def test_paragraphs_hold_no_blocks():
    """Browsers end a <p> at the next block: it becomes a div."""
    assert safe("<p>a<div>b</div></p>") == "<div>a<div>b</div></div>"


def test_phrases_hold_no_blocks():
    """A block inside a link or span is set as a block by its class."""
    assert safe("<a href='x'>a<div class='q'>b</div></a>") == (
        '<a href="x">a<span class="q as-block">b</span></a>'
    )


HOSTILE = """
<p>words <hi style="background:url(javascript:alert(1))">kept</hi>
 <ref target="javascript:alert(1)">one</ref> <ref target="data:text/html,x">two</ref>
 <ref target="java&#9;script:alert(1)">three</ref> <ref target="//evil.example">four</ref>
 <ptr target="vbscript:x"/> <graphic url="javascript:x"/><graphic url="data:image/svg+xml,x"/>
 <script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>
 <script>alert(2)</script> <iframe src="x">five</iframe>
 <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>x</script></svg>
 <seg onclick="alert(1)" n="&lt;script&gt;alert(3)&lt;/script&gt;">six</seg>
 <hi rend="x&quot; onmouseover=&quot;alert(1)">seven</hi>
 <app xml:id="a&quot;&gt;&lt;script&gt;"><lem wit="&quot;&gt;&lt;script&gt;x">l</lem>
  <rdg wit="#A" type="x&quot;">r</rdg></app>
 <note place="&quot; onfocus=&quot;x" resp="&lt;img src=x onerror=alert(1)&gt;">eight</note></p>
"""


def test_a_hostile_source(publish, tei):
    """Nothing in a source becomes active on a page or in print; its words are shown."""
    made = publish(tei(HOSTILE))
    for medium in ("web", "print"):
        for unit in made.units(medium):
            again = html.fromstring(html.tostring(unit))
            assert is_harmless(again)
            text = "".join(again.itertext())
            assert all(word in text for word in "words kept one two three four six eight".split())


def test_a_hostile_header(publish, tei):
    """Titles, witnesses and licences of a stranger are words and nothing else."""
    header = (
        "<profileDesc><abstract><p>&lt;script&gt;alert(1)&lt;/script&gt;"
        '<ref target="javascript:x">y</ref></p></abstract></profileDesc>'
    )
    made = publish(tei('<app><lem wit="#A">a</lem></app>', header=header))
    renderer = made.renderer()
    for markup in (renderer.header(made.document), renderer.conspectus(made.document)):
        assert is_harmless(html.fromstring(markup))
    assert "&lt;script&gt;" in renderer.header(made.document)
