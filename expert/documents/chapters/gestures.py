"""What to do and to avoid at once. Advice, without a source: shown as such, never as law."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Paragraph, bullets
from expert.documents.source_text import SourceText

TO_DO = (
    "Si vous craignez pour quelqu'un, l'auteur compris : appelez d'abord les secours (15, 17 ou "
    "112) et prévenez la direction.",
    "Gardez ce qui a été reçu, tel quel ; notez la date, l'heure, l'adresse de la publication et "
    "la personne qui l'a transmise.",
    "Transmettez aux ressources humaines ou à la direction, qui décident de la suite.",
)
TO_AVOID = (
    "Ne faites pas circuler la capture ; ne demandez pas de suppression avant que la publication "
    "ait été conservée.",
    "Ne demandez pas le téléphone de l'agent, n'ouvrez aucun compte, ne fouillez pas ses autres "
    "publications.",
    "N'écrivez pas à l'agent sur ces faits, ne le convoquez pas, ne lui retirez rien : ce n'est "
    "pas à vous de sanctionner.",
    "Ne parlez pas, et ne notez rien, de ses opinions, de sa santé ni de son activité syndicale.",
)
_PATIENT = (
    "Un patient ou un résident peut être concerné : faites vérifier qu'aucune copie ne circule et "
    "prévenez la direction sans attendre."
)
_PROTECTED = (
    "Ne reprochez ni une alerte ni une expression collective : une protection peut s'opposer à "
    "toute sanction."
)
_PATIENT_FACTS = frozenset({"patient_identifiable", "patient_state"})
"""Facts asked only when a patient or a resident may be concerned."""


def gestures(source: SourceText) -> Iterator[Block]:
    """Yield what to do, then what to avoid."""
    answered = {answer.fact for answer in source.assessment.answers}
    to_do = [*TO_DO, *([_PATIENT] if answered & _PATIENT_FACTS else [])]
    to_avoid = [*TO_AVOID]
    if source.assessment.sanctionable.opposing_protection in ("established", "contested"):
        to_avoid.append(_PROTECTED)
    yield Heading("À faire maintenant")
    yield Paragraph("Conseils, sans source de droit.")
    yield from bullets(to_do)
    yield Heading("À éviter")
    yield from bullets(to_avoid)
