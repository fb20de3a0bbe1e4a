"""Start tags are found where they are, however long the file is and whatever stands between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.source import starttags
from siglum.source.starttags import StartTags

#: What a file may hold between two tags; the second value is how many start tags are in it.
PARTS = st.sampled_from(
    [
        (b"<a>", 1),
        (b"</a>", 0),
        (b"<b n='>'/>", 1),
        ("é text ".encode(), 0),
        (b"<!-- <c> -->", 0),
        (b"<![CDATA[<d></d>]]>", 0),
        (b"<?e <f>?>", 0),
    ]
)


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 16])
@given(parts=st.lists(PARTS, max_size=40))
def test_each_start_tag_is_found(block, parts):
    """In order, one by one and all together, in blocks of any size."""
    data, offsets = b"", []
    for part, tags in parts:
        offsets += [len(data)] * tags
        data += part
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starttags, "_BLOCK", block)
        found = StartTags(data)
        assert len(found) == len(offsets)
        assert list(found) == offsets
        assert [found[n] for n in reversed(range(len(offsets)))] == offsets[::-1]
        assert found[1:3] == offsets[1:3]
        with pytest.raises(IndexError):
            found[len(offsets)]
