"""Shapes of texts and apparatus that are hard to read: whole on the website and in print."""

from __future__ import annotations

import pytest

from siglum.build import build
from siglum.config import config_for_sources
from siglum.verify.records import Audit
from siglum.verify.verifying import verify

_LONG = "lorem ipsum dolor sit amet consectetur "
_ENTRY = '<app><lem wit="#A">{lem}</lem><rdg wit="#B">{rdg}</rdg></app>'
_GAP = '<gap reason="lost" extent="unknown" unit="character"/>'
SHAPES = {
    "an accent set above another is painted by itself": (
        f"<p>{_LONG} dā̊ŋhē ẏǝ̄ dā̊ŋhē " + _ENTRY.format(lem="dā̊ŋhē", rdg="ŋhē̊") + f" {_LONG * 3}</p>"
    ),
    "letters of another script are widened with their spaces": (
        f"<p>{'ዓመት፡ ይሰቀ<hi>ል</hi>፡ ሰላም፡ለኪ፡ ' * 30}</p>"
    ),
    "an addition follows a word that ends with a sign": (
        '<p>ሰላም፡ ለኪ፡ <app><lem wit="#A"/><rdg wit="#B">ፈጣሪ፡</rdg></app> '
        '<app><lem wit="#A"/><rdg wit="#B">ሰላ፡</rdg></app> ዓመት፡</p>'
    ),
    "an addition begins a paragraph": (
        "<div><p>one two.</p></div>"
        '<div><p><app><lem wit="#A"/><rdg wit="#B">three</rdg></app>four</p></div>'
    ),
    "a note of a number stands before its section": (
        '<div n="54"><div n="1"><p>one</p></div></div>'
        '<div n="55"><note>(56)</note><div n="1"><p>two</p></div></div>'
    ),
    "a short note stands between paragraphs": (
        "<div><p>one two three</p><note>four</note><p>five six seven</p></div>"
    ),
    "pointers and a note stand before the text": (
        '<div><listBibl><bibl><ptr target="bm:Nobody1999"/><citedRange>318</citedRange></bibl>'
        '</listBibl><note>The text is taken from <bibl><ptr target="bm:Nobody1999"/>'
        "<citedRange>318</citedRange></bibl>, as it stands.</note><p>one two three</p></div>"
    ),
    "a page begins with its head": (
        '<div><p>one two.</p></div><div><pb n="63r"/><fw type="header">Libro secondo</fw>'
        "<head>Libro secondo</head><p>three four</p></div>"
    ),
    "a catchword stands before the number of a page": (
        '<p>la luce divina, ch\'<supplied>è</supplied> Dio. <fw type="catch">Hor</fw>'
        '<pb n="243r"/>Hor come dissi</p>'
    ),
    "a note without words has no call": (
        f'<p>one <note type="gloss" ana="#x"/> {_ENTRY.format(lem="two", rdg="tow")}</p>'
    ),
    "notes without words stand between blocks and in sentences": (
        "<div><p>one<note/> two</p><note/><p>three<note/> four</p><list><item>five<note/></item>"
        "</list><note/><p>six<note/></p></div>"
    ),
    "a stroke is no omission": (
        '<p>one <app><lem wit="#A"><mod rend="strikethrough" spanTo="#end"/></lem>'
        '<rdg wit="#B"><metamark function="used" spanTo="#end"/></rdg></app> two'
        '<anchor xml:id="end"/></p>'
    ),
    "an empty element around nothing is an omission": (
        '<p>one <app><lem wit="#A">two</lem><rdg wit="#B"><seg/></rdg></app></p>'
    ),
    "an address begins like a siglum": (
        '<listApp><app><rdg wit="#A"><ptr target="http://example.org/x/A_vol_1.xml#C1__I"/>'
        '<ptr target="http://example.org/x/A_vol_1.xml#C1__F"/></rdg>'
        '<rdg wit="#B"><ptr target="http://example.org/x/B_vol_1.xml#C1"/></rdg></app></listApp>'
        "<p>one</p>"
    ),
    "an entry that goes on quotes a passage": (
        '<p n="1">one <app xml:id="a" next="#b"><lem wit="#A">two</lem><rdg wit="#B"/></app></p>'
        '<p n="2"><app xml:id="b" prev="#a"><lem wit="#A"><cit><quote>Three four</quote>'
        '<bibl>John Smith, Book</bibl></cit> five six seven eight</lem><rdg wit="#B"/></app></p>'
    ),
    "entries belong to a chapter of which nothing is left": (
        '<div xml:id="c1" n="1"/><div n="2"><p>one two</p></div><div type="apparatus">'
        '<app from="#c1" loc="18"><lem wit="#A">lost</lem><rdg wit="#B">gone</rdg></app></div>'
    ),
    "a line holds a word and a sign that has a name": (
        "<p>bonum <g type='slash'/></p><p><g type='slash'/> item de tam arduis</p>"
        f"<p>{_ENTRY.format(lem='immo', rdg='ymo')}</p>"
    ),
    "another hand goes on within a lemma and within a reading": (
        '<p>one <app><lem wit="#A">t<handShift new="#h2"/>wo</lem>'
        '<rdg wit="#B">T<handShift new="#h2"/>wo</rdg></app> three</p>'
    ),
    "accents stand by themselves": (
        "<p>one <hi>n</hi><hi> \u0301 </hi> two <hi>o</hi><hi>\u0301</hi></p>"
    ),
    "a side of a choice ends with a sign that has a name": (
        '<p>one <choice><abbr>Pl<g ref="#stop"/></abbr><expan>Plural</expan></choice> two</p>'
    ),
    "an entry of whole paragraphs stands in the lemma of another": (
        '<app><lem wit="#A"><app><lem wit="#A"><p>one two</p><p>three</p></lem>'
        '<rdg wit="#B"><p>four</p></rdg></app></lem><rdg wit="#C"><p>five</p></rdg></app>'
    ),
    "readings are paragraphs of which nothing is left": (
        '<app><lem wit="#A"><p n="1"><gap/></p><p n="2">two</p><p n="3"><gap/></p></lem>'
        '<rdg wit="#B"><p><gap/></p><p><gap/></p></rdg></app>'
    ),
    "entries that name a word each stand in a paragraph of their own": (
        '<p><w xml:id="a">one</w> <w xml:id="b">two</w> <w xml:id="c">three</w></p>'
        '<ab><app from="#a"><rdg wit="#A">on</rdg></app> <app from="#b"><rdg wit="#B">tow</rdg>'
        "</app></ab><p>four five</p>"
    ),
    "a catchword and a note in the line stand among the words of witnesses": (
        '<p>one <app><lem wit="#A">two</lem><rdg wit="#B">tow</rdg></app> three <fw type="catch">'
        'four</fw><pb n="2"/> four <note place="inline">small</note> five</p>'
    ),
    "an entry in a paragraph of entries names a word of a note, where none can be tied": (
        '<p><w xml:id="a">one</w> two <note><w xml:id="b">three</w></note> four</p>'
        '<p><app from="#a"><lem>one</lem><rdg wit="#A">on</rdg></app> <app from="#b">'
        '<lem>three</lem><rdg wit="#B">tree</rdg></app></p>'
    ),
    "lines of tables and captions within paragraphs are not counted": (
        f"<p>{_LONG} <table><row><cell>one</cell></row><row><cell>two</cell></row></table> {_LONG}"
        f"<figure><graphic url='none.png'/><head>three</head><figDesc>four</figDesc></figure>"
        f"{_LONG * 3}</p><list><item>five <figure><figDesc>six</figDesc></figure></item>"
        f"<item>{_LONG * 3}</item></list>"
    ),
    "a manuscript is described within the text": (
        '<listBibl><msDesc><msIdentifier><idno>1</idno></msIdentifier> <msContents><msItem n="1">'
        "<title>One</title> <incipit><choice><sic>tow</sic><corr>two</corr></choice> "
        f"<ex>th</ex>ree</incipit> <explicit><ex>fo</ex>ur {_LONG * 3}</explicit></msItem> "
        '<msItem n="1.1"><incipit>five<ex>six</ex></incipit></msItem></msContents> <physDesc>'
        f"<p>{_LONG * 6}</p></physDesc></msDesc></listBibl><p>seven</p>"
    ),
    "a formula has signs that nobody sees": (
        '<p>one <formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mn>4</mn>'
        "<mo>\u2062</mo><mi>a</mi><mo>\u2062</mo><mi>c</mi></math></formula> two</p>"
    ),
    "lines of code are not counted": (
        '<list><item>one <egXML xmlns="http://www.tei-c.org/ns/Examples"><div><p>two\n</p>\n'
        f"<p>three\n</p>\n<p>four</p>\n</div></egXML></item></list><p>{_LONG * 3}</p>"
        f"<eg><p>five</p><p>six</p><p>seven</p></eg><p>{_LONG * 3}</p>"
    ),
    "a paragraph is quoted within a paragraph": (
        f"<p><cit><quote><p>{_LONG * 4}</p></quote><bibl>A book</bibl></cit></p><p>{_LONG * 4}</p>"
    ),
    "long notes of numbers stand after the text": (
        f"<div><p>one<note place='end'>{'two three four ' * 40}</note> five<note place='end'>"
        f"{'six seven eight ' * 40}</note></p></div><div><p>six seven nine {_LONG * 3}</p></div>"
    ),
    "of entries of a register, only one that has a choice is counted": (
        "<listPlace>"
        + "<place><placeName>one</placeName><placeName>two</placeName></place>" * 4
        + "<place><placeName><choice><sic>thre</sic><corr>three</corr></choice></placeName></place>"
        + "</listPlace>"
    ),
    "a lemma is paragraphs of which nothing is left": (
        '<p><gap/></p><app><lem wit="#A"><p><gap/></p><p><gap/></p></lem>'
        '<rdg wit="#B"><p>one</p><p>two</p></rdg></app><p><gap/> three</p>'
    ),
    "an attached lemma begins and ends with paragraphs of which nothing is left": (
        '<p>one <gap/></p><p><anchor xml:id="a"/><gap/></p><p>two</p><p><gap/><gap/>'
        '<anchor xml:id="b"/></p><p>three</p><listApp><app from="#a" to="#b"><lem><gap/> two'
        '<gap/></lem><rdg wit="#B"/></app></listApp>'
    ),
    "a line ends with a hyphen of the text, and another block begins": (
        "<lg><l>one be-</l><l>"
        + _ENTRY.format(lem="gin two", rdg="begin two")
        + " three</l></lg><ab>four be-</ab><ab>"
        + _ENTRY.format(lem="gin two", rdg="begin two")
        + "</ab>"
    ),
    "verses in which nothing can be read": (
        "<lg><l>one two three</l><l><gap/></l><l><gap/></l><l><gap/></l><l><gap/></l></lg>"
        f"<p>{_ENTRY.format(lem='four', rdg='for')} five</p>"
    ),
    "a page that has a name begins with a short verse": (
        "<lg>" + "<l>one two three</l>" * 4 + '<pb n="recto"/><l><del>Der</del></l></lg>'
    ),
    "lost leaves stand between paragraphs": (
        '<div><p>one two</p><pb n="2r"/><gap reason="lost"/><pb n="2v"/><gap reason="lost"/>'
        "<p>three</p><p>four</p><p>five</p><p>six</p></div>"
    ),
    "a paragraph of a number follows a note that ends with a larger one": (
        "<div><label>zero</label><note>fol.<lb/>14r.</note>"
        + "".join(f"<ab>{word}</ab>" for word in "one two three four five six".split())
        + "</div>"
    ),
    "a lemma holds a choice that has an entry of its own": (
        '<ab><lb n="1"/>one <choice><orig>tow</orig><reg>two</reg></choice> three</ab>'
        '<div type="apparatus"><listApp><app loc="1"><lem>one <choice><orig>tow</orig>'
        '<reg>two</reg></choice></lem><rdg wit="#A">one twe</rdg></app></listApp></div>'
    ),
    "a choice in a choice, also in a lemma": (
        '<ab><lb n="1"/>one <choice><sic>mah<choice><orig>u</orig><reg>o</reg></choice></sic>'
        '<corr>muho</corr></choice>rta</ab><div type="apparatus"><listApp><app loc="1"><lem>one '
        "<choice><sic>mah<choice><orig>u</orig><reg>o</reg></choice></sic><corr>muho</corr>"
        '</choice>rta</lem><rdg wit="#B">mah<choice><orig>u</orig><reg>o</reg></choice>rta</rdg>'
        "</app></listApp></div>"
    ),
    "a remark at the end of a text, and entries in a list": (
        '<div><ab><lb n="1"/>one two</ab><ab><lb n="2"/></ab><div type="apparatus"><listApp>'
        '<app loc="9"><lem>nowhere</lem><rdg wit="#A">no where</rdg></app>'
        '<app loc="2"><note>The end is lost.</note></app></listApp></div></div>'
        "<div><p>three</p><p>four</p><p>five</p><p>six</p><p>seven</p></div>"
    ),
    "a lemma begins behind the hyphen of a divided compound": (
        "<p>"
        + " ".join(
            f"{'lorem ' * (n % 3)}dolorsitamet-<choice><orig>{letter}it</orig>"
            f"<reg>{letter.upper()}it</reg></choice>consectetur"
            for n, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
        )
        + "</p>"
    ),
    "an inscription follows once more without its brackets": (
        '<div><ab><lb n="1"/>'
        + "<lb/>".join(
            f"<supplied>{word[:3]}</supplied>{word[3:]} <g type='leaf'/> <gap/>"
            for word in "requiescit quaesita Aurelia posterior annorum sertoria".split()
        )
        + "</ab></div><div><ab>requiescit quaesita Aurelia posterior annorum sertoria</ab></div>"
        "<div><p>Closed.</p></div>"
    ),
    "a remark without a place has words of what follows": (
        '<div><ab><lb n="1"/><gap/>one <ex>two</ex></ab></div><div type="apparatus"><listApp><app>'
        "<note>Text from Smith 1893</note></app></listApp></div><div><listBibl><bibl>Smith 1893, "
        "295</bibl><bibl>Smith 1900</bibl></listBibl></div>"
    ),
    "a remark without a place is short": (
        '<div><ab><lb n="1"/>one n<ex>ot</ex></ab></div><div type="apparatus"><listApp><app>'
        "<note>CIL</note></app></listApp></div><div><p>Domus CIL 5 two</p></div>"
    ),
    "strokes stand over letters of Syriac, and accents before signs": (
        '<div xml:lang="syr"><p>ܐܒܐ ܏ܣܠ ܗܠ ܕ܏ܓ. ܡܢܗ̇. ܐܒ܏ܟܟ ܫܐ ܏ܓ ܐܒ ܟܗ̇: ܐ</p>'
        '<p>ܐܒܐ <app><lem wit="#A">ܕ܏ܓ ܡܢܗ̇.</lem><rdg wit="#B">܏ܓ ܣܠ</rdg></app> ܗܠ</p></div>'
    ),
    "words in an apparatus of another direction end with signs": (
        f'<div xml:lang="syr"><p>{"ܐܒܐ ܗܠ ܡܢܗ " * 20}'
        '<app><lem wit="#A">ܕܓܐ</lem><rdg wit="#B"/></app> '
        '<app><lem wit="#A">ܫܡܐ</lem><rdg wit="#B"/></app> ܗܠ</p></div>'
    ),
    "an apparatus of Syriac has brackets, words in another order and accents without letters": (
        '<div xml:lang="syr"><p><app xml:id="s" next="#e"><rdg wit="#A"><witStart/></rdg></app>'
        'ܫܘܪܝ <app><lem wit="#A">ܡܛܠ ܥܘ̣ܩܒܐ</lem><rdg wit="#B">ܥܘ̣ܩܒܐ ܡܛܠ</rdg></app> '
        "ܕܡܨܛܚܐ ܠܡܒܲܚܢܘ̣ ̇ܘܠܝ̣ܬܐ. <app><lem wit='#A'/><rdg wit='#B'>ܗܟܢܐ</rdg></app> ܒܹܝܬܼ ܓܝܼܓܲܢ "
        + "ܕܡܨܛܒܬܐ ܟܕ ܒܹܝܬܼ ܓܲܙܵܐ ܠܡ ̣ܢܣ̣ܬܢܩ ܘܢܦܲܠܗ (ܒܹܝܬܼ) ܘܣܘܥܪܢܐ " * 4
        + '<app xml:id="e" prev="#s"><rdg wit="#A"><witEnd/></rdg></app></p></div>'
    ),
    "a blank is told by letters that follow it": (
        "<p>uṅ maga<space type='descender'/>va iḥ ṅuni<space type='descender'/>va iḥ</p>"
    ),
    "a remark and the words that follow have the same signs": (
        '<div><ab><lb n="1"/>one</ab><div type="apparatus"><listApp><app loc="8"><lem>tuha</lem>'
        '<note>tuhani (...) Tr.</note></app><app loc="9"><lem>pu</lem><note>He put (...).</note>'
        "</app></listApp></div></div><div><p>(1r1-4) Happiness! Elapsed year.</p></div>"
    ),
    "an addition stands within a lemma, and one like it that more witnesses have follows": (
        '<p>one <app><lem wit="#A"><app><lem wit="#A"/><rdg wit="#B">et</rdg></app>two</lem>'
        '<rdg wit="#C">too</rdg></app> three <app><lem wit="#A"/><rdg wit="#B #C">et</rdg></app>'
        " four</p>"
    ),
    "a pointer shows the caption of a picture that follows": (
        f"<p>{_LONG * 2} as shown in <ptr target='#f'/> below. {_LONG * 2}</p><p><figure "
        'xml:id="f"><graphic url="none.png"/><head>The pier as it was seen from the lighthouse, '
        f"whose keeper took care of it</head></figure></p><p>{_LONG * 9}</p>"
    ),
    "a note ends with an address": (
        '<p>one<note>See also <ptr target="http://example.org/pier.html"/></note> two'
        "<note>Smith 1893</note></p>"
    ),
    "a stroke stands at the end of a block, before notes": (
        f"<div><p>one two<del>.</del></p><note>four {_LONG}five.</note></div><div><p>six</p></div>"
        "<div><p>seven<del>.</del></p><note>eight.</note></div><div><p>nine</p></div>"
    ),
    "of notes after a text one has a letter behind its number": (
        "<div><p>one two<del>.</del></p>"
        + "".join(
            f'<note place="end" n="{n}">{_LONG}{word}.</note>'
            for n, word in {"11": "two", "11a": "three", "12": "four"}.items()
        )
        + "</div><div><p>five. Six</p></div>"
    ),
    "a lemma that is shortened ends with a sign behind a space": (
        f"<p>one {_ENTRY.format(lem=_LONG * 2 + 'end; –', rdg='gone')} two</p>"
    ),
    "holes and letters follow each other without a space, for more than a line": (
        f"<p>one {('<orig>ABC</orig>' + _GAP) * 20}</p>"
    ),
    "a page begins between verses that are empty": (
        "<l>one two</l><l>three</l><l>four</l><l/><pb n='498'/><l/><l>five</l><l>six</l>"
    ),
    "a lost line stands for itself": (
        '<p><gap reason="lost" extent="unknown" unit="line"/></p>'
        f"<p>{_LONG * 12}</p><listApp><app><note>Nobody can read it.</note></app></listApp>"
    ),
    "lines of a stone begin with holes": (
        f"<p>ABCDE{_GAP} <lb/>{_GAP}ABCD{_GAP}ABC{_GAP} <lb/>{_GAP}ABC{_GAP}ABC{_GAP} <lb/>"
        f"{_GAP}ABCD{_GAP}ABC{_GAP}AB{_GAP} <lb/>{_GAP}A{_GAP}B{_GAP}CD{_GAP} <lb/>ABC{_GAP}</p>"
        "<listApp><app><note>Nobody can read it.</note></app></listApp>"
    ),
    "an entry of a witness names its line": (
        f'<p><lb n="1"/>one two {_LONG}</p><listApp><app loc="1"><lem wit="#A">two</lem>'
        '<rdg wit="#B">tow</rdg></app></listApp>'
    ),
    "a name and a number behind it are one word, the first of a long lemma": (
        f"<p>{_ENTRY.format(lem='<name>one:</name>9 ' + _LONG * 2, rdg='gone')}</p>"
        f"<p>{_ENTRY.format(lem='<persName>one:</persName>9 ' + _LONG * 2, rdg='gone')}</p>"
    ),
    "a long lemma holds a choice, in a list of entries": (
        f'<p><lb n="1"/>one {_LONG * 3}</p><listApp><app loc="1"><lem wit="#A">one lorem ipsum '
        "dolor <choice><sic>sid</sic><corr>sit</corr></choice> amet consectetur lorem ipsum "
        'dolor sit amet</lem><rdg wit="#B">gone</rdg></app></listApp>'
    ),
    "paragraphs of nothing but a note stand before a section with the number of one": (
        "<div><p>one</p>" + "<p><note>two</note></p>" * 3 + '</div><div n="2">'
        f"<p>three</p><p>four</p><p>{_ENTRY.format(lem='five', rdg='six')}</p></div>"
    ),
    "pictures stand before a lemma that begins as their names do": (
        '<p>one</p><figure><graphic url="a.png"/><graphic url="b.png"/></figure>'
        f"<p>{_ENTRY.format(lem='Primus', rdg='Secundus')} two.</p>"
        f'<note place="end">It says: seven eight nine ten eleven. {_LONG * 20}</note>'
        "<div><p>Three four.</p><p>Five six.</p><p>seven eight nine ten eleven</p></div>"
    ),
    "verses have a pause between words that no space parts": (
        '<lg xml:lang="zh"><l>ab<caesura/>cd</l><l>ef<caesura/>gh</l></lg>'
    ),
    "more notes than a page holds are called in one place": (
        f"<p>one two</p><p>{''.join(f'<note>Note {n} on it.</note>' for n in range(120))}</p>"
        "<p>three</p>"
    ),
    "a page begins with a picture between phrases": (
        '<div><p><seg xml:id="s1">one</seg><pb n="2"/><figure><graphic url="none.png"/></figure>'
        f"<seg xml:id='s2'>{_LONG}</seg></p><p>three</p></div>"
    ),
    "lines of one letter stand between pictures": (
        "<p>"
        + "".join(
            f'<seg xml:id="s{n}"><lb n="{n}"/>{words}</seg><pb n="page.{n}"/>'
            '<figure><graphic url="none.png"/></figure>'
            for n, words in enumerate(("one two three", "f", "g", "h", "five six seven"), start=10)
        )
        + f"{_LONG * 4}</p>"
    ),
    "calls that stand alone in a line are the number that follows, but for its end": (
        f"<div><p>{_LONG * 3}</p></div><div><p><seg xml:id='s1'><note>one</note></seg> "
        "<seg xml:id='s2'><note>two</note></seg></p></div><listBibl><bibl>129</bibl></listBibl>"
        "<p>three</p><p>four</p><p>five</p>"
    ),
    "lines and words of code are longer than lines of the page": (
        f"<eg>{_LONG * 4}\n  two</eg><p>one <code>{'six.seven' * 30}</code>"
        '</p><egXML xmlns="http://www.tei-c.org/ns/Examples"><p>'
        f"{_LONG * 4}</p></egXML>"
    ),
    "an entry ends at an anchor that is not there": (
        '<p>one <app from="#a" to="#b"><lem wit="#A">two</lem><rdg wit="#B">tow</rdg></app>'
        '<anchor xml:id="a"/>two<anchor xml:id="b"/> <anchor xml:id="c"/>three<c n="."/></p>'
        '<p>four</p><ab><app from="#c" to="#d"><lem wit="#A">three.</lem><rdg wit="#B">'
        '<space quantity="0"/></rdg></app></ab>'
    ),
    "a catchword stands within a lemma and a reading": (
        '<ab>one <app><lem wit="#A"><fw type="catch">two</fw></lem><rdg wit="#B">'
        f'<fw type="catch">too</fw></rdg></app> {_LONG}'
        f"{_ENTRY.format(lem='three', rdg='tree')} {_ENTRY.format(lem=_LONG, rdg=_LONG)}</ab>"
    ),
    "pages end with a table whose last cell is as small as a note": (
        "<table>"
        + f"<row><cell>{_LONG * 3}</cell><cell><gi>term</gi></cell></row>" * 24
        + "</table>"
    ),
    "a relation stands within a paragraph, apart from its lines": (
        "<p>one <placeName>two <listRelation><relation name='skos:closeMatch' active='http://"
        "dare.example.org/places/42554' passive='https://pleiades.example.org/places/39304'/>"
        f"</listRelation>three</placeName> {_LONG * 9}</p>"
    ),
    "a blank stands between lines": (
        '<l>one two three</l><space quantity="1" unit="lines"/><l>four '
        f"{_ENTRY.format(lem='five', rdg='six')}</l>"
    ),
}


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Audit]]:
    """All shapes built at once -> the audits of each."""
    folder = tmp_path_factory.mktemp("shapes")
    files = []
    for number, body in enumerate(SHAPES.values()):
        path = folder / f"shape-{number:02}.xml"
        path.write_text(_document(body), "utf-8")
        files.append(path)
    config = config_for_sources(files)
    out = folder / "out"
    build(config, out, ("website", "pdf"), lambda *_: None)
    found = verify(config, out, (), lambda *_: None)
    names = {f"shape-{number:02}": name for number, name in enumerate(SHAPES)}
    sorted_audits: dict[str, list[Audit]] = {name: [] for name in SHAPES}
    for audit in found.audits:
        sorted_audits[names[audit.document]].append(audit)
    return sorted_audits


def _document(body: str) -> str:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>A test</title></titleStmt><publicationStmt><p>unpublished</p></publicationStmt>"
        '<sourceDesc><listWit><witness xml:id="A">Codex A</witness>'
        '<witness xml:id="B">Codex B</witness></listWit></sourceDesc></fileDesc></teiHeader>'
        f'<text xml:lang="la"><body>{body}</body></text></TEI>'
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_whole(audits: dict[str, list[Audit]], shape: str) -> None:
    """Nothing is lost and nothing invented."""
    assert [audit.output for audit in audits[shape]] == ["website", "pdf"]
    assert [one for audit in audits[shape] for one in audit.unexplained] == []
