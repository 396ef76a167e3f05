"""`qualif base`: reading, searching, checking and replaying the law as data, one verb a file."""
