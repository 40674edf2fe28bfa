"""The rules of a research cycle; no framework.

Sources: Kemmis & McTaggart, "The Action Research Planner" (1988), for the stages; Fals Borda &
Rahman, "Action and Knowledge" (1991), for equal rights of those who research; Cohen, "A coefficient
of agreement for nominal scales" (1960), for kappa; Crenshaw, "Mapping the Margins" (1991), for what
shows only where situations meet.
"""
