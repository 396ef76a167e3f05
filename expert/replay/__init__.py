"""Real decisions replayed: what the court decided against what Qualif concludes on its facts.

Promises: facts come from the decision, never from the outcome; expected values are read from the
outcome alone; coverage is counted before agreement. It measures the rules, never a person's case.
"""

from expert.replay.folder import decisions_folder
from expert.replay.report import ReplayReport, to_json
from expert.replay.run import questions, run

__all__ = ["ReplayReport", "decisions_folder", "questions", "run", "to_json"]
