"""What each answer would change: exact, from the same statuses as the result.

`what_if` tries every value of the open and given answers of one incident; `variant` several new
answers together; `compare` tells two situations apart, and by which rules.
"""
