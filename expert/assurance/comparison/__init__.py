"""Two versions of a base: what changed in the law as data, and which incidents it touches."""

from expert.assurance.comparison.report import BaseComparison, compare

__all__ = ["BaseComparison", "compare"]
