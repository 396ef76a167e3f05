"""The points a replay must compare: every column of the outcome that the base answers.

A file may not choose among its points: what the outcome says on a column listed here is compared,
or its absence is explained in the file (`sans_comparaison`). One column depends on the facts: a
measure upheld says that the proof was in order too, so it is compared only where the decision says
how the facts were proved; a measure refused is always compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.incident import Answer, Incident
from expert.replay.outcomes import Outcome, expected

Point = tuple[str, str]
"""An issue and a conclusion."""

_IMAGES = ("photo", "video")
_PATIENTS = ("patient", "service_user")
_COLLEAGUES = ("colleague", "manager")
_PUBLIC_FAULTS = {
    "reserve": "manquement-reserve",
    "discretion": "manquement-discretion",
    "neutralite": "manquement-neutralite",
    "loyaute": "manquement-loyaute",
    "usage_abusif_materiel": "manquement-usage",
    "secret_professionnel": "manquement-secret",
    "dignite": "manquement-dignite",
    "obeissance": "manquement-obeissance",
    "harcelement": "manquement-harcelement-moral",
    "laicite": "manquement-laicite",
    "fraude": "manquement-probite",
}
_ORDINAL_FAULTS = {
    "secret_professionnel": "manquement-ordinal-secret",
    "confraternite": "confraternite-meconnue",
    "deontologie_ordinale": "profession-deconsideree",
}
_ORDINAL_DUTIES = {
    "misinformation": "information-de-sante-imprudente",
    "medical_promotion": "publicite-medicale-interdite",
}
"""The duty of the profession that a matter calls into question, when the court names none."""
_PRIVATE_FAULTS = {
    "usage_abusif_materiel": "usage-abusif-salarie",
    "confidentialite": "obligation-contractuelle-violee",
    "loyaute": "obligation-contractuelle-violee",
    "securite_patients": "obligation-contractuelle-violee",
    "maltraitance": "obligation-contractuelle-violee",
    "secret_professionnel": "faute-envers-usager",
}
_PRIVATE_MEASURES = ("faute-grave-plausible", "nullite-encourue", "rupture-sans-cause")
_PUBLIC_MEASURES = ("eviction-risquee", "sanction-maximale-risquee")


def columns(order: str, incident: Incident, outcome: Outcome) -> tuple[Point, ...]:
    """Return the points the outcome decides, for the author and the content replayed."""
    facts = _first_answers(incident)
    named = _press(outcome) if order == "presse" else _discipline(order, facts, outcome)
    found = dict.fromkeys(point for point in named if expected(*point, outcome) is not None)
    return tuple(found)


def _first_answers(incident: Incident) -> dict[str, Answer]:
    """Return the answers of the incident, of its first publication and of its first passage."""
    answers: dict[str, Answer] = {}
    for key, answer in incident.recorded():
        answers.setdefault(key.fact, answer)
    return answers


def _press(outcome: Outcome) -> Iterator[Point]:
    for access in ("public", "restreint", "confidentiel"):
        if expected("acces", f"acces={access}", outcome) == "oui":
            yield "acces", f"acces={access}"
    yield "defense", "bonne-foi"
    yield "defense", "excuse-de-provocation"
    yield "identification", "cible-identifiee"


def _discipline(order: str, facts: Mapping[str, Answer], outcome: Outcome) -> Iterator[Point]:
    yield from _access(order, facts)
    if facts.get("author_status") == "eleve":
        return
    if facts.get("author_status") == "ancien_salarie":
        yield "nature-de-la-faute", "denigrement-apres-rupture"
        return
    employee = facts.get("author_status") == "prive"
    yield "faute", "faute-salarie" if employee else "manquement"
    if employee:
        yield "abus", "abus-d-expression"
    names = _private_names(facts) if employee else _public_names(facts)
    for fault in outcome.get("faults", ()):
        if fault in names:
            yield "nature-de-la-faute", names[fault]
    yield "preuve", "preuve-recevable-prive" if employee else "preuve-utilisable"
    told = outcome.get("sanction_outcome") != "upheld" or facts.get("evidence_mode")
    if told and not (employee and order == "travail"):
        yield "mesure", "sanctionable"
    for measure in _PRIVATE_MEASURES if employee else _PUBLIC_MEASURES:
        yield "mesure", measure


def _access(order: str, facts: Mapping[str, Answer]) -> Iterator[Point]:
    if order != "travail":
        yield "caractere-public", "acces-disciplinaire"
    elif facts.get("storage_device") == "cle_non_branchee":
        yield "caractere-prive", "correspondance-protegee"
    elif facts.get("content_kind") == "conduct":
        yield "caractere-prive", "vie-personnelle"
    else:
        yield "caractere-prive", "conversation-privee"


def _public_names(facts: Mapping[str, Answer]) -> dict[str, str]:
    """Return what the base calls each fault named by the court, for this content."""
    if facts.get("author_status") == "liberal":
        return _ordinal_names(facts)
    names = dict(_PUBLIC_FAULTS)
    if facts.get("sexual_messages") == "oui":
        names["harcelement"] = "manquement-harcelement-sexuel"
    if facts.get("third_party_comments_left") == "oui":
        names["loyaute"] = "manquement-reactions-laissees"
    if facts.get("content_kind") in _IMAGES:
        if facts.get("target") in _PATIENTS:
            names["dignite"] = names["vie_privee_image"] = "faute-image-patient"
        elif facts.get("target") in _COLLEAGUES:
            names["vie_privee_image"] = "faute-image-collegue"
            if facts.get("content_matter") == "intimate_image":
                names["dignite"] = "faute-image-collegue"
    return names


def _ordinal_names(facts: Mapping[str, Answer]) -> dict[str, str]:
    names = dict(_ORDINAL_FAULTS)
    matter = facts.get("content_matter")
    if isinstance(matter, str) and matter in _ORDINAL_DUTIES:
        names["deontologie_ordinale"] = _ORDINAL_DUTIES[matter]
    elif facts.get("author_profession") == "infirmier" and facts.get("target") in _PATIENTS:
        names["deontologie_ordinale"] = "anonymat-du-cas-meconnu"
    return names


def _private_names(facts: Mapping[str, Answer]) -> dict[str, str]:
    names = dict(_PRIVATE_FAULTS)
    if facts.get("target") in _PATIENTS:
        names["dignite"] = names["vie_privee_image"] = "faute-envers-usager"
    elif facts.get("target") in _COLLEAGUES:
        names["vie_privee_image"] = "image-de-collegue-fautive"
    return names
