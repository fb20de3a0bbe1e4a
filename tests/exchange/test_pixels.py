from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.exchange.pixels import size_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(10)  # an APP0 segment is passed over
    + b"\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", 480, 640) + bytes(10)
)  # fmt: skip
WEBP = b"RIFF\0\0\0\0WEBP"
LOSSY = WEBP + b"VP8 " + bytes(10) + struct.pack("<HH", 640, 480)
LOSSLESS = WEBP + b"VP8L" + bytes(5) + ((479 << 14) | 639).to_bytes(4, "little")
EXTENDED = WEBP + b"VP8X" + bytes(8) + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")


@pytest.mark.parametrize("data", [PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED])
def test_the_size_stands_at_the_head_of_a_picture(tmp_path: Path, data: bytes) -> None:
    """Of each format that a website shows, width before height."""
    file = tmp_path / "picture"
    file.write_bytes(data)
    assert size_of(file) == (640, 480)


@given(data=st.binary(max_size=60), head=st.sampled_from([b"", *(PNG, GIF, JPEG, LOSSY, LOSSLESS)]))
def test_a_damaged_picture_has_no_size_and_no_harm(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes
) -> None:
    """Cut off or never a picture: an answer, and no exception."""
    file = tmp_path_factory.mktemp("p") / "picture"
    file.write_bytes(head[: len(data)] + data)
    width, height = size_of(file)
    assert width >= 0
    assert height >= 0


def test_a_file_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    """The check of pictures tells of it."""
    assert size_of(tmp_path / "nothing.png") == (0, 0)
