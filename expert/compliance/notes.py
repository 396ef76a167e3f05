"""The tests and the texts that a paper cites: numbered as they come, listed once at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.compliance.models import Point, Proved
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.explanation.citations import citation
from expert.explanation.model import Citation
from knowledge.base_model import KnowledgeBase

LEGEND = (
    "Chaque phrase dit ce qui la porte : un texte du registre des sources (avec son niveau "
    "s'il n'est pas vérifié) ; un fait du logiciel (avec les essais automatiques qui le prouvent, "
    "« E1 », listés à la fin) ; un conseil, qui n'a pas de source lue et se valide avant usage ; "
    "ou « non couvert », que rien ne prouve ni n'empêche. Les lignes de points se remplissent à la "
    "main."
)


class Notes:
    """What one paper cites."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._tests: dict[str, str] = {}
        self._texts: dict[str, Citation] = {}

    def tests(self, proved: Proved) -> str:
        """Return « E1, E2 » for the tests of something."""
        for kind, names in (
            ("", proved.tests),
            (" (campagne longue)", proved.campaigns),
            (" (dans un navigateur)", proved.browser),
        ):
            for name in names:
                self._tests.setdefault(name, kind)
        order = list(self._tests)
        return ", ".join(f"E{order.index(name) + 1}" for name in proved.every_test)

    def proofs(self, proved: Proved) -> str:
        """Return « essai E1 » or « essais E1, E2 »."""
        said = self.tests(proved)
        return f"essais {said}" if "," in said else f"essai {said}"

    def texts(self, sources: Iterable[str]) -> str:
        """Return the references of sources, each with its level unless it is a verified text.

        What has a caution says so; the caution itself is told once, at the end of the paper.
        """
        said = []
        for name in sources:
            cited = self._texts.setdefault(name, citation(self._base, name))
            level = "" if cited.level == "verifie" else f", {cited.level_label}"
            caution = ", avec mise en garde" if cited.caution else ""
            said.append(f"{cited.reference}{level}{caution}")
        return " ; ".join(said)

    def point(self, point: Point) -> Item:
        """Return a point with what it rests on."""
        if point.uncovered:
            return Item(f"non couvert : {point.text}", point.title or "")
        if point.advice:
            rests = "conseil"
        elif point.sources:
            rests = self.texts(point.sources)
        else:
            rests = self.proofs(point)
        return Item(f"{point.text.removesuffix('.')} ({rests}).", point.title or "")

    def annexes(self) -> Iterator[Block]:
        """Yield what was cited: the texts with what they say, then the tests."""
        if self._texts:
            yield Heading("Textes cités")
            yield from bullets(_told(cited) for cited in self._texts.values())
        if self._tests:
            yield Heading("Essais cités")
            yield Paragraph(
                "Fichier puis fonction, dans le code source du logiciel. « make test » les "
                "exécute, « make campaign » et « make test-navigateur » ceux qui le disent."
            )
            yield from bullets(_named(n, name, kind) for n, (name, kind) in self._numbered())

    def _numbered(self) -> Iterator[tuple[int, tuple[str, str]]]:
        return enumerate(self._tests.items(), start=1)


def _told(cited: Citation) -> Item:
    caution = f" Mise en garde : {cited.caution}" if cited.caution else ""
    return Item(f"{cited.says} ({cited.level_label}){caution}", cited.reference)


def _named(number: int, name: str, kind: str) -> Item:
    file, _, function = name.partition("::")
    return Item(f"{file} : {function}{kind}", f"E{number}")
