"""HTML as a stylesheet made it -> HTML that may be published: known elements, nothing active.

Stylesheets may be an editor's own and sources a stranger's: whatever they produce passes here.
An unknown element becomes a `span` or `div` and keeps its words; scripts lose theirs too.
"""

from __future__ import annotations

from lxml import etree

from siglum.render.looks import safe_style
from siglum.render.urls import safe_url

_BLOCKS = frozenset(
    (
        "address article aside blockquote dd details div dl dt fieldset figcaption figure "
        "footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot "
        "th thead tr ul caption summary"
    ).split()
)
_INLINE = frozenset(
    (
        "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp "
        "small span strong sub sup time u var wbr label"
    ).split()
)
_MATH = frozenset(
    (
        "math mrow mi mo mn ms mtext mfrac msqrt mroot msub msup msubsup munder mover "
        "munderover mtable mtr mtd mspace mstyle mpadded mphantom merror"
    ).split()
)
_DROPPED = frozenset(
    ("script style iframe object embed link meta base form input template").split()
)
_ATTRIBUTES = frozenset(
    (
        "id class lang dir title href src alt role hidden value colspan rowspan scope "
        "tabindex width height start reversed datetime open"
    ).split()
)
#: Attributes of the page's own, and those for screen readers: nothing acts by them.
_OWN = ("data-", "aria-")
#: Attributes whose value needs no look.
_HARMLESS = (_ATTRIBUTES - {"href", "src"}) | {"data-wit", "data-entries", "data-not", "aria-label"}
_PHRASING_ONLY = frozenset(
    (
        "span a abbr cite b i em strong sup sub small code q h1 h2 h3 h4 h5 h6 dt summary "
        "label ruby"
    ).split()
)
_VOID = frozenset(["br", "hr", "img", "wbr"])


def make_safe(root: etree._Element) -> None:
    """Bring `root` and all below it into what HTML and the allow-lists permit, in place."""
    for node in list(root.iter(etree.Comment, etree.PI, etree.Entity)):
        _remove(node)
    known: dict[str, str] = {}
    harmless = set(_HARMLESS)
    phrases: set[etree._Element] = set()  # may hold phrases only, or stand in what may
    divided: set[etree._Element] = set()  # paragraphs that hold blocks
    for node in list(root.iter(etree.Element)):
        tag = node.tag
        name = known.get(tag)
        if name is None:
            name = known[tag] = _name(node)
        if name in _DROPPED:
            if node is not root:
                _remove(node)
            continue
        if tag != name:
            node.tag = name
        for key in map(str, node.keys()):
            if key in harmless:
                continue
            if not _allowed(key, node):
                del node.attrib[key]
            elif key.startswith(_OWN):
                harmless.add(key)
        if name in _VOID:
            node.text = None
        if node is root:
            continue
        if node.getparent() in phrases:
            phrases.add(node)
            if name in _BLOCKS:
                # a span that style sheets set as a block
                node.tag = "span"
                node.set("class", f"{node.get('class', '')} as-block".strip())
                node.attrib.pop("value", "")
            continue
        if name in _PHRASING_ONLY:
            phrases.add(node)
        if name in _BLOCKS:
            divided.update(node.iterancestors("p"))
    etree.cleanup_namespaces(root)  # HTML has none to declare
    for paragraph in divided:
        paragraph.tag = "div"


def _name(node: etree._Element) -> str:
    """What an element is called when it is published, or the name for which it is dropped."""
    name = etree.QName(node).localname.lower()
    known = name in _BLOCKS or name in _INLINE or name in _MATH or name in _DROPPED
    return name if known else "span"


def _remove(node: etree._Element) -> None:
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _allowed(key: str, node: etree._Element) -> bool:
    if key.startswith("{"):
        return False
    name = key.lower()
    if name in ("href", "src"):
        safe = safe_url(node.get(key, ""))
        if safe:
            node.set(key, safe)
        return bool(safe)
    if name == "style":
        safe = safe_style(node.get(key, ""))
        node.set(key, safe)
        return bool(safe)
    return name in _ATTRIBUTES or name.startswith(_OWN)
