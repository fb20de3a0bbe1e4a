"""What a book may read: pictures in the edition's folders, and nothing else."""

from __future__ import annotations

import base64

import pytest

from siglum.print.engine import BookMetadata, PrintOptions, write_book

pytestmark = pytest.mark.pdf

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@pytest.fixture
def jail(tmp_path):
    from siglum.print.jail import Jail

    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a.png").write_bytes(PIXEL)
    (tmp_path / "inside" / "a.svg").write_text("<svg/>")
    (tmp_path / "secret.png").write_bytes(PIXEL)
    (tmp_path / "inside" / "link.png").symlink_to(tmp_path / "secret.png")
    return Jail([tmp_path / "inside"])


def test_a_picture_inside_is_read(jail, tmp_path):
    """By its file: address, or embedded."""
    assert jail.fetch((tmp_path / "inside" / "a.png").as_uri()).read() == PIXEL
    data = "data:image/png;base64," + base64.b64encode(PIXEL).decode()
    assert jail.fetch(data).read() == PIXEL


@pytest.mark.parametrize(
    "address",
    [
        "secret.png",
        "inside/../secret.png",
        "inside/link.png",
        "inside/a.svg",
        "inside/none.png",
        "inside",
        "inside%2F..%2Fsecret.png",
    ],
)
def test_what_lies_outside_is_refused(jail, tmp_path, address):
    """Nor a link that leads out, nor what is no raster picture."""
    with pytest.raises(ValueError, match=r"read|folders"):
        jail.fetch(f"{tmp_path.as_uri()}/{address}")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/a.png",
        "https://127.0.0.1/a.png",
        "ftp://127.0.0.1/a.png",
        "file://other/a.png",
        "data:image/svg+xml,<svg/>",
        "data:text/html,x",
        "about:blank",
    ],
)
def test_nothing_is_asked_for_elsewhere(jail, address):
    """No network, no scheme but file: and raster data:."""
    with pytest.raises(ValueError, match=r"embedded|folders"):
        jail.fetch(address)


def test_a_missing_picture_is_a_finding(tmp_path):
    """The book is made without it."""
    printed = write_book(
        '<body><p class="p">x <img src="none.png" alt="nothing"/></p></body>',
        tmp_path / "x.pdf",
        options=PrintOptions(),
        metadata=BookMetadata("T"),
        base=tmp_path,
        allowed=[tmp_path],
    )
    assert [finding.code for finding in printed.findings if "image" in finding.code] == [
        "pdf.image-unreadable"
    ]
    assert printed.pages == 1
