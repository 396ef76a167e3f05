"""`qualif expliquer FICHIER [CONCLUSION...]`: how, why not, what is enough, why a question."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING, Any

from expert.command.arguments import UsageError, add_date, add_form, add_profile
from expert.command.streams import columns, printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from expert.explanation.explain import Explainer
    from expert.explanation.explanation_model import ExplainedIncident
    from expert.incident import Incident, Key
    from knowledge import KnowledgeBase

_DESCRIPTION = """\
Explique des conclusions d'un incident : en une ligne, le syllogisme, l'arbre
entier, pourquoi pas (ce qui manque à chaque règle, les plus petits changements
de réponses qui suffiraient), les réponses qui suffisent quelles que soient les
autres. Sans conclusion : la liste de celles que l'on peut nommer, par leur
identifiant ou leur libellé (avec « --toutes », aussi les écartées).
« --pourquoi FAIT » : pourquoi une question est posée. « - » : entrée standard.
"""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "expliquer", help="pourquoi, pourquoi pas, ce qui suffit, pourquoi une question",
        description=_DESCRIPTION,
    )  # fmt: skip
    parser.add_argument("file", metavar="FICHIER", help="fichier d'incident, ou « - »")
    parser.add_argument(
        "conclusions", nargs="*", metavar="CONCLUSION", help="identifiant ou libellé"
    )
    parser.add_argument("--unite", metavar="UNITE", help="une publication ou un passage (P1)")
    parser.add_argument(
        "--pourquoi", metavar="FAIT", action="append", default=[],
        help="pourquoi la question de ce fait est posée (répétable)",
    )  # fmt: skip
    parser.add_argument(
        "--toutes", action="store_true", help="dans la liste, aussi les conclusions écartées"
    )
    add_form(parser, ("texte", "json", "markdown"))
    add_date(parser)
    add_profile(parser, "juriste")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Explain; nothing is printed when a name is refused."""
    from expert.incident_files import read_incidents
    from knowledge import load_base

    base = load_base()
    incidents = read_incidents(arguments.file, base, examined_on=arguments.date)
    explained = [explained_incident(base, incident, arguments) for incident in incidents]
    sys.stdout.write(rendered(explained, arguments.format))
    return 0


def explained_incident(
    base: KnowledgeBase, incident: Incident, arguments: Namespace
) -> ExplainedIncident:
    """Return what was asked about one incident. Raises `UsageError` for an unknown name."""
    from expert.explanation.explain import Explainer

    explainer = Explainer(base, incident, arguments.lecteur)
    atoms = [a for name in arguments.conclusions for a in _atoms(explainer, name)]
    place = _place(incident, arguments.unite)
    keys = [key for fact in arguments.pourquoi for key in _keys(base, incident, fact, place)]
    asked = [(a, unit) for a in dict.fromkeys(atoms) for unit in explainer.units(a, place)]
    if arguments.conclusions or arguments.pourquoi:
        return explainer.explained(asked, keys)
    listed = [
        each
        for each in explainer.explainable()
        if place is None or each.unit is None or _is_at(incident, each.unit, place)
    ]
    at_stake = [each for each in listed if each.status != "excluded"]
    return explainer.explained(listed=listed if arguments.toutes or not at_stake else at_stake)


def rendered(explained: Sequence[ExplainedIncident], form: str) -> str:
    """Return what was explained in one of the forms, ready to print."""
    from expert.documents.explanation import explained_text

    text = explained_text(explained, form, columns())
    return printable_json(text) if form == "json" else text


def _atoms(explainer: Explainer, name: str) -> list[str]:
    """Return the atoms a name stands for: one, or the values of a slot that are not excluded."""
    from expert.explanation.wording import atom_label

    base = explainer.base
    asked = {atom: atom_label(base, atom) for atom, _, _ in base.atoms() if explainer.may_ask(atom)}
    named: dict[str, list[str]] = {}
    for atom, label in asked.items():
        conclusion = base.atom_conclusion(atom)
        for known in dict.fromkeys((atom, label, conclusion.id, conclusion.label)):
            named.setdefault(_bare(known), []).append(atom)
    found = named.get(_bare(name))
    if found is None:
        if any(_bare(name) == _bare(atom) for atom, _, _ in base.atoms()):
            raise UsageError(
                f"la conclusion « {name} » n'est pas de celles de ce lecteur ; « --lecteur "
                "juriste » les explique toutes"
            )
        hint = _nearest_name(name, [*asked, *(base.atom_conclusion(a).id for a in asked)], asked)
        raise UsageError(f"conclusion inconnue : « {name} »{hint}")
    live = [a for a in found if any(not _excluded(explainer, a, u) for u in explainer.units(a))]
    return found if len(found) == 1 else (live or found)


def _nearest_name(name: str, ids: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return what the reader may have meant: the closest id or label, or one that holds it."""
    from knowledge import nearest

    holding = [atom for atom, label in labels.items() if _bare(name) in _bare(f"{atom} {label}")]
    if not nearest(name, [*ids, *labels.values()]) and holding:
        return f" ; vouliez-vous dire « {holding[0]} » ?"
    return nearest(name, [*ids, *labels.values()]) or (
        " ; sans nom, « qualif expliquer FICHIER » en donne la liste"
    )


def _excluded(explainer: Explainer, atom: str, unit: int | None) -> bool:
    return explainer.status(atom, unit) == "excluded"


def _place(incident: Incident, name: str | None) -> str | None:
    from knowledge import nearest

    if name is None:
        return None
    known = [place for publication, passage in incident.units() for place in
             (publication.id, passage.id)]  # fmt: skip
    if name not in known:
        hint = nearest(name, known) or f" ; cet incident a : {', '.join(dict.fromkeys(known))}"
        raise UsageError(f"--unite : « {name} » n'existe pas{hint}")
    return name


def _keys(base: KnowledgeBase, incident: Incident, name: str, place: str | None) -> Iterator[Key]:
    """Yield the questions of a fact, in every place of the incident or in one."""
    from expert.incident import Key, Spot
    from expert.interview.relevance import OTHER_PUBLICATIONS
    from knowledge import nearest

    if name == OTHER_PUBLICATIONS.fact:
        yield OTHER_PUBLICATIONS
        return
    fact = base.facts.get(name)
    if fact is None:
        raise UsageError(f"--pourquoi : fait inconnu : « {name} »{nearest(name, base.facts)}")
    spots: dict[Spot, None] = {}
    for publication, passage in incident.units():
        if place is None or place in (publication.id, passage.id):
            spot = Spot(publication.id, passage.id if fact.scope == "passage" else None)
            spots[Spot() if fact.scope == "incident" else spot] = None
    yield from (Key(fact.id, spot) for spot in spots)


def _is_at(incident: Incident, unit: str, place: str) -> bool:
    """Whether the unit of a conclusion is a publication or passage, or stands in it."""
    return any(
        unit in (publication.id, passage.id) and place in (publication.id, passage.id)
        for publication, passage in incident.units()
    )


def _bare(name: str) -> str:
    """Return a name without accents, capitals nor doubled spaces."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe").replace("’", "'"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())
