"""Hand-made assessments: what each chapter must print is worked out from them by hand."""

from __future__ import annotations

from typing import Any

from expert.assessment.model import (
    AnswerResult,
    Assessment,
    BaseIdentity,
    Citation,
    ConclusionResult,
    Contested,
    ContestedReading,
    DeadlineResult,
    ExcludedText,
    OpenQuestion,
    PenaltyResult,
    PublicationResult,
    Sanctionable,
    SanctionGroupResult,
    Sanctions,
    Software,
    Speech,
    StepResult,
    UnitResult,
    Valued,
)
from expert.assessment.reader_parts import GestureResult, ReportLine, ReportPartResult
from expert.explanation.model import Proof, ProofNode

LAW = Citation(
    id="loi-1881-art-33-al-1",
    kind="text",
    reference="Loi du 29 juillet 1881, art. 33, al. 1",
    says="Injure publique envers un agent public.",
    level="verifie",
    level_label="texte vérifié",
    applied_to=None,
    caution=None,
    url=None,
)
DECISION = Citation(
    id="cass-crim-2024-09-10-23-84135",
    kind="decision",
    reference="Cour de cassation, 10/09/2024, n° 23-84.135",
    says="Une injure envers des fonctionnaires.",
    level="note",
    level_label="connue par une note, texte à lire avant de citer",
    applied_to="pharmacien",
    caution="Extrait seulement.",
    url="https://exemple.invalid/decision",
)


def insult(**changes: Any) -> ConclusionResult:
    """Return an established offence on passage P1a."""
    values: dict[str, Any] = {
        "id": "injure-publique-agent",
        "label": "Injure publique envers un agent public",
        "layer": "penal",
        "status": "established",
        "unit": "P1a",
        "sentence": "Le passage peut être poursuivi comme injure publique.",
        "goal": True,
        "if_unproved": "established",
        "support": "solid",
        "sources": ("loi-1881-art-33-al-1",),
        "proof": "injure-publique-agent@P1a",
    }
    return ConclusionResult(**{**values, **changes})


def breach(**changes: Any) -> ConclusionResult:
    """Return a disciplinary conclusion contested between two readings."""
    values: dict[str, Any] = {
        "id": "manquement-reserve",
        "label": "Manquement à la réserve",
        "layer": "disciplinaire",
        "status": "contested",
        "unit": "P1a",
        "sentence": "Manquement à la réserve : contesté. La réserve joue-t-elle ici ?",
        "goal": True,
        "contested": Contested(
            zones=("K1",),
            questions=("La réserve joue-t-elle ici ?",),
            readings=(
                ContestedReading(
                    zone="K1",
                    reading="oui",
                    statement="Elle joue toujours.",
                    value=True,
                    sources=(DECISION.id,),
                    proof=None,
                ),
                ContestedReading(
                    zone="K1",
                    reading="non",
                    statement="Elle ne joue pas",
                    value=False,
                    sources=(),
                    proof=None,
                ),
            ),
            pieces=("fiche de poste",),
            prudent=("Tenir pour applicable.",),
        ),
        "if_unproved": "excluded",
        "support": "solid",
    }
    return ConclusionResult(**{**values, **changes})


def deadline(**changes: Any) -> DeadlineResult:
    """Return the press delay of a publication of 10/11/2026."""
    values: dict[str, Any] = {
        "id": "presse",
        "label": "Délai de presse",
        "unit": "P1a",
        "for_whom": "la personne visée",
        "starts": "2026-11-10",
        "why_start": "Le délai court de la première mise en ligne.",
        "ends": "2027-02-10",
        "prudent": "2027-02-10",
        "expired": False,
        "interrupted_by": ("citation directe",),
        "not_interrupted_by": ("plainte simple",),
        "certainty": "certain",
        "applies": "established",
        "text": (LAW.id,),
    }
    return DeadlineResult(**{**values, **changes})


def assessment(**changes: Any) -> Assessment:
    """Return an assessment of two passages, to be changed where a test looks."""
    values: dict[str, Any] = {
        "software": Software(version="0.1.0"),
        "base": BaseIdentity(version="2026.11.0", digest="abc123", law_as_of="2026-11-21"),
        "title": "Un message",
        "examined_on": "2026-11-20",
        "sanctionable": Sanctionable(
            status="open",
            proof=None,
            breach="contested",
            usable_evidence="established",
            opposing_protection="excluded",
            open_deadline="established",
            competent_authority="established",
        ),
        "publications": (PublicationResult(id="P1", units=(unit("P1a"), unit("P1b"))),),
        "conclusions": (insult(), breach()),
        "penalties": (
            PenaltyResult(
                conclusion="injure-publique-agent",
                label="Injure publique envers un agent public",
                status="established",
                fine_eur=12000,
                prison_months=0,
                contravention_class=None,
                complementary=("travail d'intérêt général",),
                text=LAW.id,
                unit="P1a",
            ),
        ),
        "excluded_texts": (
            ExcludedText(
                text=LAW.id,
                because="Autre — écarté : nombre : Non (il aurait fallu : Oui)",
                unit="P1b",
            ),
        ),
        "sanctions": Sanctions(
            status="titulaire_fph",
            scale="titulaire",
            label="Titulaire hospitalier",
            authority="Le directeur",
            groups=(
                SanctionGroupResult(
                    id="g1",
                    label="Premier groupe",
                    sanctions=("avertissement", "blâme"),
                    body=None,
                    sources=(),
                ),
            ),
            steps=("Informer du droit de se taire.",),
            procedure=(
                StepResult(
                    id="silence",
                    what="Informer du droit de se taire",
                    who="le directeur",
                    when="avant toute audition",
                    deadline=None,
                    omission="Annulation.",
                    done=False,
                    since="2024-10-04",
                    until=None,
                    advice=False,
                    sources=(),
                ),
            ),
        ),
        "deadlines": (deadline(),),
        "citations": (LAW, DECISION),
        "open_questions": (
            OpenQuestion(
                key="image_damage",
                fact="image_damage",
                unit=None,
                question="A-t-on reçu des plaintes ?",
                answered_unknown=True,
                pieces=("plaintes reçues",),
            ),
        ),
        "proofs": (proof(),),
        "answers": (
            AnswerResult(
                key="repeated",
                fact="repeated",
                unit=None,
                question="Y a-t-il eu plusieurs messages ?",
                answer="Non",
            ),
        ),
        "gestures": (
            GestureResult(id="a", kind="eviter", text="N'écrivez pas à l'agent.", support="advice"),
            GestureResult(id="b", kind="faire", text="Gardez ce qui a été reçu.", support="advice"),
            GestureResult(
                id="c",
                kind="prevenir",
                text="Le délégué aux données.",
                support="solid",
                sources=(LAW.id,),
                until="2026-11-05T11:00:00",
            ),
        ),
        "report": (
            ReportPartResult(
                title="Qui",
                lines=(
                    ReportLine(
                        key="author_status",
                        label="statut de l'auteur",
                        said="Titulaire",
                        unit=None,
                    ),
                ),
            ),
        ),
        "mention": "Mention de l'article L311-3-1.",
    }
    return Assessment(**{**values, **changes})


def unit(name: str, verbatim: str = "") -> UnitResult:
    """Return a passage read by all, off duty, which is an insult."""
    injure = Valued(value="injure", status="established", label="Éléments de l'injure")
    return UnitResult(
        id=name,
        passage=name,
        target="Supérieur",
        verbatim=verbatim,
        access=Valued(value="public", status="established", label="lisible par tous"),
        service_time=Valued(value=None, status="open", label="en service ou hors service"),
        speech=Speech(value="injure", status="established", label=injure.label, all=(injure,)),
    )


def proof() -> Proof:
    """Return the proof of the offence: one rule, one fact."""
    fact = ProofNode(kind="fact", truth=True, text="expression outrageante : Oui")
    rule = ProofNode(
        kind="rule",
        truth=True,
        text="L'injure publique envers un agent relève de l'article 33.",
        rule="article-33",
        statement="L'injure publique envers un agent relève de l'article 33.",
        sources=(LAW.id,),
        steps=(fact,),
    )
    root = ProofNode(kind="conclusion", truth=True, text="Injure publique — établi", steps=(rule,))
    return Proof(
        id="injure-publique-agent@P1a",
        conclusion="injure-publique-agent",
        unit="P1a",
        line="Injure publique — établi : expression outrageante : Oui",
        root=root,
    )
