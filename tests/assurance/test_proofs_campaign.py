"""Longer comparisons of the evaluators on the shipped base (`make campaign`)."""

from __future__ import annotations

import pytest

from expert.assurance.proofs import agreement, bench, prove
from knowledge import load_base


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(5))
def test_campaign_worlds_diagrams_and_experta_agree(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than 10^6 incidents for worlds and diagrams, 2,000 of them for experta, a seed."""
    monkeypatch.setattr(bench, "SAMPLE", 1 << 20)
    proved = prove(load_base(), ["P12"], second_opinion=False, incidents=2000, seed=seed)
    (found,) = proved.obligations
    assert found.outcome == "sampled"
    assert f"{1 << 20} incidents" in " ".join(found.sampled)


@pytest.mark.campaign
def test_campaign_every_diagram_is_compared_with_z3_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """No part stands for the whole but where the diagram itself is too large to be drawn."""
    monkeypatch.setattr(agreement, "_WHOLE", 10_000)
    (found,) = prove(load_base(), ["P12"], incidents=10, seconds=300).obligations
    assert found.outcome == "partly-sampled"
