"""From the stylesheet's XHTML to points, entries and numbered blocks."""

from __future__ import annotations

from lxml import etree

from siglum.print.markup import prepare
from siglum.print.options import PrintOptions
from siglum.print.tree import name_headings


def book(text, entries="", notes=""):
    """A book of one text; each entry is its lemma, with ids e1, e2 and so on."""
    apps = "".join(
        f'<div class="app" id="e{at}"><span class="lem">{lemma}</span>] <i>om.</i> A</div>'
        for at, lemma in enumerate(entries.split(), 1)
    )
    return etree.fromstring(
        f'<body xmlns="http://www.w3.org/1999/xhtml"><div class="unit">'
        f'<section class="text">{text}</section><section class="notes">{notes}</section>'
        f'<section class="apparatus">{apps}</section></div></body>'
    )


def drawn(root):
    """The text with points as ⟨e1 and e1⟩, entries and notes as {…}, a block per line."""
    lines = []

    def walk(node):
        kind = (node.get("class") or "").split()
        if "point" in kind:
            name = node.get("data-start")
            return f"⟨{name}" if name else f"{node.get('data-end')}⟩"
        if "foot" in kind:
            return "{" + node.get("data-entry") + "}"
        inner = node.text or ""
        for child in node:
            inner += walk(child) + (child.tail or "")
        if node.get("data-count"):
            lines.append(" ".join(inner.split()))
            return ""
        return inner

    section = root.find(".//section[@class='text']")
    rest = walk(section)
    return lines or [" ".join(rest.split())]


def p(text):
    return f'<p class="p">{text}</p>'


def lem(ids, text):
    return f'<span class="lemma" data-entries="{ids}">{text}</span>'


def test_points_stand_after_the_first_and_the_last_word():
    """Before the space or punctuation that follows; the entry stands at the first."""
    markup = prepare(book(p(f"a {lem('e1', 'bb cc dd')}, e"), "x"))
    assert drawn(markup.root) == ["a bb⟨e1{e1} cc dde1⟩, e"]
    assert markup.anchored == ["e1"]
    assert markup.unanchored == []


def test_a_lemma_within_a_word_has_its_points_after_the_word():
    """An empty element inside a word would disturb the line break."""
    markup = prepare(book(p(f"omni{lem('e1', 'bu')}s rebus"), "x"))
    assert drawn(markup.root) == ["omnibus⟨e1{e1}e1⟩ rebus"]


def test_an_empty_lemma_stands_after_the_word_before_it():
    """An addition by other witnesses has no words of its own."""
    markup = prepare(book(p(f"arma {lem('e1', '')}cano"), "x"))
    assert drawn(markup.root) == ["arma⟨e1{e1}e1⟩ cano"]


def test_an_empty_lemma_at_the_beginning_waits_for_the_first_word():
    """Never an empty element before a word."""
    markup = prepare(book(p(f"{lem('e1', '')}arma cano"), "x"))
    assert drawn(markup.root) == ["arma⟨e1{e1}e1⟩ cano"]


def test_a_lemma_may_cross_blocks():
    """The first and last fragment of an entry decide."""
    text = p(f"a {lem('e1', 'b')}") + p(lem("e1", "c d")) + p(f"{lem('e1', 'e f')} g")
    assert drawn(prepare(book(text, "x")).root) == ["a b⟨e1{e1}", "c d", "e fe1⟩ g"]


def test_lemmata_may_nest_and_overlap():
    """A fragment belongs to all entries that it names, inside one another or crossing."""
    text = p(f"{lem('e1', 'a')} {lem('e1 e2', 'b')} {lem('e2', 'c')} {lem('e3', 'd')}")
    markup = prepare(book(text, "x y z"))
    assert drawn(markup.root) == ["a⟨e1{e1} be1⟩⟨e2{e2} ce2⟩ d⟨e3{e3}e3⟩"]
    text = p(lem("e1", f"a {lem('e2', 'b')} c"))
    assert drawn(prepare(book(text, "x y")).root) == ["a⟨e1{e1} b⟨e2{e2}e2⟩ ce1⟩"]


def test_an_entry_without_a_lemma_stays_where_it_stood():
    """Nothing is lost: it is named and still listed; anchored entries leave the list."""
    markup = prepare(book(p(lem("e1", "a")), "x y"))
    assert markup.unanchored == ["e2"]
    section = markup.root.find(".//section[@class='apparatus']")
    assert [app.get("id") for app in section] == ["e2"]
    assert prepare(book(p(lem("e1", "a")), "x")).root.find(".//section[@class='apparatus']") is None


def test_marks_in_the_text_are_no_words():
    """A page mark between lemma and punctuation does not become part of the word."""
    text = p(f"a {lem('e1', 'b')}<span class='pb'>12r</span>c d")
    assert drawn(prepare(book(text, "x")).root) == ["a b12rc⟨e1{e1}e1⟩ d"]


def test_a_script_without_spaces_has_points_after_characters():
    """Where every character is a word, the lemma's own first and last decide."""
    markup = prepare(book(p(f"天{lem('e1', '地玄')}黄"), "x"))
    assert drawn(markup.root) == ["天地⟨e1{e1}玄e1⟩黄"]


def test_words_of_a_listed_entry_are_none_of_the_text() -> None:
    """A remark at the end of the text does not stand at the number of the entry that follows."""
    root = book(
        p("one")
        + p('<span class="lemma" data-entries="e1"/>')
        + '<div class="app listed"><span class="loc">A3</span> <span class="lem">x</span></div>'
        + p("two"),
        "-",
    )
    prepare(root)
    assert drawn(root) == ["one", "", "two⟨e1{e1}e1⟩"]


def test_headings_are_not_counted_but_may_carry_entries():
    """An entry in a heading is anchored; its block is a title."""
    markup = prepare(book(f'<h2 class="head">{lem("e1", "De")} rebus</h2>' + p("a"), "x"))
    head = markup.root.find(".//h2")
    assert head.get("data-count") == "title"
    assert head.get("data-running") == "De rebus"
    assert markup.anchored == ["e1"]


def test_an_address_within_a_paragraph_belongs_to_its_lines():
    """An envelope is transcribed as one paragraph; an address of its own is not counted."""
    address = '<div class="address"><div class="addrLine">Wien III</div></div>'
    markup = prepare(book(f'<div class="ab">To Stella {address}</div>{address}'))
    told = [
        node.get("data-count")
        for node in markup.root.iter("div")
        if node.get("class") == "addrLine"
    ]
    assert told == ["line", None]


def test_running_heads_tell_what_is_around_if_there_is_room() -> None:
    """«Act 1, Scene 2»; the name of the text stands on the other side of the page anyway."""
    root = etree.fromstring(
        "<div><h1>Play</h1><h2>Act 1</h2><h3>Scene 1</h3><h3>Scene 2</h3><h2>Act 2</h2>"
        "<h4>A part of it</h4><h3>A scene with a heading that is far too long</h3></div>"
    )
    name_headings(root)
    assert [node.get("data-running") for node in root] == [
        "Play",
        "Act 1",
        "Act 1, Scene 1",
        "Act 1, Scene 2",
        "Act 2",
        "A part of it",
        "A scene with a heading that is …",
    ]
    assert root[2].get("data-bookmark") == "Scene 1"


def test_numbers_of_old_pages_may_stand_beside_the_line() -> None:
    """Their edition is named where a text has several; in a bookmark they have no place."""
    text = (
        '<h2>I<span class="gb">q</span></h2>'
        '<p class="p">a <span class="pb" data-ed="A">1r</span>b <span class="pb">2</span>c</p>'
    )
    root = etree.fromstring(
        f'<body><article><section class="text">{text}</section></article></body>'
    )
    prepare(root, PrintOptions(breaks="margin"))
    marks = [one for one in root.iter("span") if one.get("class") in ("pb", "gb")]
    assert [(one.get("data-beside"), one.text) for one in marks] == [
        ("q", None),
        ("A\u00a01r", None),
        ("2", None),
    ]
    assert root.find(".//h2").get("data-bookmark") == "I"


def test_a_kind_of_block_that_carries_a_lemma_is_counted():
    """Names of roles are not counted unless one of them has an entry."""
    stage = '<div class="castItem">Enter {}</div>'
    plain = prepare(book(stage.format("A") + p("x")))
    assert plain.root.find(".//div[@class='castItem']").get("data-count") is None
    told = prepare(book(stage.format("A") + stage.format(lem("e1", "B")), "x"))
    assert [
        node.get("data-count") for node in told.root.iter("div") if node.get("class") == "castItem"
    ] == ["line", "line"]


def test_a_note_stands_after_its_call_with_its_number():
    """The call stays in the text; the note goes to the foot of its page."""
    note = '<div class="note" id="n1" data-n="7"><p>Some words.</p></div>'
    markup = prepare(book(p('a<a class="noteref" href="#n1">7</a>, b'), notes=note))
    assert drawn(markup.root) == ["a7{n1}, b"]
    foot = markup.root.find(".//span[@data-entry='n1']")
    assert "".join(foot.itertext()) == "7\u00a0Some words."
    assert markup.root.find(".//section[@class='notes']") is None


def test_a_note_called_in_an_entry_or_a_note_follows_it():
    """The layout knows no note within a note."""
    notes = (
        '<div class="note" id="n1">One<a class="noteref" href="#n2">2</a>.</div>'
        '<div class="note" id="n2">Two.</div>'
    )
    root = book(p(lem("e1", "a") + " b"), "x", notes)
    app = root.find(".//{*}div[@id='e1']")
    app.append(etree.fromstring('<a class="noteref" href="#n1">1</a>'))
    assert drawn(prepare(root).root) == ["a⟨e1{e1}{n1}{n2}e1⟩ b"]


def test_what_is_hidden_on_the_web_is_not_printed():
    """Readings of witnesses that the web page holds ready are no text."""
    text = p(f"{lem('e1', 'a')}<span class='alt' hidden=''>variant</span> b<!-- no -->c")
    assert drawn(prepare(book(text, "x")).root) == ["a⟨e1{e1}e1⟩ bc"]


def test_a_paragraph_with_a_list_is_opened():
    """An HTML parser would close the p at the list and lose what follows."""
    markup = prepare(book(p("a <ul><li>b</li></ul> c")))
    block = markup.root.find(".//section[@class='text']")[0]
    assert (block.tag, block.get("class"), block[0].tail) == ("div", "p", " c")


def test_without_points_lemma_and_entry_share_a_number():
    """The fallback keeps all entries in their list."""
    markup = prepare(book(p(f"a {lem('e1', 'b')} {lem('e2', 'c')}"), "x y"), points=False)
    assert drawn(markup.root) == ["a b1 c2"]
    assert [
        ("".join(app.itertext()))[:2]
        for app in markup.root.iter("div")
        if app.get("class") == "app"
    ] == ["1\u00a0", "2\u00a0"]


def test_lines_of_registers_and_block_notes_are_not_counted() -> None:
    """Beside stanzas that have numbers of their own, a translation in a note has none."""
    from lxml import etree

    from siglum.print.counting import count_lines
    from siglum.print.options import PrintOptions

    section = etree.fromstring(
        '<section class="text"><p class="p">One <span class="lemma">word</span>'
        '<span class="point" data-start="e"/></p>'
        '<div class="note block"><p class="p">Apart.</p></div>'
        '<div class="person record"><p class="persName entry-name">Wern</p></div></section>'
    )
    count_lines(section, 0, PrintOptions())
    counted = [p.get("data-count") for p in section.iter("p")]
    assert counted == ["line", None, None]


def test_entries_that_crowd_at_one_word_are_listed():
    """The first sixty stand at the foot of the page; none of the others is dropped."""
    names = [f"e{at}" for at in range(1, 251)]
    markup = prepare(book(p(f"a {lem(' '.join(names), 'bb')} c"), "x " * 250))
    assert markup.anchored == names[:60]
    assert markup.unanchored == names[60:]
    listed = [node for node in markup.root.iter("{*}div") if node.get("class") == "app"]
    assert [node.get("id") for node in listed] == names[60:]
    assert {"".join(node.itertext()) for node in listed} == {"x] om. A"}
