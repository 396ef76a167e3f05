"""The incident of the journey, and where it is saved: after every answer, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expert.casefiles.listing import new_file
from expert.casefiles.store import CaseChangedError, save_case
from expert.incident import Incident
from expert.incident_files import save_problem, write_incident
from expert.plain_text import one_line


@dataclass
class Case:
    """Where an incident is saved. `path` None: an example, never saved.

    `stamp` is what the file held when it was last read or written here, for a file of the folder
    of incidents: what another window wrote is never overwritten. A file that the reader named has
    none, and is simply written.
    """

    say: Callable[[Iterable[str]], None]
    path: Path | None = None
    stamp: str | None = None
    in_folder: bool = False
    clock: Callable[[], datetime] = datetime.now

    @property
    def place(self) -> str:
        """Where the answers are, in one sentence."""
        if self.path is None:
            return "Rien n'est enregistré : c'est un exemple."
        return f"Réponses enregistrées dans {one_line(str(self.path))}."

    def save(self, incident: Incident) -> None:
        """Save; a failure is said, the answers stay in memory and the interview goes on."""
        if self.path is None:
            return
        try:
            if self.in_folder:
                self.stamp = save_case(self.path, incident, self.stamp)
            else:
                write_incident(incident, self.path)
        except CaseChangedError as error:
            self.path, self.stamp = new_file(self.path.parent, self.clock()), None
            self.say([f"  {error} La suite est enregistrée dans une copie."])
            self.save(incident)
        except OSError as error:
            self.say(
                [f"  Non enregistré : {save_problem(error)}. L'entretien continue en mémoire."]
            )
