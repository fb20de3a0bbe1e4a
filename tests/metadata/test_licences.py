from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.metadata.licences import licence_in_words, named_licence

BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("url", "text", "address", "spdx"),
    [
        (BY, "", BY, "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by/4.0", "", BY, "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.en", "", BY, "CC-BY-4.0"),
        ("https://www.creativecommons.org/licenses/by/4.0/legalcode.txt", "", BY, "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/legalcode", "",
         "https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        ("http://creativecommons.org/licenses/by-nc/3.0/deed.en_US", "",
         "https://creativecommons.org/licenses/by-nc/3.0/", "CC-BY-NC-3.0"),
        ("http://creativecommons.org/licenses/by/3.0/at/", "",
         "https://creativecommons.org/licenses/by/3.0/at/", "CC-BY-3.0-AT"),
        ("http://creativecommons.org/licenses/by/2.0/uk/", "",
         "https://creativecommons.org/licenses/by/2.0/uk/", ""),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "",
         "https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "",
         "https://creativecommons.org/publicdomain/mark/1.0/", ""),
        ("", "under CC BY-SA 4.0.", "https://creativecommons.org/licenses/by-sa/4.0/",
         "CC-BY-SA-4.0"),
        ("", "CC-BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/",
         "CC-BY-NC-SA-4.0"),
        ("", "a Creative Commons Attribution-ShareAlike 3.0 Unported License",
         "https://creativecommons.org/licenses/by-sa/3.0/", "CC-BY-SA-3.0"),
        ("", "Creative Commons Attribution 4.0 International", BY, "CC-BY-4.0"),
        ("", "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
         "https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC-BY-NC-ND-4.0"),
        ("", f"See ({BY}).", BY, "CC-BY-4.0"),
        ("", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("", "GNU General Public License, version 2 or later",
         "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html", "GPL-2.0-or-later"),
        ("http://www.opensource.org/licenses/BSD-2-Clause", "",
         "https://opensource.org/licenses/BSD-2-Clause", "BSD-2-Clause"),
        ("https://rightsstatements.org/page/InC/1.0/?language=en", "",
         "http://rightsstatements.org/vocab/InC/1.0/", ""),
        ("https://example.org/terms", "our terms", "https://example.org/terms", ""),
        ("", "All rights reserved, since 4.0 years", "", ""),
        ("https://creativecommons.org/licenses/own/9.9/", "",
         "https://creativecommons.org/licenses/own/9.9/", ""),
    ],
)  # fmt: skip
def test_one_licence_has_one_address(url, text, address, spdx):
    """Deed, legal code, http, languages, or words only: the address that its makers give."""
    found = named_licence(url, text)
    assert (found.url, found.spdx, found.text) == (address, spdx, text)


def test_an_address_goes_before_words():
    """Where both name a licence and differ, the machine-readable one holds."""
    assert named_licence(BY, "CC BY-SA 3.0").name == "CC BY 4.0"
    assert licence_in_words("free to use") is None


@given(st.text(), st.text())
def test_a_named_licence_is_named_alike_again(url, text):
    """Naming what is named already changes nothing."""
    once = named_licence(url, text)
    assert named_licence(once.url, once.text) == once
