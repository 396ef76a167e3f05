"""From answers about an incident to a qualification that can be checked line by line.

Models of the incident and of the assessment, inference, interview, explanation, documents and the
command line. May import `knowledge`; never imports the screens.
"""
