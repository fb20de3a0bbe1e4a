"""Documents and one witness in each -> its text as plain lines, as TEI or as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from siglum.apparatus.witnesses import Witness
from siglum.edition import Document
from siglum.source.namespaces import TEI
from siglum.variation.steps import HOLE, Piece
from siglum.variation.witnesstext import WitnessText

_GAP = "[…]"


def write_version(
    having: Sequence[tuple[Document, Witness]], form: str, marked: bool
) -> Iterator[str]:
    """The text of a witness in all documents that have it; `form` is text, tei or html.

    With `marked`, departures from the edited text stand between ⟦ and ⟧ in plain text, in `<seg
    type="departure">` in TEI and in `<ins>` in HTML. An omission is marked too.
    """
    if form == "text":
        for number, (document, witness) in enumerate(having):
            if len(having) > 1:
                yield f"{'' if not number else chr(10)}{document.title}\n\n"
            yield from (f"{line}\n" for line in _lines(document, witness.key, marked))
        return
    yield from (_tei if form == "tei" else _html)(having, marked)


def blocks(document: Document, key: str) -> Iterator[list[Piece]]:
    """The pieces of each paragraph, verse or heading that has any words or gaps."""
    block: list[Piece] = []
    for piece in WitnessText(document, key).pieces():
        if piece.kind != "block":
            block.append(piece)
        elif block:
            if any(one.kind == "gap" or one.text.strip() for one in block):
                yield block
            block = []
    if any(one.kind == "gap" or one.text.strip() for one in block):
        yield block


def _lines(document: Document, key: str, marked: bool) -> Iterator[str]:
    for block in blocks(document, key):
        line = []
        for piece in block:
            if piece.kind == "gap":
                line.append(f" {_GAP} ")
            elif piece.kind == "departure" and marked:
                line.append(_around(piece.text, "⟦", "⟧"))
            else:
                line.append(piece.text)
        yield " ".join("".join(line).split())


def _around(text: str, opening: str, closing: str) -> str:
    """A departure between two signs, the white space at its edges outside of them."""
    core = text.strip()
    if not core:
        return text or f"{opening}{closing}"
    at = text.index(core)
    return f"{text[:at]}{opening}{core}{closing}{text[at + len(core) :]}"


def _tei(having: Sequence[tuple[Document, Witness]], marked: bool) -> Iterator[str]:
    single = len(having) == 1
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield "" if single else f'<teiCorpus xmlns="{TEI}">\n'
    for document, witness in having:
        title = escape(f"{document.title} ({witness.siglum})")
        source = escape(witness.title or witness.siglum)
        language = f' xml:lang="{escape(document.language)}"' if document.language else ""
        yield (
            f'<TEI xmlns="{TEI}">\n<teiHeader><fileDesc><titleStmt><title>{title}</title>'
            "</titleStmt><publicationStmt><p>The text of one witness, taken from the apparatus of "
            f"the edition.</p></publicationStmt><sourceDesc><p>{source}</p></sourceDesc></fileDesc>"
            f"</teiHeader>\n<text{language}><body>\n"
        )
        for block in blocks(document, witness.key):
            inner = "".join(
                ("<gap/>" if piece == HOLE else '<gap reason="lacuna"/>')
                if piece.kind == "gap"
                else f'<seg type="departure" corresp="#{escape(piece.entry)}">'
                f"{escape(piece.text, quote=False)}</seg>"
                if piece.kind == "departure" and marked
                else escape(piece.text, quote=False)
                for piece in block
            )
            yield f"<ab>{inner.strip()}</ab>\n"
        yield "</body></text>\n</TEI>\n"
    yield "" if single else "</teiCorpus>\n"


def _html(having: Sequence[tuple[Document, Witness]], marked: bool) -> Iterator[str]:
    siglum = escape(having[0][1].siglum)
    head = f'<meta charset="utf-8"><title>{siglum}</title>'
    yield f"<!DOCTYPE html>\n<html>\n<head>{head}</head>\n<body>\n"
    for document, witness in having:
        language = f' lang="{escape(document.language)}" dir="{document.direction}"'
        yield f"<h1>{escape(document.title)} ({escape(witness.siglum)})</h1>\n"
        for block in blocks(document, witness.key):
            inner = "".join(
                f'<span class="gap">{_GAP}</span>'
                if piece.kind == "gap"
                else f"<ins>{escape(piece.text, quote=False)}</ins>"
                if piece.kind == "departure" and marked
                else escape(piece.text, quote=False)
                for piece in block
            )
            yield f"<p{language if document.language else ''}>{inner.strip()}</p>\n"
    yield "</body>\n</html>\n"
