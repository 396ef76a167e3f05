"""A template is refused in one sentence: which one, where, what, and the nearest valid name."""

from __future__ import annotations

import os
import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from expert.documents.outline import Bullets, Heading, Item, Paragraph, Quotation
from expert.papers.word import shipped as building
from expert.papers.word.package import opened, sealed
from expert.papers.word.refusal import TemplateError
from expert.papers.word.render import render_docx, written
from expert.papers.word.template import SHIPPED, checked, load_template
from expert.papers.word.variables import VARIABLES
from tests.papers import altered
from tests.papers.altered import DOCUMENT, NAME, foot, head
from tests.papers.examples import paper, word

SECTION = "<w:titlePg/>"
STYLES = "word/styles.xml"
BODY = "{{ corps }}"

REFUSED: dict[str, tuple[bytes, str, str]] = {
    # what is wrong: the template, the place, a piece of the sentence
    "not an archive": (b"PK\x03\x04 not a zip", "", "ce n'est pas un document Word (.docx)"),
    "empty": (b"", "", "ce n'est pas un document Word (.docx)"),
    "another archive": (sealed({"a.xml": b"<a/>"}), "", "ce n'est pas un document Word (.docx)"),
    "cut short": (altered.shipped()[:10_000], "", "ou il est abîmé"),
    "a name that climbs": (
        altered.named("../../x.png"), "fichier « ../../x.png »", "ce nom sort de l'archive",
    ),
    "a name that climbs by backslash": (
        altered.named("word\\..\\x.png"), "fichier « word", "ce nom sort de l'archive",
    ),
    "an absolute name": (altered.named("/x.png"), "fichier « /x.png »", "ce nom sort de l'archive"),
    "a drive": (altered.named("C:x.png"), "fichier « C:x.png »", "ce nom sort de l'archive"),
    "a symbolic link": (
        altered.linked(), "fichier « word/media/x.png »", "c'est un lien vers un autre fichier",
    ),
    "a name given twice": (
        altered.named("WORD/document.xml"), "fichier « WORD/document.xml »",
        "ce nom est donné deux fois",
    ),
    "encrypted": (
        altered.flagged(1), "fichier « word/media/x.png »", "protégé par un mot de passe",
    ),
    "another compression": (
        altered.packed(zipfile.ZIP_BZIP2), "fichier « word/media/x.png »",
        "cette compression n'est pas celle de Word",
    ),
    "too many members": (
        sealed({f"word/media/{number}.png": b"x" for number in range(201)}), "",
        "trop de fichiers (au plus 200)",
    ),
    "a bomb": (
        altered.with_member("word/media/x.png", b"\0" * 4_000_000),
        "fichier « word/media/x.png »", "il est compressé plus qu'un document ne l'est",
    ),
    "a huge member": (
        altered.with_member("word/media/x.png", random.Random(1).randbytes(5_000_001)),
        "fichier « word/media/x.png »", "trop gros une fois décompressé",
    ),
    "macros": (
        altered.with_member("word/vbaProject.bin", b"x"), "fichier « word/vbaProject.bin »",
        "un modèle ne peut pas tenir de macros",
    ),
    "macros by type": (
        altered.swapped("[Content_Types].xml", "document.main+xml", "macroEnabled.main+xml"), "",
        "un modèle ne peut pas tenir de macros",
    ),
    "a Word template": (
        altered.swapped("[Content_Types].xml", "document.main+xml", "template.main+xml"), "",
        "enregistrez-le comme « Document Word (.docx) »",
    ),
    "an embedded object": (
        altered.with_member("word/embeddings/x.xml", b"<x/>"), "fichier « word/embeddings/x.xml »",
        "un modèle ne peut pas tenir d'objet incorporé",
    ),
    "a script inside a picture": (
        altered.with_member("word/media/x.svg", b"<svg/>"), "fichier « word/media/x.svg »",
        "images : PNG, JPEG ou GIF",
    ),
    "a program": (
        altered.with_member("word/x.exe", b"MZ"), "fichier « word/x.exe »",
        "ce genre de fichier n'a pas sa place ici",
    ),
    "a remote template": (
        altered.related("attachedTemplate", "https://exemple.invalid/m.dotm", outside=True),
        "fichier « word/_rels/document.xml.rels »", "un modèle ne peut pas tenir un modèle attaché",
    ),
    "a remote picture": (
        altered.related("image", "https://exemple.invalid/x.png", outside=True),
        "fichier « word/_rels/document.xml.rels »",
        "lien vers l'extérieur : « https://exemple.invalid/x.png »",
    ),
    "a linked site": (
        altered.related("hyperlink", "https://exemple.invalid", outside=True),
        "fichier « word/_rels/document.xml.rels »", "gardez le texte sans le lien",
    ),
    "an object by relation": (
        altered.related("oleObject", "x.xml"), "fichier « word/_rels/document.xml.rels »",
        "un modèle ne peut pas tenir un objet incorporé",
    ),
    "a piece of another file": (
        altered.related("aFChunk", "x.xml"), "fichier « word/_rels/document.xml.rels »",
        "un morceau d'un autre fichier",
    ),
    "comments": (
        altered.related("comments", "comments.xml"), "fichier « word/_rels/document.xml.rels »",
        "des commentaires (supprimez-les)",
    ),
    "an unknown relation": (
        altered.related("slicer", "x.xml"), "fichier « word/_rels/document.xml.rels »",
        "ce lien n'a pas sa place ici : « slicer »",
    ),
    "a relation to nothing": (
        altered.related("image", "media/absent.png"), "fichier « word/_rels/document.xml.rels »",
        "ce lien ne mène nulle part : « media/absent.png »",
    ),
    "another document": (
        altered.swapped("_rels/.rels", "word/document.xml", "word/styles.xml"),
        "fichier « _rels/.rels »", "le document n'est pas à sa place",
    ),
    "a head that is something else": (
        altered.swapped("[Content_Types].xml", "wordprocessingml.header+xml", "x+xml"),
        "fichier « word/_rels/document.xml.rels »", "ce lien ne mène pas à un en-tête",
    ),
    "broken XML": (
        altered.swapped(DOCUMENT, "</w:body>", ""), "fichier « word/document.xml »", "il est abîmé",
    ),
    "entities": (
        altered.swapped(DOCUMENT, "<w:document", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:document"),
        "fichier « word/document.xml »", "il déclare un type de document",
    ),
    "a merge of letters": (
        altered.swapped("word/settings.xml", "<w:zoom", "<w:mailMerge/><w:zoom"),
        "fichier « word/settings.xml »", "une fusion de courrier",
    ),
    "an inserted object": (
        altered.holding("<w:p><w:r><w:object/></w:r></w:p>"), "fichier « word/document.xml »",
        "un objet incorporé",
    ),
    "a tracked change": (
        altered.holding('<w:p><w:ins w:id="9"><w:r/></w:ins></w:p>'),
        "fichier « word/document.xml »", "une modification suivie (acceptez-les toutes)",
    ),
    "a field that runs": (
        altered.holding(altered.field("DDEAUTO c:\\\\x")), "fichier « word/document.xml »",
        "champ interdit : « DDEAUTO »",
    ),
    "a field that reads a file": (
        altered.holding('<w:p><w:fldSimple w:instr=" includetext x"/></w:p>'),
        "fichier « word/document.xml »", "champ interdit : « INCLUDETEXT »",
    ),
    "a field in pieces": (
        altered.holding(altered.field("PA</w:instrText><w:instrText>GES")),
        "fichier « word/document.xml »", "champ interdit : « PAGES »",
    ),
    "a field left open": (
        altered.holding('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'),
        "fichier « word/document.xml »", "un champ y est abîmé",
    ),
    "a name that does not exist": (
        altered.saying("{{ tittre }}"), "corps du document, paragraphe 1",
        "« {{ tittre }} » : nom inconnu : « tittre » ; vouliez-vous dire « titre » ?",
    ),
    "a name far from any": (
        altered.saying("{{ xyz }}"), "corps du document, paragraphe 1", "; permis : titre, corps, ",
    ),
    "a name under a condition": (
        altered.saying("{% if projt %}x{% endif %}"), "corps du document, paragraphe 1",
        "nom inconnu : « projt » ; vouliez-vous dire « projet » ?",
    ),
    "a command": (
        altered.saying("{{ titre.__class__.__mro__[1].__subclasses__() }}"),
        "corps du document, paragraphe 1", "un nom seul est attendu entre les accolades",
    ),
    "a filter": (
        altered.saying("{{ titre|upper }}"), "corps du document, paragraphe 1",
        "« {{ titre|upper }} » : un nom seul est attendu entre les accolades",
    ),
    "a sum": (altered.saying("{{ 9**9**9 }}"), "corps du document, paragraphe 1", "un nom seul"),
    "nothing between the braces": (
        altered.saying("{{ }}"), "corps du document, paragraphe 1", "un nom seul est attendu",
    ),
    "a loop": (
        altered.saying("{% for a in titre %}x{% endfor %}"), "corps du document, paragraphe 1",
        "instruction interdite : « for » ; permises : if, elif, else, endif",
    ),
    "an included file": (
        altered.saying("{% include 'x' %}"), "corps du document, paragraphe 1",
        "instruction interdite : « include »",
    ),
    "a misspelt statement": (
        altered.saying("{% iff projet %}x{% endif %}"), "corps du document, paragraphe 1",
        "instruction interdite : « iff » ; permises : if, elif, else, endif ; vouliez-vous dire "
        "« if » ?",
    ),
    "a condition of nothing": (
        altered.saying("{% if %}x{% endif %}"), "corps du document, paragraphe 1",
        "condition mal écrite",
    ),
    "a remark": (
        altered.saying("{# note #}"), "corps du document, paragraphe 1",
        "un modèle ne tient pas de remarque",
    ),
    "a brace left open": (
        altered.saying("{{ titre"), "corps du document, paragraphe 1",
        "« {{ titre » n'est pas fermé par « }} »",
    ),
    "a mark over two paragraphs": (
        altered.saying("{{ titre</w:t></w:r></w:p><w:p><w:r><w:t>}}"),
        "corps du document, paragraphe 1", "n'est pas fermé",
    ),
    "a condition left open": (
        altered.saying("{% if projet %}x"), "corps du document", "dépareillés",
    ),
    "two conditions crossed": (
        altered.saying("{% if projet and %}x{% endif %}"), "corps du document", "dépareillés",
    ),
    "too many marks": (
        altered.saying("{{ titre }}" * 201), "corps du document", "trop de marques (au plus 200)",
    ),
    "too many marks in attributes": (
        altered.holding('<w:p w:rsidR="{{"/>' * 5_000), "corps du document", "trop de marques",
    ),
    "a number without end": (
        altered.holding(f"<w:t>{{{{ {'1' * 5_000} }}}}</w:t>"), "corps du document",
        "des accolades y sont mal fermées",
    ),
    "a nest without end": (
        altered.holding(f"<w:t>{{{{ {'(' * 5_000} }}}}</w:t>"), "corps du document",
        "des accolades y sont mal fermées",
    ),
    "too many braces": (
        altered.saying("{" + " {" * 1_000), "corps du document", "trop de marques",
    ),
    "too much text": (
        altered.saying(" ".join(map(str, range(200_000)))), "corps du document", "ou de texte",
    ),
    "a mark in an attribute": (
        altered.holding('<w:p w:rsidR="{{ titre.x }}"/>'), "corps du document",
        "des accolades y tiennent autre chose qu'un nom",
    ),
    "a mark in a property of the file": (
        altered.swapped("docProps/core.xml", "Modèle", "{{ titre.x }}"),
        "fichier « docProps/core.xml »", "autre chose qu'un nom",
    ),
    "a mark in the head": (
        altered.swapped(head(), "{{ en_tete }}", "{{ entete }}"), "en-tête, paragraphe 1",
        "nom inconnu : « entete » ; vouliez-vous dire « en_tete » ?",
    ),
    "no place for the document": (
        altered.swapped(DOCUMENT, BODY, ""), "corps du document", "« {{ corps }} » doit y être une",
    ),
    "two places for the document": (
        altered.saying(BODY), "corps du document", "« {{ corps }} » doit y être une fois",
    ),
    "the document under a condition": (
        altered.swapped(DOCUMENT, BODY, "{% if projet %}{{ corps }}{% endif %}"),
        "corps du document", "hors de toute condition",
    ),
    "the document as a condition": (
        altered.saying("{% if corps %}x{% endif %}"), "corps du document, paragraphe 1",
        "« corps » n'est pas une condition",
    ),
    "the document beside words": (
        altered.swapped(DOCUMENT, BODY, f"{BODY} suite"), "corps du document",
        "doit être seul sur sa ligne",
    ),
    "the document in a table": (
        altered.swapped(
            DOCUMENT, f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>",
            f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ),
        "corps du document", "hors d'un tableau",
    ),
    "a head without the mark of a draft": (
        altered.swapped(head(), "{{ projet }}", ""), "en-tête", "il manque « {{ projet }} »",
    ),
    "the mark of a draft under a condition": (
        altered.swapped(head(), "{{ projet }}", "{% if dossier %}{{ projet }}{% endif %}"),
        "en-tête", "il manque « {{ projet }} », hors de toute condition",
    ),
    "a foot without the notice": (
        altered.swapped(foot(), "{{ mention }}", ""), "pied de page", "« {{ mention }} »",
    ),
    "a foot without the identity": (
        altered.swapped(foot(), "{{ identite }}", "{{ date }}"), "pied de page",
        "« {{ identite }} »",
    ),
    "a foot without numbers": (
        altered.swapped(foot(), '"NUMPAGES"', '"SECTION"'), "pied de page",
        "il manque le nombre de pages (champ NUMPAGES)",
    ),
    "a first page apart": (
        altered.swapped(DOCUMENT, "</w:sectPr>", f"{SECTION}</w:sectPr>"),
        "en-tête de la première page", "il manque : « {{ projet }} »",
    ),
    "even pages apart": (
        altered.swapped("word/settings.xml", "<w:zoom", "<w:evenAndOddHeaders/><w:zoom"),
        "en-tête des pages paires", "il manque : « {{ projet }} »",
    ),
    "no foot": (
        altered.swapped(DOCUMENT, "w:footerReference", "w:pgBorders"), "pied de page",
        "il manque : « {{ mention }} », « {{ identite }} »",
    ),
    "no section": (
        altered.swapped(DOCUMENT, "w:sectPr", "w:rPr"), "corps du document", "abîmée (sections)",
    ),
    "a section in the wrong place": (
        altered.saying("x</w:t></w:r><w:r><w:sectPr/></w:r><w:r><w:t>"), "corps du document",
        "abîmée (sections)",
    ),
    "a section more without a head": (
        altered.swapped(
            DOCUMENT, "<w:body>",
            "<w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        ),
        "en-tête", "il manque : « {{ projet }} »",
    ),
    "a style missing": (
        altered.swapped(STYLES, '<w:name w:val="List Bullet 2"/>', '<w:name w:val="Puces 2"/>'),
        "styles", "il manque le style « Liste à puces 2 » (List Bullet 2)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", REFUSED)
def test_it_is_refused_in_one_sentence(wrong: str) -> None:
    content, place, sentence = REFUSED[wrong]
    with pytest.raises(TemplateError) as refused:
        checked(content, NAME)
    said = str(refused.value)
    assert said.startswith(f"{NAME}, {place}" if place else f"{NAME} : ")
    assert sentence in said
    assert "\n" not in said


def test_a_style_that_is_misspelt_is_told_with_the_nearest() -> None:
    content = altered.swapped(STYLES, '<w:name w:val="Quote"/>', '<w:name w:val="Quotes"/>')
    with pytest.raises(TemplateError, match="vouliez-vous dire « quotes »"):
        checked(content, NAME)


def test_the_shipped_template_is_the_one_the_code_builds() -> None:
    assert opened(building.built(), NAME) == opened(SHIPPED.read_bytes(), NAME)
    assert building.built() == building.built()


def test_nothing_is_left_of_who_made_the_template() -> None:
    untel = altered.swapped("docProps/core.xml", ">Qualif<", ">Madame Untel<")
    kept = altered.swapped(
        "docProps/core.xml", "<dc:title>", "<cp:category>Untel</cp:category><dc:title>"
    )
    for content in (untel, kept):
        parts = opened(written(paper(Paragraph("x")), checked(content, NAME)), NAME)
        assert b"Untel" not in parts["docProps/core.xml"]


def test_a_property_that_names_a_variable_holds_no_more_than_word_allows() -> None:
    content = altered.swapped("docProps/core.xml", "Modèle", "{{ titre }}")
    made = paper(Paragraph("x"), title="mot " * 100)
    title = word(written(made, checked(content, NAME))).core_properties.title
    assert title == ("mot " * 100)[:255]


def test_every_variable_can_be_used() -> None:
    names = [name for name in VARIABLES if name != "corps"]
    words = " | ".join(f"{name}: {{{{ {name} }}}}" for name in names)
    made = paper(Paragraph("x"), pseudonym="Dossier 12", anonymised=True)
    document = word(written(made, checked(altered.saying(words), NAME)))
    found = dict(part.split(": ", 1) for part in document.paragraphs[0].text.split(" | "))
    assert list(found) == names
    assert all(found.values())
    assert found["projet"] == "PROJET"
    assert found["date"] == "28/11/2026"
    assert found["anonymise"] == "Version anonymisée"


@pytest.mark.parametrize(
    ("words", "draft", "expected"),
    [
        ("{% if projet %}oui{% else %}non{% endif %}", True, "oui"),
        ("{% if projet %}oui{% else %}non{% endif %}", False, "non"),
        ("{% if not projet and lecteur %}a{% elif dossier or anonymise %}b{% endif %}", True, ""),
        ("{% if not projet and lecteur %}a{% elif dossier %}b{% endif %}", False, "a"),
        ("{ accolades } seules", True, "{ accolades } seules"),
        ("{{ ti</w:t></w:r><w:r><w:t>tre }}", True, "Un document"),
    ],
)
def test_conditions_and_marks_that_word_cut_in_pieces(
    words: str, draft: bool, expected: str
) -> None:
    made = replace(paper(Paragraph("x")), draft=draft)
    document = word(written(made, checked(altered.saying(words), NAME)))
    assert document.paragraphs[0].text == expected


def test_a_paragraph_under_a_condition_leaves_no_empty_line() -> None:
    made = paper(Paragraph("x"))
    kept, dropped = (
        [p.text for p in word(render_docx(replace(made, draft=draft))).paragraphs]
        for draft in (True, False)
    )
    assert len(kept) == len(dropped) + 1
    assert "" not in dropped


def test_the_template_of_an_establishment_is_used(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(altered.saying("Centre hospitalier d'Exemple"))
    document = word(render_docx(paper(Paragraph("x")), path))
    assert document.paragraphs[0].text == "Centre hospitalier d'Exemple"


def test_french_style_ids_are_found_by_their_name() -> None:
    """In a French Word, « Titre 2 » has the id Titre2 and the name heading 2."""
    changed = altered.members()
    for inside in (STYLES, "word/numbering.xml"):
        text = changed[inside].decode().replace('"Heading2"', '"Titre2"')
        changed[inside] = text.replace('"ListBullet"', '"Listepuces"').encode()
    made = paper(Heading("Chapitre"), Bullets((Item("un"),)))
    shown = word(written(made, checked(sealed(changed), NAME))).paragraphs
    assert [p.style.style_id for p in shown[-2:]] == ["Titre2", "Listepuces"]


def test_a_template_that_another_program_saved_again_is_used() -> None:
    """The shipped template, opened and saved by LibreOffice: other parts, other field marks."""
    path = Path(__file__).with_name("modeles") / "libreoffice.docx"
    made = paper(Heading("Chapitre"), Bullets((Item("un"),)), Quotation("mots"))
    document = word(render_docx(made, path))
    shown = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert shown[-3:] == [("Heading 2", "Chapitre"), ("List Bullet", "un"), ("Quote", "mots")]
    assert document.sections[0].header.paragraphs[0].text == "PROJET\tUn document"


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    absent, folder, huge = tmp_path / "absent.docx", tmp_path / "d.docx", tmp_path / "gros.docx"
    folder.mkdir()
    with huge.open("wb") as file:
        file.truncate(10_000_001)
    pipe = tmp_path / "tube.docx"
    os.mkfifo(pipe)
    for path, sentence in (
        (absent, "absent.docx : modèle illisible : dossier ou fichier introuvable"),
        (folder, "d.docx : ce n'est pas un fichier"),
        (huge, "gros.docx : ce modèle est trop gros (au plus 10 Mo)"),
        (pipe, "tube.docx : ce n'est pas un fichier"),
        (Path("a\0b.docx"), "a\\u{0000}b.docx : ce n'est pas un nom de fichier"),
    ):
        with pytest.raises(TemplateError, match=f"^{re.escape(sentence)}$"):
            load_template(path)


def test_what_a_page_must_say_is_looked_for_in_the_document_that_was_made() -> None:
    """The mark stands where Word shows nothing: only the finished file can tell."""
    hidden = altered.swapped(head(), "<w:t>{{ projet }}", "<w:t><w:style/>{{ projet }}")
    template = checked(hidden, NAME)
    with pytest.raises(TemplateError, match=r"en-tête : il manque « \{\{ projet \}\} »"):
        written(paper(Paragraph("x")), template)
    assert written(replace(paper(Paragraph("x")), draft=False), template)


def test_a_damaged_template_is_refused_or_gives_a_document() -> None:
    """One byte changed, a hundred times: never another end than a sentence or a document."""
    chance = random.Random(6)
    whole = altered.shipped()
    refused = 0
    for _ in range(100):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            assert written(paper(Paragraph("x")), checked(bytes(content), NAME))
        except TemplateError:
            refused += 1
    assert refused > 50


def test_a_damaged_part_is_refused_or_gives_a_document() -> None:
    """The same inside the archive, which is whole: what a careless program would have written."""
    chance = random.Random(7)
    whole = altered.members()
    parts = [inside for inside in whole if inside.endswith((".xml", ".rels"))]
    ends = {"refused": 0, "made": 0}
    for _ in range(60):
        inside = chance.choice(parts)
        content = bytearray(whole[inside])
        content[chance.randrange(len(content))] = chance.choice(b'<>/"&{}%= a0:')
        try:
            template = checked(sealed({**whole, inside: bytes(content)}), NAME)
            assert written(paper(Paragraph("x")), template)
            ends["made"] += 1
        except TemplateError:
            ends["refused"] += 1
    assert min(ends.values()) > 5
