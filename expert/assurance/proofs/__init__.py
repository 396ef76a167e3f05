"""The proof of a base: obligations P1 to P13, by diagrams and worlds, z3 as a second opinion.

One obligation, or one family of them, a file; `prove` runs them on a whole base.
"""

from expert.assurance.proofs.judge import DisagreementError
from expert.assurance.proofs.model import OUTCOME_FR, Failure, Obligation, Outcome, Report
from expert.assurance.proofs.run import DECLARED, Declared, prove
from expert.assurance.proofs.second_opinion import is_available

__all__ = [
    "DECLARED",
    "OUTCOME_FR",
    "Declared",
    "DisagreementError",
    "Failure",
    "Obligation",
    "Outcome",
    "Report",
    "is_available",
    "prove",
]
