"""The legal note: major with its level, minor with its pieces, conclusion with its status."""

from __future__ import annotations

import re

from expert.documents.acts.catalogue import made_document
from expert.documents.outline import Bullets, Heading, Item, Table
from expert.explanation.citations import decision_reference
from knowledge.models.sources import Decision
from tests.documents.acts.complete import (
    case,
    changed,
    chapter,
    incident,
    law,
    made,
    said,
    tables,
)

NAME = "note-juridique"
NOTE = "connue par une note, texte à lire avant de citer"
DOUAI = "n° 21DA00209"


def reasonings() -> dict[str, dict[str, Item]]:
    found: dict[str, dict[str, Item]] = {}
    title = ""
    for block in chapter(made(NAME), "Raisonnements"):
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Bullets):
            found[title] = {item.strong: item for item in block.items}
    return found


def test_each_reasoning_goes_from_the_rule_to_the_facts_to_a_status() -> None:
    for title, lines in reasonings().items():
        names = [name for name in lines if name in ("Majeure", "Mineure", "Conclusion")]
        assert names[0] == "Majeure" and names[-1] == "Conclusion", title
        assert re.match(r"(établi|contesté)\b", lines["Conclusion"].text), title


def test_the_major_gives_the_text_and_its_level() -> None:
    lines = reasonings()[
        "Plan pénal : Injure publique envers un agent public ou une administration (article 33, "
        "alinéa 1) (P1b)"
    ]
    assert "Loi du 29 juillet 1881, art. 33, al. 1 (texte vérifié" in lines["Majeure"].text
    assert f"n° 23-84.135 (pharmacien ; {NOTE})" in lines["Majeure"].text


def test_the_minor_gives_for_each_fact_the_pieces_that_bear_it_or_says_there_is_none() -> None:
    lines = reasonings()["Plan pénal : Éléments de la diffamation (P1a)"]
    facts = [fact.text for fact in lines["Mineure"].items]
    assert facts[:2] == [
        "fait précis imputé : Oui (pièce n° 2)",
        "atteinte à l'honneur : Oui (aucune pièce)",
    ]
    assert facts[2].endswith("— établi (pièce n° 3)")
    assert lines["Preuve"].text == "pièces n° 2, 3"


def test_decisions_of_every_side_follow_a_grief() -> None:
    first = reasonings()["Grief 1 : Manquement à l'obligation de réserve (P1a)"]
    assert "n° 412541" in first["Décisions qui l'ont retenu"].text
    assert DOUAI in first["Retenu, mais sanction annulée ou écartée comme trop lourde"].text
    assert "n° 08BX02082" in first["Décisions qui ne l'ont pas retenu"].text


def test_the_attacks_come_in_their_fixed_order() -> None:
    titles = [
        block.text
        for block in chapter(made(NAME), "Attaques prévisibles, dans leur ordre")
        if isinstance(block, Heading)
    ]
    ranks = [int(title.partition(".")[0]) for title in titles]
    assert ranks == sorted(ranks) and set(ranks) == set(range(1, 13))
    assert titles[0] == "1. De qui vient le message"


def test_the_mark_is_lifted_in_this_file_only_by_who_read_the_text() -> None:
    lifted = "texte vérifié par Me Anne Roux, le 24/11/2026"
    with_it = said(made(NAME))
    named = [line for line in with_it.splitlines() if DOUAI in line]
    assert named and all(lifted in line for line in named if "(" in line and NOTE not in line)
    assert not re.search(rf"{DOUAI} \([^()]*{NOTE}", with_it)
    (table,) = tables(chapter(made(NAME), "Textes lus en entier pour ce dossier"))
    assert [row[1:] for row in table.rows] == [("Me Anne Roux", "24/11/2026")]
    without = said(made(NAME, changed(verified_sources=())))
    assert lifted not in without
    assert re.search(rf"{DOUAI} \([^()]*{NOTE}", without)
    elsewhere = made_document(law(), NAME, incident("02-messages-anterieurs"))
    assert lifted not in said(elsewhere)
    assert not any(isinstance(block, Table) for block in elsewhere.blocks)


def test_a_name_of_counsel_is_not_in_an_anonymised_note() -> None:
    text = said(made(NAME, anonymised=True))
    assert "Roux" not in text
    assert "texte vérifié par un juriste, le 24/11/2026" in text


NOTED = {
    source.number: decision_reference(source)
    for source in law().sources.values()
    if isinstance(source, Decision) and source.number and source.level == "note"
}
"""The decisions known by a note alone, by their number."""

IN_LISTS = ("Textes", "Décisions connues")
"""The chapters where the level is the title that gathers the entries."""


def test_wherever_a_decision_known_by_a_note_is_named_it_says_so() -> None:
    document = made(NAME, changed(verified_sources=()))
    titles = {b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2}
    body = [t for t in titles if t not in IN_LISTS]
    lines = [line for title in body for block in chapter(document, title) for line in told(block)]
    forms = {number: rf"n° {re.escape(number)} ?(\(|: )(.*)" for number in NOTED}
    found = [(line, n) for line in lines for n, form in forms.items() if re.search(form, line)]
    assert len(found) > 30
    for line, number in found:
        after = re.search(forms[number], line)
        assert after is not None and NOTE in after[2], line


def told(block: object) -> list[str]:
    if not isinstance(block, Bullets):
        return [getattr(block, "text", "")]

    def lines(item: Item) -> list[str]:
        own = f"{item.strong} : {item.text}"
        return [own, *(line for inner in item.items for line in lines(inner))]

    return [line for item in block.items for line in lines(item)]


def test_every_caution_of_what_is_cited_is_told() -> None:
    text = said(made(NAME))
    cited = [n for n in NOTED if f"n° {n}" in text]
    cautions = {
        source.number: source.caution
        for source in law().sources.values()
        if isinstance(source, Decision) and source.caution
    }
    for number in cited:
        if number in cautions:
            assert cautions[number].rstrip(". ") in text, number
    assert case().id in text
