"""The discussed facts of an incident file: `contestes`, one entry a fact and a place.

    contestes:
      outrageous_expression@P1:
        allegue: oui                  # ce qui est dit
        allegue_par: employeur
        conteste_par: agent
        valeurs: [oui, non]           # les seules réponses en discussion
        preuve: employeur             # qui doit prouver
        pieces: [capture complète]

Who says it or who denies it is needed; all the rest may be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from expert.disputes import ROLES, Dispute, Role
from expert.incident import Answer, Incident, Key, key_text
from expert.incident_files.naming import keys_named
from expert.incident_files.values import Placed, inside, kind_of, read_answer, read_free_text
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, nearest
from knowledge.models.facts import Fact

DISPUTES = "contestes"
"""The key of the discussed facts in a file."""

_KEYS = ("allegue", "allegue_par", "conteste_par", "valeurs", "preuve", "pieces")
_MOST_PIECES = 50


def with_disputes(base: KnowledgeBase, incident: Incident, raw: Any, place: Placed) -> Incident:
    """Return the incident with the discussed facts of a file. Raises `InputError`."""
    if raw is None:
        return incident
    if not isinstance(raw, dict):
        message = f"« {DISPUTES} » : un objet « fait: … » est attendu, pas {kind_of(raw)}"
        raise InputError(place(()), message)
    for name, entry in raw.items():
        where = inside(place, name)
        key = _key(base, incident, name, where)
        if incident.answers_at(key.spot).get(key.fact) is not None:
            message = f"« {one_line(name)[:60]} » est à la fois répondu et discuté : choisir"
            raise InputError(where(()), message)
        if key in incident.disputes:
            raise InputError(where(()), f"« {key_text(key)} » est discuté deux fois")
        incident = incident.with_dispute(key, _dispute(base.facts[key.fact], entry, where))
    return incident


def disputes_data(
    disputes: Mapping[Key, Dispute], written: Callable[[Answer], Any]
) -> dict[str, dict[str, Any]]:
    """Return the data of `contestes`; `written` gives the data of one answer."""
    return {key_text(key): dict(_entry(dispute, written)) for key, dispute in disputes.items()}


def _entry(dispute: Dispute, written: Callable[[Answer], Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if dispute.alleged is not None:
        entry["allegue"] = written(dispute.alleged)
    if dispute.alleged_by is not None:
        entry["allegue_par"] = dispute.alleged_by
    if dispute.denied_by is not None:
        entry["conteste_par"] = dispute.denied_by
    if dispute.values:
        entry["valeurs"] = [written(value) for value in dispute.values]
    if dispute.burden is not None:
        entry["preuve"] = dispute.burden
    if dispute.pieces:
        entry["pieces"] = [written(piece) for piece in dispute.pieces]
    return entry


def _key(base: KnowledgeBase, incident: Incident, name: str, place: Placed) -> Key:
    try:
        found = keys_named(base, incident, name)
    except ValueError as error:
        raise InputError(place(()), f"« {DISPUTES} » : {error}") from None
    fact = base.facts[found[0].fact]
    if fact.descriptive:
        message = f"« {fact.id} » n'est lu par aucune règle : rien à y discuter"
        raise InputError(place(()), message)
    if len(found) > 1:
        places = ", ".join(key_text(key) for key in found[:6])
        raise InputError(place(()), f"« {fact.id} » a plusieurs places : {places}")
    return found[0]


def _dispute(fact: Fact, raw: Any, place: Placed) -> Dispute:
    if not isinstance(raw, dict):
        found = "rien" if raw is None else kind_of(raw)
        raise InputError(place(()), f"un objet « clé: valeur » est attendu, pas {found}")
    for key in raw:
        if key not in _KEYS:
            shown = one_line(key)[:60]
            hint = nearest(key, _KEYS) or f" ; attendu : {', '.join(_KEYS)}"
            raise InputError(place((key,)), f"clé inconnue : « {shown} »{hint}")
    alleged_by = _role(raw, "allegue_par", place)
    denied_by = _role(raw, "conteste_par", place)
    if alleged_by is None and denied_by is None:
        message = "qui le dit (allegue_par) ou qui le nie (conteste_par) manque"
        raise InputError(place(()), message)
    alleged = None
    if raw.get("allegue") is not None:
        alleged = _known(fact, raw["allegue"], inside(place, "allegue"))
    values = _values(fact, raw, place)
    if values and alleged is not None and alleged not in values:
        message = "« allegue » n'est pas une des « valeurs » en discussion"
        raise InputError(place(("allegue",)), message)
    return Dispute(
        alleged, values, alleged_by, denied_by, _role(raw, "preuve", place), _pieces(raw, place)
    )


def _role(raw: dict[str, Any], key: str, place: Placed) -> Role | None:
    said = raw.get(key)
    if said is None:
        return None
    if not isinstance(said, str) or said not in ROLES:
        shown = one_line(said)[:40] if isinstance(said, str) else kind_of(said)
        known = list(ROLES)
        hint = nearest(said, known) if isinstance(said, str) else ""
        expected = hint or f" ; attendu : {', '.join(known)}"
        message = f"« {key} » : un rôle est attendu, jamais un nom, lu « {shown} »{expected}"
        raise InputError(place((key,)), message)
    return cast("Role", said)


def _values(fact: Fact, raw: dict[str, Any], place: Placed) -> tuple[Answer, ...]:
    listed = raw.get("valeurs")
    if listed is None:
        return ()
    if not isinstance(listed, list) or len(listed) < 2:
        message = "« valeurs » : une liste d'au moins deux réponses est attendue"
        raise InputError(place(("valeurs",)), message)
    found: list[Answer] = []
    for index, item in enumerate(listed):
        where = inside(place, "valeurs", index)
        value = _known(fact, item, where)
        if value in found:
            raise InputError(where(()), "« valeurs » : la même réponse est écrite deux fois")
        found.append(value)
    return tuple(found)


def _known(fact: Fact, raw: Any, place: Placed) -> Answer:
    value = read_answer(fact, raw, place)
    if value is None:
        raise InputError(place(()), f"« {fact.id} » : une réponse est attendue, pas « inconnu »")
    return value


def _pieces(raw: dict[str, Any], place: Placed) -> tuple[str, ...]:
    listed = raw.get("pieces")
    if listed is None:
        return ()
    if not isinstance(listed, list) or len(listed) > _MOST_PIECES:
        message = f"« pieces » : une liste de textes est attendue ({_MOST_PIECES} au plus)"
        raise InputError(place(("pieces",)), message)
    return tuple(
        read_free_text("pieces", item, inside(place, "pieces", index))
        for index, item in enumerate(listed)
    )
