"""`make mutants`: the mutation campaign on the shipped base, its figures, its suite to sign.

The test incidents are in the repository and not in the package: so is this door.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from expert.assurance.mutants.assertions import Asserted
from expert.assurance.mutants.bench import benches
from expert.assurance.mutants.campaign import Campaign, Outcome
from expert.assurance.mutants.figures import Counts, counted, coverage
from expert.assurance.mutants.suite import cover, suite, suite_csv, suite_markdown
from expert.assurance.mutants.survivors import witness
from expert.inference.program import compile_base
from expert.status import STATUS_FR
from knowledge import load_base
from tests.mutants.assertions import asserted_results


def main(words: Sequence[str] | None = None) -> int:
    """Run the campaign and print its figures. Code 2 for a notion that does not exist."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("notions", nargs="*", metavar="NOTION")
    parser.add_argument("--survivants", action="store_true", help="montrer chaque survivant")
    parser.add_argument("--suite", type=Path, help="fichier .md ou .csv des cas à signer")
    arguments = parser.parse_args(words)
    base = load_base()
    unknown = [name for name in arguments.notions if name not in base.notions]
    if unknown:
        print(f"notion inconnue : « {unknown[0]} »", file=sys.stderr)
        return 2
    asserted = asserted_results(base)
    campaign = Campaign(base, benches(base, asserted))
    mutants = campaign.mutants(arguments.notions)
    outcomes = campaign.run(mutants, _progress if sys.stderr.isatty() else None)
    _print_figures(campaign, outcomes)
    if arguments.survivants:
        _print_survivors(campaign, outcomes)
    if arguments.suite is not None:
        _write_suite(campaign, outcomes, asserted, arguments.suite)
    return 0


def _progress(done: int, total: int) -> None:
    print(f"\r{done} / {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _print_figures(campaign: Campaign, outcomes: Sequence[Outcome]) -> None:
    """Print the counts by notion and by operator, the coverage and the size of the suite."""
    base = campaign.base
    titles = {n.id: n.title for n in base.notions.values()}
    for title, found in (
        ("Par notion", counted(outcomes, lambda o: titles.get(o.notion, o.notion))),
        ("Par opérateur", counted(outcomes, lambda o: o.mutant.operator)),
    ):
        print(f"{title:<46}{'mutants':>9}{'tués':>8}{'équiv.':>8}{'surviv.':>8}{'non pr.':>8}")
        for name, counts in found.items():
            print(_row(name, counts))
    total = counted(outcomes).get("", Counts())
    print(_row("Total", total))
    print(f"Tués ou prouvés équivalents : {_share(total)}")
    covered = coverage(base, outcomes)
    print(
        f"Règles dont le retrait fait échouer un cas : {covered.rules_shown} sur {covered.rules}\n"
        f"Conditions montrées nécessaires dans les deux sens : {covered.conditions_shown} sur "
        f"{covered.conditions}, et {covered.conditions_idle} prouvées sans effet dans un sens\n"
        f"Cas qui suffisent à tuer tous les mutants tués : {len(cover(outcomes))}"
    )


def _share(counts: Counts) -> str:
    """Return the share that is settled, never rounded up: 100,00 % means all of them."""
    hundredths = 10_000 * counts.settled // max(counts.total, 1)
    return f"{hundredths // 100},{hundredths % 100:02d} %"


def _row(name: str, counts: Counts) -> str:
    figures = (counts.total, counts.killed, counts.equivalent, counts.survived, counts.unproved)
    return f"{name[:45]:<46}{figures[0]:>9}" + "".join(f"{figure:>8}" for figure in figures[1:])


def _print_survivors(campaign: Campaign, outcomes: Sequence[Outcome]) -> None:
    base = campaign.base
    program = compile_base(base, campaign.day)
    for outcome in outcomes:
        if outcome.same_as is not None or outcome.verdict not in ("survived", "unproved"):
            continue
        mutant = outcome.mutant
        word = "survivant" if outcome.verdict == "survived" else "non prouvé"
        print(f"{word} : {mutant.target} ; {mutant.operator} ; {mutant.said}")
        found = witness(program, campaign.dependence, mutant)
        if found is None:
            continue
        conclusion = base.atom_conclusion(found.atom)
        print(
            f"    {conclusion.label} ({found.atom}) : {STATUS_FR[found.before]}, "
            f"puis {STATUS_FR[found.after]}, quand"
        )
        for told in found.answers:
            print(f"      {told}")


def _write_suite(
    campaign: Campaign, outcomes: Sequence[Outcome], asserted: Sequence[Asserted], path: Path
) -> None:
    cases = suite(campaign.base, outcomes, asserted)
    total = counted(outcomes).get("", Counts())
    figures = {"Cas": len(cases), "Modifications tuées": total.killed, "Modifications": total.total}
    text = suite_csv(cases) if path.suffix == ".csv" else suite_markdown(cases, figures)
    path.write_text(text, "utf-8-sig" if path.suffix == ".csv" else "utf-8")
    print(f"{len(cases)} cas écrits dans {path}")


if __name__ == "__main__":
    sys.exit(main())
