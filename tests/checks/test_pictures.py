"""Pictures that are not there, and the ones that were probably meant."""

from __future__ import annotations

import pytest

from siglum.checks.pictures import check_facsimiles, check_pictures


@pytest.fixture
def told(publish, tei):
    """The findings on pictures of a text whose folder holds the files named."""
    from siglum.checks.survey import read_survey

    def check(body: str, *files: str) -> list[str]:
        source = publish(tei(body)).sources[0]
        for name in files:
            (source.tree.path.parent / name).write_bytes(b"")
        return [f"{f.message} | {f.hint}" for f in check_pictures(read_survey(source))]

    return check


def test_a_picture_that_is_there_is_no_finding(told):
    """Nor is one of the network, or what is no picture."""
    body = '<figure><graphic url="a.jpg"/><graphic url="https://x.org/b.jpg"/></figure>'
    assert told(body, "a.jpg") == []


def test_the_name_that_was_meant_is_told(told):
    """A letter more, or another ending of the same length, is seen."""
    (finding,) = told('<figure><graphic url="fol12r.jpg"/></figure>', "fol-12r.jpg", "cover.png")
    assert "fol-12r.jpg" in finding
    (finding,) = told('<figure><graphic url="plate.png"/></figure>', "fol-12r.jpg")
    assert "did you mean" not in finding


def test_a_whole_folder_is_told_once(told):
    """Many pictures missing have one cause."""
    body = "".join(f'<graphic url="p/{n}.jpg"/>' for n in range(9))
    (finding,) = told(f"<figure>{body}</figure>")
    assert finding.startswith("9 pictures are not there")


def test_a_facsimile_without_a_size_is_told(publish, tei):
    """Once, at the first of its pictures; a size in any of the three places is enough."""
    from siglum.checks.survey import read_survey

    def check(facsimile: str) -> list[str]:
        text = tei("<p>a</p>").replace(b"<text ", facsimile.encode() + b"<text ")
        survey = read_survey(publish(text).sources[0])
        return [one.message for one in check_facsimiles(survey)]

    picture = '<graphic url="https://x.example/{}.jpg"/>'
    facsimile = f"<facsimile>{picture.format(1)}{picture.format(2)}</facsimile>"
    (told,) = check(facsimile)
    assert told == 'the size of "https://x.example/1.jpg" is not known (and in 1 more place)'
    sized = f'<facsimile><surface lrx="10" lry="20">{picture.format(1)}</surface></facsimile>'
    assert check(sized) == []
