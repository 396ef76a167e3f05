"""The incident of the journey, and where it is saved: after every answer, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from expert.incident import Incident
from expert.incident_files import save_problem, write_incident
from expert.office.errors import ConflictError
from expert.office.working import WorkingCase
from expert.plain_text import one_line

_NOT_SAVED: Final = "  Non enregistré : {why} L'entretien continue en mémoire."
_BESIDE: Final = (
    "  {why} La vôtre est à côté de la dernière, et rien n'est perdu. Reprenez ce dossier "
    "(choix 2 du début) pour choisir entre elles ; d'ici là, l'entretien continue dans une copie."
)


@dataclass
class Case:
    """Where an incident is saved: a case of the store, or the file that the reader named.

    Neither: an example, never saved.
    """

    say: Callable[[Iterable[str]], None]
    kept: WorkingCase | None = None
    path: Path | None = None

    @property
    def place(self) -> str:
        """Where the answers are, in one sentence."""
        if self.kept is not None:
            return f"Réponses enregistrées dans le dossier {self.kept.id}, chiffré."
        if self.path is not None:
            return f"Réponses enregistrées dans {one_line(str(self.path))}."
        return "Rien n'est enregistré : c'est un exemple."

    def save(self, incident: Incident) -> None:
        """Save; a failure is said, the answers stay in memory and the interview goes on."""
        try:
            if self.kept is not None:
                self.kept.save(incident)
            elif self.path is not None:
                write_incident(incident, self.path)
        except ConflictError as conflict:
            self.say([_BESIDE.format(why=conflict)])
            self._go_on_in_a_copy(incident)
        except RuntimeError as error:
            self.say([_NOT_SAVED.format(why=error)])
        except OSError as error:
            self.say([_NOT_SAVED.format(why=f"{save_problem(error)}.")])

    def _go_on_in_a_copy(self, incident: Incident) -> None:
        if self.kept is not None:
            self.kept = self.kept.copy()
            self.save(incident)
