"""What the chapters read of an assessment: words, dates, units and references, said one way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from expert.assessment.model import Assessment, Citation, ConclusionResult
from expert.calendar import french_date
from expert.explanation.model import Proof
from expert.status import STATUS_FR, Status

LAYERS = {
    "penal": "Plan pénal",
    "civil": "Réparation (plan civil)",
    "disciplinaire": "Plan disciplinaire",
    "preuve": "Preuve",
    "protection": "Protections qui peuvent s'opposer",
    "procedure": "Procédure",
    "fait": "Faits et imputation",
}
"""The layers in the order of a full report, never mixed."""

REPORT_ONLY = "rapport-seul"
_EXCLUDED = " — écarté : "


class SourceText:
    """An assessment with its lookups, for one reader. It remembers which entries were cited."""

    def __init__(self, assessment: Assessment, profile: str) -> None:
        self.assessment = assessment
        self.profile = profile
        self._cited: dict[str, None] = {}

    @cached_property
    def report_only(self) -> bool:
        """Whether the reporter is party to the incident: only a factual report is made."""
        found = self.conclusion(REPORT_ONLY)
        return found is not None and found.status == "established"

    @cached_property
    def several_units(self) -> bool:
        """Whether a unit has to be named at all."""
        return sum(len(p.units) for p in self.assessment.publications) > 1

    def conclusion(self, atom: str) -> ConclusionResult | None:
        """Return the conclusion of that id on the incident, if this reader gets it."""
        return next((c for c in self.assessment.conclusions if c.id == atom), None)

    def proof(self, proof_id: str | None) -> Proof | None:
        """Return a proof by the id that a conclusion quotes."""
        return self._proofs.get(proof_id or "")

    def references(self, sources: Iterable[str], most: int | None = None) -> str:
        """Return the references of ids, or an empty text: only what the registry lets cite."""
        known = [source for source in sources if source in self._citations][:most]
        self._cited.update(dict.fromkeys(known))
        return " ; ".join(self._citations[source].reference for source in known)

    def citation(self, source: str) -> Citation | None:
        """Return the entry of the registry of that id, if it may be cited; it is then cited."""
        found = self._citations.get(source)
        if found is not None:
            self._cited[source] = None
        return found

    def cited(self) -> list[Citation]:
        """Return the entries cited so far, in the order of the registry."""
        return [c for c in self.assessment.citations if c.id in self._cited]

    def question(self, key: str) -> str:
        """Return the question of a key, as it is asked."""
        return self._questions.get(key, key)

    def unit(self, unit: str | None) -> str:
        """Return « (P1) », or nothing when there is only one passage."""
        return f" ({self.unit_name(unit)})" if unit and self.several_units else ""

    def unit_name(self, unit: str) -> str:
        """Return « P1a » for a passage, « P1 » for a publication."""
        return unit.split(" · ")[-1]

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
