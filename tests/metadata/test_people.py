from __future__ import annotations

import pytest
from lxml import etree

from siglum.metadata.model import Agent
from siglum.metadata.people import People, person_named
from siglum.metadata.reading import read_metadata

NS = "http://www.tei-c.org/ns/1.0"


def agents(statement: str, more: str = "") -> tuple[Agent, ...]:
    tei = etree.fromstring(
        f'<TEI xmlns="{NS}"><teiHeader><fileDesc><titleStmt>{statement}</titleStmt></fileDesc>'
        f"{more}</teiHeader></TEI>"
    )
    return read_metadata(tei).agents


def brief(found: tuple[Agent, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(agent.name, agent.roles) for agent in found]


def test_each_once_with_all_that_they_did():
    """A person is one, met as editor, principal and in a statement of responsibility."""
    found = agents(
        "<author>A</author><author>A</author><author/><editor>D</editor><principal>E</principal>"
        "<respStmt><resp>TEI encoding by</resp><persName>D</persName></respStmt>"
        "<respStmt><name>F</name><resp>Übersetzung</resp></respStmt><sponsor>S</sponsor>"
    )
    assert brief(found) == [
        ("A", ("aut",)),
        ("D", ("edt", "mrk")),
        ("E", ("rth",)),
        ("F", ("trl",)),
        ("S", ("spn",)),
    ]
    assert found[1].tasks == ("TEI encoding by",)


def test_two_tasks_are_two():
    """A statement with two `<resp>` tells two tasks, each with its code."""
    found = agents(
        "<respStmt><persName>P</persName><resp>project management</resp><resp>proofing</resp>"
        "<resp>encoding</resp></respStmt>"
    )
    assert brief(found) == [("P", ("pfr", "mrk"))]
    assert found[0].tasks == ("project management", "proofing", "encoding")


def test_the_same_identifier_is_the_same_person():
    """«Mayer, Sandra» and «Sandra Mayer» are one if their ORCID says so."""
    orcid = "https://orcid.org/0000-0002-2915-5888"
    found = agents(
        f"<editor ref='{orcid}'>Mayer, Sandra</editor>"
        f"<respStmt><resp>transcription</resp><name ref='{orcid}/'>Sandra Mayer</name></respStmt>"
    )
    assert brief(found) == [("Mayer, Sandra", ("edt", "trc"))]


def test_names_in_several_languages_are_those_of_one_person():
    """So many names in each language are so many persons."""
    found = agents(
        "<editor><persName xml:lang='bg'>Казимир</persName><persName xml:lang='en'>Kazimir"
        "</persName><persName xml:lang='bg'>Ото</persName><persName xml:lang='en'>Otto</persName>"
        "</editor>"
    )
    assert [(one.name, [v.words for v in one.variants]) for one in found] == [
        ("Казимир", ["Kazimir"]),
        ("Ото", ["Otto"]),
    ]
    one = agents(
        "<author><persName>Афиногенов</persName><persName xml:lang='en'>Afinogenov</persName>"
        "<idno type='wikidata'>Q729569</idno></author>"
    )
    assert [(agent.name, agent.ids[0].uri) for agent in one] == [
        ("Афиногенов", "http://www.wikidata.org/entity/Q729569")
    ]


def test_an_author_in_another_script_is_no_second_author():
    """`ar` and `ar-Latn` are one language; `ar` and `fr` are two, and so are their authors."""
    author = "<author xml:lang='{}'>{}</author>"
    one = agents(author.format("ar", "كرد علي") + author.format("ar-Latn", "Kurd ʿAlī"))
    assert [(a.name, a.variants[0].words) for a in one] == [("كرد علي", "Kurd ʿAlī")]
    two = agents(author.format("ar", "كرد علي") + author.format("fr", "Hugo"))
    assert len(two) == 2


def test_several_names_in_one_element_are_several_persons():
    """Three names beside each other, each with its own identifier."""
    found = agents(
        "<editor><name ref='https://d-nb.info/gnd/118650963'>A B</name>"
        "<name ref='https://viaf.org/viaf/22'>C D</name><name>E F</name></editor>"
    )
    assert [(one.name, [i.scheme for i in one.ids]) for one in found] == [
        ("A B", ["GND"]),
        ("C D", ["VIAF"]),
        ("E F", []),
    ]


def test_a_pointer_inside_the_file_leads_to_the_identifier():
    """An editor who is `#JP` has the ORCID of the name with that id."""
    found = agents(
        "<editor ref='#JP'>Jonathan Prag</editor><respStmt><resp>editing</resp>"
        "<name xml:id='JP' ref='http://orcid.org/0000-0003-3819-8537'>J. Prag</name></respStmt>"
        "<respStmt><resp>photographs</resp><name sameAs='#JP'/></respStmt>"
    )
    assert [one.uri for one in found[0].ids] == ["https://orcid.org/0000-0003-3819-8537"]
    assert len(found) == 1
    assert found[0].roles == ("edt", "pht")


def test_private_schemes_are_expanded():
    """`part:argr` stands for what the prefixDef says."""
    found = agents(
        "<editor ref='part:argr'>A</editor>",
        "<encodingDesc><listPrefixDef><prefixDef ident='part' matchPattern='(.+)' "
        "replacementPattern='https://viaf.org/viaf/12$1'/></listPrefixDef></encodingDesc>",
    )
    assert found[0].ids[0].uri == "https://viaf.org/viaf/12argr"


def test_who_is_known_by_a_key_only_is_not_lost():
    """An editor without a name is called by the key."""
    assert brief(agents("<editor role='generalEditor' key='AB'/><editor/>")) == [("AB", ("edt",))]


def test_bodies():
    """orgName, @type and words such as «University» tell a body; one beside a person is theirs."""
    found = agents(
        "<editor><orgName>Stift</orgName></editor><editor>Brigham Young University</editor>"
        "<respStmt><resp>data</resp><name type='org'>X</name></respStmt>"
        "<editor><persName>A B</persName><orgName>Academy</orgName></editor>"
    )
    assert [one.body for one in found] == [True, True, True, False]
    assert found[3].affiliations == ("Academy",)


@pytest.mark.parametrize(
    ("name", "family", "given", "life"),
    [
        ("Aylett, Robert, 1583-1655?", "Aylett", "Robert", ", 1583-1655?"),
        ("White, William Hale (1831-1913).", "White", "William Hale", " (1831-1913)."),
        ("Auden, W. H.", "Auden", "W. H.", ""),
        ("Heminge, John, approximately 1556-1630", "Heminge", "John", ", approximately 1556-1630"),
        ("Condell, Henry, -1627", "Condell", "Henry", ", -1627"),
        ("Blount, Edward, fl. 1594-1632", "Blount", "Edward", ", fl. 1594-1632"),
        ("Droeshout, Martin, 1601-", "Droeshout", "Martin", ", 1601-"),
        ("Smethwicke, John, died 1641", "Smethwicke", "John", ", died 1641"),
        ("Cynthia Damon, et al.", "", "", ""),
        ("David G.K. Taylor, University of Oxford", "", "", ""),
        ("Jonathan Prag", "", "", ""),
        ("Petrus Plaoul", "", "", ""),
    ],
)
def test_family_and_given_name(name, family, given, life):
    """They are told apart where a comma does so, and nowhere else: nothing is guessed."""
    found = person_named(name, "aut")
    assert (found.family, found.given, found.life) == (family, given, life)
    assert found.written == name


def test_where_somebody_works_is_no_part_of_the_name():
    """«N. N., University of X» is a person there, the same one as «N. N.»; bodies stay whole."""
    found = agents(
        "<principal>David G.K. Taylor</principal>"
        "<editor>David G.K. Taylor, University of Oxford</editor>"
        "<editor>James E. Walters, Rochester College</editor>"
        "<editor>Hertford College, University of Oxford</editor>"
        "<sponsor>Perseus Project, Tufts University</sponsor>"
    )
    assert [(one.name, one.body, one.roles, one.affiliations) for one in found] == [
        ("David G.K. Taylor", False, ("rth", "edt"), ("University of Oxford",)),
        ("James E. Walters", False, ("edt",), ("Rochester College",)),
        ("Hertford College, University of Oxford", True, ("edt",), ()),
        ("Perseus Project, Tufts University", True, ("spn",), ()),
    ]
    assert found[1].family == ""


def test_a_publisher_who_is_named_in_the_address():
    """Names in an address are those of the publisher, but for places; in two languages, one."""
    statement = etree.fromstring(
        f"<publicationStmt xmlns='{NS}'><publisher><address><addrLine>"
        "<name xml:lang='sl'>Inštitut</name><name xml:lang='en'>Institute</name></addrLine>"
        "<addrLine><name type='place'>Ljubljana</name></addrLine></address></publisher>"
        "</publicationStmt>"
    )
    found = People(lambda _: None, lambda pointer: pointer).publishers(statement)
    assert [(one.name, [v.words for v in one.variants]) for one in found] == [
        ("Inštitut", ["Institute"])
    ]


def test_names_made_of_parts():
    """Surname with its link, forenames in their order; the name itself as it is written."""
    found = agents(
        "<author><forename>Ludwig</forename> <nameLink>van</nameLink> <surname>Beethoven</surname>"
        "</author>"
    )[0]
    assert (found.name, found.inverted) == ("Ludwig van Beethoven", "van Beethoven, Ludwig")


def test_what_stands_beside_a_name_is_no_part_of_it():
    """Identifier, address and affiliation."""
    found = agents(
        "<author>N. N. <idno type='ORCID'>0000-0002-1825-0097</idno><email>n@e.org</email>"
        "<affiliation>Uni Brno</affiliation></author>"
    )[0]
    assert (found.name, found.ids[0].scheme) == ("N. N.", "ORCID")


def test_funders():
    """Each body once, with its names in other languages; a grant by its number and address."""
    found = read_metadata(
        etree.fromstring(
            f"<TEI xmlns='{NS}'><teiHeader><fileDesc><titleStmt>"
            "<funder><ref target='https://cordis.europa.eu/project/id/885040'>ERC Advanced Grant "
            "no.885040</ref></funder><funder ref='https://erc.europa.eu/'><orgName>Council</orgName>"
            "<orgName xml:lang='de'>Rat</orgName></funder>"
            "<funder><orgName>A</orgName><orgName>B</orgName></funder>"
            "</titleStmt></fileDesc></teiHeader></TEI>"
        )
    ).funders
    assert [(one.name, one.award, one.award_uri, one.uris) for one in found] == [
        (
            "ERC Advanced Grant no.885040",
            "885040",
            "https://cordis.europa.eu/project/id/885040",
            (),
        ),
        ("Council", "", "", ("https://erc.europa.eu/",)),
        ("A", "", "", ()),
        ("B", "", "", ()),
    ]
    assert [one.words for one in found[1].variants] == ["Rat"]


def test_publishers_come_in_the_order_of_their_duty():
    """Publisher, authority, distributor; a person among them is told by persName."""
    statement = etree.fromstring(
        f"<publicationStmt xmlns='{NS}'><distributor>D</distributor><authority><persName>A"
        "</persName></authority><publisher>P</publisher></publicationStmt>"
    )
    people = People(lambda _: None, lambda pointer: pointer)
    found = people.publishers(statement)
    assert [(one.name, one.body) for one in found] == [("P", True), ("A", False), ("D", True)]
