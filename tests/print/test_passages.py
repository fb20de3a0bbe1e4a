"""The passage that each word belongs to."""

from __future__ import annotations

from lxml import etree

from siglum.print.passages import Passages
from siglum.print.words import RunningText


def told(*texts):
    """The words of each text, each with its passage; * where a passage begins."""
    passages, found = Passages(), []
    for text in texts:
        section = etree.fromstring(f"<section>{text}</section>")
        running = RunningText(section, lambda one: one.tag in ("p", "div"), lambda _: False)
        passages.read(section, running)
        begun, shown, at = passages.begun(running), [], 0
        for word in running.text.split():
            at = running.text.index(word, at) + len(word)
            shown.append(f"{word}:{passages.at(at)}{'*' * (at in begun)}")
        found.append(" ".join(shown))
    return " | ".join(found)


def test_what_an_element_holds_is_a_passage():
    """The innermost counts; behind it, that around it goes on."""
    text = (
        '<div data-passage="1"><p>a <b data-passage="1.1">b c</b> d</p>'
        '<p data-passage="1.2">e</p></div>'
    )
    assert told(text) == "a:1* b:1.1* c:1.1 d:1 e:1.2*"


def test_of_passages_that_begin_together_the_innermost_is_told():
    """Chapter 1 and section 1.1 begin with the same word."""
    assert told('<div data-passage="1"><p data-passage="1.1">a b</p></div>') == "a:1.1* b:1.1"


def test_a_milestone_holds_up_to_the_next():
    """Over the borders of paragraphs and of units."""
    text = '<p>a <i data-passage="7"/>b</p><p>c<i data-passage="8"/> d</p>'
    assert told(text, "<p>e</p>") == "a: b:7* c:7 d:8* | e:8"


def test_what_stands_in_no_passage_belongs_to_the_one_before():
    """A heading after paragraph 1; the first one has none."""
    text = '<p>x</p><p data-passage="1">a</p><p>b</p><p data-passage="2">c</p>'
    assert told(text) == "x: a:1* b:1 c:2*"
