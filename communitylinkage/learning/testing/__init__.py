"""The questions before and after, and how far they moved; nobody learns whose answers are whose."""
