from __future__ import annotations

from siglum.render.contents import Branch, contents_around, contents_tree, units_around
from siglum.units import Unit


def _units(*titles: str) -> tuple[Unit, ...]:
    """Units whose titles are indented by their level."""
    return tuple(
        Unit(
            title.strip(),
            title.strip(),
            len(title) - len(title.lstrip()) + 1,
            f"{title.strip()}.html",
        )
        for title in titles
    )


def _shape(branches: list[Branch]) -> list[object]:
    return [
        branch.title if not branch.branches else (branch.title, *_shape(branch.branches))
        for branch in branches
    ]


def test_the_tree_follows_the_levels() -> None:
    """Parts hang below the last part of a higher level, also where a level is skipped."""
    units = _units("I", " a", " b", "II", "  deep", "III")
    assert _shape(contents_tree(units)) == [("I", "a", "b"), ("II", "deep"), "III"]


def test_around_a_page_only_its_own_branch_is_open() -> None:
    """Its ancestors, their neighbours, its own parts; the parts of others are left out."""
    units = _units("I", " a", "  1", " b", "II", " c")
    around = contents_around(units, 1)
    assert _shape(around) == [("I", ("a", "1"), "b"), "II"]
    assert [one.title for one in around[0].branches if one.current] == ["a"]


def test_a_page_knows_the_parts_that_it_is_in() -> None:
    """From the outermost; a part of its own is in none."""
    units = _units("I", " a", "  x", "II")
    assert [[one.title for one in units_around(units, n)] for n in range(4)] == [
        [],
        ["I"],
        ["I", "a"],
        [],
    ]


def test_of_hundreds_of_neighbours_the_near_ones_and_the_ends_are_shown() -> None:
    """A gap says that something is left out, and never stands for one page alone."""
    units = _units(*(str(n) for n in range(300)))
    titles = [one.title for one in contents_around(units, 150)]
    assert titles[:2] == ["0", "…"]
    assert titles[-2:] == ["…", "299"]
    assert titles[2:-2] == [str(n) for n in range(138, 163)]
    for number in range(300):
        pages = [one.page for one in contents_around(units, number)]
        assert f"{number}.html" in pages
        assert len(pages) <= 29


def test_a_gap_is_never_of_nothing() -> None:
    """What would be left out between the first page and the near ones is really there."""
    units = _units(*(str(n) for n in range(40)))
    for number in range(40):
        shown = [one.title for one in contents_around(units, number)]
        for at, title in enumerate(shown):
            if title == "…":
                assert int(shown[at + 1]) - int(shown[at - 1]) > 1
