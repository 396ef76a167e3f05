"""What the chapters read of an assessment: words, dates, units and references, said one way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from expert.assessment.model import Assessment, Citation, ConclusionResult, support_words
from expert.assessment.reader_parts import GestureResult, GriefResult, Support
from expert.calendar import french_date
from expert.documents.outline import Item
from expert.explanation.model import Proof
from expert.layers import LAYERS as LAYERS
from expert.status import STATUS_FR, Status

REPORT_ONLY = "rapport-seul"
UNSCREENED = "Questions préalables non posées"
_EXCLUDED = " — écarté : "


class SourceText:
    """An assessment with its lookups, for one reader. It remembers which entries were cited."""

    def __init__(self, assessment: Assessment, profile: str) -> None:
        self.assessment = assessment
        self.profile = profile
        self._cited: dict[str, None] = {}
        self._told: set[str] = set()
        self._held: set[str] = set()

    @cached_property
    def report_only(self) -> bool:
        """Whether the reporter is party to the incident: only a factual report is made."""
        found = self.conclusion(REPORT_ONLY)
        return found is not None and found.status == "established"

    @cached_property
    def several_units(self) -> bool:
        """Whether a unit has to be named at all."""
        return sum(len(p.units) for p in self.assessment.publications) > 1

    @cached_property
    def named(self) -> list[ConclusionResult]:
        """The conclusions a reader is told: not those that only an unasked question keeps open."""
        return [c for c in self.assessment.conclusions if not c.unscreened]

    @cached_property
    def unscreened(self) -> str:
        """The screening questions that were not asked, in one line; empty without any."""
        keys = [key for c in self.assessment.conclusions for key in c.unscreened]
        questions = dict.fromkeys(self.question(key) for key in keys)
        return f"{UNSCREENED} : {' ; '.join(questions)}" if questions else ""

    def conclusion(self, atom: str) -> ConclusionResult | None:
        """Return the conclusion of that id on the incident, if this reader gets it."""
        return next((c for c in self.assessment.conclusions if c.id == atom), None)

    def proof(self, proof_id: str | None) -> Proof | None:
        """Return a proof by the id that a conclusion quotes."""
        return self._proofs.get(proof_id or "")

    def references(self, sources: Iterable[str], most: int | None = None) -> str:
        """Return the references of ids, or an empty text: only what the registry lets cite."""
        known = [source for source in sources if source in self._citations][:most]
        said, head = [], ""
        for cited in (self._citations[source] for source in known):
            told = self.named_as(cited, again=cited.id in self._cited)
            code, _, article = told.partition(_ARTICLE)
            said.append(f"art. {article}" if article and code == head else told)
            head = code
            self._cited.setdefault(cited.id)
        return " ; ".join(said)

    def named_as(self, cited: Citation, *, again: bool) -> str:
        """Return how an entry is named among references, the first time or `again`."""
        return later_citation(cited) if again else short_citation(cited)

    def sides(self, sources: Iterable[str]) -> str:
        """Return decisions with to whom they applied and how they are known, each time."""
        known = [self._citations[source] for source in sources if source in self._citations]
        self._cited.update(dict.fromkeys(cited.id for cited in known))
        self._held.update(cited.id for cited in known)
        return " ; ".join(map(short_citation, known))

    def is_side(self, cited: Citation) -> bool:
        """Whether an entry was named for what it held, and not beside a rule that says it."""
        return cited.id in self._held

    def authority(self, cited: Citation) -> Item:
        """Return an entry in full the first time: how known, to whom applied, says, caution."""
        if cited.id in self._told:
            return Item("déjà dit plus haut", later_citation(cited))
        self._told.add(cited.id)
        applied = f" ; appliquée à : {cited.applied_to}" if cited.applied_to else ""
        caution = f" Mise en garde : {cited.caution}" if cited.caution else ""
        return Item(f"{cited.says} ({cited.level_label}{applied}){caution}", cited.reference)

    def support(self, support: Support, sources: Iterable[str]) -> str:
        """Return what bears a sentence, in words; citing nothing."""
        return support_words(
            support, (self._citations[s].level for s in sources if s in self._citations)
        )

    def gestures(self, *kinds: str) -> list[GestureResult]:
        """Return the gestures of these kinds, in the order of the base."""
        return [g for g in self.assessment.gestures if g.kind in kinds]

    @cached_property
    def griefs(self) -> dict[tuple[str, str | None], GriefResult]:
        """What the base says of each grief, by conclusion and unit."""
        return {(g.conclusion, g.unit): g for g in self.assessment.griefs}

    def is_grief(self, conclusion: ConclusionResult) -> bool:
        """Whether a conclusion is told among the griefs."""
        found = (conclusion.id, conclusion.unit) in self.griefs
        return found and conclusion.layer == "disciplinaire"

    def citation(self, source: str) -> Citation | None:
        """Return the entry of the registry of that id, if it may be cited; it is then cited."""
        found = self._citations.get(source)
        if found is not None:
            self._cited[source] = None
        return found

    def known(self, source: str) -> Citation | None:
        """Return the entry of the registry of that id, without citing it."""
        return self._citations.get(source)

    def cited(self) -> list[Citation]:
        """Return the entries cited so far and not told in full, in the order of the registry."""
        named = self._cited.keys() - self._told
        return [c for c in self.assessment.citations if c.id in named]

    def question(self, key: str) -> str:
        """Return the question of a key, as it is asked."""
        return self._questions.get(key, key)

    def answered(self, key: str) -> bool:
        """Whether a question was answered, and its answer may be told."""
        return any(answer.key == key for answer in self.assessment.answers)

    def unit(self, unit: str | None) -> str:
        """Return « (P1) », or nothing when there is only one passage."""
        return f" ({self.unit_name(unit)})" if unit and self.several_units else ""

    def unit_name(self, unit: str) -> str:
        """Return « P1a » for a passage, « P1 » for a publication."""
        return unit_text(unit)

    @cached_property
    def _proofs(self) -> dict[str, Proof]:
        return {proof.id: proof for proof in self.assessment.proofs}

    @cached_property
    def _citations(self) -> dict[str, Citation]:
        return {citation.id: citation for citation in self.assessment.citations}

    @cached_property
    def _questions(self) -> dict[str, str]:
        answered = {a.key: a.question + self.unit(a.unit) for a in self.assessment.answers}
        still_open = {q.key: q.question + self.unit(q.unit) for q in self.assessment.open_questions}
        return answered | still_open


_SHORT_LEVEL = {
    "verifie": "",
    "de-memoire": "de mémoire",
    "source-fondatrice": "document fondateur",
    "decision": "décision",
    "note": "note",
    "source": "document fondateur",
}
LEGEND = (
    "Entre parenthèses, après une référence : à qui la décision s'appliquait, puis comment elle "
    "est connue. « note » : par une note publiée ; « décision » : décision ou sommaire officiel "
    "vu ; dans les deux cas, texte à lire avant de citer. « de mémoire », « document fondateur » "
    ": à lire avant de citer. Sans mention : texte vérifié. « prudence » : une mise en garde est "
    "donnée avec la source."
)
"""How the short form of a citation is read: said once in a document."""


_ARTICLE = ", art. "


def later_citation(cited: Citation) -> str:
    """Return how an entry is named again: a decision by its court and number alone."""
    court, _, rest = cited.reference.partition(", ")
    _, found, number = rest.rpartition("n° ")
    if cited.kind != "decision" or not found:
        return cited.reference
    return f"{court}, n° {number}"


def capitalised(text: str) -> str:
    """Return a text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def unit_text(unit: str) -> str:
    """Return « P1a » for a passage, « P1 » for a publication."""
    return unit.split(" · ")[-1]


def short_citation(cited: Citation) -> str:
    """Return a reference with to whom it applied, how it is known, and that caution is due."""
    known = [cited.applied_to or "", _SHORT_LEVEL[cited.level]]
    known += ["prudence" if cited.caution and cited.kind == "decision" else ""]
    said = " ; ".join(part for part in known if part)
    return f"{cited.reference} ({said})" if said else cited.reference


def first_reason(line: str) -> str:
    """Return the first missing element of « label — écarté : raison ; raison »."""
    _, _, reasons = line.partition(_EXCLUDED)
    return (reasons or line).split(" ; ")[0]


def french_day(iso: str) -> str:
    """Return 17/11/2026 for an ISO date, with the hour for a moment."""
    return french_date(datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso))


def status_word(status: Status) -> str:
    """Return the one French word of a status."""
    return STATUS_FR[status]
