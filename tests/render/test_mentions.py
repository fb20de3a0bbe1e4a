from __future__ import annotations

from lxml import html

from siglum.build import build
from siglum.config import config_for_sources

REGISTER = (
    '<listPerson><person xml:id="odo"><persName>Odo</persName>'
    "<idno>https://example.org/odo</idno></person>"
    '<person xml:id="mina"><persName>Mina</persName></person></listPerson>'
)


def _site(tei, folder, **texts):
    folder.mkdir(exist_ok=True)
    for name, inner in texts.items():
        source = tei(inner, witnesses="").replace(b"A test", name.encode())
        (folder / f"{name}.xml").write_bytes(source)
    assert build(config_for_sources([folder]), folder / "build", only=("website",)).written
    return folder / "build" / "site" / "texts"


def _mentions(site, page, entry):
    tree = html.fromstring((site / page).read_bytes())
    found = tree.xpath(f"//*[@id='{entry}']//details[@class='mentions']")
    return found[0] if found else None


def test_a_register_lists_where_its_entries_are_mentioned_and_a_mention_leads_there(tei, tmp_path):
    """Whatever way a pointer is written: with its file, with # alone, bare, as a web address."""
    site = _site(
        tei,
        tmp_path / "e",
        letter='<p><persName ref="register.xml#odo">he</persName></p>'
        '<p><persName ref="#odo">he</persName></p><p><persName key="odo">he</persName></p>'
        '<p><persName ref="https://example.org/odo">he</persName></p>',
        register=REGISTER,
    )
    told = _mentions(site, "register/index.html", "odo")
    assert told.findtext("summary") == "Mentioned at 4 places"
    assert told.xpath(".//li/a/text()") == ["letter"]
    places = told.xpath(".//*[@class='places']/a")
    assert [one.text for one in places] == ["1", "2", "3", "4"]
    assert places[2].get("href") == "../letter/index.html#p3"
    assert _mentions(site, "register/index.html", "mina") is None
    letter = html.fromstring((site / "letter/index.html").read_bytes())
    links = letter.xpath("//a[@class='persName']/@href")
    assert links == ["../register/index.html#odo"] * 4


def test_an_entry_of_the_own_text_comes_first(tei, tmp_path):
    """Two texts may each have a register in which an id stands for somebody else."""
    site = _site(
        tei,
        tmp_path / "e",
        a='<p><persName ref="#odo">he</persName></p>' + REGISTER,
        b='<p xml:id="mina"><ref target="#mina">here</ref></p>' + REGISTER.replace("mina", "m"),
    )
    assert _mentions(site, "a/index.html", "odo").findtext("summary") == "Mentioned"
    assert _mentions(site, "b/index.html", "odo") is None
    assert _mentions(site, "a/index.html", "mina") is None


def test_many_mentions_are_folded_and_each_place_is_told_once(tei, tmp_path):
    """Few stand open; of one paragraph there is one link however often it names somebody."""
    many = "".join('<p><persName ref="#odo">x</persName> <name ref="#odo">y</name></p>' * 9)
    site = _site(tei, tmp_path / "e", many=many + REGISTER)
    told = _mentions(site, "many/index.html", "odo")
    assert told.findtext("summary") == "Mentioned at 9 places"
    assert told.get("open") is None
    few = _site(tei, tmp_path / "f", few='<p><name ref="#odo">y</name></p>' + REGISTER)
    assert _mentions(few, "few/index.html", "odo").get("open") is not None


def test_speakers_lead_to_the_persons_of_the_header(tei, tmp_path):
    """And the description of the text tells where they speak."""
    source = tei('<sp who="#odo"><speaker>Odo.</speaker><p>I ring.</p></sp>', witnesses="")
    persons = b"<profileDesc><particDesc>%s</particDesc></profileDesc>" % REGISTER.encode()
    path = tmp_path / "play.xml"
    path.write_bytes(source.replace(b"</teiHeader>", persons + b"</teiHeader>"))
    assert build(config_for_sources([path]), tmp_path / "build", only=("website",)).written
    site = tmp_path / "build" / "site" / "texts"
    page = html.fromstring((site / "play/index.html").read_bytes())
    assert page.xpath("//*[contains(@class, 'speaker')]//@href") == ["about.html#odo"]
    assert _mentions(site, "play/about.html", "odo").xpath(".//span/a/@href") == ["index.html#sp1"]


def test_a_register_lists_letters_and_texts_of_a_category(tei, tmp_path):
    """A letter is told with what the entry is to it; a category needs only the text."""
    (tmp_path / "e").mkdir()
    profile = (
        '<profileDesc><textClass><catRef target="#kind"/></textClass><correspDesc><correspAction'
        ' type="sent"><persName ref="#odo">Odo</persName></correspAction></correspDesc>'
        "</profileDesc></teiHeader>"
    )
    source = tei("<p>x</p>", witnesses="").replace(b"A test", b"letter")
    (tmp_path / "e" / "letter.xml").write_bytes(source.replace(b"</teiHeader>", profile.encode()))
    kinds = (
        '<encodingDesc><classDecl><taxonomy><category xml:id="kind"><catDesc>Letters</catDesc>'
        "</category></taxonomy></classDecl></encodingDesc></teiHeader>"
    )
    register = tei(REGISTER, witnesses="").replace(b"</teiHeader>", kinds.encode())
    (tmp_path / "e" / "register.xml").write_bytes(register)
    config = config_for_sources([tmp_path / "e"])
    assert build(config, tmp_path / "build", only=("website",)).written
    site = tmp_path / "build" / "site" / "texts"
    odo = _mentions(site, "register/index.html", "odo")
    assert [one.text for one in odo.xpath(".//li/a | .//li/span/a")] == ["letter", "sender"]
    kind = _mentions(site, "register/about.html", "kind")
    assert [one.get("href") for one in kind.xpath(".//li//a")] == ["../letter/index.html"]
