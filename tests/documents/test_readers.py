"""The four readers of the shipped law, on every sample, récit and ordinary incident.

What must never be said is the list of words of the product; what a page must hold is what its
reader asked for. The registry's own words (what a text or a decision says) are quoted as they are.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.assessment.reader_parts import AttackResult
from expert.documents.markdown import render_markdown
from expert.documents.text import render_text
from expert.incident import Incident
from expert.incident_files import read_incidents
from knowledge import load_base
from knowledge.base_model import KnowledgeBase

ROOT = Path(__file__).parents[2]
READERS = ("manager", "rh", "juriste", "contradiction")
FILES = sorted(
    [
        *(ROOT / "expert" / "samples").glob("*.yaml"),
        *(ROOT / "tests" / "recits").glob("*.yaml"),
        *(ROOT / "tests" / "recits" / "ordinaires").glob("*.yaml"),
    ]
)
UNDISTURBED = 100_000
"""A width at which no sentence is cut by the layout."""

FORBIDDEN = {
    "sanctionnable": r"sanctionnable",
    "coupable": r"coupable",
    "fautif": r"\b(le|la|l'|un|une) fauti(f|ve)\b",
    "mis en cause": r"\bmise? en cause\b",
    "a avoué": r"\bavoué",
    "caractérisé": r"\bcaractérisée?s?\b",
    "probabilité": r"probabilit|probablement",
    "risque chiffré": r"risque (de |à )?\d|\d+ ?%|il risque|elle risque",
    "solidité": r"solidité",
    "score": r"\bscores?\b|\bnote de \d|gravité \d",
    "fraction": r"(?<![\d/.-])\d/\d(?![\d/])",
    "sanction préconisée": r"préconis|sanction (recommandée|adaptée|appropriée)|recommandons",
    "victime": r"(?<!s'estime )\bvictimes?\b",
    "dénonciateur": r"dénonciat(eur|rice)|\bbalances?\b(?!.{0,3}$)(?<!en balance)|mouchard",
    "compte privé": r"compte privé",
    "prescrit": r"\bprescrite?s?\b",
    "jurisprudence constante": r"jurisprudence constante",
    "rien à faire": r"rien à faire|affaire classée|classée? sans suite",
    "accusé": r"\bl'accusée?\b(?! de réception)|\bsuspecte?\b|enquête de police",
}
"""Words to avoid (the list of the users), each with the form that would betray it."""


@cache
def law() -> KnowledgeBase:
    return load_base()


@cache
def incidents() -> tuple[tuple[str, Incident], ...]:
    return tuple((file.stem, each) for file in FILES for each in read_incidents(file, law()))


@cache
def done(name: str, reader: str) -> Assessment:
    return assess(law(), dict(incidents())[name], reader)


@cache
def told(name: str, reader: str) -> str:
    return render_text(done(name, reader), reader, UNDISTURBED)


NAMES = sorted({name for name, _ in incidents()})


def own_words(name: str, reader: str) -> str:
    """Return what the product itself says: no words of the registry, of the user, no title."""
    text = told(name, reader)
    for source in law().sources.values():
        says = getattr(source, "states", None) or getattr(source, "holding", "")
        for quoted in (says, source.caution or ""):
            text = text.replace(quoted.rstrip(". "), "") if len(quoted) > 8 else text
    for cited in done(name, reader).citations:
        text = text.replace(cited.reference, "")
    lines = [line for line in text.splitlines()[2:] if not line.startswith("  |")]
    return "\n".join(lines).lower()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_no_reader_meets_a_word_to_avoid(name: str, reader: str) -> None:
    said = own_words(name, reader)
    found = {word: m[0] for word, form in FORBIDDEN.items() if (m := re.search(form, said))}
    assert found == {}


NAMED_BY_LAW = ("licenciement pour faute grave : ", "une faute grave vraisemblable")
"""The name of a measure that a court judged, and the condition of a suspension."""


@pytest.mark.parametrize("name", NAMES)
def test_serious_misconduct_is_never_said_of_a_public_agent(name: str) -> None:
    public = any(
        gesture.id == "dater-le-droit-de-se-taire" for gesture in done(name, "juriste").gestures
    )
    for reader in READERS:
        if public:
            said = own_words(name, reader)
            for named in NAMED_BY_LAW:
                said = said.replace(named, "")
            assert "faute grave" not in said


@pytest.mark.parametrize("name", NAMES)
def test_a_manager_meets_no_penalty_no_sanction_no_record_and_no_article(name: str) -> None:
    page = told(name, "manager").partition("\nMENTION\n")[0].lower()
    for kept in ("amende", "emprisonnement", "groupe de sanction", "révocation", "blâme"):
        assert kept not in page
    assert not re.search(r"\bart\. |\barticle \d|\bpremier groupe|antécédent", page)
    assert "déjà été sanctionnée" not in page
    titles = [line for line in page.splitlines() if line in ("à ne pas faire", "qui prévenir")]
    assert titles == [] or page.index("à ne pas faire") < page.index("qui prévenir")


@pytest.mark.parametrize("name", NAMES)
def test_a_managers_page_ends_with_the_report_to_hand_over(name: str) -> None:
    page = told(name, "manager")
    if page.startswith("Rapport factuel"):
        return
    order = [
        page.index(title)
        for title in ("À NE PAS FAIRE", "À FAIRE MAINTENANT", "QUI PRÉVENIR", "JE TRANSMETS")
    ]
    assert order == sorted(order)
    report = page.partition("JE TRANSMETS")[2]
    assert "Qui\n" in report and "Comment on le sait\n" in report


@pytest.mark.parametrize("name", NAMES)
def test_what_is_handed_over_holds_facts_and_no_conclusion(name: str) -> None:
    text = render_text(done(name, "manager"), "transmission", UNDISTURBED)
    assert text.startswith("Rapport factuel : ")
    facts = text.partition("\nMENTION\n")[0]
    assert not re.search(r"établi,|à établir|manquement|infraction|antécédent", facts.lower())


@pytest.mark.parametrize("name", NAMES)
def test_human_resources_read_their_delays_first_and_both_sides_of_the_pieces(name: str) -> None:
    page = told(name, "rh")
    assert not re.search(r"amende de|d'amende|emprisonnement", page)
    if page.startswith("Rapport factuel"):
        return
    if "VOS DÉLAIS" in page and "DÉLAIS QUI COURENT POUR D'AUTRES" in page:
        assert page.index("VOS DÉLAIS") < page.index("DÉLAIS QUI COURENT POUR D'AUTRES")
    assert "EN FAVEUR DE L'AGENT" in page
    for asked in ("contexte", "provocation", "états de service", "usages tolérés"):
        assert asked in page.partition("EN FAVEUR DE L'AGENT")[2].lower()


ORDER = (
    "De qui vient le message", "La loyauté de la preuve", "Qui pouvait lire", "La qualification",
    "La qualification pénale", "L'expression protégée", "L'égalité entre agents",
    "Une faute, une sanction", "Le délai", "La procédure", "L'impartialité",
    "La compétence du signataire", "La proportionnalité",
)  # fmt: skip
"""Authorship, fairness, access, qualification, protected speech, equality, one fault one sanction,
delay, procedure, competence, proportionality: the order in which opposing counsel attacks."""


@pytest.mark.parametrize("name", NAMES)
def test_the_attacks_come_in_the_one_order_each_with_its_authority(name: str) -> None:
    found = done(name, "contradiction").attacks
    titles = [attack.title for attack in found]
    assert [ORDER.index(title) for title in titles] == sorted(map(ORDER.index, titles))
    for attack in found:
        assert attack.pieces and attack.answer
        assert attack.advice == (not attack.sources)
        known = {cited.id for cited in done(name, "contradiction").citations}
        assert set(attack.sources) | set(attack.opposed) <= known


def attack(name: str, identifier: str) -> AttackResult | None:
    found = done(name, "contradiction").attacks
    return next((each for each in found if each.id == identifier), None)


def test_authorship_is_open_while_nothing_links_the_account() -> None:
    found = attack("compte-anonyme", "imputation")
    assert found is not None and found.state in ("open", "against")
    closed = attack("r3-apres-cyberattaque", "imputation")
    assert closed is not None and closed.state == "closed"


def test_the_alert_of_r3_is_what_counsel_will_raise() -> None:
    found = attack("r3-apres-cyberattaque", "expression-protegee-agent")
    assert found is not None and found.state in ("open", "contested")


def test_without_a_record_proportion_turns_against_the_employer() -> None:
    found = attack("r3-apres-cyberattaque", "proportionnalite-agent")
    assert found is not None and found.state == "against"


def test_an_image_of_a_patient_does_not_hang_on_who_could_read() -> None:
    assert attack("r2-story-supprimee", "acces-agent") is None


def test_equality_and_impartiality_are_shown_as_advice() -> None:
    for identifier in ("egalite-entre-agents", "impartialite"):
        found = attack("r3-apres-cyberattaque", identifier)
        assert found is not None and found.advice
    assert "(conseil, sans source au dossier)" in told("r3-apres-cyberattaque", "contradiction")


OTHER_LINES = (
    r"Manquement$|Preuve utilisable|Protection qui s'oppose|Délai disciplinaire ouvert|"
    r"Autorité compétente|Une lecture|Ce que sont les mots|Qui pouvait lire|Pendant le service"
)
"""Lines that carry a status and are not a conclusion with its reasons: headline, readings."""


BORNE = "appui faible|texte vérifié|décision connue par une (note|page officielle)"


@pytest.mark.parametrize("name", NAMES)
def test_every_conclusion_shown_says_what_bears_it(name: str) -> None:
    """The best source or its weakness, in words, and never « solide »."""
    for reader in ("rh", "juriste"):
        for conclusion in done(name, reader).conclusions:
            if conclusion.status in ("established", "contested"):
                assert conclusion.support is not None
    before_the_scale = told(name, "juriste").partition("\nSANCTIONS QUE LA LOI OUVRE")[0]
    for line in re.sub(r"\n  (?! *–)", " ", before_the_scale).splitlines():
        shown = re.match(r"• (.*?) : (établi|contesté)(.)", line)
        if shown and not re.match(OTHER_LINES, shown[1]) and "Maximum prévu" not in line:
            assert re.match(rf"• .*? : (établi|contesté), ({BORNE})", line)
    assert "appui solide" not in told(name, "juriste")


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("reader", ["rh", "juriste", "contradiction"])
def test_each_citation_shows_its_level_its_caution_and_to_whom_it_applied(
    reader: str, form: str
) -> None:
    name = "r3-apres-cyberattaque"
    assessment = done(name, reader)
    shown = (
        render_text(assessment, reader, UNDISTURBED)
        if form == "text"
        else re.sub(r"\\(.)", r"\1", render_markdown(assessment, reader))
    )
    shown = shown.lower()
    cited = [
        each
        for each in assessment.citations
        if each.kind == "decision" and each.reference.lower() in shown
    ]
    assert cited
    for each in cited:
        assert each.level_label.lower() in shown
        assert each.applied_to is None or each.applied_to.lower() in shown
        assert each.caution is None or each.caution.lower().rstrip(". ") in shown


def test_griefs_are_drafted_apart_with_decisions_of_both_sides() -> None:
    body = told("r3-apres-cyberattaque", "juriste").partition("GRIEFS, RÉDIGÉS UN PAR UN")[2]
    body = body.partition("\nPLAN PÉNAL\n")[0]
    discretion = body.partition("Manquement à la discrétion professionnelle")[2]
    discretion = discretion.partition("\nGrief ")[0]
    for part in ("Reproche", "Règle", "Faits", "Preuve propre à ce grief"):
        assert f"• {part} : " in discretion
    held = discretion.partition("Décisions qui l'ont retenu : ")[2]
    assert "n° 393320 (adjoint technique en police municipale, contractuel public ; note" in held
    assert "n° 1704873 (aide-soignante" in held.partition("ne l'ont pas retenu")[2]


def test_one_report_says_shared_things_once() -> None:
    text = told("r1-messages-anterieurs", "juriste")
    assert text.count("Entre parenthèses, après une référence") == 1
    assert text.count("connue par une note, texte à lire avant de citer".capitalize()) == 1
