"""What people decide, the step a case is at, and the copies that leave: none can be skipped.

A case goes from one step to the next. The step of the council may be passed over, since not every
decision needs one; a step back is said with its reason. No copy leaves before a person has decided
something and said why; a draft may, and is marked.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.decisions import (
    ACT_FR,
    STAGE_FR,
    Act,
    Decision,
    ExportRecord,
    Stage,
    StageChange,
)
from expert.cases.refusal import CaseRefusedError, changed, filled, made
from expert.cases.scales import groups_open
from knowledge.base_model import KnowledgeBase
from knowledge.errors import nearest

_ORDER: Final[tuple[Stage, ...]] = tuple(STAGE_FR)
_MAY_PASS: Final[tuple[Stage, ...]] = ("saisi",)


def with_decision(
    base: KnowledgeBase,
    case: CaseFile,
    act: Act,
    on: date,
    authority: str,
    reason: str,
    by: str,
    at: datetime,
    *,
    sanction: str = "",
    group: str = "",
) -> CaseFile:
    """Return the case with what an authority decided on a day, and why.

    A sanction is one of the base's scales for the status that was answered, with its group there;
    nothing else has one.
    """
    decision = made(
        Decision,
        act=act,
        on=on,
        authority=filled("autorité", authority),
        reason=filled("motif", reason),
        sanction=sanction,
        group=group,
        by=by,
        at=at,
    )
    if decision.on > at.date():
        raise CaseRefusedError(
            f"décision datée du {french_date(decision.on)}, après aujourd'hui "
            f"({french_date(at.date())}) : vérifier la date, ou l'horloge du poste"
        )
    if decision.act == "sanction":
        _refuse_unknown_sanction(base, case, decision)
    elif decision.sanction or decision.group:
        raise CaseRefusedError(f"« {ACT_FR[decision.act]} » : aucune sanction n'y est à nommer")
    if decision.act == "retrait-sanction" and not _decided(case, "sanction"):
        raise CaseRefusedError("aucune sanction n'est au dossier : il n'y a rien à retirer")
    return changed(case, decisions=(*case.decisions, decision))


def with_sanction_erased(case: CaseFile, number: int, on: date) -> CaseFile:
    """Return the case whose decision of that rank (from 1) was erased from the individual file."""
    taken = case.decisions[number - 1] if 1 <= number <= len(case.decisions) else None
    if taken is None or taken.act != "sanction" or taken.erased_on is not None:
        raise CaseRefusedError(f"décision {number} : il n'y a pas de sanction à effacer à ce rang")
    erased = changed(taken, erased_on=on)
    if on < taken.on:
        raise CaseRefusedError(
            f"sanction du {french_date(taken.on)} : elle n'a pu être effacée le {french_date(on)}"
        )
    return changed(case, decisions=tuple(erased if d is taken else d for d in case.decisions))


def with_stage(case: CaseFile, stage: Stage, by: str, at: datetime, reason: str = "") -> CaseFile:
    """Return the case at its next step, or one step back with a reason."""
    change = made(StageChange, stage=stage, reason=reason.strip(), by=by, at=at)
    now, wanted = _ORDER.index(case.stage), _ORDER.index(stage)
    if wanted == now:
        raise CaseRefusedError(f"le dossier est déjà à cette étape : {STAGE_FR[stage]}")
    if wanted < now:
        _refuse_back(case, stage, change.reason)
    else:
        _refuse_forward(case, stage)
    return changed(case, stage=stage, stage_changes=(*case.stage_changes, change))


def with_export(
    case: CaseFile,
    document: str,
    form: str,
    sha256: str,
    by: str,
    at: datetime,
    *,
    recipient: str = "",
    reason: str = "",
    anonymised: bool = False,
    draft: bool = False,
) -> CaseFile:
    """Return the case with a copy that left: which document, in which form, for whom."""
    refuse_export(case, draft=draft)
    record = made(
        ExportRecord,
        document=filled("document", document),
        form=filled("forme", form),
        recipient=recipient,
        reason=reason.strip(),
        anonymised=anonymised,
        draft=draft,
        sha256=filled("empreinte", sha256),
        by=by,
        at=at,
    )
    return changed(case, exports=(*case.exports, record))


def refuse_export(case: CaseFile, *, draft: bool) -> None:
    """Raise `CaseRefusedError` when nothing of the case may leave yet, but a marked draft."""
    if not draft and not any(decision.reason.strip() for decision in case.decisions):
        raise CaseRefusedError(
            "aucune décision motivée n'est au dossier : rien n'en sort, sauf un projet marqué "
            "comme tel"
        )


def _refuse_unknown_sanction(base: KnowledgeBase, case: CaseFile, decision: Decision) -> None:
    named = filled("sanction", decision.sanction)
    groups = list(groups_open(base, case))
    holding = {g.id: g.label for g in groups if any(s.id == named for s in g.sanctions)}
    if not holding:
        known = {sanction.id for group in groups for sanction in group.sanctions}
        raise CaseRefusedError(f"sanction inconnue des échelles{nearest(named, known)}")
    if decision.group not in holding:
        expected = " ou ".join(f"{label} ({name})" for name, label in holding.items())
        raise CaseRefusedError(f"groupe de cette sanction : {expected} est attendu")


def _refuse_forward(case: CaseFile, stage: Stage) -> None:
    between = _ORDER[_ORDER.index(case.stage) + 1 : _ORDER.index(stage)]
    if any(step not in _MAY_PASS for step in between):
        following = STAGE_FR[_ORDER[_ORDER.index(case.stage) + 1]]
        raise CaseRefusedError(
            f"« {STAGE_FR[stage]} » ne suit pas « {STAGE_FR[case.stage]} » : l'étape suivante est "
            f"« {following} »"
        )
    if stage == "saisi" and not _decided(case, "saisine"):
        raise CaseRefusedError("la décision de saisir, avec son motif, est à noter d'abord")
    if stage == "decide" and all(decision.act == "saisine" for decision in case.decisions):
        raise CaseRefusedError("la décision prise, avec son motif, est à noter d'abord")


def _refuse_back(case: CaseFile, stage: Stage, reason: str) -> None:
    between = _ORDER[_ORDER.index(stage) + 1 : _ORDER.index(case.stage)]
    was_passed = [step for step in between if step in _MAY_PASS and not _has_been(case, step)]
    if len(between) > len(was_passed):
        raise CaseRefusedError("un dossier ne revient que d'une étape à la fois")
    filled("motif du retour à l'étape précédente", reason)


def _has_been(case: CaseFile, stage: Stage) -> bool:
    return any(change.stage == stage for change in case.stage_changes)


def _decided(case: CaseFile, act: str) -> bool:
    return any(decision.act == act for decision in case.decisions)
