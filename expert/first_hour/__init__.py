"""The first hour: at most six questions, then one page of gestures, people to tell and hours.

Nothing is qualified here: only the gestures of the base are read. The questions, the words and
the sources are data; the incident that comes out is one that the interview takes up.
"""

from expert.first_hour.page import page
from expert.first_hour.questions import questions, with_answers

__all__ = ["page", "questions", "with_answers"]
