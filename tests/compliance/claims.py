"""Every test that a paper names, with what names it."""

from __future__ import annotations

from collections.abc import Iterator

from expert.compliance.models import Proved
from expert.compliance.reading import chapters, risks, threat_model


def proved() -> Iterator[tuple[str, Proved]]:
    """Yield everything that names tests, with what it is."""
    for threat in threat_model().threats:
        yield f"menace {threat.number}", threat
    for risk in risks().risks:
        for measure in risk.measures:
            yield f"risque {risk.id} : {measure.text}", measure
    for paper in ("registre", "aipd"):
        for chapter in chapters(paper).chapters:
            for point in chapter.points:
                yield f"{paper}, {chapter.id} : {point.text}", point


def named(kind: str) -> dict[str, str]:
    """Return the tests of a kind (« tests », « campaigns », « browser »), and who names each."""
    return {test: where for where, each in proved() for test in getattr(each, kind)}
