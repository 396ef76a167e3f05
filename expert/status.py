"""The four statuses: established, excluded, contested, open. Always named the same. No score."""

from __future__ import annotations

from typing import Literal

Status = Literal["established", "excluded", "contested", "open"]

STATUS_FR: dict[Status, str] = {
    "established": "établi",
    "excluded": "écarté",
    "contested": "contesté",
    "open": "à établir",
}
"""The four statuses as they are named on every screen and in every document."""
