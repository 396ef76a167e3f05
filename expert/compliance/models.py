"""What a paper is written from: points that each say what they rest on, threats, risks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.models.common import Identifier, Identifiers, OuiNon, Sentence, Sentences

TestName = Annotated[
    str, StringConstraints(pattern=r"^tests/(?:\w+/)*test_\w+\.py::test_\w+$", max_length=200)
]
"""A test of the project: its file and its function."""

State = Literal["couvert", "partiel", "non-couvert"]

STATE_FR: dict[State, str] = {
    "couvert": "couverte par des essais",
    "partiel": "couverte en partie",
    "non-couvert": "non couverte",
}
"""How far a threat is covered, as it is told of one."""


class Entry(BaseModel):
    """An entry of the data of this package; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Proved(Entry):
    """What tests prove: in the everyday suite, in the long campaigns, or in a browser."""

    tests: tuple[TestName, ...] = Field(default=(), alias="essais")
    campaigns: tuple[TestName, ...] = Field(default=(), alias="campagnes")
    browser: tuple[TestName, ...] = Field(default=(), alias="navigateur")

    @property
    def every_test(self) -> tuple[TestName, ...]:
        """Every test that is named."""
        return (*self.tests, *self.campaigns, *self.browser)


class Point(Proved):
    """A sentence, and the one thing that it rests on.

    Law has `sources`, a fact of the software has tests, advice says so, and `uncovered` is what
    nothing proves or prevents.
    """

    text: Sentence = Field(alias="texte")
    title: Sentence | None = Field(default=None, alias="intitule")
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")
    uncovered: OuiNon = Field(default=False, alias="non_couvert")

    @model_validator(mode="after")
    def _rests_on_one_thing(self) -> Point:
        given = (self.sources, self.every_test, self.advice, self.uncovered)
        if sum(map(bool, given)) != 1:
            raise ValueError(
                "un point repose sur une seule chose : sources, essais, conseil ou non_couvert"
            )
        return self


class Chapter(Entry):
    """A chapter of a paper: its points, then what the establishment fills in."""

    id: Identifier = Field(alias="chapitre")
    title: Sentence = Field(alias="titre")
    points: tuple[Point, ...] = ()
    blanks: Sentences = Field(default=(), alias="a_remplir")


class Chapters(Entry):
    """The written chapters of a paper, by their id."""

    opening: Sentence = Field(alias="ouverture")
    chapters: tuple[Chapter, ...] = Field(alias="chapitres", min_length=1)


class Threat(Proved):
    """A threat, the practice that answers it, and how far tests prove that it does."""

    number: int = Field(alias="numero", ge=1)
    threat: Sentence = Field(alias="menace")
    actors: Identifiers = Field(alias="acteurs", min_length=1)
    practice: Sentence = Field(alias="pratique")
    state: State = Field(alias="etat")
    left: Sentences = Field(default=(), alias="reste")

    @model_validator(mode="after")
    def _claims_what_is_tried(self) -> Threat:
        if (self.state == "non-couvert") == bool(self.every_test):
            raise ValueError("une menace couverte nomme ses essais, une menace non couverte aucun")
        if (self.state == "couvert") == bool(self.left):
            raise ValueError("« reste » dit ce qui n'est pas couvert, et seulement cela")
        return self


class Actor(Entry):
    """Somebody a threat comes from."""

    id: Identifier = Field(alias="acteur")
    label: Sentence = Field(alias="libelle")


class ThreatModel(Entry):
    """Who may harm, what is protected, and every threat."""

    actors: tuple[Actor, ...] = Field(alias="acteurs")
    assets: Sentences = Field(alias="biens")
    threats: tuple[Threat, ...] = Field(alias="menaces")

    @model_validator(mode="after")
    def _numbered_and_known(self) -> ThreatModel:
        if [t.number for t in self.threats] != list(range(1, len(self.threats) + 1)):
            raise ValueError("les menaces sont numérotées sans trou, à partir de 1")
        known = {actor.id for actor in self.actors}
        unknown = {name for t in self.threats for name in t.actors} - known
        if unknown:
            raise ValueError(f"acteurs inconnus : {', '.join(sorted(unknown))}")
        return self


class Risk(Entry):
    """A risk for a person: where it comes from, what it does, what holds it, what is left."""

    id: Identifier = Field(alias="risque")
    title: Sentence = Field(alias="titre")
    origins: Sentences = Field(alias="origines", min_length=1)
    harms: Sentences = Field(alias="consequences", min_length=1)
    measures: tuple[Point, ...] = Field(alias="mesures", min_length=1)
    left: Sentences = Field(alias="reste", min_length=1)

    @model_validator(mode="after")
    def _a_test_holds_it(self) -> Risk:
        if not any(measure.every_test for measure in self.measures):
            raise ValueError("un risque a au moins une mesure que des essais prouvent")
        return self


class Risks(Entry):
    """Every risk of the impact assessment."""

    risks: tuple[Risk, ...] = Field(alias="risques", min_length=1)


class Category(Entry):
    """A category of data: what it holds, whose it is, what to watch."""

    id: Identifier = Field(alias="categorie")
    label: Sentence = Field(alias="libelle")
    holds: Sentence = Field(alias="contient")
    caution: Sentence | None = Field(default=None, alias="attention")


class Categories(Entry):
    """What each field of a model, clear column of a table and fact of the base is.

    `fields` and `columns` give, for each category, the names that belong to it and how each is
    called in French; `facts` gives why a fact is there whatever its block.
    """

    categories: tuple[Category, ...]
    fields: dict[Identifier, dict[Identifier, Sentence]] = Field(alias="champs")
    columns: dict[Identifier, dict[Identifier, Sentence]] = Field(alias="colonnes")
    blocks: dict[Identifier, Identifier] = Field(alias="blocs")
    facts: dict[Identifier, dict[Identifier, Sentence]] = Field(alias="faits")

    @model_validator(mode="after")
    def _known_and_once(self) -> Categories:
        known = {category.id for category in self.categories}
        by_name = (self.fields, self.columns, self.facts)
        used = {*self.blocks.values(), *(name for table in by_name for name in table)}
        if used - known:
            raise ValueError(f"catégories inconnues : {', '.join(sorted(used - known))}")
        for table in by_name:
            names = [name for named in table.values() for name in named]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"dans deux catégories : {', '.join(twice)}")
        return self


class Purposes(Entry):
    """What each component that the project asks for is there for."""

    components: dict[Identifier, Sentence] = Field(alias="composants")
