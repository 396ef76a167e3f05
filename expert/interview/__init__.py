"""From questions to answers: which question still matters, in which order, and what was answered.

Reads statuses, never the engine. The order of blocks is the users'; inside a block the most shared
fact comes first. The interview stops when no answer can change the status of a goal any more.
"""
