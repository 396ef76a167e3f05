"""What a court's outcome says about a conclusion: yes, no, or nothing.

Outcomes use the closed words of the registry (public character, fault retained, liability,
defence accepted, fate of the measure). Reading them here, and not in the files, keeps every
expected value tied to what the decision says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

Expected = Literal["oui", "non"]
Outcome = dict[str, str | tuple[str, ...]]
Reader = Callable[[str, Mapping[str, str | tuple[str, ...]]], Expected | None]

_PROSECUTED: dict[str, tuple[str, ...]] = {
    "diffamation_publique": (
        "diffamation-publique-particulier",
        "diffamation-publique-agent",
        "diffamation-publique-corps",
        "diffamation-publique-discriminatoire",
    ),
    "diffamation_non_publique": (
        "diffamation-non-publique",
        "diffamation-non-publique-discriminatoire",
    ),
    "injure_publique": (
        "injure-publique-particulier",
        "injure-publique-agent",
        "injure-publique-discriminatoire",
    ),
    "injure_non_publique": ("injure-non-publique", "injure-non-publique-discriminatoire"),
    "violation_secret": ("violation-du-secret", "recel-de-secret"),
    "atteinte_vie_privee": ("captation-illicite", "diffusion-captation-illicite"),
    "atteinte_image_civile": ("atteinte-image-civile",),
    "denigrement": ("denigrement",),
    "usurpation_identite": ("usurpation-d-identite",),
    "provocation_haine": ("provocation-a-la-haine-origine", "provocation-a-la-haine-autre"),
}
_DEFENCES = {
    "good_faith": "bonne-foi",
    "provocation": "excuse-de-provocation",
    "limitation": "action-de-presse-eteinte",
    "confidentiality": "correspondance-confidentielle",
}
_EXAMINED_DEFENCES = {"bonne_foi": "bonne-foi", "provocation": "excuse-de-provocation"}
_FAULTS: dict[str, tuple[str, ...]] = {
    "manquement-reserve": ("reserve",),
    "manquement-discretion": ("discretion",),
    "manquement-dignite": ("dignite",),
    "manquement-neutralite": ("neutralite",),
    "manquement-loyaute": ("loyaute",),
    "manquement-secret": ("secret_professionnel",),
    "manquement-usage": ("usage_abusif_materiel",),
    "faute-image-patient": ("dignite", "vie_privee_image"),
    "faute-image-collegue": ("dignite", "vie_privee_image"),
    "manquement-reactions-laissees": ("loyaute",),
    "manquement-obeissance": ("obeissance",),
    "manquement-harcelement-moral": ("harcelement",),
    "manquement-harcelement-sexuel": ("harcelement",),
    "manquement-laicite": ("laicite",),
    "manquement-probite": ("fraude",),
    "manquement-ordinal-secret": ("secret_professionnel",),
    "confraternite-meconnue": ("confraternite",),
    "information-de-sante-imprudente": ("deontologie_ordinale",),
    "publicite-medicale-interdite": ("deontologie_ordinale",),
    "anonymat-du-cas-meconnu": ("deontologie_ordinale",),
    "profession-deconsideree": ("deontologie_ordinale",),
    "faute-envers-usager": ("secret_professionnel", "dignite", "vie_privee_image"),
    "obligation-contractuelle-violee": (
        "confidentialite",
        "loyaute",
        "securite_patients",
        "maltraitance",
    ),
    "usage-abusif-salarie": ("usage_abusif_materiel",),
    "image-de-collegue-fautive": ("vie_privee_image",),
    "denigrement-apres-rupture": ("denigrement",),
}
"""The court's own word for each breach; an image of a person is a matter of dignity.

The registry has one word for the harassments and one for the duties of a profession: the content
replayed says which conclusion of the base is meant (see `columns`).
"""

NAMED = frozenset(
    {
        *(name for names in _PROSECUTED.values() for name in names),
        *_DEFENCES.values(),
        *_FAULTS,
    }
)
"""The conclusions the tables above name: each must exist in the base."""

_NOT_DISCIPLINARY = frozenset(
    {
        "refus_titularisation",
        "suspension",
        "fin_de_fonctions",
        "refus_protection_fonctionnelle",
        "responsabilite_indemnitaire",
        "interdiction_exercer",
        "sanction_ordinale",
    }
)
"""Measures that are no sanction of the employer, a sanction of a professional order included."""

_EVICTIONS = frozenset(
    {
        "revocation",
        "retraite_office",
        "radiation_cadres",
        "resiliation_engagement",
        "licenciement",
        "licenciement_faute_grave",
        "licenciement_disciplinaire",
        "exclusion_etablissement",
    }
)


Side = Literal["upheld", "not_upheld", "undecided"]
"""Whether the measure or the conviction submitted to the court stood."""

_STOOD = frozenset({"upheld", "condemned", "art10_no_violation"})
_FELL = frozenset(
    {
        "annulled_no_fault",
        "annulled_proof",
        "annulled_disproportionate",
        "cause_reelle_rejected",
        "faute_grave_rejected",
        "nul",
        "acquitted",
        "art10_violation",
    }
)


def side(outcome: Outcome) -> Side:
    """Return whether what was submitted to the court stood, fell, or was not decided."""
    said = {str(outcome.get(key)) for key in ("sanction_outcome", "disposition")}
    if said & _FELL or outcome.get("liability") == "false":
        return "not_upheld"
    if said & _STOOD or outcome.get("liability") == "true":
        return "upheld"
    return {"true": "upheld", "false": "not_upheld"}.get(  # type: ignore[return-value]
        str(outcome.get("fault_retained")), "undecided"
    )


def expected(issue: str, conclusion: str, outcome: Outcome) -> Expected | None:
    """Return what the outcome says of `conclusion` under `issue`, or None when it is silent."""
    reader = ISSUES.get(issue)
    return reader(conclusion, outcome) if reader else None


def _said(yes: bool, no: bool) -> Expected | None:
    return "oui" if yes else "non" if no else None


def _publicity(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    if conclusion not in ("acces=public", "acces=restreint", "acces=confidentiel"):
        return None
    found = str(outcome.get("qualification", ""))
    defence = outcome.get("defence_accepted")
    if defence == "confidentiality":
        value = "confidentiel"
    elif found.endswith("_non_publique") or defence == "no_publicity":
        value = "restreint"
    elif found.endswith("_publique"):
        value = "public"
    else:
        return None
    return _said(conclusion == f"acces={value}", conclusion != f"acces={value}")


def _offence(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    if conclusion not in _PROSECUTED.get(str(outcome.get("offence_examined")), ()):
        return None
    sentence, liability = outcome.get("disposition"), outcome.get("liability")
    return _said(
        liability == "true" or sentence == "art10_no_violation",
        liability == "false" or sentence == "art10_violation",
    )


def _words(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    """Read what the words are: the qualification, or the missing element that freed the author."""
    found = str(outcome.get("qualification", ""))
    if conclusion == "opinion":
        return _said(found == "opinion", found.startswith(("diffamation", "injure")))
    if conclusion not in ("diffamation", "injure"):
        return None
    no_fact = outcome.get("defence_accepted") == "no_precise_fact" or found == "opinion"
    prosecuted = str(outcome.get("offence_examined", "")).startswith(conclusion)
    wrong = prosecuted and outcome.get("defence_accepted") == "wrong_qualification"
    return _said(found.startswith(conclusion), no_fact or wrong)


def _defence(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    accepted = _DEFENCES.get(str(outcome.get("defence_accepted")))
    examined = _EXAMINED_DEFENCES.get(str(outcome.get("question")))
    refused = examined == conclusion and outcome.get("disposition") == "condemned"
    return _said(accepted == conclusion, refused)


def _public_character(
    conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]
) -> Expected | None:
    if conclusion != "acces-disciplinaire":
        return None
    said = outcome.get("public_character")
    return _said(said == "established", said == "not_established")


def _private_character(
    conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]
) -> Expected | None:
    """Read it on the words exchanged, on the medium opened, or on the fact of private life."""
    if conclusion not in ("conversation-privee", "vie-personnelle", "correspondance-protegee"):
        return None
    said = outcome.get("private_character")
    return _said(said == "private", said in ("public", "professional"))


def _fault(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    if conclusion not in ("manquement", "faute-reprochable", "faute-salarie"):
        return None
    said = outcome.get("fault_retained")
    return _said(said == "true", said == "false")


def _kind_of_fault(
    conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]
) -> Expected | None:
    """Read one breach among those the court names. « Not proved » does not say « not a breach »."""
    if set(_FAULTS.get(conclusion, ())).isdisjoint(outcome.get("faults", ())):
        return None
    said = outcome.get("fault_retained")
    unproved = outcome.get("sanction_outcome") == "annulled_proof"
    return None if unproved else _said(said == "true", said == "false")


def _abuse(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    if conclusion != "abus-d-expression":
        return None
    said = outcome.get("abuse_of_expression")
    return _said(said == "true", said == "false")


def _identification(
    conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]
) -> Expected | None:
    """Read whether someone could recognise the target, where the court ruled on that alone."""
    if conclusion != "cible-identifiee" or outcome.get("question") != "identification":
        return None
    found = str(outcome.get("qualification", ""))
    refused = outcome.get("defence_accepted") == "no_identification"
    return _said(found.startswith(("diffamation", "injure")) and not refused, refused)


def _alert(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    """Read the protection of an alert, where the court judged it and not an offence."""
    if conclusion not in ("alerte-protegee", "alerte-protegee-salarie"):
        return None
    examined = outcome.get("question") == "lanceur_alerte"
    refused = examined and outcome.get("disposition") == "art10_no_violation"
    return _said(outcome.get("defence_accepted") == "whistleblower", refused)


def _evidence(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    if conclusion not in ("preuve-utilisable", "preuve-recevable-prive"):
        return None
    admitted = outcome.get("evidence_admitted")
    rejected = admitted == "false" or outcome.get("sanction_outcome") == "annulled_proof"
    return _said(admitted == "true", rejected)


def _measure(conclusion: str, outcome: Mapping[str, str | tuple[str, ...]]) -> Expected | None:
    """Read the fate of the measure submitted to the judge."""
    fate, kind = outcome.get("sanction_outcome"), str(outcome.get("sanction_type"))
    serious = kind == "licenciement_faute_grave"
    match conclusion:
        case "sanctionable" if kind not in _NOT_DISCIPLINARY:
            return _said(fate == "upheld", fate in ("annulled_no_fault", "annulled_proof"))
        case "sanction-maximale-risquee" if outcome.get("sanction_is_maximum") == "true":
            return _said(fate == "annulled_disproportionate", fate == "upheld")
        case "eviction-risquee" if kind in _EVICTIONS:
            return _said(fate == "annulled_disproportionate", fate == "upheld")
        case "faute-grave-plausible":
            refused = ("faute_grave_rejected", "cause_reelle_rejected", "nul")
            return _said(serious and fate == "upheld", fate in refused)
        case "nullite-encourue":
            return _said(fate == "nul", fate == "upheld")
        case "rupture-sans-cause" if outcome.get("private_character") == "private":
            return _said(fate == "cause_reelle_rejected", fate == "upheld")
        case _:
            return None


ISSUES: dict[str, Reader] = {
    "acces": _publicity,
    "infraction": _offence,
    "qualification": _words,
    "defense": _defence,
    "identification": _identification,
    "caractere-public": _public_character,
    "caractere-prive": _private_character,
    "faute": _fault,
    "nature-de-la-faute": _kind_of_fault,
    "abus": _abuse,
    "alerte": _alert,
    "preuve": _evidence,
    "mesure": _measure,
}
"""How each issue of a comparison is read from the outcome."""
