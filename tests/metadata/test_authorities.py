from __future__ import annotations

import pytest

from siglum.metadata.authorities import authorities, authority, check_digit_fits


@pytest.mark.parametrize(
    ("value", "kind", "scheme", "uri"),
    [
        ("http://orcid.org/0000-0002-1825-0097", "", "ORCID",
         "https://orcid.org/0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "orcid", "ORCID", "https://orcid.org/0000-0002-1694-233X"),
        ("gnd-139138560", "", "GND", "https://d-nb.info/gnd/139138560"),
        ("http://d-nb.info/gnd/118650963", "", "GND", "https://d-nb.info/gnd/118650963"),
        ("viaf:32272677", "", "VIAF", "https://viaf.org/viaf/32272677"),
        ("https://viaf.org/viaf/79398669/", "", "VIAF", "https://viaf.org/viaf/79398669"),
        ("Q692", "wikidata", "Wikidata", "http://www.wikidata.org/entity/Q692"),
        ("https://www.wikidata.org/wiki/Q692", "", "Wikidata",
         "http://www.wikidata.org/entity/Q692"),
        ("10.5281/zenodo.4357941", "DOI", "DOI", "https://doi.org/10.5281/zenodo.4357941"),
        ("http://dx.doi.org/10.1093/a(b)", "", "DOI", "https://doi.org/10.1093/a(b)"),
        ("21.11115/0000-000E-C314-F", "handle", "Handle",
         "https://hdl.handle.net/21.11115/0000-000E-C314-F"),
        ("http://sws.geonames.org/2525068/about.rdf", "", "GeoNames",
         "https://www.geonames.org/2525068"),
        ("https://gallica.bnf.fr/ark:/12148/btv1b8432895r", "", "ARK",
         "https://gallica.bnf.fr/ark:/12148/btv1b8432895r"),
        ("urn:cts:latinLit:phi0959.phi009", "", "URN", ""),
        ("https://syriaccorpus.org/524", "URI", "URL", "https://syriaccorpus.org/524"),
        ("LCCNn78095332", "", "LCNAF", "http://id.loc.gov/authorities/names/n78095332"),
        ("ISBN 961-6500-64-3", "", "ISBN", ""),
        ("978-3-7705-4842-2", "isbn", "ISBN", ""),
        ("1234-567X", "ISSN", "ISSN", ""),
        ("4210", "CPG", "CPG", ""),
        ("Ham", "", "local", ""),
        ("zenodo 1234", "DOI", "local", ""),
    ],
)  # fmt: skip
def test_schemes(value, kind, scheme, uri):
    """Whatever form an identifier has, its address is the one that its authority gives."""
    found = authority(value, kind)
    assert found is not None
    assert (found.scheme, found.uri) == (scheme, uri)


def test_nothing_is_no_identifier():
    """An empty idno says nothing; a bare word identifies nobody for others."""
    assert authority("  ") is None
    assert authorities(["", "AB", "https://viaf.org/viaf/1", "https://viaf.org/viaf/1/"]) == (
        authority("viaf:1"),
    )


def test_the_last_digit():
    """The check digit of an ORCID, as ISO 7064 has it."""
    assert check_digit_fits("0000-0002-1825-0097")
    assert check_digit_fits("0000-0002-1694-233X")
    assert not check_digit_fits("0000-0002-1825-0098")
