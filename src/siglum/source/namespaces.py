"""Nothing -> the namespaces and attribute names that every reader of TEI needs."""

from __future__ import annotations

from typing import Final

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"

#: For XPath: `element.findall("t:app", NS)`.
NS: Final = {"t": TEI}

XML_ID: Final = f"{{{XML}}}id"
XML_LANG: Final = f"{{{XML}}}lang"
XML_BASE: Final = f"{{{XML}}}base"
