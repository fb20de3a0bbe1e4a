"""A running text, run by run -> how far each entry reaches in it, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Stands for an element that is shown without having words.
SIGN = "\ufffc"
#: Words are not parted from these, which open what follows.
_OPENING = "([{⟨«‹„“‘"


@dataclass(slots=True)
class Stretch:
    """Where an entry begins and ends: how many letters, and how many points, stand before.

    `before` and `after` are the letters right beside it; nothing at the edge of a block.
    `nested` is one that begins in another.
    """

    start: int
    first: int
    before: str
    end: int = 0
    last: int = 0
    after: str = ""
    nested: bool = False

    @property
    def alone(self) -> bool:
        """Whether no entry begins or ends in it, and it stands in none."""
        return self.last == self.first + 1 and not self.nested


@dataclass
class Course:
    """Follows a text in its order, from point to point."""

    stretches: dict[str, Stretch] = field(default_factory=dict)
    _letters: int = 0
    _points: int = 0
    _open: int = 0  # entries
    _last: str = ""
    _waiting: list[Stretch] = field(default_factory=list)  # for the letter that comes next
    parted: bool = False  # whether the text parts words by spaces, as far as it was seen

    @property
    def waits(self) -> bool:
        """Whether it is not known yet what stands behind an entry that has ended."""
        return bool(self._waiting)

    def begin(self, entry: str) -> None:
        """Here an entry begins."""
        self._points += 1
        nested = self._open > 0
        self.stretches[entry] = Stretch(self._letters, self._points, self._last, nested=nested)
        self._open += 1

    def end(self, entry: str) -> None:
        """Here it ends."""
        self._points += 1
        stretch = self.stretches[entry]
        stretch.end, stretch.last = self._letters, self._points
        self._open -= 1
        self._waiting.append(stretch)

    def see(self, text: str | None) -> None:
        """These letters come next."""
        if not text:
            return
        written = "".join(text.split())
        self._letters += len(written)
        spaced = len(text.strip()) > len(written) or (self._last and text[0].isspace())
        self.parted = self.parted or bool(written and (spaced or self._last.isspace()))
        for stretch in self._waiting:
            stretch.after = text[0]
        self._waiting.clear()
        self._last = text[-1]

    def see_edge(self) -> None:
        """Here a block begins or ends."""
        self._waiting.clear()
        self._last = ""

    def spaces(self, entry: str, skipped: int | None) -> tuple[str, str]:
        """What parts a reading from what is read before and after it.

        An addition has no words in the text that are parted already: it is parted as the text
        does it, if it stands between words. `skipped` is of a reading that goes on where
        another one ended, which has said so many words of it; else it is None.
        """
        stretch = self.stretches[entry]
        before, after = stretch.before, stretch.after
        if stretch.start != stretch.end:
            return (" " if skipped or (skipped == 0 and before.isspace()) else ""), ""
        if not self.parted or (before.isalnum() and after.isalnum()):
            return "", ""
        lead = before and not before.isspace() and before not in _OPENING
        trail = after and (after.isalnum() or after in _OPENING + SIGN)
        return (" " if lead else ""), (" " if trail else "")
