"""The curriculum, and the cohorts that take it."""
