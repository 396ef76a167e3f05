"""`qualif dossiers echeances` and `durees`: what is to be erased, when, why; what nobody fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def declare(commands: Any) -> None:
    """Declare the commands."""
    from expert.command.arguments import examination_day
    from expert.command.dossiers.opening import add_opening

    parser = commands.add_parser(
        "echeances", help="quand chaque dossier doit être effacé, et pourquoi",
        description="Montre quand chaque dossier doit être effacé, ce qui l'en empêche, et ce que "
        "le délégué à la protection des données a encore à fixer.",
    )  # fmt: skip
    add_opening(parser)
    parser.set_defaults(run=run)
    parser = commands.add_parser(
        "durees", help="les durées que l'établissement fixe",
        description="Montre les durées de conservation que l'établissement fixe là où aucun texte "
        "n'en donne, ou les change. En mois.",
    )  # fmt: skip
    for option, what in _DURATIONS.items():
        parser.add_argument(f"--{option}", type=int, metavar="MOIS", help=what[1])
    add_opening(parser)
    parser.set_defaults(run=durations)
    parser = commands.add_parser(
        "date", help="confirmer la date du jour, lue ailleurs que sur ce poste",
        description="Après un saut d'horloge, rien n'est effacé et aucun droit daté n'est ouvert "
        "tant qu'une personne n'a pas confirmé la date.",
    )  # fmt: skip
    parser.add_argument("day", type=examination_day, metavar="AAAA-MM-JJ", help="la date du jour")
    add_opening(parser)
    parser.set_defaults(run=confirm)


_DURATIONS = {
    "sans-suite": ("without_sanction", "dossier clos sans suite"),
    "rappel": ("reminder", "rappel des règles, sans sanction"),
    "avertissement": ("never_recorded", "sanction qui n'entre pas au dossier de l'agent"),
    "retrait": ("withdrawn", "sanction retirée ou annulée"),
    "sans-texte": ("without_text", "sanction dont aucun texte connu ne dit l'effacement"),
}


def run(arguments: Namespace) -> int:
    """Print the list, the most pressing first."""
    from expert.command.dossiers.opening import desk_of
    from expert.office.erasing import due_cases, today_of
    from expert.office.profiles import refuse_beyond
    from knowledge import load_base

    with desk_of(arguments) as desk:
        refuse_beyond(desk.account.card, ["echeances"])
        lines, unread = due_cases(desk, load_base())
        today = today_of(desk)
    for line in lines:
        print(line.sentence(today))
    for each in unread:
        print(f"{each.case} : {each.why}")
    if not lines and not unread:
        print("Aucun dossier ne vous est ouvert dans cette base.")
    return 0


def durations(arguments: Namespace) -> int:
    """Change what was asked, then print all of them."""
    from pydantic import ValidationError

    from expert.command.arguments import UsageError
    from expert.command.dossiers.opening import desk_of
    from expert.office.durations import choose_durations, durations_of
    from expert.retention.durations import Durations

    asked = {
        field: months
        for option, (field, _) in _DURATIONS.items()
        if (months := getattr(arguments, option.replace("-", "_"))) is not None
    }
    with desk_of(arguments) as desk:
        kept = durations_of(desk)
        if asked:
            try:
                kept = Durations(**{**kept.model_dump(), **asked, "set_by_officer": True})
            except ValidationError:
                raise UsageError("une durée compte de 1 à 120 mois : rien n'a changé") from None
            choose_durations(desk, kept)
    for field, what in _DURATIONS.values():
        months = getattr(kept, field)
        print(f"{what} : {'à fixer' if months is None else f'{months} mois'}")
    if not kept.set_by_officer:
        print("Durées par défaut, provisoires : le délégué à la protection des données les fixe.")
    return 0


def confirm(arguments: Namespace) -> int:
    """Record that the date is right."""
    from expert.command.arguments import UsageError
    from expert.command.dossiers.opening import desk_of
    from expert.office.today import confirm_day
    from expert.retention.clock import UntrustedClock

    with desk_of(arguments) as desk:
        try:
            day = confirm_day(desk.store, desk.account, arguments.day, desk.clock)
        except UntrustedClock as error:
            raise UsageError(str(error)) from None
    print(f"Date confirmée : {day:%d/%m/%Y}.")
    print("Si l'horloge avait reculé, cette confirmation vaut pour les autres comptes seulement.")
    return 0
