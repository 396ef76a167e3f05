"""No useless question, no early stop and exact statuses on the shipped law, by brute force."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeBase, load_base
from tests.interview.exactness import MOST_WORLDS, READERS, Campaign


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.mark.parametrize("seed", range(6))
def test_on_bases_cut_out_of_the_law(seed: int, law: KnowledgeBase) -> None:
    campaign = Campaign(seed, 1 << 10)
    for profile in READERS:
        campaign.sub_base(law, profile)
    assert campaign.counted["states"] >= 3, "each interview is compared at its end at least"


def test_on_the_whole_law(law: KnowledgeBase) -> None:
    campaign = Campaign(1, 1 << 10)
    campaign.whole_law(law, "rh")
    campaign.whole_law(law, "juriste")
    assert campaign.counted["goals"] > 100
    assert campaign.counted["open"] > 5


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1000, 1008))
def test_on_many_bases_and_interviews(seed: int, law: KnowledgeBase) -> None:
    campaign = Campaign(seed, MOST_WORLDS)
    for _ in range(30):
        campaign.sub_base(law, campaign.chance.choice(READERS))
    for profile in READERS:
        campaign.whole_law(law, profile)
    assert campaign.counted["contested"]
    assert campaign.counted["states"] >= 30
