"""The attributes of a reading -> who has it, what it has instead of words, what it goes with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from siglum.verify.absences import absences, deeds
from siglum.verify.bases import Bases, readings
from siglum.verify.parts import has_words, usual_speaker
from siglum.verify.sigla import Labels
from siglum.verify.streams import letters_of
from siglum.verify.tags import APP, GROUP, LEM, RDG, XML_ID, T
from siglum.verify.tokens import SIGLA, SOURCES, WORD, Mark, Steps, Token

#: A reading elsewhere is named by so many of its words.
_CALLED = 6


class Attesting:
    """Tells of the readings of one document.

    `said` are the words that siglum says; `words` gives those of a reading, `label` the place of
    an element in the text.
    """

    def __init__(
        self,
        root: etree._Element,
        ids: Mapping[str, etree._Element],
        labels: Labels,
        bases: Bases,
        said: Mapping[str, str],
        words: Callable[[etree._Element], list[str]],
        label: Callable[[etree._Element], str],
    ) -> None:
        self._ids = ids
        self._labels = labels
        self._bases = bases
        self._said = said
        self._words = words
        self._label = label
        self._usual = usual_speaker(root)
        #: What words change places with, by the ids of both (TEI Guidelines 12.3.4.5).
        self._moved: dict[str, list[str]] = {}
        for transpose in root.iter(T + "transpose"):
            named = [
                token.removeprefix("#")
                for pointer in transpose.iter(T + "ptr", T + "ref")
                for token in pointer.get("target", "").split()
            ]
            for name in named:
                self._moved.setdefault(name, []).extend(one for one in named if one != name)

    def copied(self, node: etree._Element) -> etree._Element | None:
        """The reading of which this one is a copy, if that is in the document and has words."""
        pointer = (node.get("copyOf") or node.get("sameAs") or "").strip().removeprefix("#")
        found = self._ids.get(pointer)
        return found if found is not None and found.tag in (RDG, LEM) and has_words(found) else None

    def absent(self, node: etree._Element, steps: Steps) -> None:
        """A reading without words says what it has instead, or what it is a copy of."""
        if copied := node.get("copyOf") or node.get("sameAs"):
            if self.copied(node) is None:
                steps.marks.append(Mark(0, "copy", (letters_of(copied),), element=node))
            return
        if found := deeds(node):
            steps.marks += [Mark(0, "g", (letters_of(told),), True, one) for one, told in found]
            return
        labels = [self._said[key] for key in absences(node)]
        steps.may.update(labels)  # several may be due: letters are lost, others cannot be read
        steps.tokens.append(Token(WORD, "reading", labels=labels))

    def sigla(self, node: etree._Element, role: str, steps: Steps) -> None:
        """The witnesses of a reading, each once."""
        cited: dict[object, str] = {}
        for token in node.get("wit", "").split():
            meant = self._labels.element(token)
            cited.setdefault(token if meant is None else meant, token)
        if cited:
            sigla = [self._labels.siglum(token) for token in cited.values()]
            choices = [self._labels.letters(token) for token in cited.values()]
            steps.tokens.append(Token(SIGLA, role, labels=sigla, choices=choices))

    def attested(self, node: etree._Element, steps: Steps) -> None:
        """Who reads it: sigla, then scholars, works and hands."""
        self.sigla(node, "siglum", steps)
        resp = node.get("resp", "")
        if node.get("wit") and resp.strip() == self._usual:
            resp = ""  # who recorded most readings is told once, not with each of them
        hands = "" if self._names_hand(node) else node.get("hand", "")
        named = f"{hands} {node.get('source', '')} {resp}".split()
        choices: dict[str, list[str]] = {}
        for token in named:
            names = self._labels.letters(token)
            choices.setdefault(names[0], names)
        for token in hands.split():
            choices[self._labels.letters(token)[0]] += self._called(token)
        self.beside(node, steps)
        if choices:
            first = [self._labels.names(token)[0] for token in named]
            steps.tokens.append(
                Token(
                    SOURCES,
                    "source",
                    labels=list(dict.fromkeys(first)),
                    choices=list(choices.values()),
                )
            )

    def beside(self, node: etree._Element, steps: Steps) -> None:
        """What may be said of a reading from its attributes: place, cause, what it goes with."""
        if order := letters_of(node.get("varSeq", "")):
            steps.marks.append(Mark(0, "seq", (f"{order}.",), element=node))
        if node.get("cert") or node.find(T + "certainty") is not None:
            doubt = letters_of(self._said["uncertain_sign"])
            steps.marks.append(Mark(0, "sign", (doubt,), element=node))
        if cause := node.get("cause", ""):
            plain = "".join(letter for letter in cause.lower() if letter.isalnum())
            steps.marks.append(Mark(0, "cause", (plain, letters_of(cause)), element=node))
        for name in ("require", "exclude", "next", "prev", "corresp", "target"):
            for token in node.get(name, "").split():
                moved = name == "corresp" and node.get("type", "").startswith("transp")
                self._tie(token.removeprefix("#"), node, steps, anywhere=moved)
        for other in self._moved.get((node.get(XML_ID) or "").strip(), ()):
            self._tie(other, node, steps)

    def _tie(
        self, name: str, node: etree._Element, steps: Steps, *, anywhere: bool = False
    ) -> None:
        """What a reading or an entry elsewhere is called: its place and its first words.

        Transposed words may be tied to words `anywhere` in the text.
        """
        target = self._ids.get(name)
        if target is None:
            holder = next(node.iterancestors(APP), None)
            own = holder.iter(RDG, LEM) if holder is not None else ()
            target = next((one for one in own if one.get("n") == name), None)
        if target is None or not (anywhere or target.tag in (APP, RDG, LEM, GROUP)):
            return
        home = target if target.tag == APP else next(target.iterancestors(APP), target)
        shown = target
        if target.tag in (APP, GROUP):
            base = self._bases.of(target) if target.tag == APP else None
            first = base if base is not None else next(iter(readings(target)), None)
            shown = target if first is None else first
        words = self._words(shown)
        place = letters_of(home.get("loc") or self._label(home))
        told = "".join(words[:_CALLED])
        texts = ("".join(words), f"{place}{told}…", f"{place}{told}", f"{told}…", told, place)
        kept = tuple(text for text in texts if text not in ("", "…"))
        steps.marks.append(Mark(0, "tie", kept, element=node))

    def _called(self, token: str) -> list[str]:
        """What a hand may be called by siglum: by its number, or as first, other or later one."""
        number = "".join(letter for letter in token if letter.isdigit())
        words = [f"{self._said['hand']}{number}"] if number else []
        words += [self._said[key] for key in ("first_hand", "other_hand", "later_hand")]
        return [letters_of(word) for word in words]

    def _names_hand(self, node: etree._Element) -> bool:
        """Whether a siglum is that of a hand already: B² needs no «hand of B²»."""
        for token in node.get("wit", "").split():
            found = self._labels.element(token)
            if found is not None and any(True for _ in found.iterancestors(T + "witness")):
                return True
        return False
