"""Codes of what stands in the way of publishing: configuration, rules, output, print."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

PUBLISHING: dict[str, Code] = {
    # config: edition.toml, and the files named on the command line
    "config.baseline": Code(
        E,
        "the baseline cannot be used",
        "The file of known findings that --baseline or [checks] names is not there, or is not what "
        "siglum check --write-baseline wrote. Nothing was compared with it. Correct the name, or "
        "write the file anew: it then holds all that is found today.",
        wrong="$ siglum check --baseline findings.html",
        right="$ siglum check --write-baseline known.json\n$ siglum check --baseline known.json",
    ),
    "config.no-source": Code(
        E,
        "no TEI source was found",
        "No file matches [source] texts in edition.toml, or what was named on the command line is "
        "not there or holds no file that ends in .xml. Folders are searched with all below them, "
        "save hidden folders and those that siglum itself has written.",
        wrong='[source]\ntexts = ["texts/*.xml"]   # the folder is called tei',
        right='[source]\ntexts = ["tei/*.xml"]',
    ),
    "config.not-found": Code(
        E,
        "there is no edition.toml here",
        "Without a source on the command line siglum publishes the edition that edition.toml "
        "describes. Go to its folder, name the folder with -C, or name TEI files: they need no "
        "configuration.",
        wrong="$ siglum build",
        right="$ siglum build -C my-edition\n$ siglum build letter-1.xml",
    ),
    "config.not-toml": Code(
        E,
        "edition.toml is not TOML",
        "The file cannot be read at the given line and column. Often a text stands without its "
        "quotes, a list lacks a comma, or a table is declared twice. The file must be in UTF-8.",
        wrong="[edition]\ntitle = The Letters",
        right='[edition]\ntitle = "The Letters"',
        section="TOML 1.0",
    ),
    "config.no-phrases": Code(
        I,
        "siglum does not speak the language of the edition",
        "Buttons, labels and what else siglum says on pages and in books is in English where it "
        "has no phrases in the language of the edition. They can be given in [edition.words], by "
        "the keys that docs/phrases.md lists; the finding names the first ones missing.",
        wrong='[edition]\nlanguage = "pl"',
        right='[edition]\nlanguage = "cs"   # or all phrases in [edition.words]',
    ),
    "config.outside": Code(
        E,
        "a source lies outside the edition's folder",
        "An edition publishes only what lies in its own folder, so that it can be moved and handed "
        "on whole. A symbolic link that leads out of it is left out. Copy the file into the "
        "folder.",
        wrong=(
            "# a link in tei/ leads out of the folder of edition.toml\n"
            "$ ln -s ~/drafts/letter-9.xml tei/"
        ),
        right="$ cp ~/drafts/letter-9.xml tei/",
    ),
    "config.unknown-key": Code(
        W,
        "edition.toml has a key that siglum does not know",
        "The key changes nothing. Usually it is misspelt or stands in the wrong table.",
        wrong='[edition]\ntitel = "The Letters"',
        right='[edition]\ntitle = "The Letters"',
    ),
    "config.wrong-value": Code(
        E,
        "a value in edition.toml cannot be used",
        "The value is of the wrong kind (a number where a text belongs) or none of those that the "
        "key allows. The built-in value is used in its place.",
        wrong='[outputs.pdf]\nevery = "five"',
        right="[outputs.pdf]\nevery = 5",
    ),
    # output: the folder that a build writes
    "output.busy": Code(
        E,
        "another run of siglum is writing this folder",
        "Two runs must not write one output folder. Wait for the other one, or give this one a "
        "folder of its own with -o.",
        wrong="$ siglum build & siglum build",
        right="$ siglum build -o first & siglum build -o second",
    ),
    "output.clash": Code(
        E,
        "two different files would have the same name",
        "Two parts of the edition ask for one file in the output. Nothing was published. Give the "
        "documents or divisions concerned different identifiers.",
        wrong='<div xml:id="Ode"> … </div>\n<div xml:id="ode"> … </div>',
        right='<div xml:id="ode-1"> … </div>\n<div xml:id="ode-2"> … </div>',
    ),
    "output.foreign": Code(
        E,
        "the output folder holds files that siglum did not make",
        "siglum replaces its output folder whole, and never touches a folder that lacks its marker "
        "(a file named .siglum), unless it is empty. Choose another folder with -o, or move your "
        "files away.",
        wrong="$ siglum build -o Documents",
        right="$ siglum build -o Documents/letters-website",
    ),
    "output.here": Code(
        E,
        "the output folder is the folder you stand in",
        "siglum replaces its output folder whole, which would pull the current folder from under "
        "your feet. Name a folder inside it, such as -o site.",
        wrong="$ siglum build -o .",
        right="$ siglum build -o site",
    ),
    "output.holds-sources": Code(
        E,
        "sources and output would lie in each other",
        "The output folder holds a source of this edition, or lies inside one of its source "
        "folders. Since siglum replaces its output whole, the two are kept apart. Choose another "
        "folder with -o.",
        wrong="$ siglum build -o tei",
        right="$ siglum build -o build",
    ),
    "output.not-a-folder": Code(
        E,
        "the output folder is a file or a link",
        "In the place of the output folder stands a file or a symbolic link. siglum replaces "
        "neither. Move it away, or choose another folder with -o.",
        wrong="$ siglum build -o letters.xml",
        right="$ siglum build letters.xml -o build",
    ),
    "output.outside": Code(
        E,
        "a name leads out of the output folder",
        "A file name made from the sources holds .., a slash at its head or a character that no "
        "file name should have. Nothing was published. Correct the identifier it was made from.",
        wrong='<TEI xml:id="../../letter-1"> … </TEI>',
        right='<TEI xml:id="letter-1"> … </TEI>',
    ),
    "output.similar-names": Code(
        W,
        "two names differ only in case or accents' encoding",
        "On many machines (macOS, Windows, some web servers) the two are one file, and one would "
        "hide the other. Give the documents or divisions concerned names that differ in more.",
        wrong='<div xml:id="Ode"> … </div>\n<div xml:id="ode"> … </div>',
        right='<div xml:id="ode-1"> … </div>\n<div xml:id="ode-2"> … </div>',
    ),
    "output.unwritable": Code(
        E,
        "the output cannot be written",
        "The folder or file is not yours to write, the disk is full, or the folder is a mount "
        "point that cannot be replaced. The earlier output is still in place. Choose another place "
        "with -o.",
        wrong="$ siglum build -o /usr/letters",
        right="$ siglum build -o letters",
    ),
    # pdf: the printed book
    "pdf.fallback": Code(
        W,
        "the PDF has no line numbers",
        "Numbering lines and setting the apparatus at the foot of the page lean on how one release "
        "of WeasyPrint lays out pages. The one installed does it differently, so the entries are "
        "listed after each text. Install the release that siglum asks for.",
        wrong="$ pip install weasyprint==99",
        right="$ pip install --upgrade --force-reinstall siglum",
    ),
    "pdf.font-missing": Code(
        W,
        "a text face is not installed",
        "The face that was asked for is not on this system; the finding names the one that is used "
        "instead. Install the face, or name another in edition.toml, for the text or for a script: "
        "fonts of [outputs.pdf].",
        wrong="$ siglum build --only pdf",
        right="$ apt-get install fonts-sil-gentiumplus\n$ siglum build --only pdf",
    ),
    "pdf.no-glyph": Code(
        W,
        "no font has a character",
        "No font of this system has these characters, so that print shows a box for each. The "
        "finding lists them with how often each is printed, and points at the first. Install a "
        "font that has them and, if it is not found by itself, name it for their script in "
        "[outputs.pdf.fonts].",
        wrong="<p>王 signat</p>\n$ siglum build --only pdf",
        right="$ apt-get install fonts-noto-cjk\n$ siglum build --only pdf",
    ),
    "pdf.image-unreadable": Code(
        W,
        "a picture is missing in the PDF",
        "The file is not there, lies outside the edition's folders, or is no raster picture that "
        "can be read. Nothing is ever fetched from the network. The page is set without it.",
        wrong='<graphic url="https://example.org/12r.jpg"/>',
        right='<graphic url="pictures/12r.jpg"/>',
        section="3.10",
    ),
    "pdf.hyphenation-file": Code(
        W,
        "a file of hyphenation patterns cannot be used",
        "A file that hyphenation in [outputs.pdf] names is not there, lies outside the folder of "
        "the edition, or holds something else than patterns. Patterns that can be read are used. "
        "The file is a list of patterns, a TeX file with \\patterns{…}, or a .dic file of "
        "Hunspell, in UTF-8.",
        wrong='[outputs.pdf]\nhyphenation = {la = "hyph-la.zip"}',
        right='[outputs.pdf]\nhyphenation = {la = "hyph-la.pat.txt"}',
    ),
    "pdf.no-feature": Code(
        I,
        "the text face has no small capitals, or not the figures that are wanted",
        "Small capitals and old-style figures are drawn by the font. One that has none prints "
        "small letters, or its usual figures. Name a font that has them for the text.",
        wrong='[outputs.pdf]\nfigures = "oldstyle"   # Gentium Plus has none',
        right='[outputs.pdf]\nfigures = "oldstyle"\nfonts = {text = ["EB Garamond"]}',
    ),
    "pdf.no-hyphenation": Code(
        I,
        "a language has no hyphenation patterns",
        "Words in this language are not divided at line ends, so that some lines are set wide. A "
        "file of patterns can be named by hyphenation in [outputs.pdf].",
        wrong='<text xml:lang="la"> … </text>',
        right='<text xml:lang="it"> … </text>',
    ),
    "pdf.side-notes": Code(
        W,
        "notes have no room beside the text",
        "Notes of the margin stand beside the line that calls them (`margin_notes`). On a page "
        "they need more room than its margin has, so the longest of them stand at the foot, each "
        "called by a sign (*, †). Make the margin wider, or set all of them at the foot.",
        wrong='[outputs.pdf]\nmargin_notes = "side"',
        right='[outputs.pdf]\nmargin_notes = "foot"',
        section="3.9",
    ),
    "pdf.unanchored": Code(
        I,
        "an entry has no place in the printed text",
        "The text has no lemma that belongs to the entry, so no line number can stand before it; "
        "or more than 60 entries begin at its word, and no page holds them all. It is printed "
        "in a list after its text.",
        wrong='<app loc="7"><lem>illis</lem><rdg wit="#B">illi</rdg></app>',
        right='<p>neque <app><lem>illis</lem><rdg wit="#B">illi</rdg></app></p>',
        section="13.2",
    ),
    "pdf.unusable": Code(
        E,
        "the PDF cannot be made",
        "WeasyPrint could not be loaded, most often because Pango is not installed, or the file "
        "could not be written. Install Pango (on Debian and Ubuntu: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), or build the rest with "
        "--only website,tei.",
        wrong="$ siglum build",
        right=(
            "$ apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n$ siglum build"
        ),
    ),
    # render: rules (xslt/) and page frames (templates/)
    "render.missing": Code(
        E,
        "a stylesheet or template is not there",
        "The name is neither in the edition's own xslt/ or templates/ folder nor among those that "
        "come with siglum. `siglum where NAME` tells which file a name stands for.",
        wrong='<!-- xslt/html.xsl -->\n<xsl:import href="builtin:htm.xsl"/>',
        right='<!-- xslt/html.xsl -->\n<xsl:import href="builtin:html.xsl"/>',
        section="XSLT 1.0, section 2.6",
    ),
    "render.message": Code(
        W,
        "a stylesheet has something to say",
        "A stylesheet used xsl:message. siglum's own never do: look into the xslt/ folder of "
        "the edition.",
        wrong=(
            '<xsl:template match="tei:gap">\n  <xsl:message>a gap</xsl:message>\n</xsl:template>'
        ),
        right='<xsl:template match="tei:gap">[…]</xsl:template>',
        section="XSLT 1.0, section 13",
    ),
    "render.outside": Code(
        E,
        "a stylesheet reads a file that it may not read",
        "Stylesheets read files in the edition's own xslt/ folder and those that come with siglum, "
        "and nothing from elsewhere, be it on this machine or on the network. Copy what the rules "
        "need into xslt/.",
        wrong='<xsl:variable name="names" select="document(\'../names.xml\')"/>',
        right=(
            "<!-- with a copy of the file in xslt/ -->\n"
            '<xsl:variable name="names" select="document(\'names.xml\')"/>'
        ),
        section="XSLT 1.0, section 12.1",
    ),
    "render.stylesheet": Code(
        E,
        "a stylesheet cannot be used",
        "A stylesheet of the edition is not XSLT 1.0, asks for something that is not there, or "
        "stopped while it ran. The message says what the processor found. Take the stylesheet out "
        "of xslt/ to see whether the built-in one works.",
        wrong=(
            '<xsl:stylesheet version="3.0" …>\n  <xsl:value-of select="tokenize(@wit, \' \')"/>'
        ),
        right=(
            '<xsl:stylesheet version="1.0" …>\n'
            "  <xsl:value-of select=\"substring-before(@wit, ' ')\"/>"
        ),
        section="XSLT 1.0",
    ),
    "render.template": Code(
        E,
        "a template cannot be used",
        "Jinja2 stops at the given place of a page's template: a block or a bracket is not closed, "
        "or a name is used that the page does not know. If the file is your own, compare it with "
        "the one it stands for (siglum where NAME), or take it away to use that one.",
        wrong="{% if edition.title %}<h1>{{ edition.title }</h1>",
        right="{% if edition.title %}<h1>{{ edition.title }}</h1>{% endif %}",
    ),
}
