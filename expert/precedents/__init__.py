"""Decisions compared with an incident by factors, and argued both ways.

Promises: a factor is computed by the evaluators that decide, never typed; only decisions that may
be cited are compared; nothing predicts, scores or ranks: decisions are ordered by what they share.
"""

from expert.precedents.comparison import compare, compare_incident
from expert.precedents.model import Precedents, QuestionCompared

__all__ = ["Precedents", "QuestionCompared", "compare", "compare_incident"]
