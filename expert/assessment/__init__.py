"""From an incident to its assessment: statuses, proofs, penalties, sanctions, deadlines, citations.

`model` is the published contract; `assess` is the one function that answers.
"""

from expert.assessment.build import assess

__all__ = ["assess"]
