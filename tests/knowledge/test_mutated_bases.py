"""A base spoiled at random is refused in sentences with their place, or it can be used."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.session import Interview
from knowledge import BrokenBaseError, KnowledgeBase, KnowledgeError, load_base

COMMON = Path(__file__).parents[1] / "bad" / "base" / "commun" / "commun.yaml"
MORE = """
notion: plus
conclusions:
  - {conclusion: service, libelle: x, portee: publication, plan: fait, valeurs: {en: x, hors: x}, sinon: hors, but: rh}
  - {conclusion: suite, libelle: x, portee: incident, plan: fait, but: rh}
regles:
  - regle: a
    enonce: x
    si: {lieu: [rue, salle], first_online_date: {depuis: 2020-01-01}}
    alors: service=en
    sources: [loi-1881, arret-2013]
    depuis: 2010-01-01
    jusqu_a: 2030-01-01
  - regle: b
    enonce: x
    si: {un_de: [{motifs: {contient_un_de: [origine]}}, {motifs: {aucun: oui}}, {lecteurs: {sous: petit_nombre}}]}
    conteste: K5
    alors: {confidentiel: injure, restreint: outrage}
    sources: loi-1881
  - regle: c
    enonce: x
    si: {pas: {ton: doux}, first_online_date: {plus_de: {mois: 3}}}
    alors: outrage
    ecarte: [injure-simple, {famille: delits-de-presse}]
    sources: loi-1881
  - {regle: d, enonce: x, si: {au_moins: {n: 2, tel_que: {injure: oui, outrage: non}}, siege: oui}, alors: suite, sources: code-2, horloge: procedure, depuis: 2010-01-01}
faits:
  - fait: ton
    libelle: x
    portee: passage
    type: choix
    valeurs: {sec: x, doux: x}
    pose_si: {outrance: oui, service: hors}
    definition: x
    bloc: mots
    question: x
    raison: x
    presomption: {valeur: sec, charge: x}
delais:
  - {delai: d, libelle: x, portee: publication, plan: penal, acteur: autre, pour: x, depart: first_online_date, pourquoi: x, duree: {mois: 3}, si: {lieu: rue}, certitude: certain, sources: loi-1881}
"""  # noqa: E501
SOUND = [yaml.load(text, yaml.BaseLoader) for text in (COMMON.read_text("utf-8"), MORE)]
JUNK: list[Any] = [
    None, "", [], {}, [["a"]], {"a": "b"}, {"a": ["b"]}, "oui", "²", "0", "-1", "nan", "inf",
    "1e400", "é", "\u202ex", "9999-12-31", "0001-01-01", "x" * 300, ["oui", "oui"], {"mois": "3"},
    {"mois": "9" * 12}, {"n": "2", "tel_que": {}}, {"n": "²", "tel_que": {"injure": "oui"}},
    {"contient": ["origine"]}, "=", "acces=", {"famille": ["x"]}, {"famille": None}, "9" * 20,
]  # fmt: skip


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything inside a document."""
    inner: Any = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else inner:
        yield (*at, key)
        yield from paths(item, (*at, key))


def inside(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def spoiled(chance: random.Random) -> list[Any]:
    """The sound documents with one or two things replaced, removed, renamed or copied."""
    documents = copy.deepcopy(SOUND)
    words = [step for d in SOUND for path in paths(d) for step in path if isinstance(step, str)]
    words += [v for d in SOUND for p in paths(d) if isinstance(v := inside(d, p), str)]
    for _ in range(chance.choice([1, 1, 2])):
        document = chance.choice(documents)
        everywhere = list(paths(document))
        *above, last = chance.choice(everywhere)
        holder = inside(document, tuple(above))
        match chance.choice(["junk", "word", "words", "remove", "copy", "rename"]):
            case "junk":
                holder[last] = copy.deepcopy(chance.choice(JUNK))
            case "word":
                holder[last] = chance.choice(words)
            case "words":
                holder[last] = {chance.choice(words): [chance.choice(words)]}
            case "remove":
                del holder[last]
            case "copy":
                holder[last] = copy.deepcopy(inside(document, chance.choice(everywhere)))
            case "rename" if isinstance(holder, dict):
                holder[chance.choice(words)] = holder.pop(last)
    return documents


def use(base: KnowledgeBase) -> None:
    """Compile, prove and ask on an incident without answers: nothing may fail."""
    publications = tuple(Publication(f"P{n}", (Passage(f"P{n}"),)) for n in (1, 2))
    incident = Incident("essai", date(2026, 11, 21), {}, publications)
    situation = situate(compile_base(base, incident.examined_on), incident)
    truths, statuses = EngineTruths(situation), Statuses(situation)
    truths.check()
    for atom, conclusion, _ in base.atoms():
        for unit in situation.units_at(conclusion.scope):
            assert statuses.atom(atom, unit).status in (
                "established", "excluded", "contested", "open"
            )  # fmt: skip
            Prover(truths).prove(atom, unit)
    session = Interview(base, incident, next(iter(base.profiles)))
    session.questions()
    session.next_question()


@pytest.mark.parametrize("hundred", range(3))
def test_a_spoiled_base_is_refused_in_sentences_or_can_be_used(
    hundred: int, tmp_path: Path
) -> None:
    used = 0
    for seed in range(100 * hundred, 100 * hundred + 100):
        for number, document in enumerate(spoiled(random.Random(seed))):
            text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
            (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
        try:
            base = load_base(tmp_path, use_cache=False)
        except KnowledgeError as refused:
            refusals = refused.errors if isinstance(refused, BrokenBaseError) else (refused,)
            for refusal in refusals:
                assert refusal.place.line or refusal.place.file == "base.yaml", (seed, str(refusal))
                assert len(str(refusal).splitlines()) == 1
                assert "valeur incorrecte" not in str(refusal), (seed, str(refusal))
        else:
            used += 1
            use(base)
    assert used  # otherwise nothing is shown of the bases that are accepted


def test_the_law_that_is_spoiled_is_itself_sound(tmp_path: Path) -> None:
    for number, document in enumerate(SOUND):
        (tmp_path / f"{number}.yaml").write_text(yaml.safe_dump(document), "utf-8")
    use(load_base(tmp_path, use_cache=False))
