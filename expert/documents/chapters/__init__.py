"""The chapters of a document, one a file: each reads an assessment and yields blocks.

Promises: layers are never mixed, nothing is scored, no sanction is chosen, and what is not in the
assessment (protected answers, entries that may not be cited) cannot be written.
"""
