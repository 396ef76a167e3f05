"""The settings of one person: eight keys in a small TOML file, which can be written by hand.

Inside: `model` holds them, `file` finds, reads and writes. Promises: a file that cannot be read
never stops the application and is never overwritten; a save leaves the old file or the new one.
"""
