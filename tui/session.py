"""An incident open on the desk: its interview, its reader, its file, saved after every step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from expert.incident import parse_key
from expert.interview.history import History, Step
from expert.interview.history_words import say_redone, say_step, say_undone
from expert.interview.notes import note_of, with_note
from tui.case_file import PLACE_NOTE, CaseFile
from tui.strings import PROFILES

if TYPE_CHECKING:
    from expert.assessment.model import Assessment
    from expert.disputes import Dispute
    from expert.explanation.explain import Explainer
    from expert.incident import Answer, Incident, Key, Passage, Publication, Spot
    from expert.interview.session import Question
    from expert.office.working import WorkingCase
    from tui.services import Services

READER_NOTE: Final = "lecteur"
REPORT_NOTE: Final = "rapport"
DEFAULT_PROFILE: Final = "rh"
NOTHING_TO_UNDO: Final = "Rien à annuler depuis l'ouverture du dossier."
NOTHING_TO_REDO: Final = "Rien à rétablir."


class Session(CaseFile):
    """One incident being worked on. A session without `kept` (the example) is never saved.

    When a save fails the answers stay on screen, `saved_at` is None and `on_trouble` is told why.
    """

    def __init__(
        self,
        services: Services,
        incident: Incident,
        *,
        profile: str | None = None,
        kept: WorkingCase | None = None,
        folder: Path | None = None,
        clock: Callable[[], datetime] = datetime.now,
        on_trouble: Callable[[Exception], None] | None = None,
    ) -> None:
        super().__init__(services, kept, folder, clock, on_trouble)
        self.profile = profile or _reader_of(incident)
        self._assessment: Assessment | None = None
        self._explainer: Explainer | None = None
        self.history = History()
        self._place = str(incident.notes.get(PLACE_NOTE, ""))
        noted = {**_without_place(incident.notes), READER_NOTE: self.profile}
        self.interview = services.interview(replace(incident, notes=noted), self.profile)

    @property
    def incident(self) -> Incident:
        """The incident as it is now."""
        return self.interview.incident

    def parser(self, question: Question) -> Callable[[str], Answer]:
        """Return what reads a typed answer to `question`; it raises `ValueError` in French."""
        fact = question.fact

        def parse(text: str) -> Answer:
            return text if fact is None else self.services.parse(fact, text)

        return parse

    def answer(
        self, key: Key, value: Answer, *, same_step: bool = False, joined: bool = False
    ) -> None:
        """Record an answer and save; `same_step` when the screen already gave another one.

        `joined`: one gesture gave this answer and the one before it, and one takes both back.
        """
        with self._kept(key, joined=joined):
            self.interview.answer(key, value, same_step=same_step)

    def discuss(self, key: Key, dispute: Dispute | None) -> None:
        """Record that a fact is discussed, or that it no longer is (None: unknown), and save."""
        with self._kept(key):
            if dispute is None:
                self.interview.answer(key, None)
            else:
                self.interview.discuss(key, dispute)

    def undo(self) -> tuple[Key | None, str]:
        """Take the last change back and save; return its question and what is to be said."""
        found = self.history.undo(self.incident)
        if found is None:
            return None, NOTHING_TO_UNDO
        return self._put_back(*found), say_undone(self.services.base, found[1])

    def redo(self) -> tuple[Key | None, str]:
        """Make again the change that was taken back; return its question and what to say."""
        found = self.history.redo(self.incident)
        if found is None:
            return None, NOTHING_TO_REDO
        return self._put_back(*found), say_redone(self.services.base, found[1])

    @property
    def undoable(self) -> str:
        """What `undo` would take back, in a few words, or nothing."""
        step = self.history.last
        return "" if step is None else say_step(self.services.base, step)

    @property
    def redoable(self) -> str:
        """What `redo` would make again, in a few words, or nothing."""
        step = self.history.undone
        return "" if step is None else say_step(self.services.base, step)

    def note(self, key: Key) -> str:
        """Return the working note of a question."""
        return note_of(self.incident, key)

    def set_note(self, key: Key, text: str) -> None:
        """Record the working note of a question and save."""
        self._replace(with_note(self.incident, key, text))

    def assessment(self) -> Assessment:
        """Return the qualification of the incident as it is now, for the present reader."""
        if self._assessment is None:
            self._assessment = self.services.assess(self.incident, self.profile)
        return self._assessment

    def explainer(self) -> Explainer:
        """Return what explains the conclusions of the incident as it is now."""
        if self._explainer is None:
            self._explainer = self.services.explain(self.incident, self.profile)
        return self._explainer

    def read_as(self, profile: str) -> None:
        """Change the reader: the goals, hence the questions, and what the result shows."""
        self.profile = profile
        self._replace(self.incident, **{READER_NOTE: profile})

    def add_passage(self, publication: str) -> None:
        """Add a passage (another target, another sentence) to a publication and save."""
        with self._kept(None):
            self.interview.add_passage(publication)

    def words(self, spot: Spot) -> tuple[str, str]:
        """Return the exact words of a passage and the address of its publication."""
        publication, passage = self._unit(spot)
        return passage.verbatim, publication.address

    def set_words(self, spot: Spot, verbatim: str, address: str, asked: Key | None = None) -> None:
        """Record the exact words of a passage and the address of its publication, and save.

        `asked` is the question they were written on.
        """
        publication, passage = self._unit(spot)
        passages = tuple(
            replace(p, verbatim=verbatim) if p is passage else p for p in publication.passages
        )
        changed = replace(publication, passages=passages, address=address)
        publications = tuple(changed if p is publication else p for p in self.incident.publications)
        with self._kept(asked):
            self.interview.set_incident(replace(self.incident, publications=publications))

    @property
    def report(self) -> Mapping[str, str]:
        """The short factual report of a person who may not qualify, field by field."""
        noted = self.incident.notes.get(REPORT_NOTE)
        return noted if isinstance(noted, Mapping) else {}

    def set_report(self, fields: Mapping[str, str]) -> None:
        """Record the short factual report and save."""
        self._replace(self.incident, **{REPORT_NOTE: dict(fields)})

    def place_key(self) -> Key | None:
        """Return the question the reader was left on, if it is still one of the interview."""
        if not self._place:
            return None
        key = parse_key(self._place)
        return key if any(key == q.key for q in self.interview.questions()) else None

    def question_before(self, keys: Collection[Key]) -> Question | None:
        """Return the question asked before those of a screen, if any."""
        asked = self.interview.questions()
        places = [place for place, question in enumerate(asked) if question.key in keys]
        earlier = asked[: min(places, default=len(asked))]
        return earlier[-1] if earlier else None

    def question_after(self, keys: Collection[Key]) -> Question | None:
        """Return the question after those of a screen, in the order of the interview, if any."""
        asked = self.interview.questions()
        places = [place for place, question in enumerate(asked) if question.key in keys]
        later = [q for q in asked[min(places, default=len(asked)) :] if q.key not in keys]
        return later[0] if later else self.interview.next_question()

    def _unit(self, spot: Spot) -> tuple[Publication, Passage]:
        publication = next(p for p in self.incident.publications if p.id == spot.publication)
        passage = next(
            (p for p in publication.passages if p.id == spot.passage), publication.passages[0]
        )
        return publication, passage

    def _replace(self, incident: Incident, **notes: object) -> None:
        noted = replace(incident, notes={**incident.notes, **notes})
        if self.interview.profile == self.profile:
            self.interview.set_incident(noted)
        else:
            self.interview = self.services.interview(noted, self.profile)
        self._changed()

    @contextmanager
    def _kept(self, key: Key | None, *, joined: bool = False) -> Iterator[None]:
        """Keep what the block changes as one step that can be taken back, and save."""
        before = self.incident
        yield
        self.history.keep(key, before, self.incident, joined=joined)
        self._changed()

    def _put_back(self, incident: Incident, step: Step) -> Key | None:
        """Go on with an incident that the history gave; return the question to show."""
        self.interview.set_incident(incident)
        self._changed()
        return step.key

    def _changed(self) -> None:
        self._assessment = self._explainer = None
        self.save_now()


def _without_place(notes: Mapping[str, object]) -> dict[str, object]:
    return {name: note for name, note in notes.items() if name != PLACE_NOTE}


def _reader_of(incident: Incident) -> str:
    noted = incident.notes.get(READER_NOTE)
    if noted == "cadre":  # how version 0.1 named the manager
        return "manager"
    return noted if isinstance(noted, str) and noted in PROFILES else DEFAULT_PROFILE
