"""edition.toml, or TEI files named on the command line -> a frozen Config and what is odd in it.

Every option is a field below, with its sentence; its name in edition.toml is the table and the
field (`[outputs.pdf]` `page`). An output is made when its table is there; where there is no
`[outputs…]` at all, all of them are. All mistakes are told at once, each with the line of its
key, and the built-in value stands in for a wrong one.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from siglum import values
from siglum.findings import EditionError, Finding, Place, found
from siglum.phrases.speaking import check_words, phrases, untold
from siglum.tables import TableReader, Wrong, syntax_error
from siglum.wording import CUSTOMARY, Words, words_for

NAME = "edition.toml"
MARKER = ".siglum"  # the file that says of a folder: siglum made this, and may replace it
#: What a version may be called: it becomes the name of folders.
VERSION = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.+-]{0,38}[0-9A-Za-z])?")


def _option(default: Any, check: Callable[[Any], None]) -> Any:
    return field(default=default, metadata={"check": check})


@dataclass(frozen=True, slots=True)
class EditionOptions:
    """`[edition]`: what the edition is called, and whose it is."""

    title: str = ""
    """The title, on the start page and the title page; else that of the only document."""
    subtitle: str = ""
    """A second line below the title."""
    editors: tuple[str, ...] = ()
    """The editors' names, in the order of the title page."""
    language: str = _option("", values.language)
    """The language of the edition's own words (headings, buttons), as in xml:lang."""
    licence: str = ""
    """The licence of the edition: its name or its web address."""
    date: str = _option("", values.date)
    """The day, month or year of this edition, as 2026-05-01."""
    url: str = _option("", values.url)
    """The address at which the website will stand; citations are made with it."""
    words: dict[str, str] = field(default_factory=dict, metadata={"check": check_words})
    """Phrases of pages and books that the edition says otherwise, by their keys."""


@dataclass(frozen=True, slots=True)
class MetadataOptions:
    """`[metadata]`: what records and citations say where the header of a text says nothing."""

    authors: tuple[str, ...] = ()
    """The authors of the texts."""
    publisher: str = ""
    """Who publishes the edition."""
    place: str = ""
    """The place of publication."""
    language: str = _option("", values.language)
    """The language of the texts, as in xml:lang."""
    description: str = ""
    """A few sentences on the edition, for its own record."""
    subjects: tuple[str, ...] = ()
    """Keywords for the edition and for texts that have none."""
    doi: str = _option("", values.doi)
    """The DOI of the whole edition."""
    persons: dict[str, str] = field(default_factory=dict, metadata={"check": values.addresses})
    """Names of persons, each with its address at ORCID, GND or VIAF."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """`[source]`: where the TEI files lie, as paths below the folder of edition.toml."""

    texts: tuple[str, ...] = _option(("tei/*.xml",), values.inner_paths)
    """Files or patterns (`*`, `**`), in the order of the edition; within a pattern by name."""
    witnesses: str = _option("", values.inner_path)
    """A TEI file with the list of witnesses, if it stands apart from the texts."""
    schema: str = _option("", values.inner_path)
    """The RELAX NG schema (with Schematron rules) that the sources follow."""


#: Who is named for the text: as the encoder did, all who have it, or nobody.
Style = Literal["as encoded", "positive", "negative"]


@dataclass(frozen=True, slots=True)
class Layer:
    """`[[apparatus.layers]]`: entries and notes that stand together, apart from others."""

    name: str = _option("", values.layer_name)
    """What the layer is called in styles and addresses: sources, variants."""
    title: str = ""
    """What stands above it; nothing if it is empty."""
    types: tuple[str, ...] = ()
    """The values of @type that its entries and notes have; "" stands for none at all."""
    arrangement: Literal["run-on", "lines", "columns"] = "run-on"
    """How it is set in print: one entry after the other, each on a line, or in two columns."""
    place: Literal["foot", "end", "book"] = "foot"
    """Where it stands in print: at the foot of the page, after its text, or after the book."""
    numbers: Literal["1", "a", "i", "*"] = "1"
    """How its notes are counted."""
    style: Literal["", "as encoded", "positive", "negative"] = ""
    """Who is named for the text in its entries, if that is another than in others."""
    quotations: bool = False
    """Whether quotations that tell their source (`<cit>`, `@source`, `@cRef`) are its entries."""


def _layers(value: tuple[Layer, ...]) -> None:
    """Raise Wrong unless each layer has a name of its own."""
    names = [layer.name for layer in value]
    if "" in names or len(set(names)) < len(names):
        raise Wrong('must have a name each, such as name = "sources", and no two the same')


@dataclass(frozen=True, slots=True)
class ApparatusOptions:
    """`[apparatus]`: how entries are laid out."""

    order: tuple[str, ...] = ()
    """The order of sigla within an entry; those not named follow as the witness list has them."""
    base: str = _option("first", values.named)
    """What stands in the text where an entry has no lemma: its "first" reading; in the "order" of
    @varSeq, else of the witness list, the first; or the reading of the witness with this siglum."""
    language: str = _option("", values.language)
    """The language of the words in entries («om.»); else that of the edition, else Latin."""
    words: Words = CUSTOMARY
    """Words that the edition says otherwise, by their keys."""
    layers: tuple[Layer, ...] = _option((), _layers)
    """The parts of the apparatus, in their order; a list of tables. The first has what no other
    names."""
    style: Style = "as encoded"
    """Who is named for the text: "positive", all who have it; "negative", nobody."""
    rest: int = _option(0, values.none_or_more)
    """In a positive apparatus, more than so many who agree are told as «cett.»; 0: never."""


@dataclass(frozen=True, slots=True)
class CitationLevel:
    """`[[citation.levels]]`: one level of the references, within the one before."""

    match: str = _option("div", values.some_path)
    """XPath of the elements, from the document for the first level, else from the one around."""
    use: str = _option("@n", values.some_path)
    """XPath of what cites one of them, such as @n, head or position()."""
    unit: str = ""
    """What such a passage is called: book, chapter, line."""
    delim: str = "."
    """What stands between the reference of the level before and this one."""


@dataclass(frozen=True, slots=True)
class CitationOptions:
    """`[citation]`: how texts are cited whose headers do not tell."""

    levels: tuple[CitationLevel, ...] = ()
    """The levels of a reference, the outermost first; a list of tables."""


@dataclass(frozen=True, slots=True)
class ParallelOptions:
    """`[[parallel]]`: two texts in files of their own that are shown side by side."""

    texts: tuple[str, ...] = _option((), values.two_paths)
    """The file of the text, and that of its translation or of another version."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """`[checks]`: what is looked for, and how much it matters."""

    profile: Literal["", "negative", "positive", "single", "collation", "diplomatic"] = ""
    """The kind of apparatus; found out for each text if it is not named."""
    select: tuple[str, ...] = _option((), values.codes)
    """Codes or areas ("wit", "schema.*"): of the checks, only these are told."""
    ignore: tuple[str, ...] = _option((), values.codes)
    """Codes or areas that are not told, also where `select` names them."""
    severity: dict[str, Literal["error", "warning", "info"]] = field(
        default_factory=dict, metadata={"check": values.codes}
    )
    """Codes or areas whose findings matter more, or less, than usual."""
    strict: bool = False
    """Whether warnings make the exit code 1, as errors do."""
    baseline: str = _option("", values.inner_path)
    """A file of findings that are known and not told again; `--write-baseline` writes it."""
    schematron: tuple[str, ...] = _option((), values.perhaps_paths)
    """Files with Schematron rules of the project, beside those in the schema."""


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """`[publish]`: what identifies a text, and where `siglum publish` writes."""

    idno: str = ""
    """The @type of the `<idno>` that identifies a text; else its xml:id does, else its path."""
    folder: str = _option("public", values.named_path)
    """The folder of what is published; it is replaced whole."""
    ledger: str = _option("ledger.jsonl", values.named_path)
    """The file that records what was published and when; keep it with the texts."""
    releases: str = _option("releases", values.named_path)
    """The folder into which releases are packed for archives."""
    email: str = _option("", values.email)
    """Who answers questions of harvesters; with it, the file for `siglum serve` is written."""
    service: str = _option("", values.url)
    """The address of what `siglum serve` answers, without /oai; else it is that of the website."""
    domain: str = _option("", values.domain)
    """The name in identifiers (`oai:domain:text`); else it is that of the website."""
    dts_files: bool = False
    """Whether text tools (DTS) find files in site/dts/, so that they need no `siglum serve`."""
    tombstones: dict[str, str] = field(default_factory=dict)
    """Texts withdrawn on purpose: identifier, and a sentence for the page that stays."""


@dataclass(frozen=True, slots=True)
class WebsiteOptions:
    """`[outputs.website]`: the website, in site/."""

    split: int = _option(12_000, values.at_least(500))
    """A document with more characters than this is divided into pages at its divisions."""
    apparatus: Literal["", "as encoded", "positive", "negative"] = ""
    """Who is named for the text on the website, if that is another than `apparatus.style` says."""
    synopsis: bool = True
    """Whether there are pages that show the texts of the witnesses side by side."""
    witness_pages: bool = True
    """Whether each of many witnesses has pages of its own."""


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """`[outputs.pdf]`: the typeset edition, in pdf/."""

    page: str = _option("A5", values.page)
    """The size of the page: a name such as "A5", or width and height as "155mm 235mm"."""
    lineation: Literal["page", "section", "paragraph", "run"] = "page"
    """Where line numbers begin again: on each page, with each division or paragraph, or never."""
    first: int = _option(0, values.at_least(0))
    """The first line that has a number in the margin; 0: the first that `every` divides."""
    every: int = _option(5, values.at_least(1))
    """Every how many lines a number stands in the margin."""
    every_verse: int = _option(0, values.at_least(0))
    """Every how many verses; 0: as many as lines."""
    verses: Literal["given", "count", "stanza"] = "given"
    """How verses are numbered: as cited, counted like lines, or within their stanza (3.2)."""
    headings: Literal["unnumbered", "line", "below"] = "unnumbered"
    """Whether lines of headings have a number: none, one of their own, or below the last (10.1)."""
    directions: Literal["unnumbered", "line", "below"] = "below"
    """The same for stage directions between speeches."""
    references: Literal["line", "passage"] = "line"
    """What entries refer to: the lines of the page, or passages as the text is cited."""
    ranges: Literal["full", "elided", "sq", "sqq"] = "full"
    """How lines are told that follow each other: 123–125, 123–5; as 123 sq., more as 123 sqq."""
    numbers: bool = True
    """Whether entries begin with the number of their line."""
    repeated: str = ""
    """What stands in place of a number that the entry before has too: nothing, or a sign."""
    lemmata: bool = True
    """Whether entries have their lemma."""
    lemma_words: int = _option(10, values.none_or_more)
    """The most words of a lemma; of a longer one the first and the last are printed. 0: all."""
    apparatus: Literal["", "as encoded", "positive", "negative"] = ""
    """Who is named for the text in print, if that is another than `apparatus.style` says."""
    witnesses: Literal["changing", "always", "never"] = "changing"
    """Whether those that have text on a page stand above its apparatus: always, never, or where
    they come and go within a text."""
    side: Literal["outer", "inner", "left", "right"] = "outer"
    """The margin in which the line numbers stand."""
    margin_notes: Literal["foot", "side"] = "foot"
    """Where notes of @place margin stand: at the foot, or beside their line."""
    breaks: Literal["text", "margin"] = "text"
    """Where numbers of old pages and columns stand: where they begin, or in the other margin."""
    linebreaks: Literal["paragraph", "line"] = "paragraph"
    """Whether line ends are chosen for a paragraph as a whole, or line by line."""
    figures: Literal["font", "lining", "oldstyle"] = "font"
    """Figures as the font has them, all of one height, or with ups and downs."""
    fonts: dict[str, tuple[str, ...]] = field(
        default_factory=dict, metadata={"check": values.fonts}
    )
    """Families of fonts by script (Grek, Hebr, Syrc …), for the "text", and for "private" use."""
    hyphenation: dict[str, str] = field(
        default_factory=dict, metadata={"check": values.hyphenation}
    )
    """Files of hyphenation patterns by language, for those that siglum has none for."""


@dataclass(frozen=True, slots=True)
class TeiOptions:
    """`[outputs.tei]`: the sources as published, in tei/. There is nothing to choose yet."""


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """`[outputs]`: one table for each output that is wanted; None for one that is not."""

    website: WebsiteOptions | None = None
    """The website."""
    pdf: PdfOptions | None = None
    """The PDF of each document and of the whole edition."""
    tei: TeiOptions | None = None
    """The sources with what they include, and a list of checksums."""


ALL_OUTPUTS = OutputOptions(WebsiteOptions(), PdfOptions(), TeiOptions())


@dataclass(frozen=True, slots=True)
class Config:
    """What a run works with. Paths inside are relative to `folder`, which is absolute."""

    folder: Path
    file: Path | None = None  # the edition.toml that was read; None when there was none
    edition: EditionOptions = EditionOptions()
    metadata: MetadataOptions = MetadataOptions()
    source: SourceOptions = SourceOptions()
    apparatus: ApparatusOptions = ApparatusOptions()
    citation: CitationOptions = CitationOptions()
    parallel: tuple[ParallelOptions, ...] = ()  # texts side by side; a list of tables
    checks: CheckOptions = CheckOptions()
    publish: PublishOptions = PublishOptions()
    outputs: OutputOptions = ALL_OUTPUTS
    looks: dict[str, str] = field(default_factory=dict)  # words of @rend: another word, or CSS
    given: tuple[Path, ...] = ()  # sources of the command line, which replace `source.texts`
    schema: Path | None = None  # --schema of the command line, which replaces `source.schema`
    jobs: int = 0  # --jobs of the command line: processes that read and check; 0: as many as pay

    @property
    def words(self) -> dict[str, str]:
        """Key -> what siglum says in entries (`siglum.wording`)."""
        language = self.apparatus.language or self.edition.language
        return words_for(language, self.apparatus.words)

    def styles(self, output: Literal["website", "pdf"]) -> dict[str, Style]:
        """The style of entries in an output, by the layer they stand in; "" for those of none."""
        made = self.outputs.website if output == "website" else self.outputs.pdf
        whole: Style = (made.apparatus if made is not None else "") or self.apparatus.style
        return {"": whole} | {one.name: one.style or whole for one in self.apparatus.layers}

    @property
    def phrases(self) -> dict[str, str]:
        """Key -> what siglum says on pages and in books (`siglum.phrases`)."""
        return phrases(self.edition.language, self.edition.words)


def read_config(folder: Path) -> tuple[Config, list[Finding]]:
    """The Config of `folder`/edition.toml, and every mistake in it.

    Raises EditionError (`config.not-found`, `config.not-toml`) when there is nothing to read.
    """
    folder = folder.resolve()
    file = folder / NAME
    place = Place(shown(file))
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        hint = f"name TEI files (siglum build FILE.xml), or the folder of an {NAME} with -C"
        told = f"there is no {NAME} in {folder}"
        raise EditionError([found("config.not-found", place, told, hint)]) from None
    except OSError as error:
        told = f"cannot be read: {error.strerror}"
        raise EditionError([found("config.not-found", place, told)]) from None
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode()) + 1
        told = "is not in UTF-8"
        hint = "save the file with the encoding UTF-8"
        raise EditionError(
            [found("config.not-toml", Place(place.file, line, column), told, hint)]
        ) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise EditionError([syntax_error(place.file, text, error)]) from None
    reader = TableReader(text, place.file)
    config = reader.read(
        Config(folder, file), tables, "", skip=("folder", "file", "given", "schema", "jobs")
    )
    if "outputs" not in tables:
        config = dataclasses.replace(config, outputs=ALL_OUTPUTS)
    reader.findings += _check_language(config.edition, reader.place("edition.language"))
    return config, reader.findings


def _check_language(edition: EditionOptions, place: Place) -> list[Finding]:
    """A remark where pages will speak English, since siglum has no phrases in the language."""
    missing = untold(edition.language, edition.words)
    if not missing:
        return []
    some = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
    told = f'siglum does not speak "{edition.language}": phrases that are not given are in English'
    hint = f"give them in [edition.words]: {some}; docs/phrases.md has all"
    return [found("config.no-phrases", place, told, hint)]


def place_of_option(config: Config, dotted: str) -> Place:
    """Where edition.toml has the option `dotted`, such as apparatus.base."""
    if config.file is None:
        return Place(NAME)
    try:
        text = config.file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""  # changed since it was read
    return TableReader(text, shown(config.file)).place(dotted)


def config_for_sources(paths: Sequence[Path], config: Config | None = None) -> Config:
    """The Config for TEI files and folders named on the command line.

    Without `config` there is no edition.toml: no title, every output, and no xslt/ or templates/
    of the edition's own. With one, its options hold and only the texts are others.
    """
    given = tuple(path.absolute() for path in paths)
    if config is None:
        config = Config(Path.cwd())
    return dataclasses.replace(config, given=given)


def shown(path: Path) -> str:
    """`path` as an editor is told of it: relative to the current folder if it lies below."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
