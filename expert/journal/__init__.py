"""The journal: who did what, when, on which case, so that nothing can be taken out of it unseen.

Inside: `acts` is the closed list of what is told; `entry` a line and its bytes; `chain` writes the
next line and seals the head; `verification` says what is intact and what is not; `rotation` lets
old lines go. A line holds no name, no answer and no free text. Nothing here knows files or tables.
"""
