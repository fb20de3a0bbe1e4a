"""The name of a stylesheet or template -> the file that is used: the edition's own, else built-in.

A file in the edition's own xslt/ or templates/ folder wins over the built-in one of the same
name, wherever that name is spoken, also inside built-in files. The built-in one stays within
reach: `builtin:text.xsl` in XSLT, `builtin:document.html` in Jinja2. What the edition lacks is
taken from siglum.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from lxml import etree

from siglum.findings import EditionError, Place, found
from siglum.tables import did_you_mean

if TYPE_CHECKING:
    import jinja2

Kind = Literal["xslt", "templates"]
BUILTIN = "builtin:"


def builtin(kind: Kind) -> Path:
    """The folder of the stylesheets or templates that come with siglum.

    In an installed package it lies inside; in a checkout at the top, beside pyproject.toml. The
    current folder plays no part. Raises EditionError when the installation lacks it.
    """
    package = Path(__file__).resolve().parents[1]
    top = package.parents[1]
    if (package / kind).is_dir():
        return package / kind
    if (top / kind).is_dir() and (top / "pyproject.toml").is_file():
        return top / kind
    told = f"this installation of siglum lacks its {kind} folder"
    raise EditionError([found("render.missing", Place(str(package)), told, "install siglum again")])


class Resources:
    """The search path of one edition."""

    def __init__(self, edition: Path | None = None) -> None:
        """`edition` is the folder of edition.toml; None where there is none: all is built in."""
        self._edition = edition.resolve() if edition else None

    def folders(self, kind: Kind) -> list[Path]:
        """The folders to search, in this order; all of them are there."""
        own = self._edition / kind if self._edition else None
        folders = [own, builtin(kind)] if own and own.is_dir() else [builtin(kind)]
        # In the checkout of siglum the two are one folder
        return list(dict.fromkeys(folder.resolve() for folder in folders))

    def candidates(self, kind: Kind, name: str) -> list[Path]:
        """Every file that has `name`: the first is used, and shadows the others."""
        searched = self.folders(kind)
        if name.startswith(BUILTIN):
            name, searched = name.removeprefix(BUILTIN), searched[-1:]
        return [file for folder in searched if (file := _inside(folder, name))]

    def find(self, kind: Kind, name: str) -> Path:
        """The file that `name` stands for. Raises EditionError (`render.missing`)."""
        files = self.candidates(kind, name)
        if not files:
            told = f"there is no file {name} in {kind}/"
            hint = did_you_mean(name.removeprefix(BUILTIN), self.names(kind))
            raise EditionError([found("render.missing", Place(f"{kind}/{name}"), told, hint)])
        return files[0]

    def where(self, name: str) -> list[Path]:
        """Every stylesheet and template called `name`, for `siglum where`: the first one wins."""
        return [file for kind in _kinds() for file in self.candidates(kind, name)]

    def names(self, kind: Kind, below: str = "") -> dict[str, Path]:
        """Every name (in the folder `below`) with the file that is used for it, in their order."""
        names: dict[str, Path] = {}
        for folder in reversed(self.folders(kind)):
            for file in sorted((folder / below).rglob("*")):
                inner = file.relative_to(folder)
                hidden = any(part.startswith(".") for part in inner.parts)
                if not hidden and file.is_file() and file.resolve().is_relative_to(folder):
                    names[inner.as_posix()] = file
        return dict(sorted(names.items()))

    def read_stylesheet(self, name: str) -> etree._ElementTree:
        """The stylesheet `name`, parsed so that its imports follow the search path.

        Give it to etree.XSLT. Raises EditionError (`render.missing`) and, for a sheet that is not
        XML, etree.XMLSyntaxError with the file's name.
        """
        file = self.find("xslt", name)
        # Entities of the sheet itself are a habit (&nbsp;); those of other files are not read.
        # The stubs know only True and False here.
        parser = etree.XMLParser(resolve_entities="internal", no_network=True)  # type: ignore[arg-type]
        parser.resolvers.add(SheetResolver(self))
        return etree.ElementTree(etree.fromstring(file.read_bytes(), parser, base_url=_url(file)))

    def template_loader(self) -> jinja2.BaseLoader:
        """What a jinja2.Environment finds its templates with."""
        import jinja2  # only where a page is made

        shipped = jinja2.FileSystemLoader(builtin("templates"))
        return jinja2.ChoiceLoader(
            [
                jinja2.FileSystemLoader(self.folders("templates")),
                jinja2.PrefixLoader({BUILTIN[:-1]: shipped}, delimiter=BUILTIN[-1]),
            ]
        )


class SheetResolver(etree.Resolver):
    """Answers each xsl:import, xsl:include and document() of a stylesheet, or refuses it."""

    def __init__(self, resources: Resources) -> None:
        super().__init__()
        self._resources = resources

    # lxml gives three arguments, its stubs know two
    def resolve(self, system_url: str, _public: str | None, context: Any) -> Any:  # type: ignore[override]
        """The file that `system_url` stands for. Raises EditionError when it may not be read."""
        url = unquote(system_url or "")
        name = url if url.startswith(BUILTIN) else self._name(url)
        if name is None:
            told = f"the stylesheet asks for {url}"
            hint = f"within xslt/ write its name alone; write {BUILTIN}NAME for one of siglum's own"
            raise EditionError([found("render.outside", Place("xslt/"), told, hint)])
        file = self._resources.find("xslt", name)
        return self.resolve_string(file.read_bytes(), context, base_url=_url(file))

    def _name(self, url: str) -> str | None:
        """The name below an xslt/ folder that `url` (made from the base of a sheet) stands for."""
        path = Path(url.removeprefix("file://"))
        for folder in self._resources.folders("xslt"):
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
        return None


def _url(file: Path) -> str:
    return file.as_uri()


def _inside(folder: Path, name: str) -> Path | None:
    """The file `name` in `folder`; None if there is none, or if .. or a link leads out of it."""
    try:
        file = (folder / name).resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):  # a name too long, or with a NUL
        return None


def _kinds() -> tuple[Kind, ...]:
    return ("xslt", "templates")
