"""The whole journey by plain prompts: start, questions, answers read again, result, export.

One line said, one line typed, for a screen reader, a pipe or any terminal. The services are those
of the application: nothing is decided here.
"""
