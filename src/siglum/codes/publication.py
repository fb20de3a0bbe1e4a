"""Codes of what forbids publishing an edition anew: identifiers, the ledger, releases."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W = Severity.ERROR, Severity.WARNING

PUBLICATION: dict[str, Code] = {
    "publish.clock": Code(
        E,
        "the clock of this machine is behind the last publication",
        "Libraries ask for what was published since they asked last. A text that is stamped with "
        "an earlier moment than others would never reach them. Set the clock right. If it was "
        "ahead when the edition was published last, wait until that moment has passed.",
        wrong="$ date -u   # Sat Jan  1 00:00:03 UTC 2000\n$ siglum publish",
        right="$ sudo timedatectl set-ntp true\n$ siglum publish",
    ),
    "publish.dts-files": Code(
        W,
        "files for text tools cannot be written",
        "With dts_files in [publish], what text tools ask for (DTS) is written as files into the "
        "website. They need its address (url in [edition]), and each text and each passage needs a "
        "name that a folder can have: no slash, backslash or semicolon, and not too long. All else "
        "was published, but none of these files. Mend what is told, or have siglum serve answer: "
        "it knows no such limit.",
        wrong='<TEI xml:id="letter-1"> … <idno type="siglum">N/1</idno>   # idno = "siglum"',
        right='<TEI xml:id="letter-1"> … <idno type="siglum">N-1</idno>',
    ),
    "publish.duplicate-id": Code(
        E,
        "two texts have one identifier",
        "Libraries know a text by its identifier; of two texts with the same one, the second would "
        "replace the first. It is the idno of the type that [publish] names, else the xml:id of "
        "the TEI element, else the path of the file. Give each text one of its own.",
        wrong='<TEI xml:id="letter"> in letter-1.xml\n<TEI xml:id="letter"> in letter-2.xml',
        right='<TEI xml:id="letter-1"> in letter-1.xml\n<TEI xml:id="letter-2"> in letter-2.xml',
        section="2.2.4",
    ),
    "publish.extension": Code(
        E,
        "an installed package that adds formats or sets does not do what it should",
        "Packages may add formats of records and sets for harvesters (entry points siglum.formats "
        "and siglum.sets). This one cannot be loaded, fails at a text, or gives what the protocol "
        "does not allow: a prefix that is taken, what is no XML, an element of another namespace. "
        "Nothing was published. Mend the package, or uninstall it.",
        wrong="$ pip install epicur-for-siglum\n$ siglum publish",
        right="$ pip uninstall epicur-for-siglum\n$ siglum publish",
    ),
    "publish.ledger-broken": Code(
        E,
        "the ledger is not as siglum wrote it",
        "The ledger records what was published and when. It is cut off, two branches of a "
        "repository were merged in it, or somebody edited it, so that it cannot be relied on. Put "
        "it back as it was when the edition was published last; it is never edited by hand.",
        wrong="$ siglum publish   # ledger.jsonl ends in the middle of a line",
        right="$ git checkout -- ledger.jsonl\n$ siglum publish",
    ),
    "publish.ledger-foreign": Code(
        E,
        "the ledger is that of another edition",
        "Neither the title nor the address that the ledger has is that of edition.toml. With the "
        "ledger of another edition, all texts of that one would count as vanished. Take the right "
        "file, or none if this edition was never published. If the edition was given another title "
        "and another address at once, say so with --renamed.",
        wrong="$ cp ../other-edition/ledger.jsonl .\n$ siglum publish",
        right="$ rm ledger.jsonl   # this edition was never published\n$ siglum publish",
    ),
    "publish.ledger-missing": Code(
        E,
        "the ledger is gone",
        "In the public folder there is a copy of the ledger, but the edition has none. Without it "
        "every text would count as new, and none as vanished. Put it back from version control, or "
        "take the copy. If the edition is to begin anew, remove the public folder.",
        wrong="$ rm ledger.jsonl\n$ siglum publish",
        right="$ cp public/ledger.jsonl ledger.jsonl\n$ siglum publish",
    ),
    "publish.lost-address": Code(
        E,
        "addresses that were published are gone",
        "Paragraphs, lines or divisions of the text had an address by which others may have cited "
        "them, and there is nothing under that address now. Mostly an xml:id or @n was changed, or "
        "the last of several counted paragraphs is gone. Give the element its xml:id or @n again. "
        "If it was taken out on purpose, publish once with --drop-addresses.",
        wrong='<p xml:id="second-rule">…</p>   # published as <p xml:id="rule-2">',
        right='<p xml:id="rule-2">…</p>',
    ),
    "publish.no-idno": Code(
        W,
        "a text lacks the idno that identifies texts",
        "[publish] names the type of the idno that identifies a text, and this one has none, so "
        "that its xml:id or its path does. If the idno is added after the text was published, its "
        "identifier changes, and publishing is refused. Add it before.",
        wrong='[publish]\nidno = "siglum"   # and no <idno type="siglum"> in the header',
        right='<publicationStmt>…<idno type="siglum">letter-1</idno></publicationStmt>',
        section="2.2.4",
    ),
    "publish.no-licence": Code(
        E,
        "a text has no licence",
        "Without a licence nobody may keep or use what is published, and no library will take it. "
        "Say in the header of the text what is allowed, or once for all texts in edition.toml.",
        wrong="<publicationStmt><publisher>A. Press</publisher></publicationStmt>",
        right='[edition]\nlicence = "https://creativecommons.org/licenses/by/4.0/"',
        section="2.2.4",
    ),
    "publish.no-archive": Code(
        E,
        "the libraries that pack a release are not installed",
        "A release is packed for archives as a BagIt bag with an RO-Crate in it. The two libraries "
        "that do it are an extra of siglum, since most runs do without. Install them; publishing "
        "without --release needs neither.",
        wrong="$ siglum publish --release 1.0.0",
        right='$ pip install "siglum[archive]"\n$ siglum publish --release 1.0.0',
    ),
    "publish.release-exists": Code(
        E,
        "there is a release of that name, and it is another",
        "What was released is frozen: others cite the version, and archives hold it. The ledger "
        "knows a release of this name with other texts, or its bag has other files (perhaps "
        "stylesheets or templates changed since). Choose another version.",
        wrong="$ siglum publish --release 1.0.0   # once more, after a correction",
        right="$ siglum publish --release 1.0.1",
    ),
    "publish.release-missing": Code(
        E,
        "the website of an earlier release is gone",
        "The ledger knows a release whose website stood in v/VERSION/, and it is neither in the "
        "public folder nor in a bag in releases/. Published without it, all that cites that "
        "version would lead to nothing. Copy it back from your server, or put the bag back into "
        "releases/.",
        wrong="$ rm -r public\n$ siglum publish",
        right="$ rsync -a server:/var/www/letters/v public/site/\n$ siglum publish",
    ),
    "publish.tombstone": Code(
        W,
        "a tombstone stands for no text that was withdrawn",
        "[publish.tombstones] names an identifier that is among the texts, or that was never "
        "published. A text that came back needs its tombstone no more; else the identifier is "
        "probably misspelt.",
        wrong='[publish.tombstones]\n"leter-9" = "Printed twice."',
        right='[publish.tombstones]\n"letter-9" = "Printed twice."',
    ),
    "publish.vanished": Code(
        E,
        "a text that was published is here no more",
        "Others may have cited it, and libraries have it. If its file or its identifier was "
        "renamed, give the text its earlier identifier again. If it is to be withdrawn, write it "
        "into [publish.tombstones] with the reason: a page that tells of it stays at its address.",
        wrong="$ rm tei/letter-9.xml\n$ siglum publish",
        right='[publish.tombstones]\n"letter-9" = "It is not by N. N."',
    ),
}
