"""The terminal application, in French, keyboard and mouse, from 80x24 upward.

`app` runs it; `screens/` has one screen a file with its style beside it, `widgets/` what they are
made of, `results/` how an assessment is laid out on each tab. Promises: no text of a user or of
the law is ever read as markup, no answer is changed by looking at it, nothing is lost on leaving.
"""
