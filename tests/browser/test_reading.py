"""What readers do: follow entries, read a witness, turn pages, cite; with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tinycss2

pytestmark = pytest.mark.browser
TEXT = "texts/specimen/index.html"
PART = "texts/long/d2.html"
MANY = "texts/many/index.html"
Open = Callable[..., Any]


def _words(page: Any) -> str:
    """The text as one sees it, without numbers, signs and calls."""
    shown: str = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector('article'), 4);
          const seen = [];
          while (walk.nextNode()) {
            const parent = walk.currentNode.parentElement;
            const word = parent.getClientRects().length && !parent.closest('.n, .noteref, .sign');
            if (word) seen.push(walk.currentNode.data);
          }
          return seen.join('');
        }"""
    )
    return " ".join(shown.split())


# --- entries ----------------------------------------------------------------------------------


def test_entries_stand_beside_their_words_and_never_on_each_other(opened: Open) -> None:
    """On a wide screen: each below the one before, and level with its lemma or lower."""
    with opened(TEXT) as page:
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.entries > .app')].map(app => {
              const word = document.getElementById(app.id + '--1').getClientRects()[0];
              const box = app.getBoundingClientRect();
              return [word.top, word.right, box.top, box.bottom, box.left];
            })"""
        )
        assert len(boxes) > 20
        for word_top, word_right, top, _, left in boxes:
            assert top >= word_top - 2
            assert left > word_right
        for (*_, bottom, _), (_, _, top, *_) in pairwise(boxes):
            assert top >= bottom - 0.5
        aligned = [one for one in boxes if abs(one[2] - one[0]) < 6]
        assert len(aligned) >= 3


def test_the_right_to_left_text_has_its_numbers_on_the_right(opened: Open) -> None:
    """Numbers stand where lines begin; entries keep their column."""
    with opened("texts/right/index.html") as page:
        number = page.locator("article .n").first.bounding_box()
        word = page.locator("article .lemma").first.bounding_box()
        entry = page.locator(".entries > .app").first.bounding_box()
        assert number["x"] > word["x"] + word["width"]
        assert entry["x"] > number["x"]
        assert abs(entry["y"] - word["y"]) < 12


def test_on_a_tablet_an_entry_opens_at_its_word(opened: Open) -> None:
    """Below or above the lemma, inside the window; its buttons lead to the next one."""
    with opened(TEXT, width=768) as page:
        page.locator(".lemma").nth(4).click()
        entry = page.locator(".app:popover-open")
        word = page.locator(".lemma").nth(4).bounding_box()
        box = entry.bounding_box()
        gap = min(
            abs(box["y"] - word["y"] - word["height"]), abs(box["y"] + box["height"] - word["y"])
        )
        assert gap < 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 768
        first = entry.get_attribute("id")
        entry.locator("[data-go='1']").click()
        assert page.locator(".app:popover-open").get_attribute("id") != first
        page.locator(".app:popover-open [data-go='0']").click()
        assert page.locator(".app:popover-open").count() == 0


def test_on_a_telephone_an_entry_opens_at_the_foot(opened: Open) -> None:
    """A sheet as wide as the screen, each reading on a line of its own."""
    with opened(TEXT, width=390, height=844) as page:
        page.locator(".lemma").nth(1).click()
        box = page.locator(".app:popover-open").bounding_box()
        assert (box["x"], box["width"]) == (0, 390)
        assert abs(box["y"] + box["height"] - 844) < 1


@pytest.mark.parametrize("width", [390, 1400])
def test_entries_and_notes_can_be_followed_without_scripts(opened: Open, width: int) -> None:
    """The lemma is a link to its entry, the entry's number leads back; the same for notes."""
    with opened(TEXT, width=width, scripts=False) as page:
        page.locator(".lemma").nth(2).click()
        entry = page.locator(".app:target")
        assert entry.is_visible()
        assert 0 <= entry.bounding_box()["y"] <= 900
        entry.locator(".ln").click()
        assert page.locator(".lemma:target").count() == 1
        page.locator(".noteref").first.click()
        assert page.locator(".note:target").is_visible()


def test_without_anchor_positioning_entries_are_a_list_beside_the_text(opened: Open) -> None:
    """In browsers that lack it the rules are passed over: same column, no overlap."""
    with opened(TEXT) as page:
        page.add_style_tag(content=".app { position: static !important; width: auto !important }")
        boxes = [one.bounding_box() for one in page.locator(".entries > .app").all()]
        article = page.locator("article").bounding_box()
        assert all(one["x"] > article["x"] + article["width"] for one in boxes)
        assert all(a["y"] + a["height"] <= b["y"] + 1 for a, b in pairwise(boxes))


# --- witnesses ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_a_witness_is_read_in_place_of_the_edited_text(opened: Open, scripts: bool) -> None:
    """Its words stand in the text, those it lacks do not; one line says whose text it is."""
    with opened(TEXT, scripts=scripts) as page:
        edited = _words(page)
        assert "In the year of the long frost the copyist Wern" in edited
        page.check("[name=w][value=C]", force=True)
        text = _words(page)
        assert "In the year of the great frost the copyist Bern" in text
        assert "as wide as þe wurm" in text
        state = page.locator(".s-state")
        told = state.evaluate("one => one.textContent || getComputedStyle(one, '::after').content")
        assert "The text as C has it" in told
        page.check("[name=w][value='']", force=True)
        assert _words(page) == edited


def test_a_departure_can_be_opened_by_mouse_and_keyboard(opened: Open) -> None:
    """The words of a witness lead to the entry, as the lemma does that they replace."""
    with opened(TEXT, width=390) as page:
        page.check("[name=w][value=C]", force=True)
        word = page.locator(".alt:visible").first
        word.click()
        assert page.locator(".app:popover-open .lem").first.inner_text() == "long"
        page.keyboard.press("Escape")
        word.focus()
        page.keyboard.press("Enter")
        assert page.locator(".app:popover-open .lem").first.inner_text() == "long"


def test_the_witness_stays_in_the_address_and_on_the_way(opened: Open) -> None:
    """?w= opens a page with that witness, and the links to neighbouring pages keep it."""
    with opened(PART) as page:
        page.check("[name=w][value=B]", force=True)
        assert page.url.endswith("d2.html?w=B")
        page.locator(".turn-page .next").click()
        page.wait_for_url("**/d3.html?w=B")  # until it has loaded, and its script has run
        assert page.locator("[name=w][value=B]").is_checked()
        assert page.locator("article .alt:visible").first.inner_text() == "duo"
        page.goto(page.url.replace("?w=B", "?w=nobody"))
        assert page.locator("[name=w][value='']").is_checked()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_read_edited_as_written_or_for_reading(opened: Open, scripts: bool) -> None:
    """One switch shows the other side of choices, or hides what editors have put in."""
    with opened("texts/mixed/index.html", scripts=scripts) as page:
        text = page.locator("article.text")
        signs = text.locator(".sign:visible")
        assert "wrong" in text.inner_text()
        assert "wrogn" not in text.inner_text()
        assert signs.count()
        page.check("[name=v][value=written]", force=True)
        assert "wrogn" in text.inner_text()
        assert "wrong" not in text.inner_text()
        assert "dns" in text.inner_text()
        page.check("[name=v][value=reading]", force=True)
        assert "wrong" in text.inner_text()
        assert "dominus" in text.inner_text()
        assert signs.all_inner_texts() == ["[…]"]  # what is lost stays told
        assert "gone" not in text.inner_text()
        page.locator(".s-signs summary").click()
        assert "lost, supplied by the editor" in page.locator(".s-key").inner_text()


def test_the_view_stays_in_the_address(opened: Open) -> None:
    """The address tells which form is read, beside the witness, and opens it."""
    with opened("texts/mixed/index.html") as page:
        page.check("[name=v][value=written]", force=True)
        page.check("[name=w][value=B]", force=True)
        assert page.url.endswith("index.html?w=B&v=written")
        page.reload()
        assert page.locator("[name=v][value=written]").is_checked()
        assert "wrogn" in page.locator("article.text").inner_text()
        page.check("[name=v][value=edited]", force=True)
        assert page.url.endswith("index.html?w=B")


@pytest.mark.parametrize("scripts", [True, False])
def test_one_of_many_witnesses_is_chosen_from_a_list(opened: Open, scripts: bool) -> None:
    """The list is the browser's own and works without scripts too."""
    with opened(MANY, scripts=scripts) as page:
        assert _words(page) == "unus et cetera"
        page.select_option("select[name=w]", "MS179")
        assert _words(page) == "duo et cetera"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_entry_is_folded_until_one_asks_for_it(opened: Open, scripts: bool) -> None:
    """Many sigla do not push the other entries away from their words."""
    with opened(MANY, scripts=scripts) as page:
        entry = page.locator(".app.long")
        folded = entry.bounding_box()["height"]
        page.locator("article .lemma").click()
        assert entry.bounding_box()["height"] > folded


def test_a_siglum_of_an_entry_chooses_its_witness(opened: Open) -> None:
    """A click on C in the margin shows the text of C."""
    with opened(TEXT) as page:
        page.locator(".entries .siglum[data-wit=C]").first.click()
        assert page.locator("[name=w][value=C]").is_checked()


# --- pages --------------------------------------------------------------------------------------


def test_contents_open_on_narrow_screens_and_stand_on_wide_ones(opened: Open) -> None:
    """The same list: behind a button, or beside the text. The current page is marked in it."""
    with opened(PART, width=390) as page:
        contents = page.locator("#s-contents")
        assert not contents.is_visible()
        page.locator(".contents-button").click()
        assert contents.is_visible()
        assert contents.locator("[aria-current]").inner_text() == "Liber 2"
    with opened(PART, scripts=False) as page:
        assert page.locator("#s-contents").is_visible()
        assert not page.locator(".contents-button").is_visible()


def test_the_menu_opens_without_scripts(opened: Open) -> None:
    """On a telephone the links of the frame are behind a button that the browser serves."""
    with opened(TEXT, width=390, scripts=False) as page:
        assert not page.locator("#s-nav").is_visible()
        page.locator(".menu").click()
        assert page.locator("#s-nav a").first.is_visible()


def test_the_colours_can_be_changed_and_stay_so(opened: Open, address: str) -> None:
    """The button overrules the system's choice, on the next page too."""
    with opened(TEXT, base=address) as page:
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("#s-theme").click()
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert light != dark
        page.goto(f"{address}/index.html")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_a_line_s_own_address_can_be_cited(opened: Open, address: str) -> None:
    """The number of a line is a link to it; the citation then says it as the text is cited."""
    with opened(TEXT, base=address) as page:
        number = page.locator("article .l .n").first
        number.click()
        fragment = number.get_attribute("href")
        assert page.locator("#s-address").inner_text() == f"{address}/{TEXT}{fragment}"
        assert page.locator("#s-place").inner_text() == f", verse {number.inner_text()}"


def test_copied_text_has_no_line_numbers(opened: Open) -> None:
    """Numbers in the margin are not selected with the words."""
    with opened(TEXT) as page:
        copied = page.evaluate(
            """() => { const lines = document.querySelector('article .lg');
              getSelection().selectAllChildren(lines); return getSelection().toString(); }"""
        )
        assert "Whoever reads me, read me slow" in copied
        assert not any(letter.isdigit() for letter in copied)


def test_paper_gets_text_and_entries_without_the_frame(opened: Open) -> None:
    """Printed, a page shows no buttons, and its whole apparatus."""
    with opened(TEXT) as page:
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible()
        assert not page.locator("#s-nav").is_visible()
        assert page.locator(".entries > .app").last.is_visible()
        assert page.locator("#s-citation").is_visible()


def test_a_title_is_found_among_many(chromium: Any, crowd: Path) -> None:
    """The field on the start page leaves the titles that hold the letters, accents aside."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto((crowd / "index.html").as_uri())
    assert page.locator(".documents > li:visible").count() == 30
    page.fill("#s-filter", "EPÍSTULA 12")
    assert page.locator(".documents > li:visible").count() == 1
    assert page.locator(".filter [role=status]").inner_text().endswith("1")
    page.fill("#s-filter", "nothing of the kind")
    assert page.locator(".documents > li:visible").count() == 0
    context.close()


# --- references -------------------------------------------------------------------------------

LIST = "texts/specimen/references.html"


def test_a_reference_leads_to_its_passage_and_the_passage_tells_it(opened: Open) -> None:
    """By the field «Go to», and by the address of the list; the citation has the reference."""
    with opened(TEXT) as page:
        page.locator("footer .go-to input").fill("Verse 7")
        page.locator("footer .go-to button").click()
        page.wait_for_url("**/index.html#specimen.l7")
        assert "The Copyist in the Tower, verse 7, in" in page.inner_text("#s-citation")
    for name in ("prose_2", "prose%202", "prose.2"):
        with opened(LIST) as page:
            page.goto(f"{page.url}?ref=#{name}")
            page.wait_for_url("**/index.html#specimen.p2")
            assert ", prose 2, in" in page.inner_text("#s-citation")


def test_a_reference_that_is_none_is_told(opened: Open) -> None:
    """In words, and ready to be corrected; what was typed is text and no markup."""
    with opened(LIST) as page:
        page.goto(f"{page.url}?ref=verse+%3Cb%3E99")
        assert page.inner_text("[role=status]") == "No passage has the reference “verse <b>99”."
        assert page.input_value(".go-to input") == "verse <b>99"


def test_the_contents_have_the_field_too(opened: Open) -> None:
    """A text of several pages: from any of them to a passage on another."""
    with opened("texts/report-1936/report.account.html") as page:
        page.locator("#s-contents .go-to input").fill("post 3.2")
        page.locator("#s-contents .go-to input").press("Enter")
        page.wait_for_url("**/report.discussion.html#report.post3.p2")


def test_without_scripts_the_list_has_every_reference(opened: Open) -> None:
    """Each is a link to its passage; the address of the list marks the line that was meant."""
    with opened(LIST, scripts=False) as page:
        page.goto(f"{page.url}#verse_7")
        links = page.locator(".references a")
        assert links.count() == 19
        assert page.locator(".references :target").inner_text() == "7"
        page.locator(".references :target").click()
        page.wait_for_url("**/index.html#specimen.l7")


def test_parallel_texts_stand_beside_each_other_or_paragraph_by_paragraph(opened: Open) -> None:
    """Two columns from 800 pixels on; on a telephone each paragraph before its translation."""
    heads, first, second, alone, third, last = (
        ".beside.first.head",
        "#la1",
        "p.beside.second >> nth=0",
        "#la2",
        "#la3",
        "p.beside.second >> nth=1",
    )
    for scripts in (True, False):
        with opened("texts/beside/index.html", width=800, scripts=scripts) as page:
            box = {name: page.locator(name).bounding_box() for name in (first, second, third, last)}
            assert abs(box[first]["y"] - box[second]["y"]) < 2
            assert abs(box[third]["y"] - box[last]["y"]) < 2
            assert box[second]["x"] > box[first]["x"] + 300
        with opened("texts/beside/index.html", width=390, scripts=scripts) as page:
            order = (heads, first, second, alone, third, last)
            tops = [page.locator(name).first.bounding_box()["y"] for name in order]
            assert tops == sorted(tops)
            assert len(set(tops)) == len(tops)


def test_the_browser_understands_every_rule(opened: Open, top: Path) -> None:
    """A selector that it does not know would drop its rule without a word."""
    text = (top / "templates" / "static" / "style.css").read_text(encoding="utf-8")
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    with opened("index.html") as page:
        known = page.evaluate(
            "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
            " return sheet.cssRules.length; }",
            text,
        )
    assert known == len(rules)


def test_scripts_without_italics_stand_upright(opened: Open) -> None:
    """Also where the words around them are slanted."""
    with opened("texts/right/index.html") as page:
        slant = page.evaluate(
            "() => { const e = document.createElement('span'); e.className = 'foreign';"
            " const text = document.querySelector('article.text'); text.append(e);"
            " return ['he', 'la', 'zh'].map(lang => { e.lang = lang;"
            " return getComputedStyle(e).fontStyle; }); }"
        )
    assert slant == ["normal", "italic", "normal"]


def test_no_part_of_a_text_looks_like_a_part_of_the_page(opened: Open) -> None:
    """Elements are classes: back matter is set as the text is, not as the way back from a note."""
    with opened("texts/commonest/index.html") as page:
        looks = page.evaluate(
            "['.body .p', '.back .bibl', '.front .titlePart', '.back .record .desc'].map(name => {"
            " const style = getComputedStyle(document.querySelector(name));"
            " return style.color + style.fontFamily; })"
        )
    assert len(set(looks)) == 1
