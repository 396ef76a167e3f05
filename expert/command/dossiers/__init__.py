"""The commands of the saved cases: `qualif dossiers`, one module each."""
