"""The command line: `qualif` and its sub-commands, one a file, all in French.

Promises: no command but the application loads Textual; a refusal is one French sentence on the
error stream with exit code 2 and nothing on the output; a crash tells no answer to anybody.
"""
