"""Questionnaires and answers. Knows no occasion: who is asked, when and why is told by others."""
