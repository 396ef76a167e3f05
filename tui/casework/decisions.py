"""The forms of what people decide: a decision, the step the case is at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, cast

from expert.cases.casefile import CaseFile
from expert.cases.changes import with_decision, with_stage
from expert.cases.decisions import ACT_FR, STAGE_FR, Act, Stage
from expert.cases.scales import groups_open
from tui.casework.form import Asked, Form, Values, day_of, read_day

_SCALE: Final = "L'échelle du statut répondu ; toutes les échelles s'il ne l'est pas encore."
_NOTHING_CHOSEN: Final = "Qualif ne choisit ni ne classe aucune sanction : l'autorité décide."


class DecisionForm(Form):
    """Records what an authority decided, and why."""

    name = "decision"
    title = "Enregistrer une décision"
    done = "La décision est inscrite au dossier."
    act = "decision"
    operation = "decider"

    def told(self, values: Values) -> Sequence[str]:
        """Return that nothing is chosen here."""
        return (_NOTHING_CHOSEN,)

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the fields; a sanction is one of the scale of the base."""
        sanction = Asked("sanction", "Sanction", _SCALE, self._scale(values))
        return (
            Asked("act", "Décision", choices=ACT_FR),
            *((sanction,) if values.get("act") == "sanction" else ()),
            Asked("on", "Date", "Le jour de la décision.", read=read_day),
            Asked("authority", "Autorité", "Qui a décidé."),
            Asked("reason", "Motif", "Rien ne sort du dossier sans lui.", free=True),
        )

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with one more decision."""
        named = values.get("sanction", "") if values.get("act") == "sanction" else ""
        group, _, sanction = named.partition("/")
        return with_decision(
            self.session.services.base,
            case,
            cast("Act", values.get("act", "")),
            day_of(values.get("on", "")),
            values.get("authority", ""),
            values.get("reason", ""),
            by,
            at,
            sanction=sanction,
            group=group,
        )

    def _scale(self, values: Values) -> Mapping[str, str]:
        """Return the sanctions of the scale on the day of the decision, in its own order."""
        kept = self.session.kept
        if kept is None:
            return {}
        day: date = day_of(values["on"]) if values.get("on") else kept.desk.clock().date()
        return {
            f"{group.id}/{sanction.id}": f"{sanction.label} ({group.label})"
            for group in groups_open(self.session.services.base, kept.case)
            for sanction in group.sanctions
            if sanction.in_force_on(day)
        }


class StageForm(Form):
    """Takes the case to another step."""

    name = "etape"
    title = "Changer l'étape du dossier"
    done = "L'étape du dossier est changée."
    act = "etape"
    operation = "decider"

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the step, and the reason of going back."""
        now = self.session.kept.case.stage if self.session.kept else None
        steps = {stage: words for stage, words in STAGE_FR.items() if stage != now}
        why = "Attendu pour revenir à l'étape précédente."
        return (
            Asked("stage", "Étape", choices=steps),
            Asked("reason", "Motif", why, optional=True, free=True),
        )

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case at the step."""
        stage = cast("Stage", values.get("stage", ""))
        return with_stage(case, stage, by, at, values.get("reason", ""))
