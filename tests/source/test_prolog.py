"""Processing instructions before the root, as associations of schemas have them."""

from __future__ import annotations

import pytest

from siglum.source.parsing import read_source
from siglum.source.prolog import instructions


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (b"", []),
        (b'<?xml version="1.0"?>\n<?xml-model href="a.rng"?>', [("xml-model", 'href="a.rng"')]),
        (b"<!-- <?no more?> -->\n<?a?><?b c?>", [("a", ""), ("b", "c")]),
        (b'<!DOCTYPE TEI [ <!ENTITY x "?>"> ]>\n<?a b?>', [("a", "b")]),
        (b"<!DOCTYPE TEI SYSTEM 'it>.dtd' >\n<?a b?>", [("a", "b")]),
        (b"<!-- never closed <?a b?>", []),
    ],
)
def test_what_stands_before_the_root_is_found(before, found):
    """Comments, a DOCTYPE and white space are passed over; what follows the root is not asked."""
    told = [(name, text) for name, text, _ in instructions(before + b"<TEI><?late?></TEI>")]
    assert [pair for pair in told if pair[0] != "xml"] == found


def test_places_are_those_of_the_file(tmp_path, tei):
    """An instruction is found where it stands, also in a part of a document."""
    source = tei("lorem").replace(
        b"?>\n", '?>\n<!-- é -->\n  <?xml-model href="é.rng"?>\n'.encode(), 1
    )
    for name, data in (
        ("whole.xml", source),
        ("part.xml", source[: source.find(b"<TEI")] + b'<p xmlns="http://www.tei-c.org/ns/1.0"/>'),
    ):
        (tmp_path / name).write_bytes(data)
        tree = read_source(tmp_path / name, jail=tmp_path, name=name)
        (_, _, _), (target, content, at) = tree.instructions()
        assert (target, content) == ("xml-model", 'href="é.rng"')
        assert str(tree.place_at(at)) == f"{name}:3:3"
