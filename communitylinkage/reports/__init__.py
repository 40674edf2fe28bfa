"""The plan of a programme (packages, deliverables, milestones, risks, days) and its reports.

Figures come from `impact`, frozen and through its gate; what happened comes from the parts that
keep it. No figure is typed here but days of work, and no money is kept. It must never know
anything about a woman: only rows of the plan, words that staff write, and figures let out.
"""
