"""siglum.render.resources: names -> files; the edition's own win, the built-in stay in reach."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from lxml import etree

from siglum.findings import EditionError
from siglum.render import resources
from siglum.render.resources import Resources, builtin

XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"'


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition folder, and beside it a small set of built-in resources; the path has a blank."""
    shipped = tmp_path / "siglum é"
    monkeypatch.setattr(resources, "builtin", lambda kind: shipped / kind)
    _sheet(shipped, "html.xsl", '<xsl:include href="text.xsl"/><xsl:include href="notes.xsl"/>')
    _sheet(shipped, "text.xsl", _rule("a", "A") + _rule("b", "B"))
    _sheet(shipped, "notes.xsl", _rule("note", "N"))
    _lay(shipped / "templates/base.html", "<p>{% block main %}base{% endblock %}</p>")
    _lay(shipped / "templates/page.html", '{% extends "base.html" %}')
    _lay(shipped / "templates/static/site.css", "p {}")
    folder = tmp_path / "my edition"
    folder.mkdir()
    return folder


def _lay(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def _sheet(folder: Path, name: str, content: str) -> Path:
    text = f"<xsl:stylesheet {XSL}>{content}</xsl:stylesheet>"
    return _lay(folder / "xslt" / name, text)


def _rule(match: str, text: str) -> str:
    return f'<xsl:template match="{match}">{text}</xsl:template>'


def _render(edition: Path, name: str = "html.xsl") -> str:
    transform = etree.XSLT(Resources(edition).read_stylesheet(name))
    return str(transform(etree.XML("<r><a/><b/><note/></r>"))).partition("?>")[2].strip()


def _code(raised: pytest.ExceptionInfo[EditionError]) -> str:
    (finding,) = raised.value.findings
    return finding.code


# --- stylesheets ----------------------------------------------------------------------------


def test_without_own_files_all_is_built_in(edition: Path) -> None:
    """Neither folder needs to be there."""
    assert _render(edition) == "ABN"


def test_own_rules_are_laid_over_a_built_in_sheet(edition: Path) -> None:
    """A sheet of the same name wins and can import what it shadows: one rule is overridden."""
    _sheet(edition, "html.xsl", '<xsl:import href="builtin:html.xsl"/>' + _rule("a", "mine"))
    assert _render(edition) == "mineBN"


def test_a_sheet_that_is_only_included_can_be_shadowed_too(edition: Path) -> None:
    """The same name wins also where a built-in sheet includes it."""
    _sheet(edition, "text.xsl", '<xsl:import href="builtin:text.xsl"/>' + _rule("b", "mine"))
    assert _render(edition) == "AmineN"


def test_what_the_edition_lacks_comes_from_siglum(edition: Path) -> None:
    """A copied entry sheet still finds the sheets that it includes."""
    _sheet(edition, "html.xsl", '<xsl:include href="notes.xsl"/>' + _rule("a|b", "-"))
    assert _render(edition) == "--N"


def test_own_sheets_may_lie_in_folders_and_use_tables(edition: Path) -> None:
    """Relative names count from the sheet they stand in; document() reads files beside it."""
    _sheet(edition, "html.xsl", '<xsl:include href="sub/table.xsl"/>' + _rule("b|note", ""))
    table = "<xsl:value-of select=\"document('table.xml')/t\"/>"
    _sheet(edition, "sub/table.xsl", _rule("a", table))
    _lay(edition / "xslt/sub/table.xml", "<t>looked up</t>")
    assert _render(edition) == "looked up"


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("/etc/hostname", "render.outside"),
        ("file:///etc/hostname", "render.outside"),
        ("../../secret.xsl", "render.outside"),
        ("https://example.org/rules.xsl", "render.outside"),
        ("link.xsl", "render.missing"),
        ("nowhere.xsl", "render.missing"),
        ("builtin:nowhere.xsl", "render.missing"),
        ("builtin:../../secret.xsl", "render.missing"),
    ],
)
@pytest.mark.parametrize("how", ["include", "document"])
def test_a_stylesheet_reads_nothing_from_elsewhere(
    edition: Path, href: str, code: str, how: str
) -> None:
    """Neither files of this machine, nor the network, nor through a link: a finding."""
    _sheet(edition.parent, "../secret.xsl", "")
    (edition / "xslt").mkdir()
    (edition / "xslt/link.xsl").symlink_to(edition.parent / "secret.xsl")
    if how == "include":
        _sheet(edition, "html.xsl", f'<xsl:include href="{href}"/>')
    else:
        _sheet(edition, "html.xsl", _rule("/", f"<xsl:copy-of select=\"document('{href}')\"/>"))
    with pytest.raises(EditionError) as raised:
        _render(edition)
    assert _code(raised) == code


def test_entities_of_the_sheet_are_read_and_those_of_other_files_are_not(edition: Path) -> None:
    """`&nbsp;` is a habit of stylesheets; a SYSTEM entity would carry files away."""
    secret = _lay(edition.parent / "secret.txt", "secret")
    head = f"<!DOCTYPE xsl:stylesheet [<!ENTITY e '!'><!ENTITY s SYSTEM '{secret.as_uri()}'>]>"
    sheet = f"{head}<xsl:stylesheet {XSL}>{_rule('/', '%s')}</xsl:stylesheet>"
    _lay(edition / "xslt/html.xsl", sheet % "&e;")
    assert _render(edition) == "!"
    _lay(edition / "xslt/html.xsl", sheet % "&s;")
    with pytest.raises(etree.XMLSyntaxError):
        _render(edition)


# --- templates ------------------------------------------------------------------------------


def _frame(edition: Path | None, name: str) -> str:
    environment = jinja2.Environment(loader=Resources(edition).template_loader(), autoescape=True)
    return environment.get_template(name).render()


def test_own_templates_win_and_extend_what_they_shadow(edition: Path) -> None:
    """Also where a built-in template extends them."""
    assert _frame(edition, "page.html") == "<p>base</p>"
    own = '{% extends "builtin:base.html" %}{% block main %}mine, {{ super() }}{% endblock %}'
    _lay(edition / "templates/base.html", own)
    assert _frame(edition, "page.html") == "<p>mine, base</p>"
    assert _frame(edition, "builtin:base.html") == "<p>base</p>"
    assert _frame(None, "page.html") == "<p>base</p>"


@pytest.mark.parametrize("name", ["../secret.html", "builtin:../secret.html", "/etc/hostname"])
def test_no_template_lies_elsewhere(edition: Path, name: str) -> None:
    """Jinja2 says that there is none."""
    _lay(edition / "secret.html", "secret")
    with pytest.raises(jinja2.TemplateNotFound):
        _frame(edition, name)


# --- names ----------------------------------------------------------------------------------


def test_where_tells_the_used_file_first_and_what_it_shadows(edition: Path) -> None:
    """As `siglum where NAME` prints it."""
    shipped = edition.parent / "siglum é"
    assert Resources(edition).where("text.xsl") == [shipped / "xslt/text.xsl"]
    own = _sheet(edition, "text.xsl", "")
    assert Resources(edition).where("text.xsl") == [own, shipped / "xslt/text.xsl"]
    assert Resources(edition).where("builtin:text.xsl") == [shipped / "xslt/text.xsl"]
    assert Resources(None).where("text.xsl") == [shipped / "xslt/text.xsl"]
    assert Resources(edition).where("base.html") == [shipped / "templates/base.html"]
    assert Resources(edition).where("base\0.html") == []


def test_a_name_that_is_not_there_comes_with_a_guess(edition: Path) -> None:
    """The nearest name that is."""
    with pytest.raises(EditionError) as raised:
        Resources(edition).find("xslt", "note.xsl")
    assert _code(raised) == "render.missing"
    assert raised.value.findings[0].hint == 'did you mean "notes.xsl"?'


def test_names_lists_the_files_that_are_used(edition: Path) -> None:
    """Own and built-in merged, below a folder; hidden files and links out are passed over."""
    own = _lay(edition / "templates/static/site.css", "p { color: red }")
    extra = _lay(edition / "templates/static/img/seal.svg", "<svg/>")
    _lay(edition / "templates/static/.DS_Store", "")
    (edition / "templates/static/out.txt").symlink_to("/etc/hostname")
    names = Resources(edition).names("templates", "static")
    assert names == {"static/img/seal.svg": extra, "static/site.css": own}


def test_the_built_in_folders_are_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The current folder plays no part, not even if it looks like an edition."""
    (tmp_path / "xslt").mkdir()
    monkeypatch.chdir(tmp_path)
    for kind in ("xslt", "templates"):
        assert builtin(kind).is_dir()
        assert not builtin(kind).is_relative_to(tmp_path)


def test_an_installation_without_its_folders_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken installation is a finding, not a traceback; a folder that only looks so is none."""
    (tmp_path / "xslt").mkdir()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "a/siglum/render/resources.py"))
    with pytest.raises(EditionError) as raised:
        builtin("xslt")
    assert _code(raised) == "render.missing"
