"""The application in a browser: a local server, its one page, one process a tab.

It needs the extra `navigateur` (textual-serve): nothing outside this folder imports it. The page
asks no other host for anything, and nobody enters without the one-time address.
"""
