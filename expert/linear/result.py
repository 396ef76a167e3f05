"""The result by plain prompts: chapter by chapter, a conclusion explained, sources, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.documents.content import content
from expert.documents.explanation import conclusion_blocks
from expert.documents.explanation_words import Words
from expert.documents.json_contract import contract_text
from expert.documents.markdown import render_markdown
from expert.documents.outline import Block, Heading
from expert.documents.source_text import LEGEND
from expert.documents.spoken import spoken_lines
from expert.documents.text import render_text
from expert.explanation.explain import Explainer
from expert.explanation.explanation_model import Explainable
from expert.explanation.model import Citation
from expert.incident import Incident
from expert.linear.console import Console
from expert.linear.exporting import export
from expert.linear.sources import source_lines
from expert.readers import READERS
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase

_WORDS: Final = {
    "tout": "lire tous les chapitres à la suite",
    "chapitres": "la liste des chapitres",
    "pourquoi": "faire expliquer une conclusion",
    "sources": "les textes et les décisions cités",
    "exporter": "écrire le résultat dans un fichier",
    "lecteur": "changer le lecteur du résultat",
    "relire": "relire les réponses, en changer une",
    "retour": "revenir aux questions",
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici ; tout est gardé",
}
_LIST_WORDS: Final = {
    "retour": "revenir au résultat",
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici ; tout est gardé",
}
_NUMBERED: Final = "Un numéro de 1 à {}, « retour » ou « aide » : "
_REPORT: Final = "transmission"


@dataclass
class Result:
    """The result of one incident for one reader. `read_as` changes the reader."""

    base: KnowledgeBase
    incident: Incident
    reader: str
    console: Console
    read_as: Callable[[str], Incident]
    clock: Callable[[], datetime] = datetime.now
    folder: Path = field(default_factory=Path.cwd)

    @cached_property
    def assessment(self) -> Assessment:
        """What the incident comes to."""
        return assess(self.base, self.incident, profile=self.reader)

    @cached_property
    def explainer(self) -> Explainer:
        """What explains its conclusions."""
        return Explainer(self.base, self.incident, self.reader)

    @cached_property
    def chapters(self) -> tuple[tuple[Block, ...], ...]:
        """The document, cut where a chapter begins; the first piece is its head."""
        pieces: list[list[Block]] = [[]]
        for block in content(self.assessment, self.reader):
            if isinstance(block, Heading) and block.level == 2:
                pieces.append([])
            pieces[-1].append(block)
        return tuple(tuple(piece) for piece in pieces)

    @property
    def titles(self) -> list[str]:
        """The chapters, as they are listed."""
        heads = (piece[0] for piece in self.chapters[1:])
        return [head.text for head in heads if isinstance(head, Heading)]

    def conduct(self) -> str:
        """Read, explain, export; return « relire » or « retour ». Raises `EOFError`, `Leave`."""
        self._show(self.chapters[0])
        self._list()
        while True:
            last = len(self.titles)
            prompt = f"Un chapitre de 1 à {last}, « tout », « retour » ou « aide » : "
            chosen = self.console.number(prompt, self.titles, _WORDS)
            if isinstance(chosen, int):
                self._show(self.chapters[chosen + 1])
            elif chosen in ("relire", "retour"):
                return chosen
            else:
                self._acts().get(chosen, self._list)()

    def whole(self) -> Iterator[str]:
        """Yield the whole document as plain sentences."""
        return self._laid(block for piece in self.chapters for block in piece)

    def written(self, form: str) -> str:
        """Return the result in one of the forms; a manager hands over the factual report alone."""
        if form == "json":
            return contract_text([self.assessment])
        document = _REPORT if self.reader == "manager" else self.reader
        render = render_markdown if form == "markdown" else render_text
        return render(self.assessment, document)

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "tout": lambda: self.console.say(self.whole()),
            "pourquoi": self._explain,
            "sources": self._read_sources,
            "exporter": self._export,
            "lecteur": self._change_reader,
        }

    def _laid(self, blocks: Iterator[Block]) -> Iterator[str]:
        return spoken_lines(blocks, self.console.width())

    def _show(self, blocks: tuple[Block, ...]) -> None:
        self.console.say(self._laid(iter(blocks)))

    def _list(self) -> None:
        self.console.say(["", f"Chapitres pour : {READERS[self.reader]}"])
        self.console.numbered(self.titles)

    def _explain(self) -> None:
        """Ask which conclusion, then tell how, why not, and what is enough."""
        if self.explainer.report_only is not None:
            self.console.say([f"  {self.explainer.report_only} Rien n'est qualifié."])
            return
        found = [e for e in self.explainer.explainable() if e.status != "excluded"]
        found = found or list(self.explainer.explainable())
        self.console.say(["", "Quelle conclusion expliquer ?"])
        self.console.numbered([self._named(each) for each in found])
        labels = [each.label for each in found]
        while True:
            chosen = self.console.number(_NUMBERED.format(len(found)), labels, _LIST_WORDS)
            if not isinstance(chosen, int):
                return
            self.console.say(self._laid(self._explained(found[chosen])))

    def _named(self, each: Explainable) -> str:
        where = f" ({each.unit})" if each.unit and self.explainer.several_units else ""
        return f"{each.label}{where} : {STATUS_FR[each.status]}"

    def _explained(self, each: Explainable) -> Iterator[Block]:
        unit = self.explainer.unit_named(each.id, each.unit)
        told = self.explainer.explained([(each.id, unit)])
        known = {cited.id: cited for cited in told.citations}
        words = Words(known, several_units=told.several_units)
        for explanation in told.explanations:
            yield from conclusion_blocks(explanation, words)

    def _read_sources(self) -> None:
        """List what is cited, then read one whole."""
        cited = self._citations()
        if not cited:
            self.console.say(["  Aucun texte n'est montré à ce lecteur."])
            return
        references = [each.reference for each in cited]
        self.console.say(["", "Textes et décisions cités", LEGEND])
        self.console.numbered(references)
        while True:
            chosen = self.console.number(_NUMBERED.format(len(cited)), references, _LIST_WORDS)
            if not isinstance(chosen, int):
                return
            self.console.say(source_lines(cited[chosen]))

    def _citations(self) -> list[Citation]:
        known = {each.id: each for each in self.assessment.citations}
        shown = self.explainer.cited(known)
        return [known[name] for name in known if name in shown]

    def _export(self) -> None:
        forms = ["texte", "markdown", *(["json"] if self.reader == "juriste" else [])]
        name = f"qualif-{self.clock():%Y%m%d-%H%M}"
        texts = {form: partial(self.written, form) for form in forms}
        export(self.console, name, texts, self.folder)

    def _change_reader(self) -> None:
        """Choose the reader, and begin again with his chapters."""
        readers = list(READERS)
        labels = list(READERS.values())
        self.console.say(["", "Pour qui le résultat est-il préparé ?"])
        self.console.numbered(labels)
        chosen = self.console.number(_NUMBERED.format(len(labels)), labels, _LIST_WORDS)
        if isinstance(chosen, int) and readers[chosen] != self.reader:
            self.reader = readers[chosen]
            self.incident = self.read_as(self.reader)
            for name in ("assessment", "explainer", "chapters"):
                self.__dict__.pop(name, None)
            self._show(self.chapters[0])
        self._list()
